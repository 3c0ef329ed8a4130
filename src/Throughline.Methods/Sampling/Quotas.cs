namespace Throughline.Methods.Sampling;

/// <summary>The quotas of a search: who counts for which, and how far a sample is from keeping them.</summary>
internal sealed class Quotas
{
    private readonly int[] signatures;

    public Quotas(Frame frame, IReadOnlyList<Quota> wanted)
    {
        Wanted = wanted;
        var matching = wanted.Select(q => frame.Matching(q.Cell)).ToArray();
        var found = new Dictionary<string, int>();
        var kinds = new List<int[]>();
        signatures = new int[frame.People.Count];
        for (var person = 0; person < signatures.Length; person++)
        {
            var counts = Enumerable.Range(0, wanted.Count).Where(q => matching[q][person]).ToArray();
            var key = string.Join(',', counts);
            if (!found.TryGetValue(key, out var place))
            {
                found[key] = place = kinds.Count;
                kinds.Add(counts);
            }
            signatures[person] = place;
        }
        Kinds = [.. kinds];
    }

    public IReadOnlyList<Quota> Wanted { get; }

    /// <summary>For each signature, the quotas that a person with it counts for.</summary>
    public int[][] Kinds { get; }

    public int SignatureOf(int person) => signatures[person];

    /// <summary>How many are too few or too many, over all quotas.</summary>
    public int Short(int[] counts)
    {
        var total = 0;
        for (var q = 0; q < counts.Length; q++)
            total += Math.Max(0, Wanted[q].Minimum - counts[q]) + (Wanted[q].Maximum is { } most ? Math.Max(0, counts[q] - most) : 0);
        return total;
    }

    /// <summary>What one more of a signature does to <see cref="Short"/>.</summary>
    public int Change(int[] counts, int signature)
    {
        var change = 0;
        foreach (var q in Kinds[signature])
        {
            if (counts[q] < Wanted[q].Minimum) change--;
            if (counts[q] >= Wanted[q].Maximum) change++;
        }
        return change;
    }
}
