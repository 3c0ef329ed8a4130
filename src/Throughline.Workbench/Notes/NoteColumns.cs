using System.Globalization;
using Throughline.Workbench.Shared;

namespace Throughline.Workbench.Notes;

/// <summary>Notes as a table: what comes in, and what goes out and comes in again unchanged.</summary>
public static class NoteColumns
{
    public static readonly IReadOnlyList<string> Own =
        ["id", "on", "source", "quote", "code", "theme", "participant", "kind", "title", "text", "author", "at", "edited", "where", "linked to"];

    public static Outcome<IReadOnlyList<ImportNotes.Row>> Read(string file, IReadOnlyList<TableRow> table, string? source = null)
    {
        if (!TableColumns.Read(file, table).Is(out var columns, out var problem)) return problem;
        if (!columns.Has("text") && !columns.Has("note"))
            return new Problem.Unreadable(
                file, $"Row {table[0].Line}", $"There is no column called text among: {Told.Words(string.Join(", ", table[0].Cells), 200)}.",
                "A table of notes has the columns on, source, quote, code, theme, kind, title, text, author and at; text is the only one it must have.");
        return Outcome.Of<IReadOnlyList<ImportNotes.Row>>([.. columns.Rows.Select(r => Row(columns, r, source ?? ""))]);
    }

    public static IReadOnlyList<string> Write(NoteLine note)
    {
        var (subject, on) = (note.Subject, note.Place.On);
        string When(string one, string label) => on == one ? label : "";
        return
        [
            note.Id.ToString(), on, subject.SourceName, subject.Words, on is NoteOn.Code or NoteOn.Segment ? subject.Label : "", When(NoteOn.Theme, subject.Label),
            When(NoteOn.Participant, subject.Label), note.Kind, note.Title, note.Text, note.Author, Moment(note.At), Moment(note.EditedAt), subject.Said,
            string.Join("; ", note.Links.Select(l => l.Subject.Said)),
        ];
    }

    private static ImportNotes.Row Row(TableColumns columns, TableRow row, string source)
    {
        string Cell(params ReadOnlySpan<string> names) => columns.Cell(row, names).Trim();
        var (on, quote, from) = (Cell("on"), columns.Cell(row, "quote"), Cell("source"));
        var inSource = quote.Trim().Length > 0 || on.ToLowerInvariant() is NoteOn.Source or NoteOn.Words or NoteOn.Segment;
        return new(
            $"row {row.Line}", on, from.Length == 0 && inSource ? source : from, quote, Cell("code"), Cell("theme"), Cell("kind"), Cell("title"),
            columns.Cell(row, "text", "note"), Cell("author", "by"), Cell("at", "date"), Cell("participant"), Cell("id"));
    }

    private static string Moment(long at) => Instant.At(at).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);
}
