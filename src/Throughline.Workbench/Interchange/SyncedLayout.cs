using Throughline.Formats.RefiQda;
using Throughline.Workbench.Sources;

namespace Throughline.Workbench.Interchange;

/// <summary>Places where words and recording meet, as turns with times, and back.</summary>
internal static class SyncedLayout
{
    public static Layout Of(RefiTranscript transcript)
    {
        var length = transcript.Text?.Length ?? 0;
        var points = transcript.SyncPoints.Where(p => p is { TimeMs: >= 0, Position: not null }).OrderBy(p => p.Position).ThenBy(p => p.TimeMs)
            .DistinctBy(p => p.Position).Where(p => p.Position < length).ToList();
        var turns = new List<LayoutTurn>();
        for (var i = 0; i < points.Count; i++)
        {
            var next = i + 1 < points.Count ? points[i + 1] : null;
            turns.Add(new(0, points[i].Position!.Value, next?.Position ?? length, points[i].TimeMs, next?.TimeMs >= points[i].TimeMs ? next!.TimeMs : null, []));
        }
        return new(turns, []);
    }

    /// <summary>The sync points of a layout, and those at which selections begin and end; each place once.</summary>
    public static IReadOnlyList<RefiSyncPoint> Points(Guid source, Layout layout, IEnumerable<int> ends)
    {
        var times = new SortedDictionary<int, long?>();
        foreach (var turn in layout.Turns)
        {
            if (turn.StartMs is { } start) times.TryAdd(turn.Start, start);
            foreach (var fragment in turn.Fragments) times.TryAdd(fragment.Start, fragment.StartMs);
        }
        foreach (var at in ends) times.TryAdd(at, null);
        return [.. times.Select(t => new RefiSyncPoint(new(Id(source, t.Key)), t.Value, t.Key))];
    }

    public static Guid Id(Guid source, int position) => MadeId.Of("sync point", source, position);
}
