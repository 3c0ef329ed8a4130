using Microsoft.EntityFrameworkCore;
using Throughline.Workbench.Access;
using Throughline.Workbench.Shared;

namespace Throughline.Workbench.Codebook;

/// <summary>The whole codebook from the top down, with how far each code reaches.</summary>
public sealed class CodebookTree(StudyStore store) : IQuestion
{
    /// <param name="Code">The code.</param>
    /// <param name="Level">1 at the top.</param>
    /// <param name="Own">Its own reach.</param>
    /// <param name="Whole">With all codes under it.</param>
    /// <param name="Meaning">The definition in force, where it was asked for.</param>
    public sealed record Node(Code Code, int Level, Reach Own, Reach Whole, CodeDefinition? Meaning);

    public sealed record Answer(IReadOnlyList<Node> Codes, int Sources, int Voices, long LastChange);

    public Task<Outcome<Answer>> AskAsync(StudyRef study, Actor actor, bool withMeaning, CancellationToken cancel) =>
        store.AskAsync<Answer>(study, actor, async scope =>
        {
            var last = await scope.Changes.MaxAsync(c => (long?)c.Number, cancel) ?? 0;
            var tree = CodeOrder.Tree(await scope.Codes.ToListAsync(cancel));
            var meanings = withMeaning ? await InForceAsync(scope) : [];
            var reach = await scope.KeptAsync(() => ReachAsync(scope, tree), r => r.Own.Count + r.Whole.Count);
            var nodes = tree.Select(t => new Node(t.Code, t.Level, reach.Own[t.Code.Id], reach.Whole[t.Code.Id], meanings.GetValueOrDefault(t.Code.Id)));
            return new Answer([.. nodes], reach.Sources, reach.Voices, last);
        }, cancel);

    private sealed record BookReach(IReadOnlyDictionary<Guid, Reach> Own, IReadOnlyDictionary<Guid, Reach> Whole, int Sources, int Voices);

    private static async Task<BookReach> ReachAsync(StudyScope scope, IReadOnlyList<(Code Code, int Level)> tree)
    {
        var reach = await CodeReach.OfAsync(scope);
        var own = tree.ToDictionary(t => t.Code.Id, t => reach.Own(t.Code.Id));
        return new(own, reach.Whole(tree), reach.AllSources, reach.AllVoices);
    }

    public static async Task<Dictionary<Guid, CodeDefinition>> InForceAsync(StudyScope scope) =>
        (await scope.Codes.Join(scope.Definitions, c => new { c.Id, V = c.DefinitionVersion }, d => new { Id = d.CodeId, V = d.Version }, (c, d) => d).ToListAsync(scope.Cancel))
            .GroupBy(d => d.CodeId).ToDictionary(d => d.Key, d => d.MaxBy(one => (one.At, one.Id))!);
}
