using Microsoft.EntityFrameworkCore;
using Throughline.Workbench.Access;
using Throughline.Workbench.Shared;

namespace Throughline.Workbench.History;

/// <summary>Takes several changes back in one act: all of them or none, whatever order they are named in.</summary>
public sealed class UndoChanges(StudyStore store) : IVerb
{
    public const int Most = 200;

    public Task<Outcome<Done<IReadOnlyList<ChangeLine>>>> DoAsync(StudyRef study, Actor actor, IReadOnlyCollection<long> numbers, CancellationToken cancel) =>
        store.ChangeAsync<IReadOnlyList<ChangeLine>>(study, actor, Right.EditStudy, async scope =>
        {
            if (numbers.Count is 0 or > Most) return new Problem.Invalid("ids", $"Name the changes to undo, at most {Most} of them.");
            if (!(await FindAsync(scope, [.. numbers.Distinct()])).Is(out var changes, out var problem)) return problem;
            if (await new Reversal(scope).ApplyAsync(changes) is { } conflict) return conflict;
            var number = await scope.NumberAsync();
            foreach (var change in changes) change.ReversedBy = number;
            scope.Reverses = changes[0].Number;
            scope.Record(changes.Count == 1 ? nameof(UndoChange) : nameof(UndoChanges), $"undid: {Said(changes)}");
            return Outcome.Of<IReadOnlyList<ChangeLine>>(changes.ConvertAll(ChangeLine.Of));
        }, cancel);

    /// <summary>What several changes did, in a line.</summary>
    internal static string Said(IReadOnlyList<Change> changes) =>
        changes.Count == 1 ? changes[0].Summary : $"{Told.Count(changes.Count, "change")}: {string.Join("; ", changes.Select(c => Told.Words(c.Summary, 90)))}";

    private static async Task<Outcome<List<Change>>> FindAsync(StudyScope scope, List<long> numbers)
    {
        var found = await scope.Changes.Where(c => numbers.Contains(c.Number)).ToListAsync(scope.Cancel);
        foreach (var missing in numbers.Except(found.Select(c => c.Number))) return new Problem.NotFound("change", $"{missing}");
        var acts = new List<Change>();
        foreach (var change in found) acts.Add(await Redone.ActAsync(scope.Changes, change, scope.Cancel));
        if (acts.Find(c => c.ReversedBy is not null) is { } undone)
            return new Problem.Conflict("It is undone already", $"Change {undone.Number} was taken back by change {undone.ReversedBy}.");
        if (acts.Find(c => c.Reverses is not null) is { } undoing)
            return new Problem.Conflict("It is an undoing", $"Change {undoing.Number} took something back. Redo it by itself.");
        return acts.DistinctBy(c => c.Number).OrderByDescending(c => c.Number).ToList();
    }
}
