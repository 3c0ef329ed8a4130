namespace Throughline.Formats.Transcripts;

/// <summary>Warnings of one file, held to a number that a person reads: each kind is located a few times, then counted.</summary>
internal sealed class WarningList
{
    private const int LocatedPerKind = 20;
    private const int PlacesListed = 5;
    private readonly List<ReadWarning> warnings = [];
    private readonly Dictionary<string, int> repeated = [];

    public WarningList()
    {
    }

    public WarningList(IEnumerable<ReadWarning> first) => warnings.AddRange(first);

    public void Add(Place place, string message) => warnings.Add(new ReadWarning(place.ToString(), message));

    public void Add(string place, string message) => warnings.Add(new ReadWarning(place, message));

    /// <summary>One of possibly many of a kind.</summary>
    /// <param name="kind">The kind in the plural, to end "312 more …" with: "cues end before they start".</param>
    /// <param name="place">Where this one is.</param>
    /// <param name="message">What became of this one.</param>
    public void Repeat(string kind, Place place, string message)
    {
        var count = repeated[kind] = repeated.GetValueOrDefault(kind) + 1;
        if (count <= LocatedPerKind)
            Add(place, message);
    }

    /// <summary>"cue 34 (02:30), cue 38 (02:48) and 12 more".</summary>
    public static string Listed(IReadOnlyCollection<string> first, int count)
    {
        var shown = string.Join(", ", first.Take(PlacesListed));
        var rest = count - Math.Min(PlacesListed, first.Count);
        return rest > 0 && first.Count >= PlacesListed ? $"{shown} and {Refusal.Count(rest)} more" : shown;
    }

    /// <summary>Adds a place to a list of first places, if there is room for it and it is not the one before.</summary>
    public static void Keep(List<string> first, Place place, long? ms)
    {
        if (first.Count >= PlacesListed)
            return;
        var shown = place.InList(ms);
        if (first.Count == 0 || first[^1] != shown)
            first.Add(shown);
    }

    public IReadOnlyList<ReadWarning> All()
    {
        var rest = repeated.Where(kind => kind.Value > LocatedPerKind);
        return
        [
            .. warnings,
            .. rest.Select(kind => new ReadWarning(
                "the file", $"{Refusal.Count(kind.Value - LocatedPerKind)} more {kind.Key}. They were read in the same way.")),
        ];
    }
}
