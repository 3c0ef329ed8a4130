using Throughline.App.Shell;
using Throughline.Workbench.Coding;
using Throughline.Workbench.Shared;
using Throughline.Workbench.Studies;

namespace Throughline.App.Coding;

/// <summary>Segments in lists, and as tables in and out. One segment at a time is in <see cref="CodingEndpoints"/>.</summary>
public static class SegmentsEndpoints
{
    private const int PageLength = 200;

    public static void MapSegments(this RouteGroupBuilder study)
    {
        var segments = study.MapGroup("/segments").WithTags("Segments");
        segments.MapGet("/", async (string study, [AsParameters] SegmentQuery query, LaunchToken token, SegmentsWhere where, CancellationToken cancel) =>
            query.Request().Is(out var request, out var problem)
                ? Answers.Ok(await where.AskAsync(study, token.Actor, request with { Limit = request.Limit ?? PageLength }, cancel), SegmentsAnswer.Of)
                : Answers.Of(problem));
        segments.MapGet("/choices", async (string study, LaunchToken token, SegmentChoices choices, CancellationToken cancel) =>
            Answers.Ok(await choices.AskAsync(study, token.Actor, cancel), c => c));
        segments.MapGet("/export", ExportAsync);
        segments.MapPost("/import", ImportAsync);
    }

    private static async Task<IResult> ExportAsync(
        string study, [AsParameters] SegmentQuery query, string? @as, LaunchToken token, SegmentsWhere where, StudyList studies, CancellationToken cancel)
    {
        var kind = @as ?? "csv";
        if (kind is not ("csv" or "xlsx")) return Answers.Of(new Problem.Invalid("as", "Segments are exported as csv or xlsx."));
        if (!query.Request().Is(out var request, out var problem)) return Answers.Of(problem);
        if (!(await studies.OneAsync(study, cancel)).Is(out var of, out problem)) return Answers.Of(problem);
        if (!(await where.AskAsync(study, token.Actor, request with { Limit = null, Cursor = null }, cancel)).Is(out var found, out problem)) return Answers.Of(problem);
        var bytes = new MemoryStream();
        TableFile.Write(bytes, kind, "Segments", SegmentColumns.Own, found.Rows.Select(SegmentColumns.Write));
        bytes.Position = 0;
        return Results.File(bytes, TableFile.Kinds[kind], TableFile.NameOf(of.Name, "segments", kind));
    }

    private static async Task<IResult> ImportAsync(string study, string? source, bool? makeCodes, HttpRequest request, LaunchToken token, ImportSegments import, CancellationToken cancel)
    {
        if (!(await TableFile.SentAsync(request, cancel)).Is(out var file, out var problem)) return Answers.Of(problem);
        if (!SegmentColumns.Read(file.Name, file.Rows, source).Is(out var rows, out problem)) return Answers.Of(problem);
        return Answers.Done(await import.DoAsync(study, token.Actor, new ImportSegments.Request(rows, makeCodes == true), cancel), r => Answer(file, r));
    }

    public static TableAnswer Answer(TableFile file, ImportSegments.Report report) =>
        TableAnswer.Of(file, (report.Rows, report.Added, report.There), report.Troubles) with { Made = report.Codes };
}
