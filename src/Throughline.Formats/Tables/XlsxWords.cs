using System.Text;
using System.Xml;

namespace Throughline.Formats.Tables;

/// <summary>Reads the words of string items and cells, piece by piece, so that one without end is refused in time.</summary>
internal sealed class XlsxWords(HardenedXml xml, ReadLimits limits)
{
    private readonly StringBuilder text = new();
    private readonly char[] chunk = new char[1024];

    /// <summary>The words within the element, without the pronunciation that East Asian ones may carry.</summary>
    public string Read()
    {
        if (xml.Reader.IsEmptyElement)
            return "";
        text.Clear();
        var depth = xml.Reader.Depth;
        while (xml.Next() && !(xml.Reader.NodeType == XmlNodeType.EndElement && xml.Reader.Depth == depth))
            if (xml.Reader is { NodeType: XmlNodeType.Element, LocalName: "rPh" })
                xml.PassOver();
            else if (xml.Reader.IsText() && xml.Reader.NodeType != XmlNodeType.Whitespace)
                Append();
        return XlsxCells.Unescaped(text.ToString());
    }

    private void Append()
    {
        for (int got; (got = xml.Reader.ReadValueChunk(chunk, 0, chunk.Length)) > 0;)
        {
            if (text.Length + got > limits.TextLength)
                throw Refusal.TextTooLong(limits);
            text.Append(chunk, 0, got);
        }
    }
}
