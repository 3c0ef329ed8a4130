using System.Globalization;
using System.Xml;

namespace Throughline.Formats.Tables;

/// <summary>Reads and writes Excel workbooks (ECMA-376 part 1, 18).</summary>
public static class Xlsx
{
    internal const string Remedy = "Open it in Excel, save it again as .xlsx or as CSV (UTF-8) and import that.";

    /// <summary>Reads a sheet: texts, numbers without binary noise, dates as 2025-03-04, formulas as they were last worked out.</summary>
    /// <param name="bytes">The whole file.</param>
    /// <param name="limits">The limits in force.</param>
    /// <param name="sheet">The name of the sheet; null for the first. That there are others is said.</param>
    /// <exception cref="UnreadableFileException">
    /// Not a workbook, no such sheet, protected by a password, damaged, hostile, empty, or beyond the limits.
    /// </exception>
    public static Table Read(ReadOnlyMemory<byte> bytes, ReadLimits limits, string? sheet = null) =>
        Read(bytes, limits, sheet, isHeaded: true);

    /// <summary>Reads all rows of a sheet as they stand, for files whose heading is more than one row.</summary>
    internal static Table ReadRows(ReadOnlyMemory<byte> bytes, ReadLimits limits, string? sheet) =>
        Read(bytes, limits, sheet, isHeaded: false);

    private static Table Read(ReadOnlyMemory<byte> bytes, ReadLimits limits, string? sheet, bool isHeaded) =>
        DocumentRefusal.Guard("an Excel workbook", Remedy, () =>
        {
            using var file = PackedFile.Open(bytes, limits);
            var workbook = new WorkbookParts(file, limits);
            var found = workbook.Sheets.Find(s => sheet is null || string.Equals(s.Name, sheet, StringComparison.OrdinalIgnoreCase));
            using var xml = workbook.Open(found.Id) ?? throw NoSheet(sheet);
            var assembly = new TableAssembly(limits, isHeaded);
            new SheetReading(xml, workbook, assembly, limits).Read();
            SayOthers(workbook, found.Name, sheet, assembly);
            return assembly.Finish();
        });

    /// <summary>The names of the sheets, in their order.</summary>
    /// <param name="bytes">The whole file.</param>
    /// <param name="limits">The limits in force.</param>
    /// <exception cref="UnreadableFileException">Not a workbook, protected by a password, damaged or hostile.</exception>
    public static IReadOnlyList<string> SheetNames(ReadOnlyMemory<byte> bytes, ReadLimits limits) =>
        DocumentRefusal.Guard("an Excel workbook", Remedy, () =>
        {
            using var file = PackedFile.Open(bytes, limits);
            return new WorkbookParts(file, limits).Sheets.ConvertAll(s => s.Name);
        });

    /// <summary>
    /// Writes a workbook, row by row: a bold heading that stays in sight, filters, column widths after the first rows. Text is
    /// written as text, so that nothing in it is ever run as a formula.
    /// </summary>
    /// <param name="stream">Where to; it stays open and must allow seeking.</param>
    /// <param name="sheets">The sheets; their rows are enumerated once.</param>
    /// <exception cref="ArgumentException">No sheet, or more rows or columns than Excel has.</exception>
    public static void Write(Stream stream, IEnumerable<Sheet> sheets) => XlsxWriter.Write(stream, sheets);

    private static UnreadableFileException NoSheet(string? sheet) => sheet is null
        ? new UnreadableFileException("the file", "There is no sheet in it.", Remedy)
        : new UnreadableFileException("the file", $"There is no sheet called \u201C{sheet}\u201D in it.", "Choose one of its sheets.");

    private static void SayOthers(WorkbookParts workbook, string read, string? asked, TableAssembly assembly)
    {
        var others = workbook.Sheets.Where(s => s.Name != read).Select(s => $"\u201C{s.Name}\u201D").ToList();
        if (asked is null && others.Count > 0)
        {
            var more = others.Count > 10 ? " \u2026" : "";
            assembly.Warn("the file", $"Only the sheet \u201C{read}\u201D was read, not {string.Join(", ", others.Take(10))}{more}.");
        }
    }
}

/// <summary>One reading of one sheet.</summary>
internal sealed class SheetReading(HardenedXml xml, WorkbookParts workbook, TableAssembly assembly, ReadLimits limits)
{
    private readonly XlsxWords words = new(xml, limits);
    private List<string> cells = [];
    private int row;
    private int column;

    public void Read()
    {
        while (xml.Next())
            if (xml.Reader is { NodeType: XmlNodeType.Element, LocalName: "row" })
                StartRow();
            else if (xml.Reader is { NodeType: XmlNodeType.Element, LocalName: "c" })
                ReadCell();
        EndRow();
    }

    private void StartRow()
    {
        EndRow();
        row = int.TryParse(xml.Reader.GetAttribute("r"), CultureInfo.InvariantCulture, out var number) ? number : row + 1;
        column = 0;
    }

    private void EndRow()
    {
        if (cells.Count > 0)
            assembly.Add(row, cells, isSparse: true);
        cells = [];
    }

    private void ReadCell()
    {
        var reader = xml.Reader;
        var at = XlsxCells.Column(reader.GetAttribute("r"));
        at = at < 0 ? column : at;
        column = at == int.MaxValue ? at : at + 1;
        var value = Value(reader.GetAttribute("t"), reader.GetAttribute("s"));
        if (value.Length == 0)
            return;
        if (at >= TableAssembly.MostColumns)
            throw TableAssembly.TooManyColumns($"row {row}");
        while (cells.Count <= at)
            cells.Add("");
        cells[at] = value;
    }

    private string Value(string? type, string? style)
    {
        if (xml.Reader.IsEmptyElement)
            return "";
        var depth = xml.Reader.Depth;
        var value = "";
        while (xml.Next() && !(xml.Reader.NodeType == XmlNodeType.EndElement && xml.Reader.Depth == depth))
            if (xml.Reader is { NodeType: XmlNodeType.Element, LocalName: "v" or "is" })
                value = words.Read();
        return type switch
        {
            "s" => workbook.Shared(value),
            "b" => value is "1" or "true" ? "TRUE" : value.Length == 0 ? "" : "FALSE",
            "str" or "inlineStr" or "e" or "d" => value,
            _ when value.Length == 0 => "",
            _ => workbook.IsDate(style) ? XlsxCells.Date(value, workbook.From1904) : XlsxCells.Number(value),
        };
    }
}
