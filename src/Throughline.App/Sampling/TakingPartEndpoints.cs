using Throughline.App.Participants;
using Throughline.App.Reports;
using Throughline.App.Shell;
using Throughline.Workbench.Sampling;
using Throughline.Workbench.Shared;

namespace Throughline.App.Sampling;

/// <summary>Those chosen become participants, get letters, and come in from tables.</summary>
public static class TakingPartEndpoints
{
    /// <param name="Participant">The study name; left out, the next that is free.</param>
    public sealed record ParticipantBody(string? Participant);

    /// <param name="Template">Left out, the one that is kept with the sample.</param>
    /// <param name="Codes">Left out, those whom nobody has approached yet.</param>
    public sealed record LettersBody(string? Template, string[]? Codes);

    public static void MapTakingPart(this RouteGroupBuilder sample)
    {
        sample.MapPut("/participants/{respondent}", async (string study, string sample, string respondent, ParticipantBody? body, LaunchToken token, TakePart act, CancellationToken cancel) =>
            Answers.Done(await act.DoAsync(study, token.Actor, sample, (respondent, body?.Participant), cancel), ParticipantAnswer.Of));
        sample.MapPost("/letters", LettersAsync);
        sample.MapPost("/import", async (string study, string sample, HttpRequest request, LaunchToken token, ImportSample picks, ImportApproaches log, CancellationToken cancel) =>
        {
            if (!(await TableFile.SentAsync(request, cancel)).Is(out var file, out var problem)) return Answers.Of(problem);
            return Answers.Done(
                ImportApproaches.IsLog(file.Rows) ? await log.DoAsync(study, token.Actor, sample, file.Name, file.Rows, cancel) : await picks.DoAsync(study, token.Actor, sample, file.Name, file.Rows, cancel),
                report => TableAnswer.Of(file, (report.Rows, report.Added, report.There), report.Troubles));
        });
    }

    /// <summary>A file with names in it, for Word or as a web page to print: kept by nobody on the way. Who got no letter stands in a header, by study codes.</summary>
    private static async Task<IResult> LettersAsync(string study, string sample, LettersBody body, HttpContext context, LaunchToken token, WriteLetters act, CancellationToken cancel)
    {
        context.Response.Headers.CacheControl = "no-store";
        if (!ReportFile.Kind(context.Request.Query["format"]).Is(out var kind, out var wrong)) return Answers.Of(wrong);
        if (!(await act.DoAsync(study, token.Actor, sample, new(body.Template, body.Codes), cancel)).Is(out var letters, out var problem)) return Answers.Of(problem);
        context.Response.Headers["X-Throughline-Without"] = string.Join(',', letters.Without.Select(Uri.EscapeDataString));
        return Results.File(ReportFile.Write(letters.Document, kind), ReportFile.MediaType(kind), $"letters.{kind}");
    }
}
