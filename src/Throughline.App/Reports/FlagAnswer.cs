using Throughline.Workbench.Reports;

namespace Throughline.App.Reports;

/// <param name="Theme">The theme's id.</param>
/// <param name="Label">Its label.</param>
/// <param name="Segment">The segment that was chosen.</param>
/// <param name="Kind">changed or withdrawn.</param>
/// <param name="Words">As they were when chosen.</param>
/// <param name="Now">As they are; null where they are gone.</param>
/// <param name="By">Who says them; null where they are gone.</param>
/// <param name="ChosenAt">When they were chosen.</param>
/// <param name="RemovedBy">Who removed the segment.</param>
/// <param name="RemovedAt">When.</param>
/// <param name="Change">The change that removed it.</param>
/// <param name="Told">All of it in a sentence.</param>
public sealed record FlagAnswer(
    Guid Theme, string Label, Guid Segment, string Kind, string Words, string? Now, string? By, DateTimeOffset? ChosenAt,
    string? RemovedBy, DateTimeOffset? RemovedAt, long? Change, string Told)
{
    public static FlagAnswer Of(ReportFlag flag) => new(
        flag.Theme.Id, flag.Theme.Label, flag.Segment, flag.IsWithdrawn ? "withdrawn" : "changed", flag.Words, flag.Now, flag.By?.Told, flag.ChosenAt,
        flag.Since?.Actor, flag.Since?.At, flag.Since?.Number, flag.Told);
}
