using System.Net.Mime;
using Throughline.App.Shell;
using Throughline.Workbench.Interchange;
using Throughline.Workbench.Interchange.Datasets;
using Throughline.Workbench.Shared;
using Throughline.Workbench.Studies;

namespace Throughline.App.Interchange;

/// <summary>A study as data for statistics, or as a deposit for an archive, over REST: a zip.</summary>
public static class DatasetEndpoints
{
    /// <param name="As">data or archive-layout.</param>
    /// <param name="Sources">Only these, by id or name.</param>
    /// <param name="Pseudonyms">Names and what stands in their place.</param>
    /// <param name="Purpose">sharing or analysis; a deposit is always for sharing.</param>
    /// <param name="Id">Under which the history keeps that it was taken out, made by whoever does.</param>
    public sealed record Body(string? As, IReadOnlyList<string>? Sources, IReadOnlyList<Pseudonym>? Pseudonyms, string? Purpose, Guid? Id = null)
    {
        /// <summary>Whether the answer says where the zip waits, for a browser to fetch it, see <see cref="WaitingFiles"/>.</summary>
        public bool Keep { get; init; }
    }

    /// <summary>What goes out, and what says that it did.</summary>
    public sealed record Doors(DataOfStudy Data, DepositOfStudy Deposit, RecordTakenOut Record, StudyList Studies, WaitingFiles Waiting);

    public static void MapDatasets(this RouteGroupBuilder study) =>
        study.MapGroup("").WithTags("Interchange").MapPost("/data", WriteAsync).Produces(200, contentType: MediaTypeNames.Application.Zip);

    private static async Task<IResult> WriteAsync(
        string study, Body body, LaunchToken token, [AsParameters] Doors doors, CancellationToken cancel)
    {
        var wishes = new ExportWishes { Sources = body.Sources ?? [], Pseudonyms = body.Pseudonyms ?? [], Purpose = body.Purpose ?? ExportWishes.Sharing };
        if (!(await doors.Studies.OneAsync(study, cancel)).Is(out var of, out var problem)) return Answers.Of(problem);
        if (!(await DataExport.AskAsync((doors.Data, doors.Deposit), (study, token.Actor), body.As ?? DataExport.Data, wishes, cancel)).Is(out var files, out problem)) return Answers.Of(problem);
        var file = TemporaryFile.New();
        DataExport.Zip(files, file);
        var (id, name) = (body.Id ?? Guid.CreateVersion7(), TableFile.NameOf(of.Name, body.As == DataExport.ArchiveLayout ? "deposit" : DataExport.Data, "zip"));
        if ((await doors.Record.DoAsync(study, token.Actor, new(id, files.Taken, name), cancel)).Problem is { } unsaid)
        {
            await file.DisposeAsync();
            return Answers.Of(unsaid);
        }
        return doors.Waiting.Answer(new(study, id, file, name, MediaTypeNames.Application.Zip), body.Keep);
    }
}
