namespace Throughline.Workbench.Themes;

/// <summary>
/// What speaks for a theme and what against, by voice. All segments of its codes speak for it, save those placed as contrary;
/// and those placed one by one.
/// </summary>
internal sealed class ThemeWeight
{
    private readonly Dictionary<int, int> supporting, contrary = [];

    private ThemeWeight(Dictionary<int, int> supporting) => this.supporting = supporting;

    public int SupportingCount => supporting.Values.Sum();

    public int ContraryCount => contrary.Values.Sum();

    public static ThemeWeight Of(ThemeMaterial material, Guid theme)
    {
        var within = material.Within(material.CodesOf(theme).Select(c => c.Id));
        var weight = new ThemeWeight(material.Tally.Sum(within));
        foreach (var placed in material.SegmentsOf(theme))
        {
            if (!material.Placed.TryGetValue(placed.SegmentId, out var segment)) continue;
            var voice = material.Voices.Of(segment.SourceId, segment.Start) ?? SegmentTally.Nobody;
            var isWithin = within.Contains(segment.CodeId);
            if (placed.Stance == ThemeSegment.Contrary) Add(weight.contrary, voice, 1);
            if (placed.Stance == ThemeSegment.Contrary && isWithin) Add(weight.supporting, voice, -1);
            if (placed.Stance == ThemeSegment.Supporting && !isWithin) Add(weight.supporting, voice, 1);
        }
        return weight;
    }

    public IReadOnlyList<Hearing> Hearings(int voices) => [.. Enumerable.Range(0, voices).Select(Hearing)];

    private Hearing Hearing(int voice) => (supporting.GetValueOrDefault(voice) > 0, contrary.GetValueOrDefault(voice) > 0) switch
    {
        (true, true) => Themes.Hearing.AlsoContrary,
        (true, false) => Themes.Hearing.Speaks,
        (false, true) => Themes.Hearing.OnlyContrary,
        _ => Themes.Hearing.NotHeard,
    };

    private static void Add(Dictionary<int, int> to, int voice, int count) => to[voice] = to.GetValueOrDefault(voice) + count;
}
