namespace Throughline.Formats.Transcripts;

/// <summary>Cues whose speakers, if any, stand as "Name:" before the words: Zoom, and most SubRip files.</summary>
internal sealed class LabelledCues
{
    private readonly IReadOnlyList<Cue> cues;
    private readonly string[] words;
    private readonly SpeakerLabels labels = new();
    private readonly SpeakerLabels.Use use;
    private int held;

    public LabelledCues(string text, IReadOnlyList<Cue> cues)
    {
        this.cues = cues;
        words = [.. cues.Select(cue => CueMarkup.Plain(cue.Lines(text)))];
        foreach (var cue in words)
            Count(cue);
        use = labels.Settle(words.Length > 0 && SpeakerLabels.NameLength(FirstLine(words[0]), out _) > 0);
    }

    /// <summary>Whether the file names its speakers so.</summary>
    public bool AreNamed => use != SpeakerLabels.Use.None;

    private void Count(string cue)
    {
        var begins = true;
        foreach (var range in cue.AsSpan().Split('\n'))
        {
            labels.Count(cue.AsSpan(range).TrimStart(), begins);
            begins = false;
        }
    }

    public void AddTo(TurnAssembly assembly, WarningList warnings)
    {
        string? speaker = null;
        for (var i = 0; i < words.Length; i++)
        {
            speaker = use == SpeakerLabels.Use.AtChange ? speaker : null;
            speaker = Add(assembly, cues[i], words[i], speaker);
        }

        if (held > 0)
        {
            warnings.Add(
                "the file",
                $"Names stand only where the speaker changes, so {Refusal.Count(held)} cues without a name were given to the "
                + "speaker named last. Look whether somebody else spoke in between.");
        }
    }

    private string? Add(TurnAssembly assembly, Cue cue, string text, string? speaker)
    {
        var said = new List<string>();
        var labelled = false;
        foreach (var range in text.AsSpan().Split('\n'))
        {
            var line = text.AsSpan(range).Trim();
            if (TryLabel(line, out var name, out var rest))
            {
                Keep(assembly, cue, speaker, said);
                speaker = name;
                labelled = true;
                line = rest;
            }

            if (!line.IsEmpty)
                said.Add(line.ToString());
        }

        held += speaker is not null && !labelled ? 1 : 0;
        Keep(assembly, cue, speaker, said);
        return speaker;
    }

    private bool TryLabel(ReadOnlySpan<char> line, out string? name, out ReadOnlySpan<char> rest)
    {
        name = null;
        rest = line;
        var length = AreNamed ? SpeakerLabels.NameLength(line, out var start) : Nothing(out start);
        if (length == 0)
            return false;
        name = line[..length].ToString();
        rest = line[start..].TrimStart();
        return labels.Accepts(name);
    }

    private static int Nothing(out int start) => start = 0;

    private static void Keep(TurnAssembly assembly, Cue cue, string? speaker, List<string> said)
    {
        assembly.Add(Pieces.Of(cue, speaker, string.Join(' ', said)));
        said.Clear();
    }

    private static ReadOnlySpan<char> FirstLine(string cue)
    {
        var text = cue.AsSpan().TrimStart();
        var end = text.IndexOf('\n');
        return end < 0 ? text : text[..end];
    }
}
