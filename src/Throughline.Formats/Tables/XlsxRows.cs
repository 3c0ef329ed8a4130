using System.Globalization;
using System.Xml;

namespace Throughline.Formats.Tables;

/// <summary>Writes the rows of one sheet.</summary>
internal sealed class XlsxRows(XmlWriter xml, string ns, int columns)
{
    /// <summary>The most characters that Excel holds in a cell.</summary>
    private const int LongestText = 32_767;

    private const string Cut = " \u2026 [cut here: a cell of Excel holds no more]";
    private static readonly DateTime Day0 = new(1899, 12, 30);
    private readonly string[] names = [.. Enumerable.Range(0, columns).Select(ColumnName)];

    /// <summary>Rows written so far, with the heading.</summary>
    public int Count { get; private set; }

    /// <summary>The letters of the last column.</summary>
    public string LastColumn => names[^1];

    /// <summary>Writes a row; values beyond the last column are not written.</summary>
    public void Write(IReadOnlyList<object?> values, bool isHeading)
    {
        var number = (++Count).ToString(CultureInfo.InvariantCulture);
        xml.WriteStartElement("row", ns);
        xml.WriteAttributeString("r", number);
        for (var i = 0; i < Math.Min(values.Count, names.Length); i++)
            if (values[i] is { } value)
                WriteCell(names[i] + number, value, isHeading);
        xml.WriteEndElement();
    }

    /// <summary>A, B … Z, AA …</summary>
    private static string ColumnName(int column)
    {
        var name = "";
        for (var rest = column + 1; rest > 0; rest = (rest - 1) / 26)
            name = (char)('A' + ((rest - 1) % 26)) + name;
        return name;
    }

    private void WriteCell(string reference, object value, bool isHeading)
    {
        var (type, style, text) = Content(value);
        style = isHeading ? XlsxStyles.Heading : style;
        xml.WriteStartElement("c", ns);
        xml.WriteAttributeString("r", reference);
        if (style != XlsxStyles.Plain)
            xml.WriteAttributeString("s", style.ToString(CultureInfo.InvariantCulture));
        xml.WriteAttributeString("t", type);
        if (type == "inlineStr")
            WriteText(text);
        else
            xml.WriteElementString("v", ns, text);
        xml.WriteEndElement();
    }

    private void WriteText(string text)
    {
        xml.WriteStartElement("is", ns);
        xml.WriteStartElement("t", ns);
        if (text.Length > 0 && (char.IsWhiteSpace(text[0]) || char.IsWhiteSpace(text[^1])))
            xml.WriteAttributeString("xml", "space", null, "preserve");
        xml.WriteString(text);
        xml.WriteEndElement();
        xml.WriteEndElement();
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
        decimal or int or long or short or byte or uint or ushort =>
            ("n", XlsxStyles.Plain, ((IFormattable)value).ToString(null, CultureInfo.InvariantCulture)),
        _ => Words(Convert.ToString(value, CultureInfo.InvariantCulture) ?? ""),
    };

    private static (string Type, uint Style, string Text) Words(string text)
    {
        var style = Formulas.Looks(text) ? XlsxStyles.FormulaLike
            : text.Contains('\n', StringComparison.Ordinal) ? XlsxStyles.Lines
            : XlsxStyles.Plain;
        return ("inlineStr", style, Storable(text));
    }

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
