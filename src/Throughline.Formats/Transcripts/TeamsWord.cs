namespace Throughline.Formats.Transcripts;

/// <summary>
/// Reads the Word files in which Teams hands out transcripts: a paragraph per turn with "Name   0:04" over the words, or, in
/// older ones, a paragraph per cue with "0:0:0.0 --&gt; 0:0:1.510", the name and the words.
/// </summary>
public static class TeamsWord
{
    private const string Kind = "Teams in Word";

    /// <summary>Reads a .docx.</summary>
    /// <param name="bytes">The whole file.</param>
    /// <param name="limits">The limits in force.</param>
    /// <returns>Null where it is no Word file, or one that is not such a transcript.</returns>
    /// <exception cref="UnreadableFileException">The file is damaged, hostile or beyond the limits.</exception>
    public static ReadDocument? TryRead(ReadOnlyMemory<byte> bytes, ReadLimits limits) =>
        WordText.TryRead(bytes, limits) is { } word ? TryRead(word, limits) : null;

    internal static ReadDocument? TryRead(WordText word, ReadLimits limits) =>
        TryReadCues(word, limits) ?? TryReadTurns(word, limits);

    /// <summary>Warnings that every transcript from Word begins with.</summary>
    internal static WarningList Warnings(WordText word)
    {
        var warnings = new WarningList(word.Warnings);
        if (word.Pictures > 0)
        {
            warnings.Add(
                "the file", word.Pictures == 1 ? "1 picture was left out." : $"{Refusal.Count(word.Pictures)} pictures were left out.");
        }

        return warnings;
    }

    private static ReadDocument? TryReadTurns(WordText word, ReadLimits limits)
    {
        var parsed = HeaderLines.TryParse(word.Paragraphs, singleSpace: false);
        if (parsed is null || parsed.HasOtterMarks || !(parsed.SharesParagraphs || parsed.SaysWhoStarted))
            return null;
        var warnings = Warnings(word);
        parsed.Tell(warnings);
        var assembly = new TurnAssembly(limits, warnings) { KeepsFileOrder = true };
        parsed.AddTo(assembly);
        return assembly.Build(Kind);
    }

    private static ReadDocument? TryReadCues(WordText word, ReadLimits limits)
    {
        var timed = word.Paragraphs.Count(IsCue);
        if (timed == 0 || timed * 2 < word.Paragraphs.Count)
            return null;
        var warnings = Warnings(word);
        var assembly = new TurnAssembly(limits, warnings);
        var unpadded = CueTiming.IsUnpadded(FirstLine(word.Paragraphs.First(IsCue).Text));
        for (var i = 0; i < word.Paragraphs.Count; i++)
            assembly.Add(Cue(word.Paragraphs[i], unpadded, warnings));
        return assembly.Build(Kind);
    }

    private static Piece Cue(Paragraph paragraph, bool unpadded, WarningList warnings)
    {
        var lines = paragraph.Lines().Select(line => line.Line).ToList();
        if (!IsCue(paragraph))
            return new Piece(null, string.Join(' ', lines), paragraph.Place) { LostTime = true };
        var cue = CueTiming.Read(new Cue(paragraph.Place, null, 0, 0), lines[0], unpadded, warnings);
        var speaker = lines.Count > 2 ? lines[1] : null;
        return Pieces.Of(cue, speaker, string.Join(' ', lines.Skip(lines.Count > 2 ? 2 : 1)));
    }

    private static bool IsCue(Paragraph paragraph) => CueTiming.Looks(FirstLine(paragraph.Text));

    private static ReadOnlySpan<char> FirstLine(string text)
    {
        var end = text.IndexOf('\n');
        return (end < 0 ? text : text.AsSpan(0, end)).Trim();
    }
}
