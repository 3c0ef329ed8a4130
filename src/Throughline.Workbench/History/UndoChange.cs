using Microsoft.EntityFrameworkCore;
using Throughline.Workbench.Access;
using Throughline.Workbench.Respondents;
using Throughline.Workbench.Shared;
using Throughline.Workbench.Studies;

namespace Throughline.Workbench.History;

/// <summary>
/// Takes a change back by a change of its own, in any order: it may be done where each row still stands as that change left it.
/// Taking back a taking back is redoing.
/// </summary>
public sealed class UndoChange(StudyStore store) : IVerb
{
    public const string Redo = "RedoChange";

    /// <param name="study">The study.</param>
    /// <param name="actor">Who undoes.</param>
    /// <param name="number">The change; null for the last act that still stands.</param>
    /// <param name="cancel">Stops it.</param>
    public Task<Outcome<Done<ChangeLine>>> DoAsync(StudyRef study, Actor actor, long? number, CancellationToken cancel) =>
        store.ChangeAsync<ChangeLine>(study, actor, Right.EditStudy, async scope =>
        {
            var change = number is { } named
                ? await scope.Changes.FirstOrDefaultAsync(c => c.Number == named, cancel)
                : await Standing(scope).FirstOrDefaultAsync(cancel);
            return change is null ? Missing(number, "undo") : await ReverseAsync(scope, change);
        }, cancel);

    /// <summary>Sees to it that an act is undone: asked for twice, because an answer was lost, it is undone once.</summary>
    public Task<Outcome<Done<ChangeLine>>> SeeToAsync(StudyRef study, Actor actor, long number, CancellationToken cancel) =>
        store.ChangeAsync<ChangeLine>(study, actor, Right.EditStudy, async scope =>
        {
            var change = await scope.Changes.FirstOrDefaultAsync(c => c.Number == number, cancel);
            if (change is null) return Missing(number, "undo");
            return change is { Reverses: null, ReversedBy: not null } ? ChangeLine.Of(change) : await ReverseAsync(scope, change);
        }, cancel);

    /// <summary>Takes back the last act of the one who asks. The beginning of a study is not among them: that would delete it.</summary>
    public Task<Outcome<Done<ChangeLine>>> OwnAsync(StudyRef study, Actor actor, CancellationToken cancel) =>
        store.ChangeAsync<ChangeLine>(study, actor, Right.EditStudy, async scope =>
            await Standing(scope).FirstOrDefaultAsync(
                c => c.Actor == actor.Name && c.Verb != nameof(CreateStudy) && c.Verb != nameof(DuplicateStudy), cancel) is { } change
                ? await ReverseAsync(scope, change)
                : new Problem.Conflict("There is nothing of yours to undo", "Every change of yours in this study is taken back."), cancel);

    /// <summary>Does again what was undone last, or what the named undoing took back.</summary>
    public Task<Outcome<Done<ChangeLine>>> RedoAsync(StudyRef study, Actor actor, long? number, CancellationToken cancel) =>
        store.ChangeAsync<ChangeLine>(study, actor, Right.EditStudy, async scope =>
        {
            var undoing = number is { } named ? await UndoingAsync(scope, named) : await Undoings(scope).FirstOrDefaultAsync(cancel);
            return undoing is null ? Missing(number, "redo") : await ReverseAsync(scope, undoing);
        }, cancel);

    /// <summary>Does again what the one who asks undid last.</summary>
    public Task<Outcome<Done<ChangeLine>>> RedoOwnAsync(StudyRef study, Actor actor, CancellationToken cancel) =>
        store.ChangeAsync<ChangeLine>(study, actor, Right.EditStudy, async scope =>
            await Undoings(scope).FirstOrDefaultAsync(c => c.Actor == actor.Name, cancel) is { } undoing
                ? await ReverseAsync(scope, undoing)
                : new Problem.Conflict("There is nothing of yours to redo", "You have undone nothing that is not done again."), cancel);

    private static IQueryable<Change> Standing(StudyScope scope) =>
        scope.Changes.Where(c => c.Reverses == null && c.ReversedBy == null && !c.Touches.Contains(nameof(VaultEvent))).OrderByDescending(c => c.Number);

    private static IQueryable<Change> Undoings(StudyScope scope) =>
        scope.Changes.Where(c => c.Reverses != null && c.ReversedBy == null && c.Verb != Redo).OrderByDescending(c => c.Number);

    /// <summary>Named by its own number, or by that of what it took back.</summary>
    private static async Task<Change?> UndoingAsync(StudyScope scope, long named)
    {
        var by = await scope.Changes.Where(c => c.Number == named && c.Reverses == null).Select(c => c.ReversedBy).FirstOrDefaultAsync(scope.Cancel) ?? named;
        return await Undoings(scope).FirstOrDefaultAsync(c => c.Number == by, scope.Cancel);
    }

    private static Problem Missing(long? number, string act) =>
        number is { } named ? new Problem.NotFound("change", $"{named}") : new Problem.Conflict($"There is nothing to {act}", "Every act stands as it is.");

    private static async Task<Outcome<ChangeLine>> ReverseAsync(StudyScope scope, Change named)
    {
        var change = await Redone.ActAsync(scope.Changes, named, scope.Cancel);
        if (change.Verb == Redo)
            return new Problem.Conflict("It did several changes again", $"Change {change.Number} redid several at once. Undo those themselves.");
        if (change.ReversedBy is { } by)
            return new Problem.Conflict("It is undone already", $"Change {change.Number} was taken back by change {by}.");
        if (await new Reversal(scope).ApplyAsync([change]) is { } conflict) return conflict;
        var number = await scope.NumberAsync();
        (scope.Reverses, change.ReversedBy) = (change.Number, number);
        if (change.Reverses is null)
        {
            scope.Record(nameof(UndoChange), $"undid: {change.Summary}");
            return ChangeLine.Of(change);
        }
        var originals = await scope.Changes.Where(c => c.ReversedBy == change.Number).OrderByDescending(c => c.Number).ToListAsync(scope.Cancel);
        foreach (var original in originals) original.ReversedBy = null;
        scope.Record(Redo, $"redid: {UndoChanges.Said(originals)}");
        return ChangeLine.Of(originals[0]);
    }
}
