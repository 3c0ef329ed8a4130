using System.Globalization;
using System.Text;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Throughline.Formats.Tables;

/// <summary>Writes the rows of one sheet.</summary>
internal sealed class XlsxRows(OpenXmlWriter writer)
{
    /// <summary>The most characters that Excel holds in a cell.</summary>
    private const int LongestText = 32_767;

    private const string Cut = " \u2026 [cut here: a cell of Excel holds no more]";
    private static readonly DateTime Day0 = new(1899, 12, 30);
    private readonly List<OpenXmlAttribute> attributes = [];

    /// <summary>Rows written so far, with the heading.</summary>
    public int Count { get; private set; }

    /// <summary>Writes a row.</summary>
    public void Write(IReadOnlyList<object?> values, bool isHeading)
    {
        Count++;
        attributes.Clear();
        attributes.Add(new OpenXmlAttribute("r", "", Count.ToString(CultureInfo.InvariantCulture)));
        writer.WriteStartElement(new Row(), attributes);
        for (var i = 0; i < values.Count; i++)
            if (values[i] is { } value)
                WriteCell(ColumnName(i) + Count.ToString(CultureInfo.InvariantCulture), value, isHeading);
        writer.WriteEndElement();
    }

    /// <summary>A, B … Z, AA …</summary>
    public static string ColumnName(int column)
    {
        var name = "";
        for (var rest = column + 1; rest > 0; rest = (rest - 1) / 26)
            name = (char)('A' + ((rest - 1) % 26)) + name;
        return name;
    }

    private void WriteCell(string reference, object value, bool isHeading)
    {
        var (type, style, text) = Content(value);
        attributes.Clear();
        attributes.Add(new OpenXmlAttribute("r", "", reference));
        attributes.Add(new OpenXmlAttribute("s", "", (isHeading ? XlsxStyles.Heading : style).ToString(CultureInfo.InvariantCulture)));
        attributes.Add(new OpenXmlAttribute("t", "", type));
        writer.WriteStartElement(new Cell(), attributes);
        if (type == "inlineStr")
            writer.WriteElement(new InlineString(new Text(text) { Space = SpaceProcessingModeValues.Preserve }));
        else
            writer.WriteElement(new CellValue(text));
        writer.WriteEndElement();
    }

    private static (string Type, uint Style, string Text) Content(object value) => value switch
    {
        bool truth => ("b", XlsxStyles.Plain, truth ? "1" : "0"),
        DateOnly day => ("n", XlsxStyles.Day, Serial(day.ToDateTime(default))),
        DateTime time => ("n", XlsxStyles.Time, Serial(time)),
        DateTimeOffset time => ("n", XlsxStyles.Time, Serial(time.UtcDateTime)),
        TimeSpan span => ("n", XlsxStyles.Duration, span.TotalDays.ToString("R", CultureInfo.InvariantCulture)),
        double number when double.IsFinite(number) => ("n", XlsxStyles.Plain, number.ToString("R", CultureInfo.InvariantCulture)),
        float number when float.IsFinite(number) => ("n", XlsxStyles.Plain, number.ToString("R", CultureInfo.InvariantCulture)),
        decimal or int or long or short or byte or uint or ushort => ("n", XlsxStyles.Plain, ((IFormattable)value).ToString(null, CultureInfo.InvariantCulture)),
        _ => Words(Convert.ToString(value, CultureInfo.InvariantCulture) ?? ""),
    };

    private static (string Type, uint Style, string Text) Words(string text) =>
        ("inlineStr", Formulas.Looks(text) ? XlsxStyles.FormulaLike : text.Contains('\n', StringComparison.Ordinal) ? XlsxStyles.Lines : XlsxStyles.Plain, Storable(text));

    /// <summary>Text that a cell can hold: without what XML forbids, and not too long, which Excel would call damage.</summary>
    private static string Storable(string text)
    {
        if (text.Length > LongestText)
        {
            var end = LongestText - Cut.Length;
            text = text[..(char.IsHighSurrogate(text[end - 1]) ? end - 1 : end)] + Cut;
        }
        return XmlText.Storable(text);
    }

    private static string Serial(DateTime time) => (time - Day0).TotalDays.ToString("R", CultureInfo.InvariantCulture);
}
