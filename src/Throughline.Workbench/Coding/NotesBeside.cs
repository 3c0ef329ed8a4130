using Microsoft.EntityFrameworkCore;
using Throughline.Workbench.Access;
using Throughline.Workbench.Shared;

namespace Throughline.Workbench.Coding;

/// <summary>The notes on the words of a source and on its segments, the oldest first.</summary>
public sealed class NotesBeside(StudyStore store) : IQuestion
{
    /// <summary>Start and End in UTF-16 code units; null for a note on a segment.</summary>
    public sealed record Line(Guid Id, string Kind, string On, Guid Target, int? Start, int? End, string Title, string Text, string Author, long At);

    public Task<Outcome<IReadOnlyList<Line>>> AskAsync(StudyRef study, Actor actor, Guid source, CancellationToken cancel) =>
        store.AskAsync(study, actor, async scope => Outcome.Of(await OfAsync(scope, source)), cancel);

    internal static async Task<IReadOnlyList<Line>> OfAsync(StudyScope scope, Guid source) =>
        await scope.Notes.Where(n => (n.On == "words" && n.TargetId == source)
                || (n.On == "segment" && scope.Segments.Any(s => s.Id == n.TargetId && s.SourceId == source)))
            .OrderBy(n => n.At)
            .Select(n => new Line(n.Id, n.Kind, n.On, n.TargetId!.Value, n.Start, n.End, n.Title, n.Text,
                scope.Coders.First(c => c.Id == n.AuthorId).Name, n.At)).ToListAsync(scope.Cancel);
}
