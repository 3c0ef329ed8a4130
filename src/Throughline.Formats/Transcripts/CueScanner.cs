namespace Throughline.Formats.Transcripts;

/// <summary>
/// Finds the cues of a WebVTT or SubRip file. It forgives what players forgive and more: times without leading zeros, missing
/// or doubled blank lines, blank lines within a cue, a header without a blank line, a second file put behind the first. Every
/// line that may be speech ends up in a cue.
/// </summary>
internal sealed class CueScanner
{
    private readonly string text;
    private readonly bool webVtt;
    private readonly ReadLimits limits;
    private readonly WarningList warnings;
    private readonly List<Cue> cues = [];
    private int at;
    private int line;
    private int part;
    private bool? unpadded;
    private string? id;
    private State state = State.Between;

    private CueScanner(string text, bool webVtt, ReadLimits limits, WarningList warnings)
    {
        this.text = text;
        this.webVtt = webVtt;
        this.limits = limits;
        this.warnings = warnings;
    }

    private enum State
    {
        Between,
        InCue,
        InNote,
    }

    /// <summary>Whether the file writes times without leading zeros, as Teams did.</summary>
    public bool IsUnpadded => unpadded == true;

    /// <summary>The cues in the order of the file.</summary>
    public IReadOnlyList<Cue> Cues => cues;

    /// <exception cref="UnreadableFileException">There are more cues than <see cref="ReadLimits.Items"/>.</exception>
    public static CueScanner Scan(string text, bool webVtt, ReadLimits limits, WarningList warnings)
    {
        var scanner = new CueScanner(text, webVtt, limits, warnings);
        scanner.Scan();
        scanner.TellCutOff();
        return scanner;
    }

    private void Scan()
    {
        while (at < text.Length)
        {
            var from = at;
            line++;
            var current = TakeLine();
            if (CueTiming.Looks(current))
                Begin(current);
            else if (current.IsWhiteSpace())
                state = State.Between;
            else if (state == State.InCue)
                cues[^1] = cues[^1] with { To = from + current.Length };
            else if (state == State.Between)
                Outside(current, from);
        }
    }

    private ReadOnlySpan<char> TakeLine()
    {
        var rest = text.AsSpan(at);
        var end = rest.IndexOf('\n');
        at = end < 0 ? text.Length : at + end + 1;
        return end < 0 ? rest : rest[..end];
    }

    private void Begin(ReadOnlySpan<char> timing)
    {
        if (cues.Count >= limits.Items)
            throw Refusal.TooMany("cues", limits);
        if (state == State.InCue)
            TakeIdFromWords();
        unpadded ??= CueTiming.IsUnpadded(timing);
        var cue = new Cue(new Place("cue", cues.Count + 1, line), id, at, at) { Part = part };
        cue = CueTiming.Read(cue, timing, unpadded.Value, warnings);
        cues.Add(StartsAgain(cue) ? cue with { Part = NextPart() } : cue);
        id = null;
        state = State.InCue;
    }

    /// <summary>Where the blank line between two cues is missing, the second's id stands as the last line of the first.</summary>
    private void TakeIdFromWords()
    {
        var last = cues[^1];
        var words = last.Lines(text);
        var cut = words.LastIndexOf('\n');
        if (!Cue.IsSurelyId(words[(cut + 1)..]))
            return;
        id = words[(cut + 1)..].Trim().ToString();
        cues[^1] = last with { To = last.From + Math.Max(cut, 0) };
    }

    private bool StartsAgain(Cue cue) =>
        !webVtt && cue.Id == "1" && cues.Count > 1 && cues[^1].StartMs > cue.StartMs && cues[^1].Part == part;

    private int NextPart()
    {
        warnings.Repeat(
            "recordings begin within the file", Place.AtLine(line),
            "A second recording begins here; its times start again from the beginning.");
        return ++part;
    }

    private void Outside(ReadOnlySpan<char> current, int from)
    {
        if (webVtt && IsBlock(current, "WEBVTT"))
        {
            if (cues.Count > 0)
                NextPart();
            state = State.InNote;
        }
        else if (webVtt && (IsBlock(current, "NOTE") || IsBlock(current, "STYLE") || IsBlock(current, "REGION")))
            state = State.InNote;
        else if (IsId(current))
            id = current.Trim().ToString();
        else
            Stray(current, from);
    }

    private static bool IsBlock(ReadOnlySpan<char> current, string keyword) =>
        current.StartsWith(keyword) && (current.Length == keyword.Length || current[keyword.Length] is ' ' or '\t');

    /// <summary>Whether a line outside a cue is an id: a time follows at once, or follows a number after blank lines.</summary>
    private bool IsId(ReadOnlySpan<char> current)
    {
        var surely = Cue.IsSurelyId(current);
        var rest = text.AsSpan(at);
        rest = surely ? rest.TrimStart() : rest;
        var end = rest.IndexOf('\n');
        return CueTiming.Looks(end < 0 ? rest : rest[..end]) || (surely && (rest.IsEmpty || Cue.IsTeamsId(current.Trim())));
    }

    /// <summary>Words that stand behind a blank line and have no time of their own: still words of the cue before.</summary>
    private void Stray(ReadOnlySpan<char> current, int from)
    {
        state = State.InCue;
        id = null;
        if (cues.Count > 0)
        {
            cues[^1] = cues[^1] with { To = from + current.Length };
            warnings.Repeat(
                "passages stand behind a blank line without a time", Place.AtLine(line),
                "Words without a time of their own. They were kept with the cue before them.");
            return;
        }

        warnings.Add(Place.AtLine(line), "Words before the first time. They were kept, without a time.");
        cues.Add(new Cue(Place.AtLine(line), null, from, from + current.Length) { LostTime = true });
    }

    private void TellCutOff()
    {
        var dangling = id is not null;
        var silent = cues.Count > 0 && state == State.InCue && cues[^1].To == cues[^1].From && !text.EndsWith('\n');
        if (dangling || silent)
        {
            warnings.Add(
                Place.AtLine(line),
                "The file ends in the middle of a cue. All before it was kept; export the transcript again if words are missing.");
        }
    }
}
