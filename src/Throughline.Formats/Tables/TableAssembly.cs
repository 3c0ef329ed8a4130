namespace Throughline.Formats.Tables;

/// <summary>Puts the rows of a file together to a table: headings made unique, ragged rows evened out and said.</summary>
/// <param name="limits">The limits in force.</param>
/// <param name="isHeaded">Whether the first row is the heading; if not, all rows are kept as they stand, and none is evened out.</param>
internal sealed class TableAssembly(ReadLimits limits, bool isHeaded = true)
{
    /// <summary>The most columns that a spreadsheet has.</summary>
    public const int MostColumns = 16_384;

    private const int MostWarnings = 50;

    private readonly List<string> headers = [];
    private readonly HashSet<string> known = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<TableRow> rows = [];
    private readonly List<ReadWarning> warnings = [];
    private int given;
    private int unsaid;
    private long length;
    private bool hasHeading;

    /// <summary>Adds a row; the first one with anything in it is the heading.</summary>
    /// <param name="line">Where it begins.</param>
    /// <param name="cells">Its cells.</param>
    /// <param name="isSparse">Whether cells missing at the end are usual, as in a workbook.</param>
    public void Add(int line, List<string> cells, bool isSparse)
    {
        var count = cells.Count;
        TrimEnd(cells);
        if (cells.Count == 0)
            return;
        if (cells.Count > MostColumns)
            throw TooManyColumns($"line {line}");
        if (!isHeaded)
            hasHeading = true;
        else if (!hasHeading)
        {
            (hasHeading, given) = (true, cells.Count);
            for (var i = 0; i < cells.Count; i++)
                AddHeader(cells[i], line, i);
            return;
        }
        if (rows.Count >= limits.Items)
            throw Refusal.TooMany("rows", limits);
        foreach (var cell in cells)
            length += cell.Length;
        if (length > limits.TextLength)
            throw Refusal.TextTooLong(limits);
        if (isHeaded)
            EvenOut(line, cells.Count, isSparse ? given : count);
        else if (!isSparse)
            cells.AddRange(Enumerable.Repeat("", count - cells.Count));
        rows.Add(new TableRow(line, cells));
    }

    /// <summary>A row has more columns than any spreadsheet.</summary>
    public static UnreadableFileException TooManyColumns(string place) => Refusal.TooLarge(
        place, $"There are more than {Refusal.Count(MostColumns)} columns in it.", "Look whether it is a table at all.");

    /// <summary>Adds a warning, or counts it once there are many.</summary>
    public void Warn(string place, string message)
    {
        if (warnings.Count < MostWarnings)
            warnings.Add(new ReadWarning(place, message));
        else
            unsaid++;
    }

    /// <summary>The table; refused where there is not even a heading.</summary>
    public Table Finish()
    {
        if (!hasHeading)
            throw new UnreadableFileException(
                "the file", "There is nothing in it, not even a heading.", "Look whether the right file was chosen.");
        if (unsaid > 0)
            warnings.Add(new ReadWarning("the file", $"{Refusal.Count(unsaid)} more of the kind."));
        return new Table(headers, rows, warnings) { Given = given };
    }

    private void AddHeader(string header, int line, int column)
    {
        var name = string.Join(' ', header.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (name.Length == 0)
        {
            name = $"Column {column + 1}";
            Warn($"line {line}", $"Column {column + 1} has no heading. It is called \u201C{name}\u201D here.");
        }
        var unique = name;
        for (var n = 2; !known.Add(unique); n++)
            unique = $"{name} ({n})";
        if (unique != name)
            Warn(
                $"line {line}",
                $"The heading \u201C{name}\u201D occurs more than once. In column {column + 1} it is called \u201C{unique}\u201D here.");
        headers.Add(unique);
    }

    private void EvenOut(int line, int filled, int count)
    {
        if (filled > headers.Count)
        {
            Warn($"line {line}", $"The row has {filled} cells, and the heading {headers.Count}. The others stand in columns of their own.");
            while (headers.Count < filled)
                AddUnnamed();
        }
        else if (count < given)
            Warn($"line {line}", $"The row has {count} cells, and the heading {given}. Those missing at the end are empty here.");
    }

    private void AddUnnamed()
    {
        var name = $"Column {headers.Count + 1}";
        while (!known.Add(name))
            name += "*";
        headers.Add(name);
    }

    private static void TrimEnd(List<string> cells)
    {
        var end = cells.Count;
        while (end > 0 && cells[end - 1].AsSpan().IsWhiteSpace())
            end--;
        cells.RemoveRange(end, cells.Count - end);
    }
}
