using System.Globalization;

namespace Throughline.Formats.Word;

/// <summary>
/// Reads the words of a Word file (.docx, ECMA-376): paragraphs, breaks, tabs, list markers, tables cell by cell, text boxes
/// once, fields as they were last worked out; notes at the end. Tracked insertions are kept; deletions, comments, headers,
/// footers, hidden text and pictures are left out and counted. Values that the standard does not allow are borne.
/// </summary>
public static class WordDocument
{
    private const string Remedy = "Open it in Word, let Word repair it, save it again as .docx and import that.";

    /// <summary>Reads the file.</summary>
    /// <param name="bytes">The whole file.</param>
    /// <param name="limits">The limits in force.</param>
    /// <returns>The text; pages where the file says where they broke when it was last laid out, or has page breaks.</returns>
    /// <exception cref="UnreadableFileException">Not a Word file, damaged, hostile, too large, or without a word.</exception>
    public static ReadDocument Read(ReadOnlyMemory<byte> bytes, ReadLimits limits) =>
        DocumentRefusal.Guard("a Word document", Remedy, () =>
        {
            using var file = PackedFile.Open(bytes, limits);
            var parts = new OfficeParts(file, "word/document.xml", limits);
            using var xml = parts.Open(parts.Main)
                ?? throw new UnreadableFileException("the file", "It is not a Word document, although its name says so.", Remedy);
            var text = new DocumentText(limits);
            var body = new WordBody(text, isMain: true, new WordNumbering(parts), limits);
            body.Read(xml);
            WriteNotes(parts, body, text, limits);
            CountHeaders(parts, text);
            return text.Finish("Word document");
        });

    private static void WriteNotes(OfficeParts parts, WordBody body, DocumentText text, ReadLimits limits)
    {
        if (body.NoteOrder.Count == 0)
            return;
        var notes = new Dictionary<(string Kind, string Id), string>();
        foreach (var kind in (string[])["footnote", "endnote"])
        {
            using var xml = parts.Open(parts.Of(kind + "s"));
            if (xml is null)
                continue;
            var reading = new WordBody(text, isMain: false, new WordNumbering(parts), limits);
            reading.Read(xml);
            foreach (var (id, words) in reading.Notes)
                notes[(kind, id)] = words;
        }
        for (var n = 0; n < body.NoteOrder.Count; n++)
        {
            text.Line();
            text.Append(string.Create(CultureInfo.InvariantCulture, $"[{n + 1}] {notes.GetValueOrDefault(body.NoteOrder[n])?.Trim()}"));
        }
    }

    private static void CountHeaders(OfficeParts parts, DocumentText text)
    {
        foreach (var part in parts.All("header").Concat(parts.All("footer")))
        {
            using var xml = parts.Open(part);
            var hasWords = false;
            var inText = false;
            while (!hasWords && xml!.Next())
            {
                if (xml.Reader.IsText())
                    hasWords = inText && xml.Reader.Value.AsSpan().IndexOfAnyExceptInRange('\0', ' ') >= 0;
                inText = xml.Reader is { NodeType: System.Xml.XmlNodeType.Element, LocalName: "t" };
            }
            if (hasWords)
                text.LeaveOut(Omission.Headers);
        }
    }
}
