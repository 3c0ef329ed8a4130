using System.Net.Mime;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;
using Throughline.App.Coding;
using Throughline.App.Shell;
using Throughline.Formats.Media;
using Throughline.Workbench.Coding;
using Throughline.Workbench.Shared;
using Throughline.Workbench.Sources;

namespace Throughline.App.Sources;

/// <summary>Pictures, PDFs and recordings: shown safely, and attached where they did not come with their source.</summary>
public static class MediaEndpoints
{
    public sealed record MissingAnswer(Guid Source, string Name, string Kind, string File, string Checksum, long Bytes)
    {
        public static MissingAnswer Of(MissingMedia.Line line) => new(line.Source, line.Name, line.Kind, line.File, line.Checksum, line.Bytes);
    }

    public sealed record CodingAnswer(Guid Segment, Guid Code, string CodeName, string CodePath, string Coder, DateTimeOffset At);

    /// <summary>Something marked in a source. Words are told with their positions in code points; all else with its place.</summary>
    public sealed record SelectionAnswer(
        Guid Id, PlaceAnswer? Place, int Start, int End, string Name, string Description, string Words, IEnumerable<CodingAnswer> Codings)
    {
        public static IEnumerable<SelectionAnswer> Of(SelectionsOfSource.Answer found)
        {
            var (positions, length) = (found.Source.Positions(), found.Source.Length);
            int Point(int unit) => positions.ToPoints(Math.Min(unit, length));
            return found.Selections.Select(s => new SelectionAnswer(
                s.Id, PlaceAnswer.Of(s.Place), Point(s.Place.Start), Point(s.Place.End), s.Name, s.Description, s.Words,
                s.Codings.Select(c => new CodingAnswer(c.Segment, c.Code.Id, c.Code.Name, c.Code.Path, c.Coder, Instant.At(c.At)))));
        }
    }

    public static void MapMedia(this RouteGroupBuilder study)
    {
        var media = study.MapGroup("").WithTags("Sources");
        media.MapGet("/media/missing", async (string study, LaunchToken token, MissingMedia missing, CancellationToken cancel) =>
            Answers.Ok(await missing.AskAsync(study, token.Actor, cancel), lines => lines.Select(MissingAnswer.Of)));
        media.MapGet("/sources/{source}/selections", async (string study, string source, LaunchToken token, SelectionsOfSource question, CancellationToken cancel) =>
            Answers.Ok(await question.AskAsync(study, token.Actor, source, cancel), SelectionAnswer.Of));
        media.MapGet("/sources/{source}/media", ShowAsync).Produces(200, contentType: MediaTypeNames.Application.Octet);
        media.MapPut("/sources/{source}/media", AttachAsync).Accepts<byte[]>(MediaTypeNames.Application.Octet).WithMetadata(new DisableRequestSizeLimitAttribute());
    }

    /// <summary>By ranges, so that a recording plays from where one clicks. Its type is what its bytes say; what is unknown is only given away.</summary>
    private static async Task<IResult> ShowAsync(string study, string source, HttpContext context, LaunchToken token, SourceMedia media, CancellationToken cancel)
    {
        if (!(await media.AskAsync(study, token.Actor, source, cancel)).Is(out var found, out var problem)) return Answers.Of(problem);
        var headers = context.Response.Headers;
        headers[HeaderNames.CacheControl] = "private, no-cache";
        headers.ContentSecurityPolicy = ContentSecurity.OfStrangers(found.Type?.Kind == MediaType.Pdf);
        var tag = new EntityTagHeaderValue($"\"{found.Source.Blob}\"");
        return found.Type is { } type
            ? Results.Stream(found.Bytes, type.ContentType, entityTag: tag, enableRangeProcessing: true)
            : Results.Stream(found.Bytes, MediaTypeNames.Application.Octet, found.Source.FileName, entityTag: tag, enableRangeProcessing: true);
    }

    private static async Task<IResult> AttachAsync(
        string study, string source, [FromQuery] string? file, HttpContext context, LaunchToken token, AttachMedia attach, CancellationToken cancel)
    {
        await using var bytes = await TemporaryFile.OfBodyAsync(context, cancel);
        var name = OfferedFile.Shown(file ?? "");
        return Answers.Done(await attach.DoAsync(study, token.Actor, new(source, name.Length > 0 ? name : "The file", bytes), cancel), done => SourceAnswer.Of(SourceBrief.Of(done, [])));
    }
}
