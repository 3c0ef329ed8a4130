namespace Throughline.Formats.Transcripts;

/// <summary>
/// Reads WebVTT as meeting and transcription tools write it: Teams of 2022 and 2025, Zoom, Whisper tools. Source: W3C, WebVTT:
/// The Web Video Text Tracks Format, clauses 4 (syntax) and 6 (parsing); where a tool departs from it, the tool is followed.
/// </summary>
public static class WebVtt
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
        var scanner = CueScanner.Scan(file.Text, webVtt: true, limits, warnings);
        var assembly = new TurnAssembly(limits, warnings);
        var voices = new VoicedCues(file.Text, scanner.Cues);
        if (voices.AreNamed)
        {
            voices.AddTo(assembly, warnings);
            return assembly.Build(IsTeams(scanner, voices) ? "Teams transcript" : "WebVTT transcript");
        }

        var labelled = new LabelledCues(file.Text, scanner.Cues);
        labelled.AddTo(assembly, warnings);
        return assembly.Build(
            labelled.AreNamed ? "Zoom transcript" : scanner.IsUnpadded ? "Teams transcript" : "WebVTT transcript");
    }

    private static bool IsTeams(CueScanner scanner, VoicedCues voices) =>
        scanner.IsUnpadded || voices.AllClosed || scanner.Cues.Any(cue => cue.TurnKey is not null);
}
