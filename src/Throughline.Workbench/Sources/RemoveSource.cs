using Microsoft.EntityFrameworkCore;
using Throughline.Workbench.Access;
using Throughline.Workbench.Shared;

namespace Throughline.Workbench.Sources;

/// <summary>
/// Takes a source out with all that stands on it: its voices, its segments, the notes on it, on its words and on its segments.
/// The words and the original stay kept, so that undo brings everything back. Removing what is gone changes nothing.
/// </summary>
public sealed class RemoveSource(StudyStore store) : IVerb
{
    public Task<Outcome<Done<Nothing>>> DoAsync(StudyRef study, Actor actor, string source, CancellationToken cancel) =>
        store.ChangeAsync<Nothing>(study, actor, Right.EditSources, async scope =>
        {
            if (!(await scope.SourceAsync(source)).Is(out var row, out var problem))
                return problem is Problem.NotFound && Guid.TryParse(source, out _) ? default(Nothing) : problem;
            var (segments, notes) = await RemoveAllAsync(scope, row);
            var with = new[] { (segments, "segment"), (notes, "note") }.Where(w => w.Item1 > 0).Select(w => Told.Count(w.Item1, w.Item2)).ToList();
            scope.Record(nameof(RemoveSource), $"removed the source {row.Name}{(with.Count > 0 ? $" with {string.Join(" and ", with)}" : "")}");
            return default(Nothing);
        }, cancel);

    private static async Task<(int Segments, int Notes)> RemoveAllAsync(StudyScope scope, Source source)
    {
        var segments = await scope.Segments.Where(s => s.SourceId == source.Id).ToListAsync(scope.Cancel);
        HashSet<Guid> gone = [source.Id, .. segments.Select(s => s.Id)];
        var notes = await OnAsync(gone, some => scope.Notes.Where(n => n.TargetId != null && some.Contains(n.TargetId.Value)));
        gone.UnionWith(notes.Select(n => n.Id));
        var links = await OnAsync(gone, some => scope.NoteLinks.Where(l => some.Contains(l.TargetId) || some.Contains(l.NoteId)));
        foreach (var link in links.DistinctBy(l => l.Id)) scope.Remove(link);
        foreach (var note in notes) scope.Remove(note);
        foreach (var segment in segments) scope.Remove(segment);
        foreach (var selection in await scope.Selections.Where(s => s.SourceId == source.Id).ToListAsync(scope.Cancel)) scope.Remove(selection);
        foreach (var member in await scope.Memberships.Where(m => m.TargetId == source.Id).ToListAsync(scope.Cancel)) scope.Remove(member);
        foreach (var speaker in await scope.Speakers.Where(s => s.SourceId == source.Id).ToListAsync(scope.Cancel)) scope.Remove(speaker);
        scope.Remove(source);
        return (segments.Count, notes.Count);
    }

    private static async Task<List<T>> OnAsync<T>(IEnumerable<Guid> ids, Func<Guid[], IQueryable<T>> on)
    {
        var found = new List<T>();
        foreach (var some in ids.Chunk(500)) found.AddRange(await on(some).ToListAsync());
        return found;
    }
}
