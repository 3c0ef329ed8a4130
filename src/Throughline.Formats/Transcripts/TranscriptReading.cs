namespace Throughline.Formats.Transcripts;

/// <summary>Finds the reader for a transcript: by what the file holds first, by its ending second.</summary>
public static class TranscriptReading
{
    /// <summary>Reads a file if it is a transcript.</summary>
    /// <param name="fileName">Its name, with its ending.</param>
    /// <param name="bytes">The whole file.</param>
    /// <param name="limits">The limits in force.</param>
    /// <returns>Null where it is not a transcript; it may well be a document.</returns>
    /// <exception cref="UnreadableFileException">
    /// It is a transcript by its content or ending, and cannot be read, holds no words, or is beyond the limits.
    /// </exception>
    public static ReadDocument? TryRead(string fileName, ReadOnlyMemory<byte> bytes, ReadLimits limits)
    {
        ArgumentNullException.ThrowIfNull(fileName);
        ArgumentNullException.ThrowIfNull(limits);
        var ending = Path.GetExtension(fileName).ToLowerInvariant();
        if (PackedFile.Looks(bytes.Span))
            return TryReadWord(ending, bytes, limits);
        var isTranscript = ending is ".vtt" or ".srt" or ".textgrid";
        if (!isTranscript && TextDecoding.LooksBinary(bytes.Span))
            return null;
        if (isTranscript && bytes.IsEmpty)
            throw Refusal.NoWords();
        if (ending == ".textgrid" && bytes.Span.StartsWith("ooBinaryFile"u8))
            return TextGrid.Read(fileName, bytes, limits);
        return isTranscript || IsText(ending) ? TryReadText(fileName, ending, bytes, limits) : null;
    }

    private static bool IsText(string ending) => ending is ".txt" or ".text" or "";

    private static ReadDocument? TryReadWord(string ending, ReadOnlyMemory<byte> bytes, ReadLimits limits)
    {
        if (ending is not (".docx" or ".docm" or ".dotx" or ""))
            return null;
        return WordText.TryRead(bytes, limits) is { } word
            ? TeamsWord.TryRead(word, limits) ?? OtterWord.TryRead(word, limits) ?? SpeakerText.TryRead(word, limits)
            : null;
    }

    private static ReadDocument? TryReadText(string fileName, string ending, ReadOnlyMemory<byte> bytes, ReadLimits limits)
    {
        var file = TextDecoding.Decode(bytes.Span, limits);
        if (BeginsAsWebVtt(file.Text))
            return WebVtt.Read(file, limits);
        if (ending == ".textgrid" || PraatFile.Looks(file.Text))
            return TextGrid.Read(fileName, bytes, limits);
        if (BeginsAsCues(file.Text))
            return ending == ".vtt" ? WebVtt.Read(file, limits) : SubRip.Read(file, limits);
        if (ending is ".vtt" or ".srt")
            return ReadMisnamed(file, ending, limits);
        return OtterWord.TryReadText(file, limits) ?? SpeakerText.TryRead(file, limits);
    }

    /// <summary>No header and no time where one belongs: perhaps some are further down, perhaps it is another kind of text.</summary>
    private static ReadDocument ReadMisnamed(DecodedText file, string ending, ReadLimits limits)
    {
        if (string.IsNullOrWhiteSpace(file.Text))
            throw Refusal.NoWords();
        if (!HasTimeLine(file.Text))
        {
            throw new UnreadableFileException(
                "the file",
                $"There is no cue with a time in it, so it is not a {ending} file. Nothing was kept.",
                "If it is plain text, let its name end in .txt and import it again.");
        }

        return ending == ".vtt" ? WebVtt.Read(file, limits) : SubRip.Read(file, limits);
    }

    private static bool BeginsAsWebVtt(string text)
    {
        var start = text.AsSpan().TrimStart();
        return start.StartsWith("WEBVTT") && (start.Length == 6 || char.IsWhiteSpace(start[6]));
    }

    /// <summary>Whether a time line is the first or the second line with anything on it.</summary>
    private static bool BeginsAsCues(string text)
    {
        var rest = text.AsSpan();
        for (var i = 0; i < 2; i++)
        {
            rest = rest.TrimStart();
            var end = rest.IndexOf('\n');
            if (CueTiming.Looks(end < 0 ? rest : rest[..end]))
                return true;
            if (end < 0)
                return false;
            rest = rest[end..];
        }

        return false;
    }

    private static bool HasTimeLine(string text)
    {
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            if (CueTiming.Looks(line))
                return true;
        }

        return false;
    }
}
