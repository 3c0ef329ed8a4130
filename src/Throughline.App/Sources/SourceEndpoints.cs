using System.Net.Mime;
using System.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;
using Throughline.App.Shell;
using Throughline.Formats;
using Throughline.Workbench.Shared;
using Throughline.Workbench.Sources;

namespace Throughline.App.Sources;

public static class SourceEndpoints
{
    public sealed record NameBody(string Name);

    public static void MapSources(this RouteGroupBuilder study)
    {
        var sources = study.MapGroup("/sources").WithTags("Sources");
        sources.MapGet("/", async (string study, LaunchToken token, SourceList list, CancellationToken cancel) =>
            Answers.Ok(await list.AskAsync(study, token.Actor, cancel), lines => lines.Select(SourceLineAnswer.Of)));
        sources.MapGet("/{source}", async (string study, string source, LaunchToken token, SourceOf of, CancellationToken cancel) =>
            Answers.Ok(await of.AskAsync(study, token.Actor, source, cancel), SourceDetailAnswer.Of));
        sources.MapPatch("/{source}", async (string study, string source, NameBody body, LaunchToken token, RenameSource rename, SourceOf of, CancellationToken cancel) =>
            await RenamedAsync(await rename.DoAsync(study, token.Actor, source, body.Name, cancel), study, token, of, cancel));
        sources.MapDelete("/{source}", async (string study, string source, LaunchToken token, RemoveSource remove, CancellationToken cancel) =>
            Answers.Done(await remove.DoAsync(study, token.Actor, source, cancel), _ => new DoneAnswer()));
        sources.MapGet("/{source}/text", TextAsync).Produces<string>(200, MediaTypeNames.Text.Plain);
        sources.MapGet("/{source}/turns", async (string study, string source, LaunchToken token, SourceWords words, CancellationToken cancel) =>
            Answers.Ok(await words.AskAsync(study, token.Actor, source, cancel), TurnAnswer.Of));
        sources.MapGet("/{source}/original", OriginalAsync).Produces(200, contentType: MediaTypeNames.Application.Octet);
        study.MapMedia();
        study.MapImports();
        study.MapSpeakers();
    }

    private static async Task<IResult> RenamedAsync(Outcome<Done<Source>> outcome, string study, LaunchToken token, SourceOf of, CancellationToken cancel)
    {
        if (!outcome.Is(out var done, out var problem)) return Answers.Of(problem);
        return Answers.Ok(await of.AskAsync(study, token.Actor, done.Value.Id.ToString(), cancel), found => Answers.With(SourceDetailAnswer.Of(found), done.Change));
    }

    /// <summary>The text exactly as positions count it, with nothing before or after. A browser that has it is told so.</summary>
    private static async Task<IResult> TextAsync(string study, string source, HttpContext context, LaunchToken token, SourceWords words, CancellationToken cancel)
    {
        if (!(await words.AskAsync(study, token.Actor, source, cancel)).Is(out var found, out var problem)) return Answers.Of(problem);
        context.Response.Headers[HeaderNames.CacheControl] = "private, no-cache";
        return Results.Bytes(
            Encoding.UTF8.GetBytes(found.Content.Text), "text/plain; charset=utf-8",
            entityTag: new EntityTagHeaderValue($"\"{found.Source.ContentHash}-{found.Source.TextVersion}\""));
    }

    /// <summary>As it was given, and never to be shown by a browser: what it holds is a stranger's.</summary>
    private static async Task<IResult> OriginalAsync(string study, string source, HttpContext context, LaunchToken token, SourceOriginal original, CancellationToken cancel)
    {
        if (!(await original.AskAsync(study, token.Actor, source, cancel)).Is(out var found, out var problem)) return Answers.Of(problem);
        context.Response.Headers[HeaderNames.CacheControl] = "private, no-store";
        return Results.Stream(found.Bytes, MediaTypeNames.Application.Octet, found.FileName);
    }
}

public static class ImportEndpoints
{
    public sealed record UndoneAnswer(int Sources, IReadOnlyList<long> Changes) : Answer;

    public static void MapImports(this RouteGroupBuilder study)
    {
        study.MapPost("/sources/import", ImportAsync).WithTags("Sources").WithMetadata(new DisableRequestSizeLimitAttribute());
        var imports = study.MapGroup("/imports").WithTags("Sources");
        imports.MapGet("/{import:guid}", async (string study, Guid import, LaunchToken token, ImportReport report, CancellationToken cancel) =>
            Answers.Ok(await report.AskAsync(study, token.Actor, import, cancel), found => found.Files.Select(ImportedAnswer.Of)));
        imports.MapGet("/{import:guid}.csv", async (string study, Guid import, LaunchToken token, ImportReport report, CancellationToken cancel) =>
            (await report.AskAsync(study, token.Actor, import, cancel)).Is(out var found, out var problem)
                ? Results.File(ImportReportCsv.Of(found), "text/csv; charset=utf-8", $"Import of {found.Files.Count} files.csv")
                : Answers.Of(problem));
        imports.MapDelete("/{import:guid}", async (string study, Guid import, LaunchToken token, UndoImport undo, CancellationToken cancel) =>
            Answers.Ok(await undo.DoAsync(study, token.Actor, import, cancel), done => new UndoneAnswer(done.Sources, done.Changes) { Change = done.Changes[^1] }));
    }

    private static async Task<IResult> ImportAsync(
        string study, HttpRequest request, Guid? import, int? from, LaunchToken token, ImportFiles files, CancellationToken cancel)
    {
        var limits = new ReadLimits();
        if (Upload.Of(request, limits) is not { } upload)
            return Answers.Of(new Problem.Invalid("files", "Send the files as multipart/form-data, each part with a file name."));
        var outcome = await files.DoAsync(
            study, token.Actor, new(import ?? Guid.CreateVersion7(), upload.FilesAsync(cancel), Math.Max(0, from ?? 0)) { Limits = limits }, cancel);
        return Answers.Ok(outcome, report => report.Files.Select(ImportedAnswer.Of));
    }
}

public static class SpeakerEndpoints
{
    public sealed record NameBody(string Name, bool Everywhere = false);

    public sealed record RoleBody(string Role, bool Everywhere = false);

    public sealed record ParticipantBody(string? Participant, bool Everywhere = false, Guid? NewId = null);

    public static void MapSpeakers(this RouteGroupBuilder study)
    {
        var speakers = study.MapGroup("/speakers").WithTags("Sources");
        speakers.MapPut("/{speaker:guid}/name", async (string study, Guid speaker, NameBody body, LaunchToken token, RenameSpeaker rename, CancellationToken cancel) =>
            Answers.Done(await rename.DoAsync(study, token.Actor, new(speaker, body.Name, body.Everywhere), cancel), SpeakersAnswer.Of));
        speakers.MapPut("/{speaker:guid}/role", async (string study, Guid speaker, RoleBody body, LaunchToken token, MarkSpeaker mark, CancellationToken cancel) =>
            Answers.Done(await mark.DoAsync(study, token.Actor, new(speaker, body.Role, body.Everywhere), cancel), SpeakersAnswer.Of));
        speakers.MapPut("/{speaker:guid}/participant", async (string study, Guid speaker, ParticipantBody body, LaunchToken token, TieSpeaker tie, CancellationToken cancel) =>
            Answers.Done(await tie.DoAsync(study, token.Actor, new(speaker, body.Participant, body.Everywhere, body.NewId), cancel), SpeakersAnswer.Of));
    }
}
