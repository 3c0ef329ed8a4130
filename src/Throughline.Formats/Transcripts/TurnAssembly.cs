using System.Text;

namespace Throughline.Formats.Transcripts;

/// <summary>
/// Makes turns of pieces: puts them in the order of time, joins what one speaker said in sequence, and lays the words down
/// as the text, one turn a line, with the place and the time of every piece kept.
/// </summary>
internal sealed class TurnAssembly(ReadLimits limits, WarningList warnings)
{
    /// <summary>Longest silence within a turn, milliseconds.</summary>
    public const long GapMs = 10_000;

    // Where nobody is named at all, a pause or the end of a sentence has to make the paragraphs.
    private const long UnnamedGapMs = 2_000;
    private const long UnnamedLengthMs = 30_000;

    private readonly List<Piece> pieces = [];

    /// <summary>
    /// Whether the order of the file stands, whatever its times say: so it is with a transcript that a person typed, where an
    /// early time is a slip of the keyboard.
    /// </summary>
    public bool KeepsFileOrder { get; init; }

    public void Add(Piece piece)
    {
        if (piece.Words.Length == 0)
            return;
        if (pieces.Count >= limits.Items)
            throw Refusal.TooMany("turns", limits);
        pieces.Add(piece);
    }

    /// <exception cref="UnreadableFileException">There are no words, or too many.</exception>
    public ReadDocument Build(string kind)
    {
        if (pieces.Count == 0)
            throw Refusal.NoWords();
        GiveToTheirTurn();
        var anyNamed = pieces.Exists(piece => piece.Speaker is not null);
        if (anyNamed)
            TellUnnamed();
        var (text, turns) = Lay(InOrder(), anyNamed);
        return new ReadDocument(kind, text, turns, [], warnings.All());
    }

    private IEnumerable<Piece> InOrder()
    {
        if (KeepsFileOrder)
            return pieces;
        var order = new PieceOrder(pieces);
        order.Tell(warnings);
        return order.InOrder();
    }

    /// <summary>A piece without a name belongs to whoever was named before in the same turn of the file.</summary>
    private void GiveToTheirTurn()
    {
        var named = new Dictionary<string, string>();
        for (var i = 0; i < pieces.Count; i++)
        {
            if (pieces[i].TurnKey is not { } key)
                continue;
            if (pieces[i].Speaker is { } speaker)
                named[key] = speaker;
            else if (named.TryGetValue(key, out var before))
                pieces[i] = pieces[i] with { Speaker = before };
        }
    }

    private void TellUnnamed()
    {
        var places = new List<string>();
        var count = 0;
        Place? first = null;
        foreach (var piece in pieces.Where(piece => piece.Speaker is null))
        {
            count++;
            first ??= piece.Place;
            WarningList.Keep(places, piece.Place, piece.StartMs);
        }

        if (count == 1)
            warnings.Add(first!.Value, "Nobody is named as the speaker. The words were kept without one; name them in the transcript.");
        if (count > 1)
        {
            warnings.Add(
                first!.Value,
                $"Nobody is named as the speaker in {Refusal.Count(count)} places: {WarningList.Listed(places, count)}. "
                + "The words were kept without a speaker; name them in the transcript.");
        }
    }

    private (string Text, List<ReadTurn> Turns) Lay(IEnumerable<Piece> inOrder, bool anyNamed)
    {
        var text = new StringBuilder();
        var turns = new List<ReadTurn>();
        OpenTurn? open = null;
        foreach (var piece in inOrder)
        {
            var joins = open is not null && Joins(open, piece, anyNamed);
            if (open is not null)
            {
                if (!joins)
                    turns.Add(open.Close(text.Length));
                text.Append(joins ? ' ' : '\n');
            }

            open = joins ? open : new OpenTurn(piece, text.Length);
            var start = text.Length;
            text.Append(piece.Words);
            open!.Add(piece, start, text.Length);
            if (text.Length > limits.TextLength)
                throw Refusal.TextTooLong(limits);
        }

        if (open is not null)
            turns.Add(open.Close(text.Length));
        return (text.ToString(), turns);
    }

    private static bool Joins(OpenTurn open, Piece next, bool anyNamed)
    {
        var before = open.Last;
        if (before.Part != next.Part || before.Speaker != next.Speaker)
            return false;
        if (next.TurnKey is not null && next.TurnKey == before.TurnKey)
            return true;
        if (next.Speaker is null && anyNamed)
            return false;
        if (next.LostTime || before.LostTime)
            return true;
        if (open.EndMs is not { } end || next.StartMs is not { } start)
            return false;
        return next.Speaker is not null ? start - end <= GapMs : start - end <= UnnamedGapMs && !open.IsFullParagraph(end);
    }

    private sealed class OpenTurn(Piece first, int start)
    {
        private readonly List<ReadFragment> fragments = [];
        private int count;
        private long? startMs;

        public Piece Last { get; private set; } = first;

        public long? EndMs { get; private set; }

        public void Add(Piece piece, int from, int to)
        {
            Last = piece;
            count++;
            startMs = startMs is { } s && piece.StartMs is { } p ? Math.Min(s, p) : startMs ?? piece.StartMs;
            EndMs = EndMs is { } e && piece.EndMs is { } q ? Math.Max(e, q) : EndMs ?? piece.EndMs;
            if (piece is { StartMs: { } begins, EndMs: { } ends })
                fragments.Add(new ReadFragment(from, to, begins, ends));
        }

        public bool IsFullParagraph(long end) =>
            end - (startMs ?? end) >= UnnamedLengthMs && Last.Words[^1] is '.' or '?' or '!' or '…' or '。' or '？' or '！';

        public ReadTurn Close(int end) => new(Last.Speaker, start, end, startMs, EndMs, count > 1 ? fragments : []);
    }
}
