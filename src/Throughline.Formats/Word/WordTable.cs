using System.Text;
using System.Xml;
using Throughline.Formats.Tables;

namespace Throughline.Formats.Word;

/// <summary>
/// Reads the table of a Word document (ECMA-376 part 1, 17.4), as codebooks are often kept: the first one with two columns and two rows or
/// more. Paragraphs of a cell are lines of it, a cell over several columns counts once for each, one that continues the cell above is empty,
/// and words that were struck by a tracked change are left out.
/// </summary>
public static class WordTable
{
    private const string Remedy = "Open it in Word, save it again as .docx, or copy the table into a workbook and import that.";

    /// <summary>Whether a packed file is a Word document.</summary>
    /// <param name="bytes">The whole file.</param>
    /// <param name="limits">The limits in force.</param>
    /// <exception cref="UnreadableFileException">It is no packed file, damaged or hostile.</exception>
    public static bool Recognises(ReadOnlyMemory<byte> bytes, ReadLimits limits)
    {
        using var file = PackedFile.Open(bytes, limits);
        return file.Names.Any(n => n.StartsWith("word/", StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Reads the table.</summary>
    /// <param name="bytes">The whole file.</param>
    /// <param name="limits">The limits in force.</param>
    /// <exception cref="UnreadableFileException">Not a Word document, damaged, hostile, beyond the limits, or without a table.</exception>
    public static Table Read(ReadOnlyMemory<byte> bytes, ReadLimits limits) => DocumentRefusal.Guard("a Word document", Remedy, () =>
    {
        using var file = PackedFile.Open(bytes, limits);
        var parts = new OfficeParts(file, "word/document.xml", limits);
        using var xml = parts.Open(parts.Main) ?? throw new UnreadableFileException("the file", "There is no text in it.", Remedy);
        var tables = 0;
        Table? found = null;
        foreach (var reader in xml.Elements())
        {
            if (reader.LocalName != "tbl") continue;
            var rows = Rows(xml, limits);
            if (rows.Count < 2 || rows.Max(r => r.Count) < 2) continue;
            tables++;
            found ??= Assembled(rows, limits);
        }
        if (found is null) throw new UnreadableFileException("the file", "There is no table in it with a row of names and two columns.", "Put the codebook into a table whose first row names the columns, or import it as CSV or XLSX.");
        return tables == 1 ? found : found with { Warnings = [.. found.Warnings, new("the file", $"There are {tables} tables in it; the first was read.")] };
    });

    private static Table Assembled(List<List<string>> rows, ReadLimits limits)
    {
        var assembly = new TableAssembly(limits);
        for (var i = 0; i < rows.Count; i++) assembly.Add(i + 1, rows[i], isSparse: true);
        return assembly.Finish();
    }

    /// <summary>The rows of the table that the reader stands at; a table within a cell is lines of the cell.</summary>
    private static List<List<string>> Rows(HardenedXml xml, ReadLimits limits)
    {
        var rows = new List<List<string>>();
        if (xml.Reader.IsEmptyElement) return rows;
        var depth = xml.Reader.Depth;
        var length = 0L;
        while (xml.Next() && !(xml.Reader.NodeType == XmlNodeType.EndElement && xml.Reader.Depth == depth))
        {
            if (xml.Reader.NodeType != XmlNodeType.Element) continue;
            if (xml.Reader.LocalName == "tr") rows.Add([]);
            if (xml.Reader.LocalName != "tc" || rows.Count == 0) continue;
            var (words, span) = Cell(xml, limits);
            length += words.Length;
            if (rows.Count > limits.Items || length > limits.TextLength) throw Refusal.TextTooLong(limits);
            rows[^1].Add(words);
            for (var n = 1; n < span && rows[^1].Count < TableAssembly.MostColumns; n++) rows[^1].Add("");
        }
        return rows;
    }

    private static (string Words, int Span) Cell(HardenedXml xml, ReadLimits limits)
    {
        var (words, span) = (new StringBuilder(), 1);
        if (xml.Reader.IsEmptyElement) return ("", 1);
        var depth = xml.Reader.Depth;
        while (xml.Next() && !(xml.Reader.NodeType == XmlNodeType.EndElement && xml.Reader.Depth == depth))
        {
            var reader = xml.Reader;
            if (reader.IsText() && reader.Depth > depth + 1) xml.AppendWithin(words, limits);
            else if (reader.NodeType == XmlNodeType.Element)
                switch (reader.LocalName)
                {
                    case "p" when words.Length > 0: words.Append('\n'); break;
                    case "br" or "cr": words.Append('\n'); break;
                    case "tab" when reader.AttributeCount == 0: words.Append('\t'); break;
                    case "gridSpan": span = Math.Clamp(reader.OwnNumber("val") ?? 1, 1, 63); break;
                    case "del" or "delText" or "instrText" or "drawing" or "pict": xml.PassOver(); break;
                }
        }
        return (words.ToString().Trim(), span);
    }

    private static void AppendWithin(this HardenedXml xml, StringBuilder words, ReadLimits limits)
    {
        if (xml.Reader.NodeType is not XmlNodeType.Whitespace) xml.AppendValue(words, limits);
    }
}
