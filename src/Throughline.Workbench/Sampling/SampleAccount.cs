using System.Globalization;
using Throughline.Formats.Charts;
using Throughline.Formats.Reports;
using Throughline.Methods.Sampling;
using Throughline.Workbench.Access;
using Throughline.Workbench.Shared;

namespace Throughline.Workbench.Sampling;

/// <summary>
/// The account of a sample that a report of the study needs: how people were selected, approached, how many, who did not take part
/// and why, and who they are (COREQ items 10 to 13 and 16). As of its freezing, where it is frozen.
/// </summary>
public sealed class SampleAccount(StudyStore store) : IQuestion
{
    public sealed record Answer(Report Report, Drawing Flow);

    public Task<Outcome<Answer>> AskAsync(StudyRef study, Actor actor, string? named, CancellationToken cancel) =>
        store.AskAsync<Answer>(study, actor, async scope =>
        {
            if (!(await SampleDesk.KeptAsync(scope, named)).Is(out var desk, out var problem)) return problem;
            if (desk.Figures is not { } figures || desk.Picks.Count == 0) return new Problem.Conflict("There is nobody in the sample yet", desk.Why ?? "Propose or pick people first; then there is something to tell.");
            var kept = FreezeSample.Read(desk.Sample) ?? FreezeSample.Kept.Of(desk.Source!, figures, [.. desk.Picks.Select(l => l.Code)]);
            var flow = FlowFigures.Flow("From the questionnaire to the interviews", Steps(desk.Flow, kept));
            return new Answer(Written(desk, kept, flow), flow);
        }, cancel);

    private static List<FlowStep> Steps(SampleFlow flow, FreezeSample.Kept kept)
    {
        var declined = flow.Declined == 0 ? null : $"{flow.Declined} declined: {string.Join(", ", flow.Reasons.Select(r => $"{r.Key} ({r.Value})"))}";
        string?[] gone = [declined, flow.NoAnswer == 0 ? null : $"{flow.NoAnswer} did not answer", flow.Waiting == 0 ? null : $"{flow.Waiting} not decided yet"];
        string?[] before = [kept.Withdrawn == 0 ? null : $"{kept.Withdrawn} more withdrew their answers", kept.Frame == kept.Open ? null : $"{kept.Frame - kept.Open} could not be approached: not agreed to be contacted, or excluded"];
        return
        [
            new($"{kept.Frame} respondents", [.. before.OfType<string>()]),
            new($"{kept.Open} could be approached", flow.Approached == kept.Open ? [] : [$"{kept.Open - flow.Approached} not chosen"]),
            new($"{flow.Approached} approached", [.. gone.OfType<string>()]),
            new($"{flow.Agreed} agreed", flow.Withdrawn == 0 ? [] : [$"{flow.Withdrawn} withdrew afterwards"]),
            new($"{flow.Interviewed} interviewed", []),
        ];
    }

    private static Report Written(SampleDesk.Answer desk, FreezeSample.Kept kept, Drawing flow)
    {
        var asOf = desk.Sample.FrozenAt is { } at ? $"As frozen on {Instant.At(at).ToLocalTime().ToString("d MMMM yyyy", CultureInfo.GetCultureInfo("en-GB"))}" : "As it stands now, not frozen";
        List<ReportBlock> blocks =
        [
            new ReportBlock.Heading(1, "Sample"), new ReportBlock.Paragraph(Paragraph(desk, kept)), new ReportBlock.Paragraph(Approached(desk.Flow)),
            new ReportBlock.Table("Sample beside frame, by what was varied. The sample was chosen for variation; it does not stand for the frame in its proportions.",
                [new("Variable", Share: 1.4), new("Band", Share: 2), new("Sample", IsNumber: true), new("Frame", IsNumber: true)],
                [.. kept.Bands.Select(b => (IReadOnlyList<string>)[b.Variable, b.Band, $"{b.Sample}", $"{b.Frame}"])]),
            new ReportBlock.Heading(2, "From the questionnaire to the interviews"),
        ];
        if (flow.Png(3) is { } png) blocks.Add(new ReportBlock.Picture(png, flow.Width, flow.Height, $"{flow.Title}: {flow.Description}"));
        else blocks.Add(new ReportBlock.Paragraph(flow.Description));
        blocks.Add(new ReportBlock.Heading(2, "Who was chosen, and why"));
        if (Since(desk, kept) is { } since) blocks.Add(new ReportBlock.Paragraph(since));
        blocks.Add(new ReportBlock.Table("The people in the sample.", [new("Code", Share: 0.9), new(Capital(Listed(desk.Names)), Share: 2.9), new("Chosen", Share: 2.8), new("State", Share: 1.4)],
            [.. desk.Picks.Select(l => (IReadOnlyList<string>)[l.Participant is { } name ? $"{l.Code} ({name})" : l.Code, string.Join(", ", l.Values.Where(v => v.Length > 0)), $"{l.Pick.Origin}: {l.Pick.Reason}", l.State.Length > 0 ? l.State : "not yet approached"])]));
        if (desk.Dropped.Count > 0)
            blocks.Add(new ReportBlock.Table("Those who were dropped or replaced.", [new("Code", Share: 0.7), new("Why", Share: 3), new("Replaced by")],
                [.. desk.Dropped.Select(l => (IReadOnlyList<string>)[l.Code, l.Pick.DropReason, desk.Picks.FirstOrDefault(p => p.Pick.ReplacesId == l.Pick.Id)?.Code ?? ""])]));
        return new($"The sample: {desk.Sample.Name}", [asOf, "COREQ items 10 to 13 and 16"], [new(blocks)]);
    }

