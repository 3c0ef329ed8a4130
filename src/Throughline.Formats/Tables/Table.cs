namespace Throughline.Formats.Tables;

/// <summary>A table out of a file: one heading per column, then rows of text.</summary>
/// <param name="Headers">The headings; none is blank and none occurs twice.</param>
/// <param name="Rows">The rows below the heading. Rows without anything in them are not among them.</param>
/// <param name="Warnings">What was not read as it stood, and where. Bounded: after fifty they are summed up in one.</param>
public sealed record Table(IReadOnlyList<string> Headers, IReadOnlyList<TableRow> Rows, IReadOnlyList<ReadWarning> Warnings)
{
    /// <summary>How many of the headings are of the file; those after them were added for rows with more cells than the heading.</summary>
    public int Given { get; init; } = Headers.Count;

    /// <summary>The place of a column, from 0, by its heading, whatever its case; -1 where there is none.</summary>
    /// <param name="header">The heading.</param>
    public int Column(string header)
    {
        for (var i = 0; i < Headers.Count; i++)
            if (string.Equals(Headers[i], header, StringComparison.OrdinalIgnoreCase))
                return i;
        return -1;
    }
}

/// <summary>One row of a table.</summary>
/// <param name="Line">
/// The line of the file that it begins on, from 1 (a cell may hold line breaks); in a workbook, the number of the row.
/// </param>
/// <param name="Cells">Its cells, as text. Cells missing at the end are empty.</param>
public sealed record TableRow(int Line, IReadOnlyList<string> Cells)
{
    /// <summary>The text of a cell; empty where the row has none.</summary>
    /// <param name="column">From 0.</param>
    public string this[int column] => column >= 0 && column < Cells.Count ? Cells[column] : "";
}
