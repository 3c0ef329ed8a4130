using System.Text;
using System.Xml;

namespace Throughline.Formats.Transcripts;

/// <summary>The words of a .docx, paragraph by paragraph, and nothing that stands beside them.</summary>
internal sealed class WordText
{
    private static readonly string[] Namespaces =
    [
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    ];

    // Drawings hold positions and sizes as text nodes, and text boxes; moved and fallback content would come twice.
    private static readonly HashSet<string> PassedOver = ["drawing", "pict", "object", "Fallback", "moveFrom", "txbxContent"];

    private readonly ReadLimits limits;
    private readonly StringBuilder paragraph = new();
    private readonly List<Paragraph> paragraphs = [];
    private readonly List<ReadWarning> warnings = [];
    private int count;
    private long length;

    private WordText(ReadLimits limits) => this.limits = limits;

    /// <summary>The paragraphs with words, line breaks within them as LF.</summary>
    public IReadOnlyList<Paragraph> Paragraphs => paragraphs;

    /// <summary>How many pictures stand in it.</summary>
    public int Pictures { get; private set; }

    /// <summary>What was not read as it stood.</summary>
    public IReadOnlyList<ReadWarning> Warnings => warnings;

    /// <returns>Null where the zip holds no Word document.</returns>
    /// <exception cref="UnreadableFileException">The file is damaged, hostile or beyond the limits.</exception>
    public static WordText? TryRead(ReadOnlyMemory<byte> bytes, ReadLimits limits)
    {
        using var packed = PackedFile.Open(bytes, limits);
        if (packed.Names.FirstOrDefault(IsMainPart) is not { } name)
            return null;
        using var xml = new HardenedXml(packed.OpenPart(name)!, name, limits);
        var word = new WordText(limits);
        word.Read(xml);
        return word;
    }

    private static bool IsMainPart(string name) =>
        name.StartsWith("word/document", StringComparison.OrdinalIgnoreCase)
        && name.EndsWith(".xml", StringComparison.OrdinalIgnoreCase)
        && !name["word/document".Length..^4].AsSpan().ContainsAnyExceptInRange('0', '9');

    private void Read(HardenedXml xml)
    {
        try
        {
            ReadNodes(xml);
        }
        catch (UnreadableFileException fault) when (!fault.TooLarge && paragraphs.Count > 0)
        {
            EndParagraph();
            warnings.Add(new ReadWarning(
                Place.AtParagraph(count).ToString(),
                "The document breaks off here. All before it was kept; save the file again where it was made."));
        }
    }

    private void ReadNodes(HardenedXml xml)
    {
        var passOver = int.MaxValue;
        while (xml.Next())
        {
            var reader = xml.Reader;
            if (reader.Depth > passOver)
                continue;
            passOver = int.MaxValue;
            if (reader.NodeType == XmlNodeType.EndElement && Is(reader, "p"))
                EndParagraph();
            if (reader.NodeType != XmlNodeType.Element)
                continue;
            if (PassedOver.Contains(reader.LocalName))
            {
                Pictures += reader.LocalName is "drawing" or "pict" ? 1 : 0;
                passOver = reader.IsEmptyElement ? int.MaxValue : reader.Depth;
            }
            else if (Namespaces.Contains(reader.NamespaceURI))
                Take(xml, reader);
        }
    }

    private void Take(HardenedXml xml, XmlReader reader)
    {
        switch (reader.LocalName)
        {
            case "t" when !reader.IsEmptyElement:
                TakeWords(xml, reader.Depth);
                break;
            case "br" or "cr":
                paragraph.Append('\n');
                break;
            case "tab" when reader.AttributeCount == 0:
                paragraph.Append('\t');
                break;
            case "noBreakHyphen":
                paragraph.Append('-');
                break;
            case "p" when reader.IsEmptyElement:
                count++;
                break;
        }
    }

    /// <summary>The text nodes within w:t; more than one where the XML holds references or CDATA.</summary>
    private void TakeWords(HardenedXml xml, int depth)
    {
        while (xml.Next() && xml.Reader.Depth > depth)
        {
            if (xml.Reader.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace
                or XmlNodeType.Whitespace)
            {
                xml.AppendValue(paragraph, limits);
            }
        }
    }

    private void EndParagraph()
    {
        count++;
        length += paragraph.Length;
        if (length > limits.TextLength)
            throw Refusal.TextTooLong(limits);
        if (count > limits.Items)
            throw Refusal.TooMany("paragraphs", limits);
        var words = TextDecoding.Clean(paragraph.ToString()).Trim();
        paragraph.Clear();
        if (words.Length > 0)
            paragraphs.Add(new Paragraph(words, Place.AtParagraph(count)));
    }

    private static bool Is(XmlReader reader, string name) =>
        reader.LocalName == name && Namespaces.Contains(reader.NamespaceURI);
}
