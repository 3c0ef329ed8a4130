using System.Globalization;
using System.Net.Mime;
using Throughline.Storage;
using Throughline.Storage.Backup;
using Throughline.Workbench.Shared;

namespace Throughline.App.Shell;

/// <summary>The care of the whole data folder over REST: snapshots, a backup to take away, the check, and who works here.</summary>
public static class DataEndpoints
{
    public sealed record PersonBody(string? Name);

    public sealed record PersonAnswer(string Name) : Answer;

    public static void MapData(this RouteGroupBuilder api)
    {
        var data = api.MapGroup("").WithTags("Data");
        data.MapGet("/snapshots", (DataFolder folder) => Results.Json(Snapshots.List(folder), Answers.Json));
        data.MapPost("/snapshots/{name}/restore", async (string name, DataFolder folder, CancellationToken cancel) =>
            Answers.Ok(await Snapshots.RestoreAsync(folder, name, cancel), before => new BackupCommands.RestoreAnswer(name, before.Name)));
        data.MapGet("/backup", BackupAsync).Produces(200, contentType: MediaTypeNames.Application.Zip);
        data.MapGet("/check", async (DataFolder folder, CancellationToken cancel) =>
            Results.Json(await new IntegrityCheck(folder).RunAsync(cancel), Answers.Json));
        data.MapGet("/person", (LaunchToken token) => Results.Json(new PersonAnswer(token.Actor.Name), Answers.Json));
        data.MapPut("/person", NameAsync);
    }

    private static async Task<IResult> BackupAsync(DataFolder folder, CancellationToken cancel)
    {
        var path = Path.Combine(folder.Path, $"backup-{Guid.NewGuid():N}.zip");
        if (!(await Archive.WriteAsync(folder, path, cancel)).Is(out _, out var problem)) return Answers.Of(problem);
        var name = $"throughline-{DateTime.Now.ToString("yyyyMMdd-HHmm", CultureInfo.InvariantCulture)}.zip";
        return Results.Stream(async body =>
        {
            try
            {
                await using var zip = File.OpenRead(path);
                await zip.CopyToAsync(body, cancel);
            }
            finally
            {
                File.Delete(path);
            }
        }, MediaTypeNames.Application.Zip, name);
    }

    private static IResult NameAsync(PersonBody body, DataFolder folder, LaunchToken token)
    {
        var name = string.Join(' ', (body.Name ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (name.Length is 0 or > LaunchToken.NameLength) return Answers.Of(new Problem.Invalid("name", $"A name has 1 to {LaunchToken.NameLength} characters."));
        try
        {
            folder.Person = name;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return Answers.Of(new Problem.NotKept("The name could not be kept", $"{fault.Message} It stays as it was."));
        }
        token.Rename(name);
        return Results.Json(new PersonAnswer(name), Answers.Json);
    }
}
