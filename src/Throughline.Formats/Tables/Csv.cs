using System.Text;
using CsvHelper;

namespace Throughline.Formats.Tables;

/// <summary>Reads and writes tables as text with separators (RFC 4180 and what spreadsheets and survey tools make of it).</summary>
public static class Csv
{
    /// <summary>A row longer than this, bytes, is a quotation mark that was never closed.</summary>
    private const int LongestRow = 4 << 20;

    private const int RowsToCompare = 5;

    /// <summary>Reads a table. Commas, semicolons and tabs are told apart by what the first lines hold.</summary>
    /// <param name="bytes">The whole file.</param>
    /// <param name="limits">The limits in force.</param>
    /// <param name="unescapeFormulas">
    /// Whether the file is one of ours, written by <see cref="Write"/>: apostrophes put before formulas are taken away again.
    /// </param>
    /// <exception cref="UnreadableFileException">Not text, empty, or beyond the limits.</exception>
    public static Table Read(ReadOnlyMemory<byte> bytes, ReadLimits limits, bool unescapeFormulas = false) =>
        DocumentRefusal.Guard("a table", "Open it in a spreadsheet, save it as CSV (UTF-8) and import that.", () =>
        {
            var assembly = new TableAssembly(limits);
            var decoded = Decoded(bytes, limits, assembly);
            Fill(assembly, decoded, unescapeFormulas && !IsPartedOtherwise(decoded.Text) ? ',' : null, unescapeFormulas);
            return assembly.Finish();
        });

    /// <summary>Reads all rows as they stand, for files whose heading is more than one row.</summary>
    /// <param name="bytes">The whole file.</param>
    /// <param name="limits">The limits in force.</param>
    /// <param name="separator">The separator; null to tell it by the first lines.</param>
    /// <returns>The rows, the separator found, and the encoding.</returns>
    internal static (Table Rows, char Separator, string Encoding) ReadRows(ReadOnlyMemory<byte> bytes, ReadLimits limits, char? separator) =>
        DocumentRefusal.Guard("a table", "Open it in a spreadsheet, save it as CSV (UTF-8) and import that.", () =>
        {
            var assembly = new TableAssembly(limits, isHeaded: false);
            var decoded = Decoded(bytes, limits, assembly);
            var found = Fill(assembly, decoded, separator, unescapeFormulas: false);
            return (assembly.Finish(), found, decoded.Encoding);
        });

    /// <summary>
    /// Writes a table in UTF-8, row by row. Text that a spreadsheet would run as a formula gets an apostrophe before it.
    /// </summary>
    /// <param name="stream">Where to; it stays open.</param>
    /// <param name="headers">The headings.</param>
    /// <param name="rows">The rows, each with a cell per heading; they are enumerated once.</param>
    /// <param name="withMark">Whether to begin with a byte order mark, without which Excel takes UTF-8 for something else.</param>
    public static void Write(Stream stream, IReadOnlyList<string> headers, IEnumerable<IReadOnlyList<string>> rows, bool withMark = true)
    {
        ArgumentNullException.ThrowIfNull(rows);
        using var writer = CsvWriter.Create(stream, new CsvWriterOptions { WriteByteOrderMark = withMark }, leaveOpen: true);
        WriteRow(writer, headers);
        foreach (var row in rows)
            WriteRow(writer, row);
    }

    private static DecodedText Decoded(ReadOnlyMemory<byte> bytes, ReadLimits limits, TableAssembly assembly)
    {
        if (NoTable(bytes.Span) is { } refused) throw refused;
        var decoded = TextDecoding.Decode(bytes.Span, limits);
        foreach (var warning in decoded.Warnings)
            assembly.Warn(warning.Place, warning.Message);
        return decoded;
    }

