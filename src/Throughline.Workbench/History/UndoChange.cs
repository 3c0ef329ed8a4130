using Microsoft.EntityFrameworkCore;
using Throughline.Workbench.Access;
using Throughline.Workbench.Shared;

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
                : await scope.Changes.Where(c => c.Reverses == null && c.ReversedBy == null).OrderByDescending(c => c.Number).FirstOrDefaultAsync(cancel);
            if (change is null) return Missing(number, "undo");
            return await ReverseAsync(scope, change);
        }, cancel);

    /// <summary>Does again what was undone last, or what the named undoing took back.</summary>
    public Task<Outcome<Done<ChangeLine>>> RedoAsync(StudyRef study, Actor actor, long? number, CancellationToken cancel) =>
        store.ChangeAsync<ChangeLine>(study, actor, Right.EditStudy, async scope =>
        {
            var undone = scope.Changes.Where(c => c.Reverses != null && c.ReversedBy == null && c.Verb == nameof(UndoChange));
            var undoing = number is { } named
                ? await undone.FirstOrDefaultAsync(c => c.Number == named || c.Reverses == named, cancel)
                : await undone.OrderByDescending(c => c.Number).FirstOrDefaultAsync(cancel);
            return undoing is null ? Missing(number, "redo") : await ReverseAsync(scope, undoing);
        }, cancel);

    private static Problem Missing(long? number, string act) =>
        number is { } named ? new Problem.NotFound("change", $"{named}") : new Problem.Conflict($"There is nothing to {act}", "Every act stands as it is.");

    private static async Task<Outcome<ChangeLine>> ReverseAsync(StudyScope scope, Change change)
    {
        if (change.ReversedBy is { } by)
            return new Problem.Conflict("It is undone already", $"Change {change.Number} was taken back by change {by}.");
        if (await new Reversal(scope, change).ApplyAsync() is { } conflict) return conflict;
        var original = change.Reverses is { } taken ? await scope.Changes.SingleAsync(c => c.Number == taken, scope.Cancel) : null;
        var redo = change.Verb == nameof(UndoChange);
        scope.Reverses = change.Number;
        change.ReversedBy = await scope.Rows.Clocks.Where(c => c.StudyId == scope.StudyId).Select(c => c.LastChange).SingleAsync(scope.Cancel);
        if (original is not null) original.ReversedBy = redo ? null : change.ReversedBy;
        scope.Record(redo ? Redo : nameof(UndoChange), $"{(redo ? "redid" : "undid")}: {(redo ? original! : change).Summary}");
        return ChangeLine.Of(redo ? original! : change);
    }
}
