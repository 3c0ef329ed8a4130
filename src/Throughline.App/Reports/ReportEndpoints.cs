using Throughline.App.Shell;
using Throughline.Workbench.Reports;

namespace Throughline.App.Reports;

public static class ReportEndpoints
{
    public static void MapReport(this RouteGroupBuilder study)
    {
        var report = study.MapGroup("/report").WithTags("Report");
        report.MapGet("/", FileAsync).Produces(200);
        report.MapGet("/flags", async (string study, LaunchToken token, ReportOf of, CancellationToken cancel) =>
            Answers.Ok(await of.AskAsync(study, token.Actor, ReportParts.All, cancel), found => found.Flags.Select(FlagAnswer.Of)));
    }

    /// <summary>A file to keep, never one that a browser shows in our name.</summary>
    private static async Task<IResult> FileAsync(
        string study, string? @as, string? parts, HttpContext context, LaunchToken token, ReportOf of, CancellationToken cancel)
    {
        if (!ReportFile.Kind(@as).Is(out var kind, out var problem)) return Answers.Of(problem);
        if (!ReportParts.Read(parts).Is(out var wanted, out problem)) return Answers.Of(problem);
        if (!(await of.AskAsync(study, token.Actor, wanted, cancel)).Is(out var found, out problem)) return Answers.Of(problem);
        context.Response.Headers.CacheControl = "private, no-store";
        return Results.File(ReportFile.Write(found.Document, kind), ReportFile.MediaType(kind), ReportFile.Name(found.Study.Name, kind));
    }
}
