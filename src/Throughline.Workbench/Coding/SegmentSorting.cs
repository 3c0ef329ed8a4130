using System.Globalization;
using Throughline.Workbench.Codebook;
using Throughline.Workbench.Shared;
using Throughline.Workbench.Sources;

namespace Throughline.Workbench.Coding;

/// <summary>Groups and sorts segments. Names are ranked once, so that a hundred thousand segments are sorted by numbers.</summary>
internal sealed class SegmentSorting(SegmentNames names, Speaking speaking, SegmentOrder by)
{
    private readonly Dictionary<Guid, int> sourceRanks = Ranked(names.Sources.Values.Select(s => (s.Id, s.Name)));
    private readonly Dictionary<Guid, int> ranks = by switch
    {
        SegmentOrder.Participant => Ranked(names.People.Values.Select(p => (p.Id, p.Name)).Concat(names.Sources.Values.Select(s => (s.Id, s.Name)))),
        SegmentOrder.Coder => Ranked(names.Coders.Select(c => (c.Key, c.Value))),
        SegmentOrder.Code => names.Codes.ToDictionary(c => c.Key, c => c.Value.Rank),
        _ => [],
    };

    public (List<SegmentKey> Sorted, Dictionary<string, SegmentGroup> Groups) Sort(List<SegmentKey> keys)
    {
        var placed = new (long Group, int Source, SegmentKey Key)[keys.Count];
        for (var i = 0; i < keys.Count; i++) placed[i] = (Rank(keys[i]), sourceRanks[keys[i].Source], keys[i]);
        Array.Sort(placed, Compare);
        var groups = new Dictionary<string, SegmentGroup>();
        foreach (var run in keys.CountBy(Of))
            groups[GroupOf(run.Key)] = new(GroupOf(run.Key), Name(run.Key), Said(run.Key), run.Value);
        return ([.. placed.Select(p => p.Key)], groups);
    }

    /// <summary>The key of the group that a segment is in.</summary>
    public string GroupOf(SegmentKey key) => GroupOf(Of(key));

    private static string GroupOf((Guid Id, long Day) group) =>
        group.Id == Guid.Empty ? group.Day.ToString(CultureInfo.InvariantCulture) : group.Id.ToString();

    private (Guid Id, long Day) Of(SegmentKey key) => by switch
    {
        SegmentOrder.Participant => (speaking.Of(key) ?? key.Source, 0),
        SegmentOrder.Code => (key.Code, 0),
        SegmentOrder.Coder => (key.Coder, 0),
        SegmentOrder.Date => (Guid.Empty, Day(key.At)),
        _ => (key.Source, 0),
    };

    private long Rank(SegmentKey key) => by switch
    {
        SegmentOrder.Source => sourceRanks[key.Source],
        SegmentOrder.Date => -Day(key.At),
        _ => ranks[Of(key).Id],
    };

    private int Compare((long Group, int Source, SegmentKey Key) a, (long Group, int Source, SegmentKey Key) b)
    {
        if (a.Group != b.Group) return a.Group.CompareTo(b.Group);
        if (by == SegmentOrder.Date && a.Key.At != b.Key.At) return b.Key.At.CompareTo(a.Key.At);
        if (a.Source != b.Source) return a.Source.CompareTo(b.Source);
        if (a.Key.Start != b.Key.Start) return a.Key.Start.CompareTo(b.Key.Start);
        if (a.Key.Within != b.Key.Within) return a.Key.Within.CompareTo(b.Key.Within);
        return a.Key.End != b.Key.End ? b.Key.End.CompareTo(a.Key.End) : a.Key.Id.CompareTo(b.Key.Id);
    }

    private string Name((Guid Id, long Day) group) => by switch
    {
        SegmentOrder.Code => names.Codes[group.Id].Told.Name,
        SegmentOrder.Coder => names.Coders[group.Id],
        SegmentOrder.Date => DateOnly.FromDayNumber((int)group.Day).ToString("d MMMM yyyy", CultureInfo.GetCultureInfo("en-GB")),
        _ => names.People.TryGetValue(group.Id, out var person) ? person.Name : names.Sources[group.Id].Name,
    };

    private string Said((Guid Id, long Day) group) => by switch
    {
        SegmentOrder.Participant => names.People.TryGetValue(group.Id, out var person) ? person.Said : "",
        SegmentOrder.Code => names.Codes[group.Id].Told is var code && code.Path.Length > code.Name.Length ? $"in {code.Path[..^(code.Name.Length + CodePath.Between.Length)]}" : "",
        _ => "",
    };

    private static long Day(long at) => DateOnly.FromDateTime(Instant.At(at).LocalDateTime).DayNumber;

    private static Dictionary<Guid, int> Ranked(IEnumerable<(Guid Id, string Name)> all) =>
        all.OrderBy(r => r.Name, NaturalOrder.Names).ThenBy(r => r.Id).Select((r, i) => (r.Id, i)).ToDictionary(r => r.Id, r => r.i);
}
