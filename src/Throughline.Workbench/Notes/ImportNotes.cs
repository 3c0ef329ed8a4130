using Microsoft.EntityFrameworkCore;
using Throughline.Workbench.Access;
using Throughline.Workbench.Coding;
using Throughline.Workbench.Shared;
using Throughline.Workbench.Sources;

namespace Throughline.Workbench.Notes;

/// <summary>Takes notes from a table, in one Change. Rows that cannot be placed are told; what is there already is left as it is.</summary>
public sealed class ImportNotes(StudyStore store) : IVerb
{
    public const int Most = 50_000;

    /// <summary>A row as it is written. What it is on may be left to be seen from what it names.</summary>
    public sealed record Row(
        string Place, string On, string Source, string Quote, string Code, string Theme, string Kind, string Title, string Text, string Author = "",
        string At = "", string Participant = "", string Id = "");

    public sealed record Report(int Rows, int Added, int There, IReadOnlyList<RowTrouble> Troubles);

    private sealed record Placed(Row Row, NotePlace Where, long? At);

    public async Task<Outcome<Done<Report>>> DoAsync(StudyRef study, Actor actor, IReadOnlyList<Row> rows, CancellationToken cancel)
    {
        if (rows.Count > Most) return new Problem.TooLarge("The table", $"It has {rows.Count:N0} rows; at most {Most:N0} are taken at once.", "Split it.");
        var troubles = new List<RowTrouble>();
        if (!(await store.AskAsync(study, actor, scope => ReadAsync(scope, rows, troubles), cancel)).Is(out var placed, out var problem)) return problem;
        return await store.ChangeAsync<Report>(study, actor, Right.WriteNotes, async scope =>
        {
            var (added, there) = await KeepAsync(scope, placed, troubles);
            scope.Record(nameof(ImportNotes), $"imported {Told.Count(added, "note")} from a table");
            return new Report(rows.Count, added, there, [.. troubles.OrderBy(t => t.Place, NaturalOrder.Names)]);
        }, cancel);
    }

    private static async Task<Outcome<List<Placed>>> ReadAsync(StudyScope scope, IReadOnlyList<Row> rows, List<RowTrouble> troubles)
    {
        var finder = await NotePlaceFinder.OpenAsync(scope);
        var placed = new List<Placed>();
        foreach (var row in rows)
        {
            if ((await PlaceAsync(finder, row)).Is(out var one, out var problem)) placed.Add(one);
            else troubles.Add(new(row.Place, problem.Detail));
        }
        return placed;
    }

    private static async Task<Outcome<Placed>> PlaceAsync(NotePlaceFinder finder, Row row)
    {
        var kind = row.Kind.Trim().Length == 0 ? Note.Analytic : row.Kind.Trim().ToLowerInvariant();
        if (WriteNote.Check(kind, row.Title, row.Text) is { } wrong) return wrong;
        if (row.Author.Trim().Length > 200) return new Problem.Invalid("author", "The author’s name is longer than 200 characters.");
        if (row.Id.Trim().Length > 0 && !Guid.TryParse(row.Id, out _)) return new Problem.Invalid("id", $"“{Told.Words(row.Id, 40)}” is not an id. Leave it empty and one is made.");
        if (!WrittenMoment.Read(row.At).Is(out var at, out var problem)) return problem;
        return (await finder.FindAsync(row)).Is(out var where, out problem) ? new Placed(row with { Kind = kind }, where, at) : problem;
    }

    private static async Task<(int Added, int There)> KeepAsync(StudyScope scope, List<Placed> placed, List<RowTrouble> troubles)
    {
        var present = await scope.Notes.AsNoTracking().ToListAsync(scope.Cancel);
        var marks = present.Select(Mark).ToHashSet();
        var ids = present.Select(n => n.Id).ToHashSet();
        var authors = await ImportSegments.CodersAsync(scope, placed.Select(p => p.Row.Author));
        var (added, there) = (0, 0);
        foreach (var (row, where, at) in placed)
        {
            var note = new Note
            {
                Id = Guid.TryParse(row.Id, out var id) ? id : Guid.CreateVersion7(), Kind = row.Kind, On = where.On, TargetId = where.Target, Start = where.Start,
                End = where.End, Title = row.Title.Trim(), Text = row.Text.ReplaceLineEndings("\n").TrimEnd(), At = at ?? scope.Now, EditedAt = at ?? scope.Now,
            };
            if (!marks.Add(Mark(note))) there++;
            else if (!ids.Add(note.Id)) troubles.Add(new(row.Place, $"The id {note.Id} belongs to another note. Leave it empty and a new one is made."));
            else
            {
                note.AuthorId = authors[row.Author.Trim()].Id;
                scope.Add(note);
                added++;
            }
        }
        return (added, there);
    }

    private static (string, Guid?, int?, int?, string, string, string) Mark(Note note) =>
        (note.On, note.TargetId, note.Start, note.End, note.Kind, note.Title, note.Text);
}
