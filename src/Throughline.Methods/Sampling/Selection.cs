namespace Throughline.Methods.Sampling;

/// <summary>A sample in the making: which profiles are in it, how far every profile is from it, and how it stands with the quotas.</summary>
internal sealed class Selection
{
    private readonly Profiles profiles;
    private readonly Quotas quotas;
    private readonly long[] totals;
    private readonly int[] used;
    private readonly int[] counts;
    private readonly int[] changes;
    private readonly List<int> picked = [];

    public Selection(Profiles profiles, Quotas quotas, long[] fromMust)
    {
        (this.profiles, this.quotas) = (profiles, quotas);
        totals = [.. fromMust];
        used = new int[profiles.Count];
        counts = new int[quotas.Wanted.Count];
        changes = new int[quotas.Kinds.Length];
        foreach (var person in profiles.Must) Count(quotas.SignatureOf(person), 1);
    }

    /// <summary>The profiles, one entry for each person picked; those who are in it in any case are not among them.</summary>
    public IReadOnlyList<int> Picked => picked;

    /// <summary>The sum of distances over all pairs with a picked person in them.</summary>
    public long Sum { get; private set; }

    public int Short => quotas.Short(counts);

    public bool IsBetterThan(Selection other) => Short != other.Short ? Short < other.Short : Sum > other.Sum;

    private bool HasRoom(int profile) => used[profile] < profiles.Members[profile].Count;

    public void Add(int profile)
    {
        Sum += totals[profile];
        picked.Add(profile);
        used[profile]++;
        Count(profiles.Signatures[profile], 1);
        profiles.AddDistances(profile, totals, 1);
    }

    public void RemoveAt(int place)
    {
        var profile = picked[place];
        picked.RemoveAt(place);
        used[profile]--;
        Count(profiles.Signatures[profile], -1);
        profiles.AddDistances(profile, totals, -1);
        Sum -= totals[profile];
    }

    /// <summary>The profile that would do most, first for the quotas, then for the distances; the first of equals.</summary>
    /// <param name="gains">What each profile adds; by default its distance to the sample.</param>
    /// <param name="allowed">Signatures that may be taken; all where null.</param>
    public int BestToAdd(long[]? gains = null, int[]? allowed = null)
    {
        var (best, most, least) = (-1, long.MinValue, int.MaxValue);
        gains ??= totals;
        Weigh(allowed);
        for (var j = 0; j < gains.Length; j++)
        {
            var change = changes[profiles.Signatures[j]];
            if (change == int.MaxValue || change > least || (change == least && gains[j] <= most) || !HasRoom(j)) continue;
            (best, most, least) = (j, gains[j], change);
        }
        return best;
    }

    /// <summary>Takes the best exchange for the person at a place, if it is an improvement.</summary>
    public bool SwapAt(int place)
    {
        var old = picked[place];
        used[old]--;
        Count(profiles.Signatures[old], -1);
        Weigh(null);
        var (best, most, least) = (old, totals[old], changes[profiles.Signatures[old]]);
        for (var j = 0; j < totals.Length; j++)
        {
            var change = changes[profiles.Signatures[j]];
            if (change > least || (change == least && totals[j] <= most) || !HasRoom(j) || j == old) continue;
            var gain = totals[j] - profiles.Distance(old, j);
            if (change < least || gain > most) (best, most, least) = (j, gain, change);
        }
        used[old]++;
        Count(profiles.Signatures[old], 1);
        if (best == old) return false;
        Exchange(place, best);
        return true;
    }

    private void Exchange(int place, int profile)
    {
        RemoveAt(place);
        Add(profile);
        (picked[place], picked[^1]) = (picked[^1], picked[place]);
    }

    private void Weigh(int[]? allowed)
    {
        for (var s = 0; s < changes.Length; s++)
            changes[s] = allowed is null ? quotas.Change(counts, s) : allowed[s] > 0 ? 0 : int.MaxValue;
    }

    private void Count(int signature, int by)
    {
        foreach (var q in quotas.Kinds[signature]) counts[q] += by;
    }
}
