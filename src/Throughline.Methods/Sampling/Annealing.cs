namespace Throughline.Methods.Sampling;

/// <summary>
/// Simulated annealing (Kirkpatrick, Gelatt and Vecchi, Science 220, 1983): exchanges drawn at random are made if they are better, and else with
/// probability exp(gain / temperature), where the temperature falls by steps. It leaves samples that no single exchange betters.
/// </summary>
internal sealed class Annealing(Profiles profiles, Quotas quotas, long[] fromMust, IReadOnlyList<int> from)
{
    private const int Steps = 60_000, Rounds = 60;
    private const double Warmest = 0.6, Coolest = 0.004;

    private readonly int[] picked = [.. from];
    private readonly Dictionary<int, int> used = from.CountBy(p => p).ToDictionary();
    private readonly int[] counts = new int[quotas.Wanted.Count];

    /// <summary>The best sample that it came by.</summary>
    public int[] Run(Xoshiro256 random, CancellationToken cancel)
    {
        foreach (var signature in profiles.Must.Select(quotas.SignatureOf).Concat(picked.Select(p => profiles.Signatures[p]))) Count(signature, 1);
        int[] best = [.. picked];
        long now = 0, most = 0;
        var (lacks, least) = (quotas.Short(counts), quotas.Short(counts));
        for (var round = 0; round < Rounds; round++)
        {
            cancel.ThrowIfCancellationRequested();
            var temperature = Profiles.Unit * Warmest * Math.Pow(Coolest / Warmest, round / (Rounds - 1.0));
            for (var step = 0; step < Steps / Rounds; step++)
            {
                var (place, profile, chance) = (random.Below(picked.Length), random.Below(profiles.Count), random.Share());
                if (profile == picked[place] || used.GetValueOrDefault(profile) == profiles.Members[profile].Count) continue;
                var change = Change(place, profile);
                if (change > 0) continue;
                var gain = Gain(place, profile);
                if (change == 0 && gain < 0 && chance >= Math.Exp(gain / temperature)) continue;
                Exchange(place, profile);
                (now, lacks) = (now + gain, lacks + change);
                if (lacks > least || (lacks == least && now <= most)) continue;
                (most, least) = (now, lacks);
                picked.CopyTo(best, 0);
            }
        }
        return best;
    }

    /// <summary>What an exchange does to how far the quotas are from being kept.</summary>
    private int Change(int place, int profile)
    {
        var (old, other) = (profiles.Signatures[picked[place]], profiles.Signatures[profile]);
        if (old == other) return 0;
        Count(old, -1);
        var change = quotas.Change(counts, other) - quotas.Change(counts, old);
        Count(old, 1);
        return change;
    }

    private long Gain(int place, int profile)
    {
        var old = picked[place];
        var gain = fromMust[profile] - fromMust[old];
        for (var i = 0; i < picked.Length; i++)
            if (i != place) gain += profiles.Distance(picked[i], profile) - profiles.Distance(picked[i], old);
        return gain;
    }

    private void Exchange(int place, int profile)
    {
        var old = picked[place];
        used[old]--;
        used[profile] = used.GetValueOrDefault(profile) + 1;
        Count(profiles.Signatures[old], -1);
        Count(profiles.Signatures[profile], 1);
        picked[place] = profile;
    }

    private void Count(int signature, int by)
    {
        foreach (var q in quotas.Kinds[signature]) counts[q] += by;
    }
}
