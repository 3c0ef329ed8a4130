namespace Throughline.Formats.RefiQda;

/// <summary>What could not be read as it stands: each kind is located a few times, then counted.</summary>
internal sealed class RefiFindings
{
    private const int LocatedPerKind = 50;
    private readonly List<ReadWarning> located = [];
    private readonly Dictionary<string, int> counts = new(StringComparer.Ordinal);
    private readonly HashSet<ReadWarning> allowed = [];

    /// <summary>What was told, and yet the standard allows it.</summary>
    public IReadOnlySet<ReadWarning> Allowed => allowed;

    /// <summary>Tells one that the standard allows.</summary>
    public void TellAllowed(string kind, string place, string message)
    {
        Tell(kind, place, message);
        allowed.Add(new ReadWarning(place, message));
    }

    /// <summary>Tells one.</summary>
    /// <param name="kind">The kind in the plural, to end "312 more …" with.</param>
    /// <param name="place">Where.</param>
    /// <param name="message">What was found and what became of it.</param>
    public void Tell(string kind, string place, string message)
    {
        var count = counts[kind] = counts.GetValueOrDefault(kind) + 1;
        if (count <= LocatedPerKind)
            located.Add(new ReadWarning(place, message));
    }

    public IReadOnlyList<ReadWarning> All() =>
    [
        .. located,
        .. counts.Where(c => c.Value > LocatedPerKind)
            .Select(c => new ReadWarning("the file", $"{Refusal.Count(c.Value - LocatedPerKind)} more {c.Key}, dealt with in the same way.")),
    ];

    /// <summary>A name as it may stand in a message: short, on one line.</summary>
    public static string Shown(string? name)
    {
        if (string.IsNullOrWhiteSpace(name))
            return "without a name";
        var line = new string([.. name.Take(80).Select(c => char.IsControl(c) ? ' ' : c)]);
        return $"“{(name.Length > 80 ? line + "…" : line)}”";
    }
}