    /// <summary>What people take for a table: a workbook of old, and the page that a download link led to.</summary>
    private static UnreadableFileException? NoTable(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0]))
            return new("the file", "It is an Excel file of the kind before 2007, or protected by a password. Nothing was kept.", "Open it in Excel, save it as .xlsx without a password, and import that.");
        var start = Encoding.UTF8.GetString(bytes[..Math.Min(bytes.Length, 200)]).TrimStart('\uFEFF', ' ', '\r', '\n', '\t');
        return start.StartsWith("<!doctype html", StringComparison.OrdinalIgnoreCase) || start.StartsWith("<html", StringComparison.OrdinalIgnoreCase)
            ? new("the file", "It is a web page, whatever its name says: perhaps one that asks to sign in. Nothing was kept.", "Open the link in a browser, download the table itself, and import that.") : null;
    }

    private static CsvReaderOptions Options(char? separator, Action<CsvMalformedRecord>? onMalformed = null) => new()
    {
        HasHeader = false,
        Separator = separator,
        TrackLineNumbers = true,
        AllowLineBreaksInQuotes = true,
        DetectSeparatorHint = true,
        MalformedData = CsvMalformedDataHandling.Recover,
        FieldCountMismatch = CsvFieldCountHandling.Allow,
        MaxRecordSize = LongestRow,
        OnMalformedRecord = onMalformed,
    };

    private static char Fill(TableAssembly assembly, DecodedText decoded, char? separator, bool unescapeFormulas)
    {
        using var reader = CsvReader.FromText(decoded.Text, Options(separator, record => Warn(record, assembly)));
        var (found, widest, first) = (reader.Separator, 0, new List<string>());
        while (reader.Read())
        {
            var cells = Cells(reader, unescapeFormulas);
            widest = Math.Max(widest, cells.Count);
            if (first.Count < RowsToCompare && cells is [{ Length: > 0 } cell, ..])
                first.Add(cell);
            assembly.Add((int)Math.Min(reader.LineNumber, int.MaxValue), cells, isSparse: false);
        }
        if (widest == 1 && OtherSeparator(first) is { } other)
            assembly.Warn("the file", $"It was read as one column. If \u201C{other}\u201D parts its columns, save it with commas, semicolons or tabs between them, and import that.");
        return found;
    }

    /// <summary>Whether the heading of one of our tables came back with other separators, as spreadsheets of many countries save it.</summary>
    private static bool IsPartedOtherwise(string text)
    {
        using var heading = CsvReader.FromText(text, Options(','));
        return heading.Read() && heading.FieldCount == 1 && heading.GetString(0).AsSpan().ContainsAny(";\t|");
    }

    /// <summary>A sign that stands as often in each of the first rows, where these have one cell only.</summary>
    private static char? OtherSeparator(List<string> rows) => rows.Count < 2 ? null
        : rows[0].Where(c => char.IsPunctuation(c) || char.IsSymbol(c)).Distinct().Where(c => !"\"'_-.()?!".Contains(c, StringComparison.Ordinal))
            .Where(c => rows.TrueForAll(r => r.Count(x => x == c) == rows[0].Count(x => x == c))).Select(c => (char?)c).FirstOrDefault();

    private static void WriteRow(CsvWriter writer, IReadOnlyList<string> cells)
    {
        foreach (var cell in cells)
            writer.WriteField(Formulas.Escape(cell));
        writer.EndRecord();
    }

    private static List<string> Cells(CsvReader reader, bool unescapeFormulas)
    {
        if (reader.FieldCount > TableAssembly.MostColumns * 4)
            throw TableAssembly.TooManyColumns($"line {reader.LineNumber}");
        var cells = new List<string>(reader.FieldCount);
        for (var i = 0; i < reader.FieldCount; i++)
            cells.Add(unescapeFormulas ? Formulas.Unescape(reader.GetString(i)) : reader.GetString(i));
        return cells;
    }

    private static void Warn(CsvMalformedRecord record, TableAssembly assembly)
    {
        var what = record.Reason switch
        {
            CsvMalformedReason.UnterminatedQuote =>
                "A quotation mark is opened and never closed; all that follows became one cell. Close it and import again.",
            CsvMalformedReason.TextAfterClosingQuote => "There is text behind a closing quotation mark. It was added to the cell.",
            _ => "There is a quotation mark within a cell that is not quoted. It was kept as it stands.",
        };
        assembly.Warn($"line {record.LineNumber}", what);
    }
}
