using Throughline.App.Shell;
using Throughline.Workbench.Codebook;
using Throughline.Workbench.History;
using Throughline.Workbench.Shared;

namespace Throughline.App.History;

/// <summary>The study as it was. A bare day means its end.</summary>
public static class AsOfEndpoints
{
    public static void MapAsOf(this RouteGroupBuilder study)
    {
        study.MapGet("/asOf", async (string study, string? at, LaunchToken token, StudyAsOf question, CancellationToken cancel) =>
            Moment(at).Is(out var when, out var problem) ? Answers.Ok(await question.AskAsync(study, token.Actor, when, cancel), StudyAsOfAnswer.Of) : Answers.Of(problem)).WithTags("History");
        study.MapGet("/asOf/codebook", async (string study, string? at, string? @as, LaunchToken token, CodebookAsOf question, CancellationToken cancel) =>
        {
            if (!Moment(at).Is(out var when, out var problem)) return Answers.Of(problem);
            return (await question.AskAsync(study, token.Actor, when, cancel)).Is(out var lines, out problem)
                ? HistoryTable.File(@as, $"codebook-{when.ToLocalTime():yyyy-MM-dd}", HistoryTable.Codebook(lines))
                : Answers.Of(problem);
        }).WithTags("History");
        study.MapGet("/sources/{source}/segments", async (string study, string source, string? asOf, LaunchToken token, SegmentsAsOf question, CancellationToken cancel) =>
            Moment(asOf).Is(out var when, out var problem)
                ? Answers.Ok(await question.AskAsync(study, token.Actor, source, when, cancel), SegmentThenAnswer.Of)
                : Answers.Of(problem)).WithTags("History");
    }

    private const long Minute = 60_000_000;

    /// <summary>When it is not said, now. A bare day means its end, and a moment without seconds the end of its minute.</summary>
    public static Outcome<DateTimeOffset> Moment(string? written)
    {
        if (string.IsNullOrWhiteSpace(written)) return DateTimeOffset.UtcNow;
        if (!Days.Read(null, written).Is(out var days, out var problem)) return new Problem.Invalid("at", problem.Detail);
        return Instant.At(days.To!.Value + written.Trim().Length switch { 10 => -1, 16 => Minute - 1, _ => 0 });
    }
}
