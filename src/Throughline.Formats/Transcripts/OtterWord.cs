namespace Throughline.Formats.Transcripts;

/// <summary>Reads what Otter exports, in Word and as text: "Name  0:27" on a line, the words under it, a footer at the end.</summary>
public static class OtterWord
{
    /// <summary>Reads a .docx.</summary>
    /// <param name="bytes">The whole file.</param>
    /// <param name="limits">The limits in force.</param>
    /// <returns>Null where it is no Word file, or one that is not such a transcript.</returns>
    /// <exception cref="UnreadableFileException">The file is damaged, hostile or beyond the limits.</exception>
    public static ReadDocument? TryRead(ReadOnlyMemory<byte> bytes, ReadLimits limits) =>
        WordText.TryRead(bytes, limits) is { } word ? TryRead(word, limits) : null;

    /// <summary>Reads the export as text.</summary>
    /// <param name="file">The decoded file.</param>
    /// <param name="limits">The limits in force.</param>
    /// <returns>Null where it is not such a transcript.</returns>
    /// <exception cref="UnreadableFileException">It is beyond the limits.</exception>
    public static ReadDocument? TryReadText(DecodedText file, ReadLimits limits) =>
        HeaderLines.TryParse(Paragraph.Of(file.Text), singleSpace: false) is { } parsed
            ? Build(parsed, parsed.HasOtterMarks ? "Otter transcript" : "Transcript", new WarningList(file.Warnings), limits)
            : null;

    internal static ReadDocument? TryRead(WordText word, ReadLimits limits) =>
        HeaderLines.TryParse(word.Paragraphs, singleSpace: false) is { } parsed
            ? Build(parsed, parsed.HasOtterMarks ? "Otter in Word" : "Transcript in Word", TeamsWord.Warnings(word), limits)
            : null;

    internal static ReadDocument Build(HeaderLines parsed, string kind, WarningList warnings, ReadLimits limits)
    {
        parsed.Tell(warnings);
        var assembly = new TurnAssembly(limits, warnings) { KeepsFileOrder = true };
        parsed.AddTo(assembly);
        return assembly.Build(kind);
    }
}
