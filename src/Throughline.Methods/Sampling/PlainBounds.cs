namespace Throughline.Methods.Sampling;

/// <summary>Mean distances that no sample exceeds, at little cost.</summary>
internal static class PlainBounds
{
    private const int MostPeople = 2_000;

    /// <summary>If each person of the sample had those around them who are furthest from them; 1 for more people than can be compared with all others.</summary>
    public static double ByPerson(Profiles profiles, int size)
    {
        int[] people = [.. profiles.Members.SelectMany(m => m), .. profiles.Must];
        if (people.Length > MostPeople || size < 2) return 1;
        var sums = new double[people.Length];
        var apart = new long[people.Length];
        for (var i = 0; i < people.Length; i++)
        {
            for (var j = 0; j < people.Length; j++) apart[j] = -profiles.Between(people[i], people[j]);
            Array.Sort(apart);
            for (var j = 0; j < Math.Min(size - 1, apart.Length); j++) sums[i] -= apart[j];
        }
        return sums.OrderDescending().Take(size).Sum() / ((double)size * (size - 1)) / Profiles.Unit;
    }

    /// <summary>If each attribute had a sample of its own; often reached. 1 where somebody lacks a value, for then the distance of a pair may rest on any one attribute.</summary>
    public static double ByAttribute(Frame frame, Profiles profiles, int size)
    {
        int[] open = [.. profiles.Members.SelectMany(m => m)];
        if (size < 2) return 0;
        var used = Enumerable.Range(0, frame.Attributes.Count).Where(k => frame.Attributes[k].Weight > 0).ToList();
        if (used.Any(k => open.Concat(profiles.Must).Any(p => double.IsNaN(frame.Columns[k].Values[p])))) return 1;
        var sum = used.Sum(k => frame.Attributes[k].Weight * Greatest(frame.Columns[k], open, profiles.Must, size));
        return sum / used.Sum(k => frame.Attributes[k].Weight) / (size * (size - 1) / 2.0);
    }

    private static double Greatest(FrameColumn column, int[] open, int[] must, int size)
    {
        var room = open.Concat(must).CountBy(p => column.Values[p]).OrderBy(v => v.Key).ToArray();
        var held = must.CountBy(p => column.Values[p]).ToDictionary();
        return column.IsNominal ? Differing([.. room.Select(r => (held.GetValueOrDefault(r.Key), r.Value))], size)
            : column.Range > 0 ? Apart(room, held, size) / column.Range : 0;
    }

    private static double Differing((int Count, int Room)[] levels, int size)
    {
        for (var left = size - levels.Sum(l => l.Count); left > 0; left--)
        {
            var least = -1;
            for (var c = 0; c < levels.Length; c++)
                if (levels[c].Count < levels[c].Room && (least < 0 || levels[c].Count < levels[least].Count)) least = c;
            if (least < 0) break;
            levels[least].Count++;
        }
        return ((double)size * size - levels.Sum(l => (double)l.Count * l.Count)) / 2;
    }

    private static double Apart(KeyValuePair<double, int>[] values, Dictionary<double, int> held, int size)
    {
        double sum = 0;
        var (all, below, heldBelow, allHeld) = (values.Sum(v => v.Value), 0, 0, held.Values.Sum());
        for (var i = 0; i + 1 < values.Length; i++)
        {
            below += values[i].Value;
            heldBelow += held.GetValueOrDefault(values[i].Key);
            var (fewest, most) = (Math.Max(heldBelow, size - (all - below)), Math.Min(below, size - (allHeld - heldBelow)));
            var k = Math.Clamp(size / 2, fewest, Math.Max(fewest, most));
            sum += (values[i + 1].Key - values[i].Key) * k * (size - k);
        }
        return sum;
    }
}
