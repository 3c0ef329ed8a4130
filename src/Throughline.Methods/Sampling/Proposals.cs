namespace Throughline.Methods.Sampling;

/// <summary>How a sample is looked for.</summary>
public enum ProposalMethod
{
    /// <summary>
    /// Dispersion, improved by swaps, then by annealing and by swaps again: the greatest mean distance that is found.
    /// </summary>
    Annealing,

    /// <summary>Dispersion, improved by swaps: while exchanging one person for another raises the mean distance, it is done.</summary>
    Swaps,

    /// <summary>
    /// One after another, whoever is furthest in sum from those already chosen (Hassin, Rubinstein and Tamir, Operations Research Letters 21, 1997;
    /// Ravi, Rosenkrantz and Tayi, Operations Research 42, 1994).
    /// </summary>
    Dispersion,

    /// <summary>
    /// One after another, whoever is furthest from the nearest of those already chosen (Gonzalez, Theoretical Computer Science 38, 1985): the
    /// smallest distance between two of the sample is at least half of the greatest possible, where there are no quotas.
    /// </summary>
    FarthestFirst,
}

/// <summary>How to look for a sample.</summary>
public sealed record ProposalOptions
{
    /// <summary>The same frame, wishes and seed give the same sample, on every machine.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>The way of looking.</summary>
    public ProposalMethod Method { get; init; } = ProposalMethod.Annealing;
}

/// <summary>A sample that is proposed, or why there can be none.</summary>
/// <param name="Picked">The ids of the people, ascending (ordinal); none where the wishes cannot all be had.</param>
/// <param name="Mean">The mean Gower distance over all pairs of the picked; pairs that cannot be compared count as 0. 0 for one person.</param>
/// <param name="Smallest">The smallest Gower distance between two of the picked.</param>
/// <param name="Clash">
/// Wishes that cannot all be had, of which each is needed for the clash: without any one of them the others could be. None where there is a sample.
/// </param>
public sealed record Proposal(IReadOnlyList<string> Picked, double Mean, double Smallest, IReadOnlyList<Wish> Clash)
{
    /// <summary>Whether there is a sample.</summary>
    public bool IsPossible => Clash.Count == 0;
}

/// <summary>Proposes samples in which people differ as much as can be, under wishes that have to be kept.</summary>
public static class Proposals
{
    /// <summary>Distances that are worked out at most in looking from several beginnings, so that it ends in the same place on a slow machine.</summary>
    private const long Work = 60_000_000;

    private const int MostBeginnings = 150, FewestBeginnings = 2;

    /// <summary>Looks for the sample with the greatest mean distance; with <see cref="ProposalMethod.FarthestFirst"/>, with a great smallest distance.</summary>
    /// <param name="frame">The frame.</param>
    /// <param name="wishes">What the sample has to be. All wishes are kept.</param>
    /// <param name="options">How to look.</param>
    /// <param name="cancel">Stops the search.</param>
    /// <returns>A sample, or the clash of wishes that makes one impossible.</returns>
    /// <exception cref="ArgumentException">The wishes name what is not in the frame (<see cref="SampleWishes.UnknownIn"/>), or have negative numbers.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static Proposal Propose(Frame frame, SampleWishes wishes, ProposalOptions? options = null, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(frame);
        ArgumentNullException.ThrowIfNull(wishes);
        wishes.CheckAgainst(frame);
        options ??= new();
        var quotas = new Quotas(frame, wishes.Quotas);
        var profiles = Profiles.Of(frame, wishes, quotas);
        var open = wishes.Size - profiles.Must.Length;
        if (open < 0 || open > profiles.Members.Sum(m => m.Count) || wishes.Must.Intersect(wishes.Excluded).Any()) return Impossible(frame, wishes, cancel);
        var search = new Search(profiles, quotas, open, new(options.Seed), cancel);
        var found = search.Find(options.Method, Beginnings(profiles, open));
        if (found.Short > 0)
        {
            if (Feasibility.Find(profiles, quotas, open) is not { } places) return Impossible(frame, wishes, cancel);
            found = search.From(places, options.Method);
        }
        return Told(frame, profiles, found.Picked);
    }

    /// <summary>The mean and the smallest Gower distance over all pairs of a sample; pairs that cannot be compared count as 0.</summary>
    /// <param name="frame">The frame.</param>
    /// <param name="picked">The ids of the sample.</param>
    /// <returns>0 and 0 where there are not two people.</returns>
    /// <exception cref="ArgumentException">There is nobody of an id.</exception>
    public static (double Mean, double Smallest) Spread(Frame frame, IReadOnlyCollection<string> picked)
    {
        ArgumentNullException.ThrowIfNull(frame);
        var places = picked.Select(frame.Place).Order().ToArray();
        var (sum, least) = (0.0, double.PositiveInfinity);
        for (var i = 0; i < places.Length; i++)
            for (var j = 0; j < i; j++)
            {
                var apart = frame.Gower.Distance(places[i], places[j]) is var d && double.IsNaN(d) ? 0 : d;
                (sum, least) = (sum + apart, Math.Min(least, apart));
            }
        return places.Length < 2 ? (0, 0) : (sum / (places.Length * (places.Length - 1) / 2.0), least);
    }

    internal static Proposal Told(Frame frame, Profiles profiles, IEnumerable<int> picked)
    {
        var people = picked.CountBy(p => p).SelectMany(p => profiles.Members[p.Key].Take(p.Value)).Concat(profiles.Must).Order();
        string[] ids = [.. people.Select(p => frame.People[p].Id)];
        var (mean, smallest) = Spread(frame, ids);
        return new(ids, mean, smallest, []);
    }

    private static Proposal Impossible(Frame frame, SampleWishes wishes, CancellationToken cancel) => new([], 0, 0, Clashes.Find(frame, wishes, cancel));

    private static int Beginnings(Profiles profiles, int open) =>
        (int)Math.Clamp(Work / Math.Max(1L, 7L * profiles.Count * open), FewestBeginnings, MostBeginnings);
}
