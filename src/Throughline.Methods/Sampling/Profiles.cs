namespace Throughline.Methods.Sampling;

/// <summary>
/// The people who may be chosen, those alike in everything gathered into one profile: for choosing they are one and the same. Distances are whole
/// numbers of <see cref="Unit"/>, so that sums do not depend on the order of adding and ties are ties.
/// </summary>
internal sealed class Profiles
{
    /// <summary>What a distance of 1 counts: fine enough for a mean to fifteen digits less those of the pairs, small enough for 2²⁰ pairs.</summary>
    public const long Unit = 1L << 40;

    private const int LargestTable = 2_000;

    private readonly Gower gower;
    private readonly long[]? table;
    private readonly int[] first;

    private Profiles(Frame frame, Quotas quotas, List<List<int>> members, int[] must)
    {
        (gower, Members, Must, first) = (frame.Gower, members, must, [.. members.Select(m => m[0])]);
        Signatures = [.. first.Select(p => quotas.SignatureOf(p))];
        if (Count > LargestTable) return;
        table = new long[Count * Count];
        for (var i = 0; i < Count; i++)
            for (var j = 0; j < i; j++)
                table[(i * Count) + j] = table[(j * Count) + i] = Between(first[i], first[j]);
    }

    public int Count => first.Length;

    /// <summary>The people of each profile, ascending.</summary>
    public List<List<int>> Members { get; }

    /// <summary>The people who are in the sample in any case.</summary>
    public int[] Must { get; }

    /// <summary>Which quotas each profile counts for, as a place among the signatures of <see cref="Quotas"/>.</summary>
    public int[] Signatures { get; }

    public static Profiles Of(Frame frame, SampleWishes wishes, Quotas quotas)
    {
        var must = wishes.Must.Distinct().Select(frame.Place).Order().ToArray();
        var away = wishes.Excluded.Select(frame.Place).Concat(must).ToHashSet();
        var found = new Dictionary<Key, List<int>>();
        var members = new List<List<int>>();
        for (var person = 0; person < frame.People.Count; person++)
        {
            if (away.Contains(person)) continue;
            var key = new Key(frame.Gower, person, quotas.SignatureOf(person));
            if (!found.TryGetValue(key, out var alike)) members.Add(found[key] = alike = []);
            alike.Add(person);
        }
        return new(frame, quotas, members, must);
    }

    /// <summary>One who stands for the profile.</summary>
    public int Person(int profile) => first[profile];

    public long Distance(int one, int other) => table is null ? Between(first[one], first[other]) : table[(one * Count) + other];

    public long DistanceToPerson(int profile, int person) => Between(first[profile], person);

    /// <summary>People who cannot be compared count as not apart, for nothing is known to set them apart.</summary>
    public long Between(int person, int other) =>
        person != other && gower.Distance(person, other) is var d && !double.IsNaN(d) ? (long)Math.Round(d * Unit) : 0;

    /// <summary>Adds what each profile is from one of them.</summary>
    public void AddDistances(int from, long[] to, int sign)
    {
        for (var i = 0; i < to.Length; i++) to[i] += sign * Distance(from, i);
    }

    private readonly record struct Key(Gower Gower, int Person, int Signature)
    {
        public bool Equals(Key other) => Signature == other.Signature && Gower.Row(Person).SequenceEqual(Gower.Row(other.Person));

        public override int GetHashCode()
        {
            var hash = new HashCode();
            hash.Add(Signature);
            foreach (var value in Gower.Row(Person)) hash.Add(value);
            return hash.ToHashCode();
        }
    }
}
