using Throughline.Workbench.Notes;
using Throughline.Workbench.Shared;

namespace Throughline.Workbench.Tests.Notes;

public sealed class ImportNotesTests
{
    private const string Words = "There’s no script for it. No. No.";

    private static readonly IReadOnlyList<string> Columns = ["on", "source", "quote", "code", "theme", "kind", "title", "text", "author", "at"];

    private static async Task<ImportNotes.Report> ImportAsync(Desk desk, params string[][] rows)
    {
        TableRow[] table = [new(1, Columns), .. rows.Select((r, i) => new TableRow(i + 2, r))];
        var outcome = await desk.Get<ImportNotes>().DoAsync(desk.Study, Desk.Maren, NoteColumns.Read("notes.csv", table).Value, default);
        Assert.True(outcome.Succeeded, outcome.Problem?.Detail);
        return outcome.Value.Value;
    }

    private static async Task<IReadOnlyList<NoteLine>> NotesAsync(Desk desk) =>
        (await desk.Get<NotesWhere>().AskAsync(desk.Study, Desk.Maren, new(), null, null, default)).Value.Notes;

    [Theory, Engines]
    public async Task Notes_find_what_they_are_on_and_keep_author_and_date(Engine engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        var (source, code) = (await desk.SourceAsync("P07", Words), await desk.CodeAsync("Saying no"));
        var segment = (await desk.CodeAsync(source, code, 0, 25)).Value.Value.Segment;

        var report = await ImportAsync(
            desk,
            ["segment", "P07", "There’s no script  for it.", "", "", "analytic", "", "On the coding", "Idris Kaya", "2026-06-01T14:05:52Z"],
            ["source", "P07", "no script", "", "", "", "", "On words", "", ""],
            ["", "", "", "Saying no", "", "methodological", "", "On the code", "", ""],
            ["journal", "", "", "", "", "reflexive", "A day", "In the journal", "Idris Kaya", "2026-06-03"]);

        Assert.Equal((4, 4, 0), (report.Rows, report.Added, report.Troubles.Count));
        var notes = (await NotesAsync(desk)).ToDictionary(n => n.Text);
        Assert.Equal((segment.Id, "Idris Kaya", DateTimeOffset.Parse("2026-06-01T14:05:52Z")), (notes["On the coding"].Place.Target, notes["On the coding"].Author, Instant.At(notes["On the coding"].At)));
        Assert.Equal(("words", "no script", "Maren Holt"), (notes["On words"].Place.On, notes["On words"].Subject.Words, notes["On words"].Author));
        Assert.Equal("Saying no", notes["On the code"].Subject.Said);
        Assert.Equal("journal", notes["In the journal"].Place.On);
    }

    [Theory, Engines]
    public async Task Bad_rows_are_told_the_same_table_twice_adds_nothing_and_undo_takes_it_back(Engine engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        await desk.SourceAsync("P07", Words);
        string[][] rows =
        [
            ["journal", "", "", "", "", "", "", "Kept", "", "2026-06-03"],
            ["words", "P07", "No.", "", "", "", "", "Twice", "", ""],
            ["segment", "P07", "no script", "", "", "", "", "Nothing coded", "", ""],
            ["theme", "", "", "", "Nowhere", "", "", "x", "", ""],
            ["moon", "", "", "", "", "", "", "x", "", ""],
            ["journal", "", "", "", "", "shout", "", "x", "", ""],
            ["journal", "", "", "", "", "", "", " ", "", ""],
        ];

        var first = await ImportAsync(desk, rows);
        var again = await ImportAsync(desk, rows);

        Assert.Equal(["row 3", "row 4", "row 5", "row 6", "row 7", "row 8"], first.Troubles.Select(t => t.Place));
        Assert.Contains("occurs 2 times", first.Troubles[0].Message, StringComparison.Ordinal);
        Assert.Equal((1, 0, 0, 1), (first.Added, first.There, again.Added, again.There));
        await desk.UndoAsync();
        Assert.Empty(await NotesAsync(desk));
    }

    [Theory, Engines]
    public async Task Notes_go_out_as_a_table_that_comes_in_again_and_as_Markdown(Engine engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        var (source, code) = (await desk.SourceAsync("P07", Words), await desk.CodeAsync("Saying no"));
        await desk.CodeAsync(source, code, 0, 25);
        await ImportAsync(
            desk, ["segment", "P07", "There’s no script for it.", "", "", "", "Title", "Text, with \"quotes\"\nand lines", "", ""],
            ["journal", "", "", "", "", "reflexive", "", "A *day*", "Idris Kaya", "2026-06-03T12:00:00Z"]);
        var before = await NotesAsync(desk);
        TableRow[] table = [new(1, NoteColumns.Own), .. before.Select((n, i) => new TableRow(i + 2, NoteColumns.Write(n)))];
        foreach (var note in before) await desk.Get<RemoveNote>().DoAsync(desk.Study, Desk.Maren, note.Id, default);

        var report = await desk.Get<ImportNotes>().DoAsync(desk.Study, Desk.Maren, NoteColumns.Read("notes.csv", table).Value, default);

        Assert.Equal((2, 0), (report.Value.Value.Added, report.Value.Value.Troubles.Count));
        Assert.Equal(before.Select(n => (n.Id, n.Text, n.At, n.Author, n.Place)), (await NotesAsync(desk)).Select(n => (n.Id, n.Text, n.At, n.Author, n.Place)));
        var page = NoteMarkdown.Write("Link *workers*", before);
        Assert.Contains("# Notes and journal: Link \\*workers\\*", page, StringComparison.Ordinal);
        Assert.Contains("### 3 June 2026", page, StringComparison.Ordinal);
        Assert.Contains("> There’s no script for it.", page, StringComparison.Ordinal);
    }
}
