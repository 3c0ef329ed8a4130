using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Throughline.Formats.RefiQda;
using Throughline.Workbench.Access;
using Throughline.Workbench.Shared;

namespace Throughline.Workbench.Interchange;

/// <summary>
/// Takes a study out as a project that other programs read, or its codebook, and says beforehand what they will not see. The exchange is
/// remembered, so that what comes back is merged three ways.
/// </summary>
public sealed class ExportProject(StudyStore store) : IVerb
{
    /// <summary>What no export tells anew, since it is so of every code in every study.</summary>
    public const string Always = "Codes go with their colour; the dye and weave that they are drawn in here, and when they were made, no other program reads.";

    /// <param name="Id">Of the exchange, made by whoever exports.</param>
    /// <param name="File">Its name, for what is said of it.</param>
    /// <param name="To">Where it goes; need not be seekable.</param>
    public sealed record Request(Guid Id, string File, ExportWishes Wishes, Stream To);

    /// <summary>What would be in the file and what would not; nothing is written.</summary>
    public Task<Outcome<ExchangeReport>> TryAsync(StudyRef study, Actor actor, string file, ExportWishes wishes, CancellationToken cancel) =>
        store.AskAsync<ExchangeReport>(study, actor, async scope =>
            (await Leaving.ReadAsync(scope, wishes)).Is(out var leaving, out var problem) ? leaving.Report(file, []) with { DryRun = true } : problem, cancel);

    public async Task<Outcome<Done<ExchangeReport>>> DoAsync(StudyRef study, Actor actor, Request request, CancellationToken cancel)
    {
        var read = await store.AskAsync<Leaving>(study, actor, scope => Leaving.ReadAsync(scope, request.Wishes), cancel);
        if (!read.Is(out var leaving, out var problem)) return problem;
        var missing = await RefiWriter.WriteProjectAsync(leaving.Written(), leaving.Profile, request.To, (path, _) => Task.FromResult(leaving.Open(store.Blobs, path)), cancel);
        var report = leaving.Report(request.File, missing.Select(m => new ExchangeLoss(m.Place, m.Message))) with { Id = request.Id };
        var items = leaving.Remembered();
        return await store.ChangeAsync<ExchangeReport>(study, actor, Right.Read, async scope =>
        {
            if (await scope.Exchanges.FirstOrDefaultAsync(e => e.Id == request.Id, cancel) is { } done) return ExchangeReport.Kept(done);
            scope.Add(new Exchange
            {
                Id = request.Id, Direction = Exchange.Out, File = request.File, Program = report.Program, Project = report.Project,
                Report = JsonSerializer.Serialize(report, ExchangeReport.Json), At = scope.Now, By = scope.Actor.Name,
            });
            scope.AddUnrecorded(new ExchangeItems { StudyId = scope.StudyId, ExchangeId = request.Id, Items = items });
            scope.Record(nameof(ExportProject), $"took the project out as {request.File}, for {leaving.Profile.Title}: {report.Summary()}");
            return report;
        }, cancel);
    }

    /// <summary>The codes and the sets of codes alone, as .qdc.</summary>
    /// <returns>What the history says of it, see <see cref="RecordTakenOut"/>.</returns>
    public async Task<Outcome<TakenOut>> CodebookAsync(StudyRef study, Actor actor, Stream to, CancellationToken cancel)
    {
        var read = await store.AskAsync<RefiProject>(study, actor, async scope =>
            new ProjectOfRows(await StudyRows.CodebookAsync(scope), RefiProfile.Standard, new() { Own = false }).MakeCodebook(), cancel);
        if (!read.Is(out var project, out var problem)) return problem;
        await RefiWriter.WriteCodebookAsync(project, to, cancel);
        var codes = project.AllCodes().Count();
        return new TakenOut("the codebook", "other programs", Told.Count(codes, "code"), new(codes, 0, 0, 0, 0, 0, 0, 0, 0, project.Sets.Count, 0),
            [new("The codebook", "Earlier definitions, themes and what is coded stay here.")]);
    }

    /// <summary>A study on its way out, as it was at one moment.</summary>
    private sealed class Leaving(StudyRows rows, RefiProfile profile, ProjectOfRows from, RefiProject project)
    {
        public required IReadOnlyList<ExchangeLoss> Losses { get; init; }

        public RefiProfile Profile => profile;

        /// <summary>The project as the file has it.</summary>
        public RefiProject Written() => SpeakersInWords.Put(project, from.LabelsOf);

        public static async Task<Outcome<Leaving>> ReadAsync(StudyScope scope, ExportWishes wishes)
        {
            if (RefiProfile.Named(wishes.Profile) is not { } profile)
                return new Problem.Invalid("profile", $"A project is written for one of {string.Join(", ", RefiProfile.All.Select(p => p.Name))}.");
            if (wishes.Purpose is not (ExportWishes.Sharing or ExportWishes.Analysis))
                return new Problem.Invalid("purpose", "A project goes out for sharing or for analysis.");
            if (wishes.Pseudonyms.Any(p => $"{p.Name}{p.Instead}".Any(c => c is '"' or '\\' || char.IsControl(c))))
                return new Problem.Invalid("pseudonyms", "A name and its pseudonym are without quotation marks and backslashes, on one line.");
            if (!(await StudyRows.ReadAsync(scope, wishes)).Is(out var rows, out var problem)) return problem;
            var from = new ProjectOfRows(rows, profile, wishes);
            var project = from.Make(note => OwnRows.Write(scope.Rows.Model, note));
            return new Leaving(rows, profile, from, project) { Losses = [.. new ExportLosses(rows, wishes, from.Outside).Of(profile, project), .. from.Remarks] };
        }

        public Stream? Open(IBlobs blobs, RefiPath path) => from.Files.TryGetValue(path.FileName, out var blob) ? blobs.Open(blob) : null;

        public ExchangeReport Report(string file, IEnumerable<ExchangeLoss> more)
        {
            var selections = project.Sources.Sum(SelectionsOf);
            return new()
            {
                File = file, Program = profile == RefiProfile.Standard ? "Throughline" : profile.Title, Project = project.Name, Losses = [.. Losses, .. more],
                Read = new(
                    rows.Codes.Count, rows.Sources.Count, selections, rows.Segments.Count, rows.Coders.Count, project.Cases.Count, project.Variables.Count,
                    rows.Notes.Count, project.Links.Count, project.Sets.Count, project.Graphs.Count),
            };
        }

        private static int SelectionsOf(RefiSource source) => source switch
        {
            RefiTextSource text => text.Selections.Count,
            RefiPictureSource picture => picture.Selections.Count + (picture.TextDescription?.Selections.Count ?? 0),
            RefiPdfSource pdf => pdf.Selections.Count + (pdf.Representation?.Selections.Count ?? 0),
            RefiMediaSource media => media.Selections.Count + media.Transcripts.Sum(t => t.Selections.Count),
            _ => 0,
        };

        /// <summary>What the file says and what stands here, field by field.</summary>
        public byte[] Remembered()
        {
            var said = new ProjectRows(project, rows.Known(), new Dictionary<string, KeptFile>()).Read().Rows;
            var here = rows.ById();
            return ExchangedItems.Write(said.All, row =>
            {
                if (here.GetValueOrDefault((row.Kind, row.Kind == nameof(Studies.Study) ? rows.Study.Id : row.Id)) is not { } standing) return null;
                return (name, value, there) =>
                {
                    var now = ExchangePlan.Value(standing, name, rows.Definition);
                    return Equals(now, value) ? there : ExchangedItems.Hash(now);
                };
            }, new Dictionary<(string, Guid), Guid>());
        }
    }
}
