using System.Net.Mime;
using Microsoft.AspNetCore.Mvc;
using Throughline.App.Shell;
using Throughline.Formats.RefiQda;
using Throughline.Workbench.Access;
using Throughline.Workbench.Interchange;
using Throughline.Workbench.Interchange.Archives;
using Throughline.Workbench.Shared;
using Throughline.Workbench.Studies;

namespace Throughline.App.Interchange;

/// <summary>Projects for and of other programs over REST: out with what is lost told beforehand, in with a dry run, and every exchange with its report.</summary>
public static class ExchangeEndpoints
{
    /// <param name="Id">Of the exchange, made by whoever exports.</param>
    /// <param name="File">The name of the file, whose ending says what it is: .qdpx, .qdc or .throughline.</param>
    public sealed record ExportBody(
        Guid? Id, string? File, string? Profile, IReadOnlyList<string>? Sources, bool? Media, IReadOnlyList<Pseudonym>? Pseudonyms, bool? Own, string? Purpose, bool? DryRun)
    {
        /// <summary>Of an archive: whether the identity vault goes with it, closed as it is.</summary>
        public bool Vault { get; init; }

        /// <summary>Whether the answer says where the file waits, for a browser to fetch it, see <see cref="WaitingFiles"/>.</summary>
        public bool Keep { get; init; }

        public ExportWishes Wishes => new()
        {
            Profile = Profile ?? "standard", Sources = Sources ?? [], Media = Media ?? true, Pseudonyms = Pseudonyms ?? [], Own = Own ?? true, Purpose = Purpose ?? ExportWishes.Sharing,
        };
    }

    /// <param name="File">The name of the file that is the body.</param>
    /// <param name="Project">Which project, where the file holds several.</param>
    public sealed record FileQuery([FromQuery(Name = "file")] string? File, [FromQuery(Name = "project")] string? Project, [FromQuery(Name = "dryRun")] bool? DryRun);

    /// <summary>What goes out, and what says that an archive or a codebook did.</summary>
    public sealed record Doors(ExportProject Export, ArchiveOfStudy Archive, RecordTakenOut Record, WaitingFiles Waiting);

    public sealed record ProfileAnswer(string Name, string Title, string Positions);

    /// <summary>How conflicts are settled, in the query: else=ours|theirs, ours=Kind:id, theirs=Kind:id, removals=true.</summary>
    public sealed record SettleQuery([FromQuery(Name = "else")] string? Otherwise, [FromQuery] string[]? Ours, [FromQuery] string[]? Theirs, [FromQuery] bool? Removals)
    {
        public bool IsWrong => Otherwise is not (null or ExchangeChoices.Ours or ExchangeChoices.Theirs);

        public ExchangeChoices Choices => new(
            (Theirs ?? []).Select(k => (k, ExchangeChoices.Theirs)).Concat((Ours ?? []).Select(k => (k, ExchangeChoices.Ours))).DistinctBy(c => c.k).ToDictionary(), Otherwise, Removals == true);
    }

    public static void MapProjects(this RouteGroupBuilder api)
    {
        var projects = api.MapGroup("").WithTags("Interchange");
        projects.MapPost("/projects", BeginAsync).Accepts<byte[]>(MediaTypeNames.Application.Octet);
        projects.MapGet("/projects/profiles", () => Results.Json(RefiProfile.All.Select(p => new ProfileAnswer(p.Name, p.Title, p.Rule.Name)), Answers.Json));
    }

    public static void MapExchanges(this RouteGroupBuilder study)
    {
        var exchanges = study.MapGroup("").WithTags("Interchange");
        exchanges.MapPost("/exports", ExportAsync).Produces(200, contentType: MediaTypeNames.Application.Zip);
        exchanges.MapGet("/exports/{id:guid}", (string study, Guid id, WaitingFiles waiting) => waiting.Fetch(study, id)).Produces(200, contentType: MediaTypeNames.Application.Octet);
        exchanges.MapPost("/projects", ImportAsync).Accepts<byte[]>(MediaTypeNames.Application.Octet);
        exchanges.MapGet("/exchanges", async (string study, LaunchToken token, ExchangesOfStudy question, CancellationToken cancel) =>
            Answers.Ok(await question.AskAsync(study, token.Actor, cancel), lines => new { exchanges = lines }));
        exchanges.MapGet("/sets", async (string study, LaunchToken token, SetsOfStudy question, CancellationToken cancel) =>
            Answers.Ok(await question.AskAsync(study, token.Actor, cancel), SetsAnswer.Of));
        exchanges.MapGet("/exchanges/{exchange:guid}", async (string study, Guid exchange, LaunchToken token, ExchangesOfStudy question, CancellationToken cancel) =>
            Answers.Ok(await question.ReportAsync(study, token.Actor, exchange, cancel), report => report));
    }

