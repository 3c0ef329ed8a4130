namespace Throughline.Formats.Transcripts;

/// <summary>
/// Transcripts in which a line "Name   0:04" stands over what is said: Teams and Otter, in Word and as text. What stands
/// around the speech (title, date, who started the transcription, the footer) is taken out and kept apart.
/// </summary>
internal sealed class HeaderLines
{
    private const int LongestName = 100;
    private const int ShortPreamble = 200;
    private readonly List<Said> turns = [];
    private readonly List<(string Line, Place Place)> before = [];
    private readonly Dictionary<string, int> names = [];
    private readonly bool singleSpace;
    private readonly bool nameless;

    private HeaderLines(bool singleSpace, bool nameless)
    {
        this.singleSpace = singleSpace;
        this.nameless = nameless;
    }

    /// <summary>Whether a name and the words under it stand in one paragraph anywhere, as in Teams.</summary>
    public bool SharesParagraphs { get; private set; }

    /// <summary>Whether it says who started or stopped the transcription, as Teams does.</summary>
    public bool SaysWhoStarted { get; private set; }

    /// <summary>Whether it has Otter's footer, or speakers that Otter could not name.</summary>
    public bool HasOtterMarks { get; private set; }

    /// <summary>What was taken out, as it stood.</summary>
    public List<string> LeftOut { get; } = [];

    /// <param name="paragraphs">The paragraphs of the document.</param>
    /// <param name="singleSpace">Whether one space between name and time is enough. Names must then look like names.</param>
    /// <returns>Null where it is not such a transcript.</returns>
    public static HeaderLines? TryParse(IReadOnlyList<Paragraph> paragraphs, bool singleSpace)
    {
        var parsed = Parse(paragraphs, new HeaderLines(singleSpace, nameless: false));
        if (parsed.IsTranscript())
            return parsed;
        parsed = Parse(paragraphs, new HeaderLines(singleSpace: false, nameless: true));
        return parsed.IsTranscript() ? parsed : null;
    }

    private static HeaderLines Parse(IReadOnlyList<Paragraph> paragraphs, HeaderLines into)
    {
        for (var i = 0; i < paragraphs.Count; i++)
            into.Take(paragraphs[i], i);
        into.SortPreamble();
        return into;
    }

    public void AddTo(TurnAssembly assembly)
    {
        foreach (var (line, place) in before)
            assembly.Add(new Piece(null, line, place));
        foreach (var turn in turns)
            assembly.Add(turn.ToPiece());
    }

    public void Tell(WarningList warnings)
    {
        if (LeftOut.Count == 0)
            return;
        var shown = string.Join(", ", LeftOut.Take(5).Select(line => $"“{(line.Length > 80 ? $"{line[..80]}…" : line)}”"));
        var rest = LeftOut.Count > 5 ? $" and {Refusal.Count(LeftOut.Count - 5)} more lines" : "";
        warnings.Add("the file", $"Left out, because nobody said it: {shown}{rest}.");
    }

    private void Take(Paragraph paragraph, int number)
    {
        var headers = 0;
        foreach (var (line, place) in paragraph.Lines())
        {
            if (TryHeader(line, out var name, out var ms))
            {
                headers++;
                Begin(name, ms, place);
            }
            else if (IsFurniture(line))
                LeftOut.Add(line);
            else if (turns.Count == 0)
                before.Add((line, place));
            else
            {
                SharesParagraphs |= headers > 0;
                turns[^1].Add(line, number);
            }
        }
    }

    private void Begin(string? name, long ms, Place place)
    {
        turns.Add(new Said(name, ms, null, place, ' '));
        if (name is null)
            return;
        names[name] = names.GetValueOrDefault(name) + 1;
        HasOtterMarks |= name == "Unknown Speaker";
    }

