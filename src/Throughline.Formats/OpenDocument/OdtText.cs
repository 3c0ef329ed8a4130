namespace Throughline.Formats.OpenDocument;

/// <summary>
/// Reads the words of an OpenDocument text (.odt, ODF 1.3): headings, paragraphs, list markers, tables cell by cell, text boxes
/// after the paragraph that they hang on; notes at the end. Tracked deletions, comments, headers, footers, hidden text and
/// pictures are left out and counted.
/// </summary>
public static class OdtText
{
    private const string Remedy = "Open it in LibreOffice, save it again as .odt or .docx and import that.";
    private const string TextType = "application/vnd.oasis.opendocument.text";

    /// <summary>Reads the file.</summary>
    /// <param name="bytes">The whole file.</param>
    /// <param name="limits">The limits in force.</param>
    /// <returns>The text; pages where the file says where they break.</returns>
    /// <exception cref="UnreadableFileException">
    /// Not an OpenDocument text, protected by a password, damaged, hostile, too large, or without a word.
    /// </exception>
    public static ReadDocument Read(ReadOnlyMemory<byte> bytes, ReadLimits limits) =>
        DocumentRefusal.Guard("an OpenDocument text", Remedy, () =>
        {
            using var file = PackedFile.Open(bytes, limits);
            RefuseOthers(file, limits);
            var text = new DocumentText(limits);
            var styles = new OdtStyles();
            ReadStyles(file, styles, text, limits);
            using var xml = Open(file, "content.xml", limits)
                ?? throw new UnreadableFileException("the file", "It is not an OpenDocument text, although its name says so.", Remedy);
            new OdtBody(text, styles, limits).Read(xml);
            return text.Finish("OpenDocument text");
        });

    /// <summary>The kind of an OpenDocument file by its "mimetype" part; null where it is none.</summary>
    internal static string? TypeOf(PackedFile file)
    {
        using var stream = file.OpenPart("mimetype");
        if (stream is null)
            return null;
        var head = new byte[100];
        var got = stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        return System.Text.Encoding.ASCII.GetString(head, 0, got).Trim();
    }

    private static void RefuseOthers(PackedFile file, ReadLimits limits)
    {
        if (TypeOf(file) is { } type && !type.StartsWith(TextType, StringComparison.Ordinal))
            throw new UnreadableFileException(
                "the file",
                "It is an OpenDocument file, but not a text.",
                "Open it in LibreOffice, copy its text into a text document and import that.");
        using var xml = Open(file, "META-INF/manifest.xml", limits);
        if (xml is not null && xml.Elements().Any(r => r.LocalName == "encryption-data"))
            throw new UnreadableFileException(
                "the file", "It is protected by a password.", "Open it in LibreOffice, save it without a password and import that.");
    }

    private static void ReadStyles(PackedFile file, OdtStyles styles, DocumentText text, ReadLimits limits)
    {
        using var xml = Open(file, "styles.xml", limits);
        if (xml is null)
            return;
        while (xml.Next())
        {
            if (xml.Reader.NodeType != System.Xml.XmlNodeType.Element)
                continue;
            if (xml.Reader.LocalName is not ("header" or "footer" or "header-left" or "footer-left" or "header-first" or "footer-first"))
                styles.Take(xml.Reader);
            else if (HasWords(xml))
                text.LeaveOut(Omission.Headers);
        }
    }

    private static bool HasWords(HardenedXml xml)
    {
        if (xml.Reader.IsEmptyElement)
            return false;
        var depth = xml.Reader.Depth;
        var words = false;
        while (xml.Next() && xml.Reader.Depth > depth)
            words |= xml.Reader.NodeType is System.Xml.XmlNodeType.Text && !xml.Reader.Value.AsSpan().IsWhiteSpace();
        return words;
    }

    private static HardenedXml? Open(PackedFile file, string part, ReadLimits limits) =>
        file.OpenPart(part) is { } stream ? new HardenedXml(stream, part, limits) : null;
}
