using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Throughline.App.History;
using Throughline.App.Reports;
using Throughline.App.Shell;
using Throughline.Workbench.Sampling;
using Throughline.Workbench.Shared;

namespace Throughline.App.Sampling;

public static class SampleEndpoints
{
    /// <param name="Must">Who has to be in it, by study codes; left out, those of the wishes.</param>
    /// <param name="Excluded">Who may not be in it, by study codes; left out, those of the wishes.</param>
    public sealed record SampleBody(string? Name, int? Size, int? Seed, Wishes? Wishes, string[]? Must, string[]? Excluded);

    /// <param name="AsOf">A day, its end included, or a moment; left out, as it is now.</param>
    public sealed record FreezeBody(string? AsOf);

    public sealed record PickBody(string Respondent, string? Reason, string? InPlaceOf);

    public sealed record ApproachBody(string Respondent, string Kind, string? On, string? Reason);

    public static void MapSamples(this RouteGroupBuilder study)
    {
        var samples = study.MapGroup("/samples").WithTags("Samples");
        samples.MapGet("/", async (string study, LaunchToken token, SampleList question, CancellationToken cancel) =>
            Answers.Ok(await question.AskAsync(study, token.Actor, cancel), all => all.Select(SampleLineAnswer.Of).ToList()));
        samples.MapGet("/{sample}", async (string study, string sample, LaunchToken token, SampleDesk desk, SampleProofs proofs, CancellationToken cancel) =>
            Answers.Ok(await desk.AskAsync(study, token.Actor, sample, cancel), found => SampleDeskAnswer.Of(found, proofs.Of(found)?.Best)));
        samples.MapPut("/{id:guid}", async (string study, Guid id, SampleBody body, LaunchToken token, MakeSample act, CancellationToken cancel) =>
            Answers.Done(await act.DoAsync(study, token.Actor, new(id, body.Name, body.Size, body.Seed, body.Wishes) { Must = body.Must, Excluded = body.Excluded }, cancel), SampleAnswer.Of));
        samples.MapDelete("/{sample}", async (string study, string sample, LaunchToken token, RemoveSample act, CancellationToken cancel) =>
            Answers.Done(await act.DoAsync(study, token.Actor, sample, cancel), _ => new DoneAnswer()));
        samples.MapPut("/{sample}/proposal", async (string study, string sample, LaunchToken token, ProposeSample act, SampleDesk desk, CancellationToken cancel) =>
        {
            if (!(await act.DoAsync(study, token.Actor, sample, cancel)).Is(out var done, out var problem)) return Answers.Of(problem);
            return Answers.Ok(await desk.AskAsync(study, token.Actor, sample, cancel), found => Answers.With(SampleDeskAnswer.Of(found), done.Change));
        });
        samples.MapPut("/{sample}/frozen", async (string study, string sample, FreezeBody? body, LaunchToken token, FreezeSample act, CancellationToken cancel) =>
            AsOf(body?.AsOf).Is(out var at, out var problem) ? Answers.Done(await act.DoAsync(study, token.Actor, sample, at.At, cancel), SampleAnswer.Of) : Answers.Of(problem));
        samples.MapGet("/{sample}/account", AccountAsync);
        samples.MapGroup("/{sample}").MapWishes();
        MapPicks(samples.MapGroup("/{sample}"));
        samples.MapGroup("/{sample}").MapTakingPart();
    }

    /// <summary>As of when something is frozen; today is as it is now.</summary>
    internal static Outcome<(DateTimeOffset? At, bool IsNow)> AsOf(string? written)
    {
        if (string.IsNullOrWhiteSpace(written) || written.Trim() == DateTime.Now.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)) return (null, true);
        return AsOfEndpoints.Moment(written).Is(out var at, out var problem) ? (at, false) : problem;
    }

    private static void MapPicks(RouteGroupBuilder sample)
    {
        sample.MapPut("/picks/{id:guid}", async (string study, string sample, Guid id, PickBody body, LaunchToken token, PickRespondent act, CancellationToken cancel) =>
            Answers.Done(await act.DoAsync(study, token.Actor, sample, new(id, body.Respondent ?? "", body.Reason ?? "", body.InPlaceOf), cancel), pick => PickAnswer.Of(pick, body.Respondent ?? "")));
        sample.MapDelete("/picks/{respondent}", async (string study, string sample, string respondent, [FromQuery] string? reason, LaunchToken token, DropPick act, CancellationToken cancel) =>
            Answers.Done(await act.DoAsync(study, token.Actor, sample, respondent, reason ?? "", cancel), pick => PickAnswer.Of(pick, respondent)));
        sample.MapGet("/reserves/{respondent}", async (string study, string sample, string respondent, LaunchToken token, ReservesFor question, CancellationToken cancel) =>
            Answers.Ok(await question.AskAsync(study, token.Actor, sample, respondent, cancel), lines => lines));
        sample.MapPut("/approaches/{id:guid}", async (string study, string sample, Guid id, ApproachBody body, LaunchToken token, RecordApproach act, CancellationToken cancel) =>
            Answers.Done(await act.DoAsync(study, token.Actor, sample, new(id, body.Respondent ?? "", body.Kind ?? "", body.On, body.Reason ?? ""), cancel), ApproachAnswer.Of));
        sample.MapDelete("/approaches/{id:guid}", async (string study, string sample, Guid id, LaunchToken token, RemoveApproach act, CancellationToken cancel) =>
            Answers.Done(await act.DoAsync(study, token.Actor, id, cancel), _ => new DoneAnswer()));
    }

    private static async Task<IResult> AccountAsync(string study, string sample, [FromQuery] string? format, LaunchToken token, SampleAccount question, CancellationToken cancel)
    {
        if (!ReportFile.Kind(format).Is(out var kind, out var wrong)) return Answers.Of(wrong);
        if (!(await question.AskAsync(study, token.Actor, sample, cancel)).Is(out var account, out var problem)) return Answers.Of(problem);
        return Results.File(ReportFile.Write(account.Report, kind), ReportFile.MediaType(kind), TableFile.NameOf(account.Report.Title, "account", kind));
    }
}
