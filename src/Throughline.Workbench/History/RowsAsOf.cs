using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Throughline.Workbench.Shared;

namespace Throughline.Workbench.History;

/// <summary>
/// Recorded rows as they stood at an instant: today's, with every later change taken back. Only changes that touched these
/// kinds of rows are read. Without an instant they are today's.
/// </summary>
internal sealed class RowsAsOf
{
    private const int AtOnce = 500;

    private readonly Dictionary<string, Dictionary<Guid, IRecorded>> byKind = [];

    /// <summary>Today's rows to begin from; rows of a kind that are left out here were not there then either, unless they were removed since.</summary>
    public RowsAsOf With<T>(IEnumerable<T> today) where T : class, IRecorded
    {
        byKind[typeof(T).Name] = today.ToDictionary(r => r.Id, r => (IRecorded)r);
        return this;
    }

    public IEnumerable<T> Of<T>() where T : class, IRecorded => byKind[typeof(T).Name].Values.Cast<T>();

    /// <summary>Whether anything of these kinds has changed since the instant.</summary>
    public bool IsPast { get; private set; }

    public async Task<RowsAsOf> BackToAsync(StudyScope scope, DateTimeOffset? at)
    {
        if (at is not { } instant) return this;
        await foreach (var edits in LaterAsync(scope, instant, [.. byKind.Keys], scope.Cancel))
        {
            IsPast = true;
            foreach (var edit in RowEdit.Read(edits).Reverse())
                if (byKind.TryGetValue(edit.Kind, out var rows)) Back(rows, edit, scope.StudyId);
        }
        return this;
    }

    /// <summary>The edits of what happened later to rows of these kinds, the last first.</summary>
    public static async IAsyncEnumerable<string> LaterAsync(
        StudyScope scope, DateTimeOffset at, IReadOnlyCollection<string> kinds, [EnumeratorCancellation] CancellationToken cancel)
    {
        var instant = Instant.Micros(at);
        if (await scope.Changes.Where(c => c.At > instant).MinAsync(c => (long?)c.Number, cancel) is not { } first) yield break;
        var later = await scope.Changes.Where(c => c.Number >= first).Select(c => new { c.Number, c.Touches }).ToListAsync(cancel);
        var concerned = later.Where(c => c.Touches.Split(',').Any(kinds.Contains)).Select(c => c.Number).OrderDescending();
        foreach (var some in concerned.Chunk(AtOnce))
        {
            var edits = await scope.Changes.Where(c => some.Contains(c.Number)).Select(c => new { c.Number, c.Edits }).ToListAsync(cancel);
            foreach (var change in edits.OrderByDescending(c => c.Number)) yield return change.Edits;
        }
    }

    private static void Back(Dictionary<Guid, IRecorded> rows, RowEdit edit, Guid study)
    {
        if (edit.Before is null)
        {
            rows.Remove(edit.Id);
            return;
        }
        if (!rows.TryGetValue(edit.Id, out var row))
        {
            // Of an altered row only the altered fields are kept: one that is not here was left out on purpose.
            if (edit.After is not null) return;
            row = rows[edit.Id] = RecordedTypes.Of(edit.Kind).Create();
            (row.StudyId, row.Id) = (study, edit.Id);
        }
        foreach (var (name, value) in edit.Before) RowEdit.Write(row, name, value);
    }
}