    /// <summary>Written to a file first: whether all of it can be had must be known before the answer begins.</summary>
    private static async Task<IResult> ExportAsync(string study, ExportBody body, LaunchToken token, [AsParameters] Doors doors, CancellationToken cancel)
    {
        var name = Path.GetFileName(body.File) is { Length: > 0 and <= 200 } given ? given : "project.qdpx";
        var (isArchive, isCodebook, id) = (ArchiveRuns.Is(name), name.EndsWith(".qdc", StringComparison.OrdinalIgnoreCase), body.Id ?? Guid.CreateVersion7());
        if (body.DryRun == true)
            return isArchive ? Answers.Of(new Problem.Invalid("dryRun", "An archive holds everything: there is nothing to try."))
                : Answers.Ok(await doors.Export.TryAsync(study, token.Actor, name, body.Wishes, cancel), report => report);
        var file = TemporaryFile.New();
        var wanted = new ExportProject.Request(id, name, body.Wishes, file);
        var problem = isArchive ? await ArchiveAsync(doors, (study, token.Actor), body.Vault, wanted, cancel)
            : isCodebook ? await CodebookAsync(doors, (study, token.Actor), wanted, cancel)
            : (await doors.Export.DoAsync(study, token.Actor, wanted, cancel)).Problem;
        if (problem is not null)
        {
            await file.DisposeAsync();
            return Answers.Of(problem);
        }
        return doors.Waiting.Answer(new(study, id, file, name, isCodebook ? MediaTypeNames.Application.Xml : MediaTypeNames.Application.Zip), body.Keep);
    }

    /// <summary>Whoever has an archive has the study: that it went out is in the history before the first byte of it is sent.</summary>
    private static async Task<Problem?> ArchiveAsync(Doors doors, (StudyRef Study, Actor Actor) who, bool vault, ExportProject.Request wanted, CancellationToken cancel) =>
        (await doors.Archive.WriteAsync(who.Study, who.Actor, wanted.To, vault, cancel)).Is(out var report, out var problem)
            ? (await doors.Record.DoAsync(who.Study, who.Actor, new(wanted.Id, report.Taken, wanted.File), cancel)).Problem : problem;

    private static async Task<Problem?> CodebookAsync(Doors doors, (StudyRef Study, Actor Actor) who, ExportProject.Request wanted, CancellationToken cancel) =>
        (await doors.Export.CodebookAsync(who.Study, who.Actor, wanted.To, cancel)).Is(out var taken, out var problem)
            ? (await doors.Record.DoAsync(who.Study, who.Actor, new(wanted.Id, taken, wanted.File), cancel)).Problem : problem;

    private static async Task<IResult> ImportAsync(
        string study, HttpContext context, [FromQuery] Guid? id, [AsParameters] FileQuery query, [AsParameters] SettleQuery settle, LaunchToken token, ImportProject import, CancellationToken cancel)
    {
        if (settle.IsWrong) return Answers.Of(new Problem.Invalid("else", "Whose is taken in all other conflicts is ours or theirs."));
        if (!(await UploadedProject.ReadAsync(context, ArchiveEndpoints.NameOf(query.File), query.Project, cancel)).Is(out var offered, out var problem)) return Answers.Of(problem);
        await using (offered)
            return query.DryRun == true ? Answers.Ok(await import.TryAsync(study, token.Actor, offered.Project, settle.Choices, cancel), report => report)
                : Answers.Done(await import.DoAsync(study, token.Actor, new(id ?? Guid.CreateVersion7(), offered.Project, settle.Choices), cancel), report => new ExchangedAnswer(report));
    }

    /// <summary>A new study of a project; a dry run tells what it holds.</summary>
    private static async Task<IResult> BeginAsync(
        HttpContext context, [AsParameters] FileQuery query, [FromQuery] string? name, [FromQuery] Guid? study, [FromQuery] Guid? id, LaunchToken token, ImportProject import, CancellationToken cancel)
    {
        if (!(await UploadedProject.ReadAsync(context, ArchiveEndpoints.NameOf(query.File), query.Project, cancel)).Is(out var offered, out var problem)) return Answers.Of(problem);
        await using (offered)
        {
            if (query.DryRun == true) return Answers.Ok(Outcome.Of(ImportProject.Look(offered.Project)), report => report);
            var begun = new CreateStudy.Request(study ?? Guid.CreateVersion7(), string.IsNullOrWhiteSpace(name) ? offered.Project.Project.Name : name);
            return Answers.Done(await import.BeginAsync(token.Actor, begun, new(id ?? begun.Id, offered.Project, ExchangeChoices.None), cancel), report => new ExchangedAnswer(report) { Study = begun.Id });
        }
    }
}

/// <summary>What came in, and into which study where it began one.</summary>
public sealed record ExchangedAnswer(ExchangeReport Report) : Answer
{
    public Guid? Study { get; init; }
}
