using Microsoft.EntityFrameworkCore;
using Throughline.Workbench.Access;
using Throughline.Workbench.Shared;

namespace Throughline.Workbench.Coding;

/// <summary>How many segments each code has in the study. A code without any is left out.</summary>
public sealed class CodeCounts(StudyStore store) : IQuestion
{
    public Task<Outcome<IReadOnlyDictionary<Guid, int>>> AskAsync(StudyRef study, Actor actor, CancellationToken cancel) =>
        store.AskAsync(study, actor, async scope => Outcome.Of(await OfAsync(scope)), cancel);

    internal static async Task<IReadOnlyDictionary<Guid, int>> OfAsync(StudyScope scope) =>
        await scope.Segments.GroupBy(s => s.CodeId).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, scope.Cancel);
}
