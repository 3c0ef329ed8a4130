using Microsoft.EntityFrameworkCore;
using Throughline.Workbench.Shared;

namespace Throughline.Workbench.History;

/// <summary>Says which act stands in the way of taking back a change, and what to do about it.</summary>
internal sealed class Obstacles(StudyScope scope, Change oldest)
{
    public const string Title = "This change cannot be undone alone";

    /// <summary>The last act in force that touched a row.</summary>
    /// <param name="row">The row that does not stand as it should.</param>
    /// <param name="why">What is wrong with it, as a sentence; without it, only what was done since is told.</param>
    /// <param name="after">Only acts after this one; without it, after the oldest that is taken back.</param>
    public async Task<Problem.Conflict> OnAsync(Guid row, string? why = null, long? after = null)
    {
        var (text, from, own) = (row.ToString(), after ?? oldest.Number, oldest.Number);
        var since = await scope.Changes.AsNoTracking()
            .Where(c => c.Number > from && c.Number != own && c.ReversedBy == null && c.Edits.Contains(text))
            .OrderByDescending(c => c.Number).FirstOrDefaultAsync(scope.Cancel);
        if (since is not null) since = await Redone.ActAsync(scope.Changes.AsNoTracking(), since, scope.Cancel);
        var reason = why is null ? "" : why + " ";
        if (since is null) return new(Title, reason.Length > 0 ? reason.TrimEnd() : "What it left has changed since. Undo the later changes first.");
        return new(Title, $"{reason}Since then {since.Actor} {since.Summary} ({Instant.At(since.At).ToLocalTime():d MMMM, HH:mm}). {Remedy(since)}", ChangeLine.Of(since));
    }

    private static string Remedy(Change since) =>
        since.Reverses is null ? $"Undo that first, change {since.Number}." : $"Redo what that undid first, change {since.Number}.";
}

/// <summary>Redoing an act leaves a change of its own, but the act is what people mean.</summary>
internal static class Redone
{
    /// <summary>The act that stands behind a change: for the redoing of one act that act, else the change itself.</summary>
    public static async Task<Change> ActAsync(IQueryable<Change> changes, Change change, CancellationToken cancel)
    {
        if (change.Verb != UndoChange.Redo) return change;
        var undoing = await changes.SingleAsync(c => c.Number == change.Reverses, cancel);
        return undoing.Verb == nameof(UndoChange) ? await changes.SingleAsync(c => c.Number == undoing.Reverses, cancel) : change;
    }
}
