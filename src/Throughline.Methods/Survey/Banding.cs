using System.Globalization;

namespace Throughline.Methods.Survey;

/// <summary>Bands of a variable: ranges of its numbers, or named sets of its values. Each value is in one band at most.</summary>
public sealed class Banding
{
    private readonly double[] cuts;
    private readonly Dictionary<string, int> sets;
    private readonly int other;

    private Banding(IReadOnlyList<string> names, double[] cuts, Dictionary<string, int> sets, int other) =>
        (Names, this.cuts, this.sets, this.other) = (names, cuts, sets, other);

    /// <summary>The names of the bands, in their order.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>The cut points, ascending; none for named sets.</summary>
    public IReadOnlyList<double> Cuts => cuts;

    /// <summary>Bands between cut points. A cut point belongs to the band above it: with cuts 30 and 45 the bands are below 30, 30 to below 45, and 45 and above.</summary>
    /// <param name="cuts">At least one, ascending, no two the same.</param>
    /// <param name="names">A name for each band, one more than there are cuts. Without them: “&lt; 30”, “30 to &lt; 45”, “≥ 45”.</param>
    /// <exception cref="ArgumentException">The cuts do not ascend, or there is not a different name for each band.</exception>
    public static Banding ByCuts(IReadOnlyList<double> cuts, IReadOnlyList<string>? names = null)
    {
        ArgumentNullException.ThrowIfNull(cuts);
        if (cuts.Count == 0 || cuts.Any(c => !double.IsFinite(c)) || cuts.Zip(cuts.Skip(1)).Any(c => c.First >= c.Second))
            throw new ArgumentException("Cut points ascend.", nameof(cuts));
        names ??= [$"< {Told(cuts[0])}", .. cuts.Zip(cuts.Skip(1), (a, b) => $"{Told(a)} to < {Told(b)}"), $"≥ {Told(cuts[^1])}"];
        if (names.Count != cuts.Count + 1 || names.Distinct().Count() < names.Count) throw new ArgumentException("Each band needs a name of its own.", nameof(names));
        return new(names, [.. cuts], [], -1);
    }

    /// <summary>
    /// Bands of about equally many. The cut points are the quantiles at 1/parts, 2/parts …; those that fall together, or on the smallest value, make
    /// fewer bands. As equal values are never parted, bands of a variable with few values can be far from equal: look at the counts.
    /// </summary>
    /// <param name="values">The values; what is missing is passed over.</param>
    /// <param name="parts">How many bands, 2 or more: 3 for tertiles.</param>
    /// <param name="type">How quantiles are found.</param>
    /// <returns>Null where the values cannot be parted: there are none, or all are the same.</returns>
    public static Banding? ByQuantiles(IEnumerable<double?> values, int parts, QuantileType type = QuantileType.Type7)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(parts, 2);
        var sorted = values.OfType<double>().Order().ToArray();
        if (sorted.Length == 0) return null;
        var cuts = Enumerable.Range(1, parts - 1).Select(i => Quantiles.OfSorted(sorted, (double)i / parts, type)).Distinct().Where(c => c > sorted[0]).ToArray();
        return cuts.Length > 0 ? ByCuts(cuts) : null;
    }

    /// <summary>The bands of a number for which none were chosen: each value by itself where there are few, thirds where there are more.</summary>
    /// <param name="values">The values; what is missing is passed over.</param>
    /// <param name="few">How many different values are few.</param>
    /// <returns>Null where there is no value.</returns>
    public static Banding? ByItself(IReadOnlyCollection<double?> values, int few = 6)
    {
        ArgumentNullException.ThrowIfNull(values);
        var known = values.OfType<double>().Distinct().Order().Select(v => v.ToString("R", CultureInfo.InvariantCulture)).ToList();
        return known.Count == 0 ? null : known.Count <= few ? BySets([.. known.Select(v => (v, (IReadOnlyList<string>)[v]))]) : ByQuantiles(values, 3);
    }

    /// <summary>Bands that are named sets of values.</summary>
    /// <param name="sets">The bands in their order, each with its values; words are compared as they stand, numbers as the invariant culture writes them.</param>
    /// <param name="other">The name of a last band for every value in no set; null where these are to be in no band.</param>
    /// <exception cref="ArgumentException">There is no set, two have one name, or a value is in two.</exception>
    public static Banding BySets(IReadOnlyList<(string Name, IReadOnlyList<string> Values)> sets, string? other = null)
    {
        ArgumentNullException.ThrowIfNull(sets);
        List<string> names = [.. sets.Select(s => s.Name)];
        if (other is not null) names.Add(other);
        if (sets.Count == 0 || names.Distinct().Count() < names.Count) throw new ArgumentException("Each set needs a name of its own.", nameof(sets));
        var found = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (value, band) in sets.SelectMany((s, i) => s.Values.Distinct().Select(v => (v, i))))
            if (!found.TryAdd(value, band)) throw new ArgumentException($"“{value}” is in two sets.", nameof(sets));
        return new(names, [], found, other is null ? -1 : sets.Count);
    }

    /// <summary>The place of a number's band among the names.</summary>
    /// <param name="value">The number.</param>
    /// <returns>Null where it is in no band.</returns>
    public int? BandOf(double value)
    {
        if (double.IsNaN(value)) return null;
        return cuts.Length == 0 ? BandOf(value.ToString("R", CultureInfo.InvariantCulture)) : cuts.Count(c => c <= value);
    }

    /// <summary>The place of a value's band among the names. Words that are a number count as that number where bands lie between cut points.</summary>
    /// <param name="value">The value.</param>
    /// <returns>Null where it is in no band.</returns>
    public int? BandOf(string value)
    {
        if (cuts.Length > 0) return double.TryParse(value, CultureInfo.InvariantCulture, out var number) ? BandOf(number) : null;
        return sets.TryGetValue(value, out var band) ? band : other >= 0 ? other : null;
    }

    private static string Told(double cut) => cut.ToString("0.####", CultureInfo.InvariantCulture);
}
