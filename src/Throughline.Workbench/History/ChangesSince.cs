using Microsoft.EntityFrameworkCore;
using Throughline.Workbench.Access;
using Throughline.Workbench.Shared;

namespace Throughline.Workbench.History;

/// <summary>The changes after a number, oldest first: what a page asks after any gap.</summary>
public sealed class ChangesSince(StudyStore store) : IQuestion
{
    public const int Most = 5000;

    public Task<Outcome<IReadOnlyList<ChangeLine>>> AskAsync(StudyRef study, Actor actor, long after, int limit, CancellationToken cancel) =>
        store.AskAsync(study, actor, async scope => Outcome.Of<IReadOnlyList<ChangeLine>>(await LinesAsync(
            scope.Changes.Where(c => c.Number > after).OrderBy(c => c.Number).Take(Math.Clamp(limit, 1, Most)), cancel)), cancel);

    /// <summary>The latest changes after a number, still oldest first.</summary>
    public Task<Outcome<IReadOnlyList<ChangeLine>>> LatestAsync(StudyRef study, Actor actor, long after, int limit, CancellationToken cancel) =>
        store.AskAsync(study, actor, async scope =>
        {
            var lines = await LinesAsync(scope.Changes.Where(c => c.Number > after).OrderByDescending(c => c.Number).Take(Math.Clamp(limit, 1, Most)), cancel);
            lines.Reverse();
            return Outcome.Of<IReadOnlyList<ChangeLine>>(lines);
        }, cancel);

    /// <summary>Changes without their edits, which may be long.</summary>
    internal static async Task<List<ChangeLine>> LinesAsync(IQueryable<Change> changes, CancellationToken cancel) =>
        (await changes.Select(c => new { c.Number, c.Verb, c.Actor, c.At, c.Summary, c.EditCount, c.Touches, c.Reverses, c.ReversedBy }).ToListAsync(cancel))
        .ConvertAll(c => new ChangeLine(c.Number, c.Verb, c.Actor, Instant.At(c.At), c.Summary, c.EditCount, c.Touches, c.Reverses, c.ReversedBy));
}
