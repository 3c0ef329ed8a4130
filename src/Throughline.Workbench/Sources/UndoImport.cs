using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Throughline.Workbench.Access;
using Throughline.Workbench.History;
using Throughline.Workbench.Shared;

namespace Throughline.Workbench.Sources;

/// <summary>
/// Takes a whole import back, however many batches it came in. Where anything was done since on one of its sources, nothing is
/// taken back and that source is named.
/// </summary>
public sealed class UndoImport(StudyStore store, UndoChange undo) : IVerb
{
    /// <param name="Sources">How many sources went.</param>
    /// <param name="Changes">The changes that took them back, so that redoing can bring them in again.</param>
    public sealed record Undone(int Sources, ImmutableList<long> Changes);

    public async Task<Outcome<Undone>> DoAsync(StudyRef study, Actor actor, Guid import, CancellationToken cancel)
    {
        if (!(await AskAsync(study, actor, import, cancel)).Is(out var plan, out var problem)) return problem;
        var undone = ImmutableList<long>.Empty;
        foreach (var change in plan.Changes)
        {
            if (!(await undo.DoAsync(study, actor, change, cancel)).Is(out var done, out problem)) return problem;
            undone = undone.Add(done.Change!.Number);
        }
        return new Undone(plan.Sources, undone);
    }

    private sealed record Plan(int Sources, IReadOnlyList<long> Changes);

    private Task<Outcome<Plan>> AskAsync(StudyRef study, Actor actor, Guid import, CancellationToken cancel) =>
        store.AskAsync<Plan>(study, actor, async scope =>
        {
            var changes = await ImportChanges.OfAsync(scope, import);
            if (changes is null) return new Problem.NotFound("import", import.ToString());
            var standing = changes.Where(c => c.ReversedBy is null).OrderByDescending(c => c.Number).ToList();
            if (standing.Count == 0) return new Problem.Conflict("There is nothing to undo", "This import brought no source in, or was undone already.");
            var brought = await scope.ImportedFiles.Where(f => f.ImportId == import && f.SourceId != null && f.Status != ImportedLine.Duplicate)
                .Select(f => f.SourceId!.Value).Distinct().ToListAsync(cancel);
            return await WorkedOnAsync(scope, brought) is { } worked
                ? new Problem.Conflict("This import cannot be undone any more", $"{worked} Nothing was taken back. Remove single sources on the page of sources, with what stands on them.")
                : new Plan(brought.Count, [.. standing.Select(c => c.Number)]);
        }, cancel);

    private static async Task<string?> WorkedOnAsync(StudyScope scope, List<Guid> sources)
    {
        foreach (var some in sources.Chunk(500))
        {
            var segment = await scope.Segments.Where(s => some.Contains(s.SourceId)).GroupBy(s => s.SourceId)
                .Select(g => new { Source = g.Key, Count = g.Count() }).FirstOrDefaultAsync(scope.Cancel);
            if (segment is not null) return $"{await NameAsync(scope, segment.Source)} has {Told.Count(segment.Count, "segment")} since.";
            var note = await scope.Notes.Where(n => n.TargetId != null && some.Contains(n.TargetId.Value)).Select(n => n.TargetId).FirstOrDefaultAsync(scope.Cancel);
            if (note is { } noted) return $"There is a note on {await NameAsync(scope, noted)} since.";
        }
        return null;
    }

    private static Task<string> NameAsync(StudyScope scope, Guid source) => scope.Sources.Where(s => s.Id == source).Select(s => s.Name).SingleAsync(scope.Cancel);
}

/// <summary>The Changes that an import left: those of its verb, made in the instants at which its files were reported.</summary>
internal static class ImportChanges
{
    public sealed record Line(long Number, long? ReversedBy);

    /// <summary>Null where there is no such import.</summary>
    public static async Task<IReadOnlyList<Line>?> OfAsync(StudyScope scope, Guid import)
    {
        var instants = await scope.ImportedFiles.Where(f => f.ImportId == import).Select(f => new { f.At, f.By }).Distinct().ToListAsync(scope.Cancel);
        if (instants.Count == 0) return null;
        var found = new List<Line>();
        foreach (var some in instants.Select(i => i.At).Chunk(500))
            found.AddRange((await scope.Changes.Where(c => c.Verb == nameof(ImportFiles) && some.Contains(c.At))
                .Select(c => new { c.Number, c.ReversedBy, c.At, c.Actor }).ToListAsync(scope.Cancel))
                .Where(c => instants.Any(i => i.At == c.At && i.By == c.Actor)).Select(c => new Line(c.Number, c.ReversedBy)));
        return found;
    }
}
