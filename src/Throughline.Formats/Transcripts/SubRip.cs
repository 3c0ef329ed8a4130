namespace Throughline.Formats.Transcripts;

/// <summary>
/// Reads SubRip subtitles (.srt). There is no standard; what players accept is accepted, in UTF-8, UTF-16 or a Windows code
/// page. "Name:" before the words is a speaker where the file bears it out.
/// </summary>
public static class SubRip
{
    /// <summary>Reads a file.</summary>
    /// <param name="bytes">The whole file.</param>
    /// <param name="limits">The limits in force.</param>
    /// <exception cref="UnreadableFileException">It is not text, holds no words, or is beyond the limits.</exception>
    public static ReadDocument Read(ReadOnlyMemory<byte> bytes, ReadLimits limits) =>
        Read(TextDecoding.Decode(bytes.Span, limits), limits);

    /// <summary>Reads a file that has been decoded.</summary>
    /// <param name="file">The text of the file.</param>
    /// <param name="limits">The limits in force.</param>
    /// <exception cref="UnreadableFileException">It holds no words, or is beyond the limits.</exception>
    public static ReadDocument Read(DecodedText file, ReadLimits limits)
    {
        var warnings = new WarningList(file.Warnings);
        var scanner = CueScanner.Scan(file.Text, webVtt: false, limits, warnings);
        var assembly = new TurnAssembly(limits, warnings);
        new LabelledCues(file.Text, scanner.Cues).AddTo(assembly, warnings);
        return assembly.Build("Subtitles");
    }
}
