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
        if (at is { } instant)
            await foreach (var change in RowsAsOf.LaterAsync(scope, instant, kinds, scope.Cancel)) edits.AddRange(RowEdit.Read(change).Reverse());
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
            else
            {
                if (!byId.TryGetValue(edit.Id, out var row)) row = byId[edit.Id] = new T { StudyId = scope.StudyId, Id = edit.Id };
                foreach (var (name, value) in edit.Before) RowEdit.Write(row, name, value);
            }
        }
        return [.. byId.Values];
    }
}
