using System.Globalization;
using System.Text;
using System.Xml;

namespace Throughline.Formats.RefiQda;

/// <summary>XML of the standard as it is written: UTF-8 without a byte order mark, LF, nothing that XML cannot hold.</summary>
internal sealed class RefiXmlOut : IDisposable
{
    private readonly XmlWriter xml;
    private string space = "";

    public RefiXmlOut(Stream to) => xml = XmlWriter.Create(to, new XmlWriterSettings
    {
        Encoding = new UTF8Encoding(false), Indent = true, IndentChars = " ", NewLineChars = "\n", CloseOutput = false,
    });

    public void Root(string element, string inNamespace)
    {
        space = inNamespace;
        xml.WriteStartDocument(standalone: true);
        Start(element);
    }

    public void Start(string element) => xml.WriteStartElement(element, space);

    public void End() => xml.WriteEndElement();

    public void Flush() => xml.Flush();

    public void Dispose() => xml.Dispose();

    /// <summary>An attribute; none where there is no value.</summary>
    public void At(string name, string? value)
    {
        if (value is not null)
            xml.WriteAttributeString(name, XmlText.Storable(TextDecoding.Clean(value)));
    }

    public void At(string name, RefiGuid? guid) => At(name, guid?.Valid);

    public void At(string name, long? number) => At(name, number?.ToString(CultureInfo.InvariantCulture));

    public void At(string name, DateTimeOffset? time) =>
        At(name, time?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture));

    public void Color(string? color) => At("color", color is not null && RefiAttributes.IsColor(color) ? color : null);

    /// <summary>An element of words; none where there are no words.</summary>
    public void Words(string element, string? words, bool evenEmpty = false)
    {
        if (string.IsNullOrEmpty(words) && !(evenEmpty && words is not null))
            return;
        Start(element);
        xml.WriteString(XmlText.Storable(TextDecoding.Clean(words)));
        End();
    }

    public void References(string element, IEnumerable<RefiGuid> targets, string attribute = "targetGUID")
    {
        foreach (var target in targets)
        {
            Start(element);
            At(attribute, target);
            End();
        }
    }
}
