using System.Globalization;

namespace Throughline.Formats.Tables;

/// <summary>
/// What a workbook (ECMA-376 part 1, 18) keeps outside its sheets: their names, shared strings, and which styles are dates.
/// </summary>
internal sealed class WorkbookParts
{
    private readonly OfficeParts parts;
    private readonly ReadLimits limits;
    private readonly List<bool> styleIsDate = [];
    private readonly List<string> strings = [];

    public WorkbookParts(PackedFile file, ReadLimits limits)
    {
        this.limits = limits;
        parts = new OfficeParts(file, "xl/workbook.xml", limits);
        ReadWorkbook();
        ReadStyles();
        ReadStrings();
    }

    /// <summary>The sheets in their order: name and id of the part.</summary>
    public List<(string Name, string? Id)> Sheets { get; } = [];

    /// <summary>The string that a cell refers to by its number; empty where there is none.</summary>
    public string Shared(string number) =>
        int.TryParse(number, CultureInfo.InvariantCulture, out var index) && index >= 0 && index < strings.Count ? strings[index] : "";

    /// <summary>Whether days are counted from 1904, as on old Macs.</summary>
    public bool From1904 { get; private set; }

    /// <summary>Opens a sheet; null where its part is missing.</summary>
    public HardenedXml? Open(string? id) => parts.Open(parts.ById(id));

    /// <summary>Whether cells of a style show a date or time.</summary>
    public bool IsDate(string? style) =>
        int.TryParse(style, CultureInfo.InvariantCulture, out var index) && index >= 0 && index < styleIsDate.Count && styleIsDate[index];

    private void ReadWorkbook()
    {
        using var xml = parts.Open(parts.Main)
            ?? throw new UnreadableFileException("the file", "It is not an Excel workbook, although its name says so.", Xlsx.Remedy);
        foreach (var reader in xml.Elements())
            if (reader.LocalName == "sheet" && Sheets.Count < TableAssembly.MostColumns)
                Sheets.Add((reader.GetAttribute("name") ?? "", IdOf(reader)));
            else if (reader.LocalName == "workbookPr")
                From1904 = reader.GetAttribute("date1904") is "1" or "true";
    }

    private static string? IdOf(System.Xml.XmlReader reader) =>
        reader.GetAttribute("id", "http://schemas.openxmlformats.org/officeDocument/2006/relationships")
        ?? reader.GetAttribute("id", "http://purl.oclc.org/ooxml/officeDocument/relationships");

    private void ReadStyles()
    {
        using var xml = parts.Open(parts.Of("styles"));
        if (xml is null)
            return;
        var custom = new HashSet<string>();
        foreach (var reader in xml.Elements())
            if (reader.LocalName == "numFmt" && IsDateFormat(reader.GetAttribute("formatCode") ?? ""))
                custom.Add(reader.GetAttribute("numFmtId") ?? "");
            else if (reader.LocalName == "cellXfs")
                foreach (var style in xml.Within())
                    if (style.LocalName == "xf" && style.GetAttribute("numFmtId") is var id)
                        styleIsDate.Add(IsBuiltInDate(id) || (id is not null && custom.Contains(id)));
    }

    private static bool IsBuiltInDate(string? format) =>
        int.TryParse(format, CultureInfo.InvariantCulture, out var id)
        && id is (>= 14 and <= 22) or (>= 27 and <= 36) or (>= 45 and <= 47) or (>= 50 and <= 58);

    /// <summary>Whether a format shows days or hours, outside of quoted words, colours and escapes.</summary>
    private static bool IsDateFormat(string format)
    {
        var quoted = false;
        for (var i = 0; i < format.Length; i++)
            if (format[i] == '"')
                quoted = !quoted;
            else if (!quoted && format[i] is '\\' or '_' or '*')
                i++;
            else if (!quoted && format[i] == '[' && format.IndexOf(']', i) is > 0 and var end && format[i + 1] is not ('h' or 'm' or 's'))
                i = end;
            else if (!quoted && format[i] is 'y' or 'Y' or 'd' or 'D' or 'h' or 'H' or 's' or 'm')
                return true;
        return false;
    }

    private void ReadStrings()
    {
        using var xml = parts.Open(parts.Of("sharedStrings"));
        if (xml is null)
            return;
        var words = new XlsxWords(xml, limits);
        long length = 0;
        foreach (var reader in xml.Elements())
        {
            if (reader.LocalName != "si")
                continue;
            var item = words.Read();
            length += item.Length;
            if (length > limits.TextLength)
                throw Refusal.TextTooLong(limits);
            if (strings.Count >= limits.Items * 4L)
                throw Refusal.TooMany("cells", limits);
            strings.Add(item);
        }
    }
}