    private bool TryHeader(string line, out string? name, out long ms)
    {
        name = null;
        ms = 0;
        if (line.Length > LongestName + 20)
            return false;
        if (TryTimeFirst(line, out name, out ms))
            return true;
        if (!char.IsAsciiDigit(line[^1]))
            return false;
        var cut = LastSpace(line);
        var time = line.AsSpan(cut + 1);
        if (time.IndexOfAny('.', ',') >= 0 || !MediaTime.TryParse(time, false, out ms))
            return false;
        var written = line.AsSpan(0, cut + 1);
        var trimmed = written.TrimEnd();
        if (trimmed.IsEmpty)
            return nameless;
        var wide = written.Length - trimmed.Length > 1 || written[^1] is '\t' or '\u00A0';
        name = trimmed.ToString();
        return (wide && trimmed[^1] is not ('.' or '?' or '!' or ',' or ';' or ':'))
            || (singleSpace && SpeakerLabels.IsName(trimmed));
    }

    /// <summary>"00:00:02 Speaker 1", as Word's own transcription writes it. Hours must be there: "10:00 Welcome" is an agenda.</summary>
    private static bool TryTimeFirst(string line, out string? name, out long ms)
    {
        name = null;
        ms = 0;
        var space = line.IndexOf(' ');
        if (space <= 0 || line.AsSpan(0, space).Count(':') != 2 || !MediaTime.TryParse(line.AsSpan(0, space), false, out ms))
            return false;
        var written = line.AsSpan(space).Trim();
        if (!SpeakerLabels.IsName(written) || written[^1] == '.')
            return false;
        name = written.ToString();
        return true;
    }

    private static int LastSpace(string line)
    {
        var at = line.Length - 1;
        while (at >= 0 && !char.IsWhiteSpace(line[at]))
            at--;
        return at;
    }

    private bool IsFurniture(string line)
    {
        if (line.StartsWith("Transcribed by http", StringComparison.OrdinalIgnoreCase)
            && line.Contains("otter.ai", StringComparison.OrdinalIgnoreCase) && line.Length < 60)
        {
            return HasOtterMarks = true;
        }

        var who = line.EndsWith(" started transcription", StringComparison.Ordinal)
            || line.EndsWith(" stopped transcription", StringComparison.Ordinal);
        if (!who || line.Length > LongestName + 22 || !SpeakerLabels.IsName(line.AsSpan(0, line.Length - 22)))
            return false;
        return SaysWhoStarted = true;
    }

    /// <summary>Takes title, date, duration, key words and the list of speakers out of what stands before the first name.</summary>
    private void SortPreamble()
    {
        var known = new bool[before.Count];
        for (var i = 0; i < before.Count; i++)
        {
            var line = before[i].Line;
            var heading = line is "SUMMARY KEYWORDS" or "SPEAKERS" or "Summary Keywords" or "Speakers";
            known[i] |= heading || IsDate(line) || IsDuration(line);
            if (heading && i + 1 < before.Count)
                known[i + 1] = true;
            HasOtterMarks |= heading;
        }

        if (before.Count > 1 && known[1])
            known[0] = true;
        else if (before.Count == 1 && (SaysWhoStarted || before[0].Line.Contains("Transcript", StringComparison.Ordinal)))
            known[0] = true;
        LeftOut.InsertRange(0, before.Where((_, i) => known[i]).Select(line => line.Line));
        List<(string Line, Place Place)> kept = [.. before.Where((_, i) => !known[i])];
        before.Clear();
        before.AddRange(kept);
    }

    private static bool IsDate(string line) =>
        line.Length < 60 && line.Any(char.IsAsciiDigit)
        && line.Split(' ', ',', '-', '/', '.').Any(word => word.Length == 4 && word.All(char.IsAsciiDigit) && word[0] is '1' or '2');

    private static bool IsDuration(string line) =>
        line.Length < 20 && line.Split(' ').All(part => part.Length > 1 && part[^1] is 'h' or 'm' or 's' && part[..^1].All(char.IsAsciiDigit));

    private bool IsTranscript()
    {
        var withWords = turns.Count(turn => turn.HasWords);
        var said = turns.Sum(turn => (long)turn.Length);
        var unsaid = before.Sum(line => (long)line.Line.Length);
        var recurs = names.Values.Any(count => count > 1);
        var sure = SaysWhoStarted || HasOtterMarks;
        return withWords >= (sure ? 1 : 2) && withWords * 2 >= turns.Count && unsaid <= said + ShortPreamble && (sure || recurs);
    }
}
