using Microsoft.EntityFrameworkCore;
using Throughline.Workbench.Coding;
using Throughline.Workbench.History;
using Throughline.Workbench.Shared;
using Throughline.Workbench.Themes;

namespace Throughline.Workbench.Reports;

/// <summary>A quotation that is no longer what was chosen for the report.</summary>
/// <param name="Theme">Under which theme it was chosen.</param>
/// <param name="Segment">The segment it was bound to.</param>
/// <param name="Words">As they were when it was chosen.</param>
/// <param name="Now">As they are now; null where the segment is gone.</param>
/// <param name="By">Who says them; null where the segment is gone.</param>
/// <param name="ChosenAt">When it was chosen, where that is known.</param>
/// <param name="Since">The change that removed the segment, where it is gone.</param>
public sealed record ReportFlag(Theme Theme, Guid Segment, string Words, string? Now, Attribution? By, DateTimeOffset? ChosenAt, ChangeLine? Since)
{
    public bool IsWithdrawn => Now is null;

    /// <summary>What is the matter, in a sentence.</summary>
    public string Told => IsWithdrawn
        ? $"‘{Shared.Told.Words(Words, 120)}’ is not printed: {(Since is null ? "its segment is gone" : $"{Since.Actor} removed it on {Day(Since.At)}")}."
        : $"‘{Shared.Told.Words(Now!, 120)}’ ({By!.Told}) has changed since it was chosen{(ChosenAt is { } at ? $" on {Day(at)}" : "")}. It read ‘{Shared.Told.Words(Words, 120)}’.";

    public static string Day(DateTimeOffset at) => at.ToString("d MMMM yyyy", System.Globalization.CultureInfo.InvariantCulture);
}

/// <summary>Finds in the history when quotations were chosen, and who removed their segments. Asked only for what is flagged.</summary>
internal static class FlagHistory
{
    /// <summary>The latest change after which the quotation stood as it does: it was chosen, or accepted anew.</summary>
    public static async Task<DateTimeOffset?> ChosenAsync(StudyScope scope, ThemeSegment placed)
    {
        foreach (var (change, edit) in await EditsAsync(scope, nameof(ThemeSegment), placed.Id))
            if (edit.After is { } after && (after.ContainsKey("words") || (after.TryGetValue("chosen", out var chosen) && chosen.GetBoolean()))) return change.At;
        return null;
    }

    public static async Task<ChangeLine?> RemovedAsync(StudyScope scope, Guid segment)
    {
        foreach (var (change, edit) in await EditsAsync(scope, nameof(CodedSegment), segment))
            if (edit.After is null) return change;
        return null;
    }

    /// <summary>What happened to one row, the last first.</summary>
    private static async Task<List<(ChangeLine, RowEdit)>> EditsAsync(StudyScope scope, string kind, Guid id)
    {
        var text = id.ToString();
        var changes = await scope.Changes.Where(c => c.Touches.Contains(kind) && c.Edits.Contains(text)).OrderByDescending(c => c.Number).Take(20).ToListAsync(scope.Cancel);
        return [.. changes.SelectMany(c => RowEdit.Read(c.Edits).Where(e => e.Kind == kind && e.Id == id).Select(e => (ChangeLine.Of(c), e)))];
    }
}
