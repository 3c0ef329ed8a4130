using System.Text;
using Throughline.Formats;
using Throughline.Formats.Surveys;
using Throughline.Formats.Tables;
using Throughline.Workbench.Codebook;
using Throughline.Workbench.Coding;
using Throughline.Workbench.Notes;
using Throughline.Workbench.Shared;
using Throughline.Workbench.Themes;
using TableRow = Throughline.Workbench.Shared.TableRow;

namespace Throughline.Workbench.Sources;

/// <summary>
/// A table that was offered as a source. It may hold what has a place of its own here, and reading it as plain text loses nothing: so it is
/// read, and told where it belongs.
/// </summary>
internal static class TableOffered
{
    /// <summary>So much of a file is looked at, in characters; less of one that is called a text, as most are.</summary>
    private const int Looked = 64 << 10, LookedInText = 4 << 10;

    private const int FewestQuestions = 3;

    private static readonly string[] Endings = [".csv", ".tsv", ".tab"];
    private static readonly string[] Participants = ["participant", "participants", "participant id", "participant name", "case", "interviewee"];

    private sealed record Kind(string What, string Page, string Command);

    private static readonly Kind
        Segments = new("a table of coded segments", "on the page of segments, “Import a table…”", "segment import"),
        NotesTable = new("a table of notes", "on the page of notes, “Import a table…”", "note import"),
        ThemesTable = new("a table of themes", "on the page of themes, “Bring in a table of themes…”", "theme import"),
        CodebookTable = new("a codebook", "on the page of the codebook, “Import a codebook…”", "code import"),
        Survey = new("answers to a questionnaire", "on the page of respondents, “Import answers…”", "respondents import"),
        People = new("a table of participants", "", "participants import");

    /// <summary>What to say of a text that came as a table; null where it is none.</summary>
    /// <param name="file">The file, for its name.</param>
    /// <param name="read">What was made of it.</param>
    public static ImportWarning? Told(OfferedFile file, ReadDocument read)
    {
        if (read.IsTranscript || !(Endings.Contains(file.Ending) || file.Ending == ".txt")) return null;
        var isNamed = Endings.Contains(file.Ending);
        if (Table(Beginning(read.Text, isNamed ? Looked : LookedInText)) is not { Given: > 1, Rows.Count: > 0 } table) return null;
        var kind = KindOf(table, file.ShownName) ?? (isNamed ? Others(table, read.Text) : null);
        if (kind is null && !isNamed) return null;
        return kind is null
            ? new(ImportWarning.Whole, $"It is a table with {Shared.Told.Count(table.Given, "column")}, and was read as plain text, row by row, separators and all.",
                $"Answers to a questionnaire come in {Survey.Page}, or with throughline {Survey.Command}; coded segments, notes, themes and a codebook on their own pages.")
            : new(ImportWarning.Whole, $"It looks like {kind.What}, and was read as plain text.", $"Bring it in as that {Way(kind)}. Then remove this source.");
    }

    /// <summary>Where a workbook belongs that no source can be made of; null where that cannot be told.</summary>
    public static string? Remedy(OfferedFile file, ReadLimits limits)
    {
        if (file.Ending != ".xlsx") return null;
        try
        {
            return Xlsx.Read(file.Bytes, limits) is { Given: > 1 } table && KindOf(table, file.ShownName) is { } kind ? $"It looks like {kind.What}. Bring it in as that {Way(kind)}." : null;
        }
        catch (UnreadableFileException)
        {
            return null;
        }
    }

    private static string Way(Kind kind) => kind.Page.Length > 0 ? $"{kind.Page}, or with: throughline {kind.Command} FILE --study S" : $"with: throughline {kind.Command} FILE --study S";

    /// <summary>By the headings that our own readers of tables ask for; those that more than one would take, by what only one of them has.</summary>
    private static Kind? KindOf(Table table, string name)
    {
        TableRow[] heads = [new(1, [.. table.Headers.Take(table.Given)])];
        var columns = TableColumns.Read(name, heads).Value;
        (int, IReadOnlyList<string>)[] row = [(1, heads[0].Cells)];
        if ((columns.Has("text") || columns.Has("note")) && columns.Has("on") && NoteColumns.Read(name, heads).Succeeded) return NotesTable;
        if (columns.Has("stance") || columns.Has("central idea"))
            if (ThemeTables.HasQuotes(row) ? ThemeTables.Segments(name, row).Succeeded : ThemeTables.Themes(name, row).Succeeded) return ThemesTable;
        if (SegmentColumns.Read(name, heads).Succeeded) return Segments;
        return CodebookColumns.Looks(heads[0].Cells) ? CodebookTable : null;
    }

    private static Kind? Others(Table table, string text)
    {
        if (Participants.Contains(table.Headers[0].Trim(), StringComparer.OrdinalIgnoreCase)) return People;
        if (table.Given < FewestQuestions) return null;
        try
        {
            return SurveyReading.Read("answers.csv", Encoding.UTF8.GetBytes(Beginning(text, Looked)), new()).Origin == SurveyOrigin.Plain ? null : Survey;
        }
        catch (UnreadableFileException)
        {
            return null;
        }
    }

    /// <summary>The headings and some rows; a table of any length is told by them.</summary>
    private static string Beginning(string text, int most) => text.Length <= most ? text : text[..(text.LastIndexOf('\n', most - 1) + 1)];

    private static Table? Table(string text)
    {
        try
        {
            return text.Length == 0 ? null : Csv.Read(Encoding.UTF8.GetBytes(text), new());
        }
        catch (UnreadableFileException)
        {
            return null;
        }
    }
}
