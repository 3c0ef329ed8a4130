using Throughline.Workbench.Shared;

namespace Throughline.Workbench.Themes;

/// <summary>A row of a table of themes, as it is written.</summary>
/// <param name="Place">"row 12".</param>
/// <param name="Codes">Separated by " | ".</param>
public sealed record ThemeRow(
    string Place, string Number, string Label, string Subtitle, string CentralIdea, string Boundary, string Status, string Overarching, string Codes);

/// <summary>A row of a table of placed segments, as it is written.</summary>
public sealed record ThemeSegmentRow(string Place, string Theme, string Source, string Quote, string Stance, string Chosen);

/// <summary>What an import did, row by row.</summary>
/// <param name="File">Its name.</param>
/// <param name="Rows">How many rows it had.</param>
/// <param name="Added">Themes begun, or segments placed.</param>
/// <param name="Changed">Themes that were there and say more now.</param>
/// <param name="There">Rows that said nothing new.</param>
/// <param name="Troubles">What could not be taken, and where.</param>
public sealed record ThemeReport(string File, int Rows, int Added, int Changed, int There, IReadOnlyList<RowTrouble> Troubles);

/// <summary>Knows the two tables by the names of their columns.</summary>
public static class ThemeTables
{
    public const int Most = 100_000;

    private static readonly string[] Yes = ["yes", "y", "true", "1", "x"], No = ["no", "n", "false", "0", ""];

    /// <summary>A table with quotations places segments; one with labels describes themes.</summary>
    public static bool HasQuotes(IReadOnlyList<(int Line, IReadOnlyList<string> Cells)> table) => table.Count > 0 && Column(table[0].Cells, "quote") >= 0;

    public static Outcome<IReadOnlyList<ThemeRow>> Themes(string file, IReadOnlyList<(int Line, IReadOnlyList<string> Cells)> table)
    {
        if (Check(file, table, "label") is { } wrong) return wrong;
        var cell = Cells(table[0].Cells, "number", "label", "subtitle", "central idea", "boundary", "status", "overarching", "codes");
        return Outcome.Of<IReadOnlyList<ThemeRow>>(
            [.. Filled(table).Select(r => new ThemeRow($"row {r.Line}", cell(r.Cells, 0), cell(r.Cells, 1), cell(r.Cells, 2), cell(r.Cells, 3), cell(r.Cells, 4), cell(r.Cells, 5), cell(r.Cells, 6), cell(r.Cells, 7)))]);
    }

    public static Outcome<IReadOnlyList<ThemeSegmentRow>> Segments(string file, IReadOnlyList<(int Line, IReadOnlyList<string> Cells)> table)
    {
        foreach (var needed in new[] { "theme", "source", "quote" })
            if (Check(file, table, needed) is { } wrong) return wrong;
        var cell = Cells(table[0].Cells, "theme", "source", "quote", "stance", "chosen");
        return Outcome.Of<IReadOnlyList<ThemeSegmentRow>>(
            [.. Filled(table).Select(r => new ThemeSegmentRow($"row {r.Line}", cell(r.Cells, 0), cell(r.Cells, 1), cell(r.Cells, 2), cell(r.Cells, 3), cell(r.Cells, 4)))]);
    }

    /// <summary>Null where it is neither yes nor no.</summary>
    public static bool? IsYes(string written)
    {
        var word = written.Trim().ToLowerInvariant();
        return Yes.Contains(word) ? true : No.Contains(word) ? false : null;
    }

    private static Problem? Check(string file, IReadOnlyList<(int Line, IReadOnlyList<string> Cells)> table, string needed)
    {
        if (table.Count == 0) return new Problem.Unreadable(file, "The whole file", "There is nothing in it.", $"It needs at least a column called {needed}.");
        if (table.Count > Most) return new Problem.TooLarge(file, $"It has {table.Count - 1:N0} rows.", $"Bring in at most {Most:N0} at a time.");
        return Column(table[0].Cells, needed) >= 0 ? null : new Problem.Unreadable(
            file, $"Row {table[0].Line}", $"There is no column called “{needed}” among: {Told.Words(string.Join(", ", table[0].Cells), 200)}.", "Mend the heading and import again. Nothing was changed.");
    }

    private static IEnumerable<(int Line, IReadOnlyList<string> Cells)> Filled(IReadOnlyList<(int Line, IReadOnlyList<string> Cells)> table) =>
        table.Skip(1).Where(r => r.Cells.Any(c => !string.IsNullOrWhiteSpace(c)));

    private static int Column(IReadOnlyList<string> heads, string name) => heads.Select(Key).ToList().IndexOf(Key(name));

    private static string Key(string head) => string.Concat(NameKey.Of(head).Where(char.IsLetterOrDigit));

    private static Func<IReadOnlyList<string>, int, string> Cells(IReadOnlyList<string> heads, params string[] names)
    {
        var columns = names.Select(n => Column(heads, n)).ToArray();
        return (cells, i) => columns[i] is >= 0 and var at && at < cells.Count ? cells[at].Trim() : "";
    }
}
