using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Throughline.Formats.Tables;

/// <summary>Writes workbooks through Open XML's forward-only writer.</summary>
internal static class XlsxWriter
{
    private const int MostRows = 1_048_575;
    private const int RowsMeasured = 200;
    private const int NarrowestColumn = 8;
    private const int WidestColumn = 70;

    public static void Write(Stream stream, IEnumerable<Sheet> sheets)
    {
        ArgumentNullException.ThrowIfNull(sheets);
        using var document = SpreadsheetDocument.Create(stream, SpreadsheetDocumentType.Workbook);
        var book = document.AddWorkbookPart();
        book.AddNewPart<WorkbookStylesPart>().Stylesheet = XlsxStyles.Stylesheet();
        var list = new Sheets();
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var sheet in sheets)
        {
            var part = book.AddNewPart<WorksheetPart>();
            WriteSheet(part, sheet, isFirst: names.Count == 0);
            list.Append(new DocumentFormat.OpenXml.Spreadsheet.Sheet
            {
                Id = book.GetIdOfPart(part),
                SheetId = (uint)names.Count + 1,
                Name = Named(sheet.Name, names),
            });
        }
        if (names.Count == 0)
            throw new ArgumentException("A workbook has at least one sheet.", nameof(sheets));
        book.Workbook = new Workbook(list);
    }

    private static void WriteSheet(WorksheetPart part, Sheet sheet, bool isFirst)
    {
        if (sheet.Columns.Count is 0 or > TableAssembly.MostColumns)
            throw new ArgumentException($"A sheet has 1 to {TableAssembly.MostColumns} columns.", nameof(sheet));
        using var rows = sheet.Rows.GetEnumerator();
        var first = new List<IReadOnlyList<object?>>();
        while (first.Count < RowsMeasured && rows.MoveNext())
            first.Add(rows.Current);
        using var writer = OpenXmlWriter.Create(part);
        writer.WriteStartElement(new Worksheet());
        WriteView(writer, isFirst);
        WriteColumns(writer, sheet, first);
        writer.WriteStartElement(new SheetData());
        var cells = new XlsxRows(writer);
        cells.Write([.. sheet.Columns.Select(c => (object?)c.Header)], isHeading: true);
        foreach (var row in first)
            cells.Write(row, isHeading: false);
        while (rows.MoveNext())
        {
            if (cells.Count > MostRows)
                throw new ArgumentException($"A sheet of Excel has at most {MostRows:N0} rows below its heading.", nameof(sheet));
            cells.Write(rows.Current, isHeading: false);
        }
        writer.WriteEndElement();
        writer.WriteElement(new AutoFilter { Reference = $"A1:{XlsxRows.ColumnName(sheet.Columns.Count - 1)}{cells.Count}" });
        writer.WriteEndElement();
    }

    private static void WriteView(OpenXmlWriter writer, bool isFirst)
    {
        var pane = new Pane { VerticalSplit = 1, TopLeftCell = "A2", ActivePane = PaneValues.BottomLeft, State = PaneStateValues.Frozen };
        writer.WriteElement(new SheetViews(new SheetView(pane) { WorkbookViewId = 0, TabSelected = isFirst }));
    }

    private static void WriteColumns(OpenXmlWriter writer, Sheet sheet, List<IReadOnlyList<object?>> first)
    {
        writer.WriteStartElement(new Columns());
        for (var i = 0; i < sheet.Columns.Count; i++)
        {
            var at = i;
            var width = sheet.Columns[i].Width
                ?? Math.Clamp(first.Select(r => Longest(at < r.Count ? r[at] : null)).Append(sheet.Columns[i].Header.Length + 3).Max() + 2, NarrowestColumn, WidestColumn);
            writer.WriteElement(new Column { Min = (uint)i + 1, Max = (uint)i + 1, Width = width, CustomWidth = true });
        }
        writer.WriteEndElement();
    }

    private static int Longest(object? value)
    {
        if (value is not string text)
            return value is null ? 0 : 12;
        var longest = 0;
        foreach (var line in text.AsSpan(0, Math.Min(text.Length, 2000)).EnumerateLines())
            longest = Math.Max(longest, line.Length);
        return longest;
    }

    /// <summary>A name that Excel allows: 31 characters, none of its own signs, not taken yet.</summary>
    private static string Named(string name, HashSet<string> taken)
    {
        const int Longest = 31;
        var clean = new string([.. name.Select(c => c is '[' or ']' or ':' or '*' or '?' or '/' or '\\' || char.IsControl(c) ? ' ' : c)]).Trim().Trim('\'');
        clean = clean.Length == 0 ? "Sheet" : clean[..Math.Min(clean.Length, Longest)].Trim();
        var unique = clean;
        for (var n = 2; !taken.Add(unique); n++)
        {
            var ending = $" ({n})";
            unique = clean[..Math.Min(clean.Length, Longest - ending.Length)] + ending;
        }
        return unique;
    }
}
