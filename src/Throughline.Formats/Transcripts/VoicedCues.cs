namespace Throughline.Formats.Transcripts;

/// <summary>Cues whose speakers stand in voice tags: &lt;v Name&gt;.</summary>
internal sealed class VoicedCues
{
    private readonly string text;
    private readonly IReadOnlyList<Cue> cues;
    private readonly List<(string? Voice, string Words)>[] said;
    private readonly HashSet<string> names = [];

    public VoicedCues(string text, IReadOnlyList<Cue> cues)
    {
        this.text = text;
        this.cues = cues;
        said = text.Contains("<v", StringComparison.Ordinal)
            ? [.. cues.Select(cue => CueMarkup.Voices(cue.Lines(text)))]
            : [];
        foreach (var (voice, _) in said.SelectMany(cue => cue))
        {
            if (OverlapMarks.Voice(voice) is { } name)
                names.Add(name);
        }
    }

    public bool AreNamed => names.Count > 0;

    /// <summary>Whether every voice but perhaps that of the last cue is closed, as Teams does.</summary>
    public bool AllClosed => cues.Take(Math.Max(1, cues.Count - 1)).All(cue => !HasOpenVoice(cue));

    public void AddTo(TurnAssembly assembly, WarningList warnings)
    {
        var overlaps = new OverlapMarks(names);
        for (var i = 0; i < said.Length; i++)
        {
            foreach (var (named, spoken) in said[i])
            {
                foreach (var (voice, words) in overlaps.Split(named, spoken))
                    assembly.Add(Pieces.Of(cues[i], voice, words));
            }
        }

        if (IsCutOff())
        {
            warnings.Add(
                cues[^1].Place,
                "The file ends in the middle of this cue. All before it was kept; export the transcript again if words are missing.");
        }
    }

    private bool IsCutOff()
    {
        var last = cues[^1].Lines(text);
        return CueMarkup.EndsInTag(last) || (cues.Count > 1 && HasOpenVoice(cues[^1]) && AllClosed);
    }

    private bool HasOpenVoice(Cue cue)
    {
        var lines = cue.Lines(text);
        return lines.Contains("<v", StringComparison.Ordinal) && !lines.Contains("</v>", StringComparison.Ordinal);
    }
}
