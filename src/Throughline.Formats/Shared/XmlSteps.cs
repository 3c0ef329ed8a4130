using System.Xml;

namespace Throughline.Formats;

/// <summary>Steps that the readers of Word, OpenDocument and Excel files take through their XML.</summary>
internal static class XmlSteps
{
    /// <summary>Passes over the element that the reader stands at, with all that is in it.</summary>
    public static void PassOver(this HardenedXml xml)
    {
        if (xml.Reader.NodeType != XmlNodeType.Element || xml.Reader.IsEmptyElement)
            return;
        var depth = xml.Reader.Depth;
        while (xml.Next() && !(xml.Reader.NodeType == XmlNodeType.EndElement && xml.Reader.Depth == depth))
        {
        }
    }

    /// <summary>Each element within the one that the reader stands at, at any depth.</summary>
    public static IEnumerable<XmlReader> Within(this HardenedXml xml)
    {
        if (xml.Reader.IsEmptyElement)
            yield break;
        var depth = xml.Reader.Depth;
        while (xml.Next() && !(xml.Reader.NodeType == XmlNodeType.EndElement && xml.Reader.Depth == depth))
            if (xml.Reader.NodeType == XmlNodeType.Element)
                yield return xml.Reader;
    }

    /// <summary>Every element of the rest of the part.</summary>
    public static IEnumerable<XmlReader> Elements(this HardenedXml xml)
    {
        while (xml.Next())
            if (xml.Reader.NodeType == XmlNodeType.Element)
                yield return xml.Reader;
    }

    /// <summary>Whether the reader stands at characters.</summary>
    public static bool IsText(this XmlReader reader) =>
        reader.NodeType is XmlNodeType.Text or XmlNodeType.Whitespace or XmlNodeType.SignificantWhitespace or XmlNodeType.CDATA;

    /// <summary>An attribute of the element's own namespace, as Word qualifies all of its attributes.</summary>
    public static string? Own(this XmlReader reader, string name) => reader.GetAttribute(name, reader.NamespaceURI);

    /// <summary>Such an attribute as a whole number; null where it is absent or anything else.</summary>
    public static int? OwnNumber(this XmlReader reader, string name) =>
        int.TryParse(reader.Own(name), System.Globalization.CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>A switch such as <c>w:vanish</c>: on unless its value says otherwise.</summary>
    public static bool IsOn(this XmlReader reader) => reader.Own("val") is not ("0" or "false" or "off" or "none");
}
