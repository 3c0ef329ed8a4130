using System.CommandLine;
using Throughline.App.Codebook;
using Throughline.App.Shell;
using Throughline.Workbench.Codebook;
using Throughline.Workbench.History;

namespace Throughline.App.History;

/// <summary>history as-of: the study, its codebook or the coding of a source as it was.</summary>
public static class AsOfCommand
{
    public static Command Make()
    {
        var study = CommandOptions.Study();
        var at = new Argument<string>("date") { Description = "A day, its end, or a moment: 2026-11-12, 2026-11-12T17:00." };
        var source = new Option<string?>("--source") { Description = "The coding of this source as it was." };
        var codebook = new Option<bool>("--codebook") { Description = "The codebook as it was." };
        var command = new Command("as-of", "Look at the study as it was. Nothing is changed.") { at, study, source, codebook };
        CommandRun.Handle(command, async run =>
        {
            var of = run.Parsed.GetValue(study)!;
            if (!AsOfEndpoints.Moment(run.Parsed.GetValue(at)).Is(out var when, out var problem)) return CommandRun.Tell(problem, run.Json);
            if (run.Parsed.GetValue(source) is { } named)
                return run.Print(
                    await run.Get<SegmentsAsOf>().AskAsync(of, run.Actor, named, when, run.Cancel), SegmentThenAnswer.Of,
                    a => a.Segments.Select(s => $"{s.Segment.Start,7} to {s.Segment.End,7}  {s.Code?.Name}  {s.Coder}  {Workbench.Shared.Told.Words(s.Text)}"));
            if (run.Parsed.GetValue(codebook)) return await CodebookAsync(run, of, when);
            return run.Print(await run.Get<StudyAsOf>().AskAsync(of, run.Actor, when, run.Cancel), StudyAsOfAnswer.Of, Lines);
        });
        return command;
    }

    public static async Task<int> CodebookAsync(CommandRun run, string study, DateTimeOffset when) => run.Print(
        await run.Get<CodebookAsOf>().AskAsync(study, run.Actor, when, run.Cancel), lines => lines.Select(CodeAnswer.Of),
        lines => lines.Select(l => $"{new string(' ', (l.Level - 1) * 2)}{l.Code.Name}{(l.Code.RetiredAt is null ? "" : "  (retired)")}"));

    private static IEnumerable<string> Lines(StudyAsOf.Answer answer)
    {
        yield return $"As of {answer.At.ToLocalTime():d MMMM yyyy, HH:mm}, after change {answer.Change:N0}: then, and now";
        foreach (var (what, then, now) in new[]
        {
            ("sources", answer.Then.Sources, answer.Now.Sources), ("codes", answer.Then.Codes, answer.Now.Codes), ("segments", answer.Then.Segments, answer.Now.Segments),
            ("themes", answer.Then.Themes, answer.Now.Themes), ("notes", answer.Then.Notes, answer.Now.Notes),
        })
            yield return $"  {what,-9}{then,8:N0}{now,8:N0}";
    }
}
