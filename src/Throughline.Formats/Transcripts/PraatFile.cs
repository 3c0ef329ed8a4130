namespace Throughline.Formats.Transcripts;

/// <summary>One tier of a TextGrid: its intervals that hold words.</summary>
internal sealed class PraatTier(string name, int file, int line)
{
    public string Name { get; } = name;

    public int File { get; } = file;

    public int Line { get; } = line;

    public string? Speaker { get; set; }

    public List<Piece> Intervals { get; } = [];
}

/// <summary>The structure of one TextGrid file.</summary>
internal sealed class PraatFile(string text, int file, string prefix, ReadLimits limits, WarningList warnings)
{
    private static readonly string[] SoundTiers = ["phones", "phonemes", "phone", "phoneme", "syllables", "KAN-MAU", "MAU"];

    private readonly PraatTokens tokens = new(text);
    private int spoken;

    /// <summary>Whether a text begins as a TextGrid in text form does.</summary>
    public static bool Looks(string text)
    {
        var tokens = new PraatTokens(text.Length > 1000 ? text[..1000] : text);
        return tokens.Text()?.StartsWith("ooTextFile", StringComparison.Ordinal) == true && tokens.Text() == "TextGrid";
    }

    /// <exception cref="UnreadableFileException">It is no TextGrid in text form, or holds too many intervals.</exception>
    public List<PraatTier> Tiers()
    {
        if (!Looks(text))
        {
            throw new UnreadableFileException(
                prefix.Length > 0 ? prefix.TrimEnd(' ', ',') : "the file",
                "This is not a TextGrid in text form. Nothing was kept.",
                "In Praat, choose Save as text file, and import what it writes.");
        }

        tokens.Text();
        tokens.Text();
        tokens.Number();
        tokens.Number();
        var count = tokens.Number();
        var tiers = new List<PraatTier>();
        for (var i = 0; i < count && !tokens.Ended; i++)
        {
            if (Tier() is not { } tier)
                break;
            tiers.Add(tier);
        }

        TellCutOff();
        return [.. tiers.Where(IsSpeech)];
    }

    private PraatTier? Tier()
    {
        var kind = tokens.Text();
        if (kind is not ("IntervalTier" or "TextTier"))
        {
            if (kind is not null)
                warnings.Add(At(tokens.Line), "A tier was expected here. What follows was not read; save the file again in Praat.");
            return null;
        }

        var tier = new PraatTier(tokens.Text() ?? "", file, tokens.Line);
        tokens.Number();
        tokens.Number();
        var count = tokens.Number();
        for (var i = 1; i <= count && !tokens.Ended; i++)
        {
            if (kind == "IntervalTier")
                Interval(tier, i);
            else
                Point(tier, i);
        }

        return tier;
    }

    private void Interval(PraatTier tier, int number)
    {
        var from = tokens.Number();
        var line = tokens.Line;
        var to = tokens.Number();
        if (tokens.Text() is not { } words || string.IsNullOrWhiteSpace(words))
            return;
        var place = new Place($"{prefix}interval", number, line);
        var (start, end) = (MediaTime.FromSeconds(from), MediaTime.FromSeconds(to));
        if (start is not null && end >= start)
        {
            Keep(tier, new Piece(null, words, place) { StartMs = start, EndMs = end });
            return;
        }

        warnings.Repeat("intervals have times that cannot be", place, "Its times cannot be. The words were kept, without a time.");
        Keep(tier, new Piece(null, words, place) { LostTime = true });
    }

    private void Point(PraatTier tier, int number)
    {
        var time = MediaTime.FromSeconds(tokens.Number());
        var place = new Place($"{prefix}point", number, tokens.Line);
        if (tokens.Text() is { } words && !string.IsNullOrWhiteSpace(words))
            Keep(tier, new Piece(null, words, place) { StartMs = time });
    }

    private void Keep(PraatTier tier, Piece piece)
    {
        if (++spoken > limits.Items)
            throw Refusal.TooMany("intervals", limits);
        tier.Intervals.Add(piece);
    }

    /// <summary>Tiers of a forced aligner that hold single sounds would drown the words.</summary>
    private bool IsSpeech(PraatTier tier)
    {
        var name = tier.Name.Trim();
        if (!SoundTiers.Any(sounds => name.EndsWith(sounds, StringComparison.OrdinalIgnoreCase)))
            return true;
        warnings.Repeat(
            "tiers hold sounds", Place.AtLine(tier.Line), $"The tier “{name}” was left out: it holds sounds, not words.");
        return false;
    }

    private void TellCutOff()
    {
        if (tokens.Ended || tokens.EndedInText)
        {
            warnings.Add(
                At(tokens.Line),
                "The file ends before the intervals that it announces. All before was kept; save it again in Praat if words are missing.");
        }
    }

    private string At(int line) => $"{prefix}line {Refusal.Count(line)}";
}
