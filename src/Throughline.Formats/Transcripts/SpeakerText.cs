namespace Throughline.Formats.Transcripts;

/// <summary>
/// Recognises a transcript in plain text: "Name: words", with or without a time before or behind the name, or a line
/// "Name 00:12" over the words. It holds back: names must recur and the turns must make up most of the text, for a list with
/// colons is not a conversation.
/// </summary>
public static class SpeakerText
{
    private const string Kind = "Transcript";

    /// <summary>Reads a file.</summary>
    /// <param name="bytes">The whole file.</param>
    /// <param name="limits">The limits in force.</param>
    /// <returns>Null where it is better kept as plain text.</returns>
    /// <exception cref="UnreadableFileException">It is not text, or is beyond the limits.</exception>
    public static ReadDocument? TryRead(ReadOnlyMemory<byte> bytes, ReadLimits limits) =>
        TryRead(TextDecoding.Decode(bytes.Span, limits), limits);

    /// <summary>A transcript that somebody typed in Word.</summary>
    /// <returns>Null where it is an ordinary document.</returns>
    internal static ReadDocument? TryRead(WordText word, ReadLimits limits)
    {
        var labels = LabelledLines.Of(word.Paragraphs);
        if (!labels.AreTurns)
            return null;
        var assembly = new TurnAssembly(limits, TeamsWord.Warnings(word)) { KeepsFileOrder = true };
        labels.AddTo(assembly);
        return assembly.Build("Transcript in Word");
    }

    /// <summary>Reads a file that has been decoded.</summary>
    /// <param name="file">The text of the file.</param>
    /// <param name="limits">The limits in force.</param>
    /// <returns>Null where it is better kept as plain text.</returns>
    /// <exception cref="UnreadableFileException">It is beyond the limits.</exception>
    public static ReadDocument? TryRead(DecodedText file, ReadLimits limits)
    {
        var paragraphs = Paragraph.Of(file.Text);
        var labels = LabelledLines.Of(paragraphs);
        if (labels.AreTurns)
        {
            var warnings = new WarningList(file.Warnings);
            var assembly = new TurnAssembly(limits, warnings) { KeepsFileOrder = true };
            labels.AddTo(assembly);
            return assembly.Build(Kind);
        }

        return HeaderLines.TryParse(paragraphs, singleSpace: true) is { } parsed
            ? OtterWord.Build(parsed, Kind, new WarningList(file.Warnings), limits)
            : null;
    }
}
