using Microsoft.EntityFrameworkCore;
using Throughline.Workbench.Access;
using Throughline.Workbench.Shared;

namespace Throughline.Workbench.Coding;

/// <summary>Sources by their names, P2 before P10.</summary>
public sealed class SourcesInOrder(StudyStore store) : IQuestion
{
    public sealed record Line(Guid Id, string Name);

    public Task<Outcome<IReadOnlyList<Line>>> AskAsync(StudyRef study, Actor actor, CancellationToken cancel) =>
        store.AskAsync(study, actor, async scope => Outcome.Of(await OfAsync(scope)), cancel);

    internal static async Task<IReadOnlyList<Line>> OfAsync(StudyScope scope) =>
        [.. (await scope.Sources.Select(s => new Line(s.Id, s.Name)).ToListAsync(scope.Cancel)).OrderBy(s => s.Name, NaturalOrder.Names).ThenBy(s => s.Id)];
}
