using Throughline.App.Shell;
using Throughline.Workbench.Notes;
using Throughline.Workbench.Shared;
using Throughline.Workbench.Studies;

namespace Throughline.App.Notes;

public static class NoteFileEndpoints
{
    public static void MapNoteFiles(this RouteGroupBuilder study)
    {
        var notes = study.MapGroup("/notes").WithTags("Notes");
        notes.MapGet("/export", ExportAsync);
        notes.MapPost("/import", async (string study, string? source, HttpRequest request, LaunchToken token, ImportNotes import, CancellationToken cancel) =>
        {
            if (!(await TableFile.SentAsync(request, cancel)).Is(out var file, out var problem)) return Answers.Of(problem);
            if (!NoteColumns.Read(file.Name, file.Rows, source).Is(out var rows, out problem)) return Answers.Of(problem);
            return Answers.Done(await import.DoAsync(study, token.Actor, rows, cancel), r => NoteFiles.Answer(file, r));
        });
    }

    private static async Task<IResult> ExportAsync(
        string study, [AsParameters] NoteEndpoints.Query query, string? @as, LaunchToken token, NotesWhere where, StudyList studies, CancellationToken cancel)
    {
        var kind = @as ?? "csv";
        if (!NoteFiles.Kinds.Contains(kind)) return Answers.Of(new Problem.Invalid("as", "Notes are exported as csv, xlsx or md."));
        if (!query.Filter().Is(out var filter, out var problem)) return Answers.Of(problem);
        if (!(await studies.OneAsync(study, cancel)).Is(out var of, out problem)) return Answers.Of(problem);
        return (await where.AskAsync(study, token.Actor, filter, null, null, cancel)).Is(out var found, out problem)
            ? Results.File(NoteFiles.Write(of.Name, found.Notes, kind), TableFile.Kinds[kind], TableFile.NameOf(of.Name, "notes", kind))
            : Answers.Of(problem);
    }
}
