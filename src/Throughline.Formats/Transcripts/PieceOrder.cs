namespace Throughline.Formats.Transcripts;

/// <summary>
/// The order in which pieces are read: by time, and where times are equal as the file has them. Fragments of what the file
/// calls one turn stay together, at the time of the first; a piece without a time stays behind the one before it; a second
/// recording in the same file stays behind the first.
/// </summary>
internal sealed class PieceOrder
{
    private readonly List<Piece> pieces;
    private readonly Key[] keys;
    private readonly List<string> places = [];
    private int late;
    private Place? firstLate;

    public PieceOrder(List<Piece> pieces)
    {
        this.pieces = pieces;
        keys = new Key[pieces.Count];
        GiveKeys();
        FindLate();
    }

    public IEnumerable<Piece> InOrder()
    {
        var sorted = true;
        for (var i = 1; i < keys.Length && sorted; i++)
            sorted = keys[i - 1].CompareTo(keys[i]) <= 0;
        if (!sorted)
            Array.Sort(keys);
        return keys.Select(key => pieces[key.Index]);
    }

    public void Tell(WarningList warnings)
    {
        if (late == 0)
            return;
        warnings.Add(
            firstLate!.Value,
            $"{(late == 1 ? "This stood" : $"{Refusal.Count(late)} cues stood")} out of the order of time and "
            + $"{(late == 1 ? "was" : "were")} put in order{(late == 1 ? "" : $": {WarningList.Listed(places, late)}")}. "
            + "All words were kept.");
    }

    private void GiveKeys()
    {
        var units = new Dictionary<(string, string?), (long Start, int Unit)>();
        for (var i = 0; i < pieces.Count; i++)
        {
            if (pieces[i] is not { TurnKey: { } key, StartMs: { } start } piece)
                continue;
            var known = units.TryGetValue((key, piece.Speaker), out var unit);
            units[(key, piece.Speaker)] = known ? (Math.Min(unit.Start, start), unit.Unit) : (start, i);
        }

        var before = new Key(0, 0, 0, 0, 0);
        for (var i = 0; i < pieces.Count; i++)
        {
            var piece = pieces[i];
            var lost = piece.StartMs is null;
            var unit = piece.TurnKey is { } key && units.TryGetValue((key, piece.Speaker), out var found)
                ? found
                : lost ? (before.Start, before.Unit) : (piece.StartMs!.Value, i);
            before = new Key(piece.Part, unit.Item1, unit.Item2, lost ? before.Own : piece.StartMs!.Value, i);
            keys[i] = before;
        }
    }

    private void FindLate()
    {
        var latest = (Part: 0, Start: long.MinValue);
        for (var i = 0; i < keys.Length; i++)
        {
            var own = (keys[i].Part, keys[i].Start);
            if (own.CompareTo(latest) >= 0)
            {
                latest = own;
                continue;
            }

            if (keys[i].Unit != i)
                continue;
            late++;
            firstLate ??= pieces[i].Place;
            WarningList.Keep(places, pieces[i].Place, pieces[i].StartMs);
        }
    }

    private readonly record struct Key(int Part, long Start, int Unit, long Own, int Index) : IComparable<Key>
    {
        public int CompareTo(Key other) =>
            (Part, Start, Unit, Own, Index).CompareTo((other.Part, other.Start, other.Unit, other.Own, other.Index));
    }
}
