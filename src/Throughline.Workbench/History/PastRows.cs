using Microsoft.EntityFrameworkCore;
using Throughline.Workbench.Shared;

namespace Throughline.Workbench.History;

/// <summary>Rows as they stood at an instant: today's, with every later change taken back. Without an instant, today's.</summary>
internal sealed class PastRows
{
    private readonly StudyScope scope;
    private readonly ILookup<string, RowEdit> later;

    private PastRows(StudyScope scope, ILookup<string, RowEdit> later, bool isPast) => (this.scope, this.later, IsPast) = (scope, later, isPast);

    /// <summary>Whether anything of these kinds has changed since.</summary>
    public bool IsPast { get; }

    /// <param name="scope">The study.</param>
    /// <param name="at">The instant; null for now.</param>
    /// <param name="kinds">The kinds of rows that will be asked for.</param>
    public static async Task<PastRows> AtAsync(StudyScope scope, DateTimeOffset? at, params string[] kinds)
    {
        var edits = new List<RowEdit>();
        var micros = at is { } instant ? Instant.Micros(instant) : long.MaxValue;
        if (at is not null && await scope.Changes.Where(c => c.At > micros).MinAsync(c => (long?)c.Number, scope.Cancel) is { } first)
            foreach (var change in await scope.Changes.Where(c => c.Number >= first).OrderByDescending(c => c.Number)
                .Select(c => new { c.Touches, c.Edits }).ToListAsync(scope.Cancel))
                if (change.Touches.Split(',').Any(kinds.Contains)) edits.AddRange(RowEdit.Read(change.Edits).Reverse());
        return new(scope, edits.ToLookup(e => e.Kind), edits.Count > 0);
    }

    public async Task<List<T>> OfAsync<T>(IQueryable<T> now) where T : class, IRecorded, new()
    {
        var rows = await now.ToListAsync(scope.Cancel);
        var edits = later[typeof(T).Name];
        if (!edits.Any()) return rows;
        var byId = rows.ToDictionary(r => r.Id);
        foreach (var edit in edits)
        {
            if (edit.Before is null) byId.Remove(edit.Id);
            else Write(byId.TryGetValue(edit.Id, out var row) ? row : byId[edit.Id] = new T { StudyId = scope.StudyId, Id = edit.Id }, edit);
        }
        return [.. byId.Values];
    }

    private static void Write(IRecorded row, RowEdit edit)
    {
        foreach (var (name, value) in edit.Before!)
            if (row.GetType().GetProperty(char.ToUpperInvariant(name[0]) + name[1..]) is { } property) property.SetValue(row, RowEdit.Value(value, property.PropertyType));
    }
}
