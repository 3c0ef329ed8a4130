using System.Net.Mime;
using Microsoft.AspNetCore.Mvc;
using Throughline.App.Shell;
using Throughline.Workbench.Interchange;
using Throughline.Workbench.Interchange.Archives;
using Throughline.Workbench.Shared;

namespace Throughline.App.Interchange;

/// <summary>Whole studies over REST: an archive in, a copy merged. An archive is the body of the request, as it is. One goes out among <see cref="ExchangeEndpoints">exports</see>.</summary>
public static class ArchiveEndpoints
{
    public static void MapArchives(this RouteGroupBuilder api) =>
        api.MapPost("/archives", ImportAsync).WithTags("Interchange").Accepts<byte[]>(MediaTypeNames.Application.Octet);

    public static void MapArchive(this RouteGroupBuilder study)
    {
        var interchange = study.MapGroup("").WithTags("Interchange");
        interchange.MapPost("/merge", MergeAsync).Accepts<byte[]>(MediaTypeNames.Application.Octet);
    }

    private static async Task<IResult> ImportAsync(
        HttpContext context, [FromQuery] string? file, [FromQuery] string? name, LaunchToken token, ImportArchive import, CancellationToken cancel)
    {
        await using var archive = await TemporaryFile.OfBodyAsync(context, cancel);
        var request = new ImportArchive.Request(NameOf(file), archive, name is null ? null : Guid.CreateVersion7(), name);
        return Answers.Done(await import.DoAsync(token.Actor, request, cancel), ArchiveImportedAnswer.Of);
    }

    private static async Task<IResult> MergeAsync(
        string study, HttpContext context, [FromQuery] string? file, [FromQuery] bool? dryRun, [FromQuery(Name = "else")] string? otherwise,
        [FromQuery] Guid[]? theirs, [FromQuery] Guid[]? ours, LaunchToken token, MergeCopy merge, CancellationToken cancel)
    {
        if (otherwise is not (null or "ours" or "theirs")) return Answers.Of(new Problem.Invalid("else", "Whose is taken in all other conflicts is ours or theirs."));
        await using var archive = await TemporaryFile.OfBodyAsync(context, cancel);
        var choices = (theirs ?? []).Select(id => (id, true)).Concat((ours ?? []).Select(id => (id, false))).DistinctBy(c => c.id).ToDictionary();
        return Answers.Done(await merge.DoAsync(study, token.Actor, new(NameOf(file), archive, choices, otherwise, dryRun == true), cancel), MergedAnswer.Of);
    }

    internal static string NameOf(string? file) => Path.GetFileName(file) is { Length: > 0 and <= 200 } name ? name : "The archive";
}
