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
    public sealed record Body(string? As, IReadOnlyList<string>? Sources, IReadOnlyList<Pseudonym>? Pseudonyms, string? Purpose);

    public static void MapDatasets(this RouteGroupBuilder study) =>
        study.MapGroup("").WithTags("Interchange").MapPost("/data", WriteAsync).Produces(200, contentType: MediaTypeNames.Application.Zip);

    private static async Task<IResult> WriteAsync(
        string study, Body body, LaunchToken token, DataOfStudy data, DepositOfStudy deposit, StudyList studies, CancellationToken cancel)
    {
        var wishes = new ExportWishes { Sources = body.Sources ?? [], Pseudonyms = body.Pseudonyms ?? [], Purpose = body.Purpose ?? ExportWishes.Sharing };
        if (!(await studies.OneAsync(study, cancel)).Is(out var of, out var problem)) return Answers.Of(problem);
        if (!(await DataExport.AskAsync((data, deposit), (study, token.Actor), body.As ?? DataExport.Data, wishes, cancel)).Is(out var files, out problem)) return Answers.Of(problem);
        var file = TemporaryFile.New();
        DataExport.Zip(files, file);
        file.Position = 0;
        return Results.Stream(file, MediaTypeNames.Application.Zip, TableFile.NameOf(of.Name, body.As ?? DataExport.Data, "zip"));
    }
}
