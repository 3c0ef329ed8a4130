namespace Throughline.Formats.Rtf;

/// <summary>
/// Reads the words of a Rich Text Format file (RTF 1.9.1): paragraphs, line breaks, tables cell by cell, list markers, field
/// results, text boxes; notes at the end. Pictures, comments, headers, footers, hidden and deleted text are left out and counted.
/// </summary>
public static class RtfText
{
    private const string Remedy = "Open it in Word or LibreOffice, save it as .docx and import that.";

    /// <summary>Whether the bytes begin as an RTF file does.</summary>
    public static bool Recognises(ReadOnlySpan<byte> bytes) => bytes.TrimStart(" \r\n\t\uFEFF"u8).StartsWith("{\\rtf"u8);

    /// <summary>Reads the file.</summary>
    /// <exception cref="UnreadableFileException">Not RTF, nested too deep, too long, or without a word.</exception>
    public static ReadDocument Read(ReadOnlyMemory<byte> bytes, ReadLimits limits)
    {
        if (bytes.Length > limits.FileBytes)
            throw Refusal.FileTooLarge(bytes.Length, limits);
        if (!Recognises(bytes.Span))
            throw new UnreadableFileException("the file", "It is not a Rich Text file, although its name says so.", Remedy);
        return DocumentRefusal.Guard("a Rich Text file", Remedy, () => new RtfReader(bytes, limits).Read());
    }
}
