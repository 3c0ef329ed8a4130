using System.Runtime.CompilerServices;
using System.Text.Json;
using Throughline.App.Shell;
using Throughline.Workbench.Access;
using Throughline.Workbench.Codebook;
using Throughline.Workbench.Coding;
using Throughline.Workbench.Notes;
using Throughline.Workbench.Participants;
using Throughline.Workbench.Shared;
using Throughline.Workbench.Sources;
using Throughline.Workbench.Studies;
using Throughline.Workbench.Themes;

namespace Throughline.App.Studies;

/// <summary>Brings the demonstration study in from its plain files, through the same imports as anyone's.</summary>
public sealed class Demonstration(
    CreateStudy create, ImportCodebook codebook, ImportFiles sources, ImportParticipants participants, ImportSegments segments,
    ImportThemes themes, ImportThemeSegments placings, ImportNotes notes, DemonstrationAnswers answers, DemonstrationSample sample) : IVerb
{
    internal static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "samples", "link-workers");

    private sealed record About(string Name, string Aim, string Background, string[] Questions, string Approach, string Description);

    /// <summary>The demonstration anew: each call begins a study of its own.</summary>
    public async Task<Outcome<Guid>> LoadAsync(Actor actor, CancellationToken cancel)
    {
        var about = JsonSerializer.Deserialize<About>(await File.ReadAllBytesAsync(Path.Combine(Folder, "study.json"), cancel), Answers.Json)!;
        var study = Guid.CreateVersion7();
        var text = new StudyText(about.Description, about.Aim, about.Background, string.Join('\n', about.Questions), about.Approach);
        var begun = await create.DoAsync(actor, new(study, about.Name, text, Synthetic: true, Numbered: true), cancel);
        return begun.Problem ?? await FillAsync(study, actor, cancel) ?? (Outcome<Guid>)study;
    }

    private async Task<Problem?> FillAsync(Guid study, Actor actor, CancellationToken cancel) =>
        await InAsync("codebook.csv", CodebookOf, async rows => (await codebook.DoAsync(study, actor, new("codebook.csv", rows), cancel)).Problem, cancel)
        ?? (await sources.DoAsync(study, actor, new(Guid.CreateVersion7(), InterviewsAsync(cancel)), cancel)).Problem
        ?? (await participants.DoAsync(study, actor, new("participants.csv", await File.ReadAllBytesAsync(Path.Combine(Folder, "participants.csv"), cancel)), cancel)).Problem
        ?? await answers.LoadAsync(Folder, study, actor, cancel)
        ?? await sample.LoadAsync(Folder, study, actor, cancel)
        ?? await InAsync("coding.csv", t => SegmentColumns.Read("coding.csv", t), async rows => (await segments.DoAsync(study, actor, rows, cancel)).Problem, cancel)
        ?? await InAsync("themes.csv", t => ThemeTables.Themes("themes.csv", Pairs(t)), async rows => (await themes.DoAsync(study, actor, "themes.csv", rows, cancel)).Problem, cancel)
        ?? await InAsync("theme-segments.csv", t => ThemeTables.Segments("theme-segments.csv", Pairs(t)), async rows => (await placings.DoAsync(study, actor, "theme-segments.csv", rows, cancel)).Problem, cancel)
        ?? await InAsync("notes.csv", t => NoteColumns.Read("notes.csv", t), async rows => (await notes.DoAsync(study, actor, rows, cancel)).Problem, cancel);

    private static async Task<Problem?> InAsync<T>(
        string file, Func<IReadOnlyList<TableRow>, Outcome<IReadOnlyList<T>>> read, Func<IReadOnlyList<T>, Task<Problem?>> import, CancellationToken cancel)
    {
        if (!(await TableFile.OpenAsync(Path.Combine(Folder, file), cancel)).Is(out var table, out var problem)) return problem;
        return read(table.Rows).Is(out var rows, out problem) ? await import(rows) : problem;
    }

    private static Outcome<IReadOnlyList<CodebookRow>> CodebookOf(IReadOnlyList<TableRow> table) => CodebookColumns.Read("codebook.csv", table);

    private static List<(int Line, IReadOnlyList<string> Cells)> Pairs(IReadOnlyList<TableRow> table) => [.. table.Select(r => (r.Line, r.Cells))];

    private static async IAsyncEnumerable<OfferedFile> InterviewsAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        foreach (var file in Directory.GetFiles(Path.Combine(Folder, "interviews")).Order(StringComparer.Ordinal))
            yield return new(Guid.CreateVersion7(), Path.GetFileName(file), await File.ReadAllBytesAsync(file, cancel));
    }
}
