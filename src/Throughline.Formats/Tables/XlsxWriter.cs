using System.Globalization;
using System.Xml;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Throughline.Formats.Tables;

/// <summary>
/// Writes workbooks. Open XML builds the package; the sheets are written straight into it as XML, for its own writer takes
/// three times as long over a hundred thousand rows.
/// </summary>
internal static class XlsxWriter
{
    private const string Namespace = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private static readonly XmlWriterSettings Settings = new() { CheckCharacters = false, NewLineHandling = NewLineHandling.Entitize };

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
            using (var content = part.GetStream(FileMode.Create))
            using (var xml = XmlWriter.Create(content, Settings))
                WriteSheet(xml, sheet, isFirst: names.Count == 0);
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

    private static void WriteSheet(XmlWriter xml, Sheet sheet, bool isFirst)
    {
        if (sheet.Columns.Count is 0 or > TableAssembly.MostColumns)
            throw new ArgumentException($"A sheet has 1 to {TableAssembly.MostColumns} columns.", nameof(sheet));
        using var rows = sheet.Rows.GetEnumerator();
        var first = new List<IReadOnlyList<object?>>();
        while (first.Count < RowsMeasured && rows.MoveNext())
            first.Add(rows.Current);
        xml.WriteStartElement("worksheet", Namespace);
        WriteView(xml, isFirst);
        WriteColumns(xml, sheet, first);
        xml.WriteStartElement("sheetData", Namespace);
        var cells = new XlsxRows(xml, Namespace, sheet.Columns.Count);
        cells.Write([.. sheet.Columns.Select(c => (object?)c.Header)], isHeading: true);
        foreach (var row in first)
            cells.Write(row, isHeading: false);
        while (rows.MoveNext())
        {
            if (cells.Count > MostRows)
                throw new ArgumentException($"A sheet of Excel has at most {MostRows:N0} rows below its heading.", nameof(sheet));
            cells.Write(rows.Current, isHeading: false);
        }
        xml.WriteEndElement();
        xml.WriteStartElement("autoFilter", Namespace);
        xml.WriteAttributeString("ref", $"A1:{cells.LastColumn}{cells.Count}");
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static void WriteView(XmlWriter xml, bool isFirst) => xml.WriteRaw(
        $"<sheetViews><sheetView{(isFirst ? " tabSelected=\"1\"" : "")} workbookViewId=\"0\">"
        + "<pane ySplit=\"1\" topLeftCell=\"A2\" activePane=\"bottomLeft\" state=\"frozen\"/></sheetView></sheetViews>");

    private static void WriteColumns(XmlWriter xml, Sheet sheet, List<IReadOnlyList<object?>> first)
    {
        xml.WriteStartElement("cols", Namespace);
        for (var i = 0; i < sheet.Columns.Count; i++)
        {
            var number = (i + 1).ToString(CultureInfo.InvariantCulture);
            xml.WriteStartElement("col", Namespace);
            xml.WriteAttributeString("min", number);
            xml.WriteAttributeString("max", number);
            xml.WriteAttributeString("width", Width(sheet.Columns[i], i, first).ToString(CultureInfo.InvariantCulture));
            xml.WriteAttributeString("customWidth", "1");
            xml.WriteEndElement();
        }
        xml.WriteEndElement();
    }

    private static double Width(SheetColumn column, int at, List<IReadOnlyList<object?>> first) =>
        column.Width ?? Math.Clamp(
            first.Select(row => Longest(at < row.Count ? row[at] : null)).Append(column.Header.Length + 3).Max() + 2,
            NarrowestColumn,
            WidestColumn);

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
        var clean = new string([.. name.Select(c => "[]:*?/\\".Contains(c, StringComparison.Ordinal) || char.IsControl(c) ? ' ' : c)]);
        clean = clean.Trim().Trim('\'');
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
