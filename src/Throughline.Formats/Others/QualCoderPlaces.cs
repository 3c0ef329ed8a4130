using Throughline.Formats.RefiQda;

namespace Throughline.Formats.Others;

/// <summary>
/// Places in a text of QualCoder. What a person marks there counts UTF-16 code units (Qt), what the program finds by itself counts code
/// points (Python), so both stand in one project; the words kept with each coding tell which it is.
/// </summary>
internal sealed class QualCoderPlaces
{
    private static readonly RefiPositionRule[] Rules =
    [
        new(RefiUnit.CodePoint, CrlfCountsTwo: false, MarkCounts: true), new(RefiUnit.Utf16, CrlfCountsTwo: false, MarkCounts: true),
        new(RefiUnit.CodePoint, MarkCounts: true), new(RefiUnit.Utf16, MarkCounts: true),
    ];

    private readonly PositionMap[] maps;
    private readonly RefiFindings findings;
    private readonly QualCoderTally tally;
    private readonly string called;

    public QualCoderPlaces(string raw, string name, RefiFindings findings, QualCoderTally tally)
    {
        (this.findings, this.tally, called) = (findings, tally, RefiFindings.Shown(name));
        var hasMark = raw.StartsWith('\uFEFF');
        var bare = hasMark ? raw[1..] : raw;
        Text = new TextCleaning(bare).Text;
        maps = [.. (bare.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF') || bare.Contains('\r') ? Rules : Rules.AsSpan(0, 1)).ToArray().Select(r => new PositionMap(bare, hasMark, r))];
    }

    /// <summary>The text, cleaned.</summary>
    public string Text { get; }

    /// <summary>A stretch without words kept beside it.</summary>
    public (int Start, int End) Of(long from, long to) => Cut(maps[0], from, to);

    /// <summary>A stretch with the words that it held when it was coded.</summary>
    public (int Start, int End) Of(long from, long to, string? words)
    {
        var wanted = Plain(words ?? "");
        for (var i = 0; wanted.Length > 0 && i < maps.Length; i++)
            if (Inside(maps[i], from, to) is { } at && Plain(Text[at.Start..at.End]) == wanted) return Counted(Rules[i], at);
        var first = Cut(maps[0], from, to);
        if (wanted.Length == 0) return Counted(Rules[0], first);
        if (Once(new TextCleaning(words!.Replace('\u2029', '\n')).Text) is { } found)
        {
            findings.Tell("codings found by their words", called, $"{RefiFindings.Shown(words)} does not stand at {from} to {to}, but once elsewhere in the text; the coding was put there.");
            return Counted(Rules[0], found);
        }
        findings.Tell("codings whose words differ", called, $"{RefiFindings.Shown(words)} was coded, and at its place ({from} to {to}) stands {RefiFindings.Shown(Text[first.Start..first.End])}. It was kept at its place; look at it.");
        return Counted(Rules[0], first);
    }

    /// <summary>Whether a stretch is the whole text, or says nothing of places.</summary>
    public bool IsWhole(long? from, long? to) => from is null || to is null || (from <= 0 && (to <= 0 || Of(0, to.Value).End >= Text.Length));

    private (int Start, int End) Counted(RefiPositionRule rule, (int Start, int End) at)
    {
        tally.Add(rule, PositionChoice.IsEdge(Text, at.Start), PositionChoice.IsEdge(Text, at.End));
        return at;
    }

    private (int Start, int End)? Once(string words)
    {
        var at = words.Length == 0 ? -1 : Text.IndexOf(words, StringComparison.Ordinal);
        return at >= 0 && Text.IndexOf(words, at + 1, StringComparison.Ordinal) < 0 ? (at, at + words.Length) : null;
    }

    private static (int Start, int End)? Inside(PositionMap map, long from, long to)
    {
        var (start, end) = (map.Of(Position(from), out var startInside), map.Of(Position(to), out var endInside));
        return startInside && endInside && end >= start ? (start, end) : null;
    }

    private (int Start, int End) Cut(PositionMap map, long from, long to)
    {
        var (start, end) = (map.Of(Position(Math.Min(from, to)), out var startInside), map.Of(Position(Math.Max(from, to)), out var endInside));
        if (!startInside || !endInside)
            findings.Tell("codings past the end of their text", called, $"A coding runs from {from} to {to}, past the text. It was cut to what there is: {Refusal.Count(end - start)} characters.");
        return (Whole(start), Whole(end));
    }

    /// <summary>Never within a pair.</summary>
    private int Whole(int at) => at > 0 && at < Text.Length && char.IsLowSurrogate(Text[at]) ? at - 1 : at;

    private static int Position(long at) => (int)Math.Clamp(at, int.MinValue, int.MaxValue);

    private static string Plain(string words) => string.Concat(words.Where(c => !char.IsWhiteSpace(c)));
}

/// <summary>How the positions of a project were understood, and how well that fits.</summary>
internal sealed class QualCoderTally
{
    private readonly Dictionary<RefiPositionRule, int> rules = [];
    private int all, starts, onWords;

    public void Add(RefiPositionRule rule, bool startsOnWord, bool endsOnWord)
    {
        rules[rule] = rules.GetValueOrDefault(rule) + 1;
        (all, starts, onWords) = (all + 1, starts + (startsOnWord ? 1 : 0), onWords + (startsOnWord && endsOnWord ? 1 : 0));
    }

    /// <summary>The rule of most of them; where several hold, the words decided for each.</summary>
    public RefiPositions Told() => all == 0
        ? new(new(RefiUnit.CodePoint, CrlfCountsTwo: false), RefiRuleBasis.NothingToPlace, 0, 0, 0)
        : new(rules.MaxBy(r => r.Value).Key, rules.Count > 1 ? RefiRuleBasis.Scored : RefiRuleBasis.Origin, all, starts, onWords);
}
