using Throughline.Formats.Html;
using Throughline.Formats.Markdown;
using Throughline.Formats.OpenDocument;
using Throughline.Formats.Pdf;
using Throughline.Formats.Rtf;
using Throughline.Formats.Transcripts;
using Throughline.Formats.Word;

namespace Throughline.Formats;

/// <summary>
/// Reads any file that can become a source: transcripts first, then documents, by what the file holds and only then by its
/// ending; what is neither, but text, is kept as it stands.
/// </summary>
public static class DocumentReading
{
    /// <summary>Reads a file.</summary>
    /// <param name="fileName">Its name, with its ending.</param>
    /// <param name="bytes">The whole file.</param>
    /// <param name="limits">The limits in force.</param>
    /// <exception cref="UnreadableFileException">It cannot be read; nothing else is thrown, whatever the file holds.</exception>
    public static ReadDocument Read(string fileName, ReadOnlyMemory<byte> bytes, ReadLimits limits)
    {
        ArgumentNullException.ThrowIfNull(fileName);
        ArgumentNullException.ThrowIfNull(limits);
        return DocumentRefusal.Guard("what its name says", "Open it where it was made, save it again and import the new file.", () =>
        {
            if (bytes.Length > limits.FileBytes)
                throw Refusal.FileTooLarge(bytes.Length, limits);
            if (bytes.IsEmpty)
                throw Refusal.NoWords();
            var document = TranscriptReading.TryRead(fileName, bytes, limits) ?? ReadDocument(fileName, bytes, limits);
            return NamedOtherwise(fileName, bytes.Span) is { } warning ? document with { Warnings = [warning, .. document.Warnings] } : document;
        });
    }

    /// <summary>Plain text under the name of a document is read, and told: a copy that went wrong may be behind it.</summary>
    private static ReadWarning? NamedOtherwise(string fileName, ReadOnlySpan<byte> bytes)
    {
        var ending = Path.GetExtension(fileName).ToLowerInvariant();
        var isPlain = !PackedFile.Looks(bytes) && !RtfText.Recognises(bytes) && !HtmlText.Recognises(bytes) && !PdfText.Recognises(bytes);
        return isPlain && (ending is ".docx" or ".docm" or ".dotx" or ".doc" or ".odt" or ".pdf")
            ? new ReadWarning("the file", $"Its name ends in {ending}, but it holds plain text. It was read as that: look whether this is the right file.")
            : null;
    }

    private static ReadDocument ReadDocument(string fileName, ReadOnlyMemory<byte> bytes, ReadLimits limits)
    {
        var ending = Path.GetExtension(fileName).ToLowerInvariant();
        if (RtfText.Recognises(bytes.Span) || ending == ".rtf")
            return RtfText.Read(bytes, limits);
        if (PackedFile.Looks(bytes.Span))
            return ReadPacked(bytes, limits);
        if (bytes.Span.StartsWith("%PDF-"u8) || (ending == ".pdf" && PdfText.Recognises(bytes.Span)))
            return PdfText.Read(bytes, limits);
        if (ForeignFile.Refuse(bytes.Span, ending) is { } refusal)
            throw refusal;
        if (HtmlText.Recognises(bytes.Span) || ending is ".html" or ".htm" or ".xhtml")
            return HtmlText.Read(bytes, limits);
        return ending is ".md" or ".markdown" ? MarkdownText.Read(bytes, limits) : ReadText(bytes, limits);
    }

    private static ReadDocument ReadPacked(ReadOnlyMemory<byte> bytes, ReadLimits limits)
    {
        string? type;
        using (var file = PackedFile.Open(bytes, limits))
        {
            type = OdtText.TypeOf(file);
            if (type is null && file.Names.Any(n => n.StartsWith("word/", StringComparison.OrdinalIgnoreCase)))
                type = "word";
            else if (ForeignFile.RefusePacked(file, type) is { } refusal)
                throw refusal;
        }
        return type == "word" ? WordDocument.Read(bytes, limits) : OdtText.Read(bytes, limits);
    }

    private static ReadDocument ReadText(ReadOnlyMemory<byte> bytes, ReadLimits limits)
    {
        var decoded = TextDecoding.Decode(bytes.Span, limits);
        if (decoded.Text.Length > limits.TextLength)
            throw Refusal.TextTooLong(limits);
        if (decoded.Text.AsSpan().IsWhiteSpace())
            throw Refusal.NoWords();
        return new ReadDocument("Text", decoded.Text, [], [], decoded.Warnings);
    }
}