    /// <summary>Who came and went after it was frozen; null where nobody did.</summary>
    private static string? Since(SampleDesk.Answer desk, FreezeSample.Kept kept)
    {
        var now = desk.Picks.Select(l => l.Code).ToList();
        var (came, went) = (now.Except(kept.People).ToList(), kept.People.Except(now).ToList());
        return came.Count + went.Count == 0 ? null
            : $"The people are those of today. Since the sample was frozen {(came.Count == 0 ? "nobody" : string.Join(", ", came))} came into it, and {(went.Count == 0 ? "nobody" : string.Join(", ", went))} left it.";
    }

    private static string Paragraph(SampleDesk.Answer desk, FreezeSample.Kept kept)
    {
        var byHand = desk.Picks.Count(l => l.Pick.Origin != Pick.Proposed);
        var empty = kept.Bands.Where(b => b.Sample == 0).ToList();
        return string.Create(CultureInfo.InvariantCulture,
            $"{kept.People.Count} people were selected purposively, for maximum variation on {Listed(desk.Names)}, from {kept.Frame} respondents, of whom {kept.Open} could be approached.{Withdrew(kept.Withdrawn)} {How(desk, byHand)} Mean Gower distance {kept.Mean:0.000}, smallest {kept.Smallest:0.000}. ")
            + (empty.Count == 0 ? "Every band is represented."
                : $"Not represented: {string.Join("; ", empty.Select(b => $"{b.Variable} {b.Band} ({(b.Frame == 0 ? "no one in the frame" : $"{b.Frame} in the frame, none recruited")})"))}.");
    }

    private static string Withdrew(int count) => count switch
    {
        0 => "", 1 => " One more had answered and withdrew; nothing of their answers is kept or counted.", _ => $" {count} more had answered and withdrew; nothing of their answers is kept or counted.",
    };

    /// <summary>A search is told of only where somebody was proposed by it.</summary>
    private static string How(SampleDesk.Answer desk, int byHand) =>
        byHand == desk.Picks.Count ? "All were picked by hand, with the reason on record."
        : $"The selection was proposed by a search for the greatest mean Gower distance between those picked, under minimum numbers where these were set (seed {desk.Sample.Seed}); {(byHand == 0 ? "none was" : $"{byHand} {(byHand == 1 ? "was" : "were")}")} picked by hand, with the reason on record.";

    private static string Approached(SampleFlow flow) =>
        flow.Approached == 0 ? "Nobody has been approached yet."
        : $"{flow.Approached} were approached. {flow.Agreed} agreed, {flow.Declined} declined{(flow.Reasons.Count > 0 ? $" ({string.Join("; ", flow.Reasons.Select(r => $"{r.Key}: {r.Value}"))})" : "")}, {flow.NoAnswer} did not answer{(flow.Withdrawn > 0 ? $", {flow.Withdrawn} withdrew" : "")}. {flow.Replaced} {(flow.Replaced == 1 ? "place was" : "places were")} filled by a replacement who filled the same gap. {flow.Interviewed} {(flow.Interviewed == 1 ? "has" : "have")} been interviewed.";

    private static string Capital(string words) => $"{char.ToUpperInvariant(words[0])}{words[1..]}";

    private static string Listed(IReadOnlyList<string> names) => names.Count switch { 0 => "nothing yet", 1 => names[0], _ => $"{string.Join(", ", names.Take(names.Count - 1))} and {names[^1]}" };
}
