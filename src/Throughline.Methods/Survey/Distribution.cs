namespace Throughline.Methods.Survey;

/// <summary>One bar of a histogram.</summary>
/// <param name="From">The lower end, which belongs to it.</param>
/// <param name="To">The upper end, which belongs to the next; to this one, if it is the last.</param>
/// <param name="Count">How many values.</param>
public sealed record HistogramBin(double From, double To, int Count);

/// <summary>How the values of a variable are distributed.</summary>
/// <param name="Count">How many values are known.</param>
/// <param name="Missing">How many are not.</param>
/// <param name="Mean">The mean.</param>
/// <param name="Deviation">The standard deviation (n − 1); null below two values.</param>
/// <param name="Minimum">The smallest value.</param>
/// <param name="LowerQuartile">The quantile at 0.25.</param>
/// <param name="Median">The quantile at 0.5.</param>
/// <param name="UpperQuartile">The quantile at 0.75.</param>
/// <param name="Maximum">The greatest value.</param>
/// <param name="Type">How the quartiles were found.</param>
/// <param name="Bins">The histogram.</param>
public sealed record Distribution(
    int Count, int Missing, double? Mean, double? Deviation, double? Minimum, double? LowerQuartile, double? Median, double? UpperQuartile, double? Maximum,
    QuantileType Type, IReadOnlyList<HistogramBin> Bins)
{
    private const int MostBins = 60;

    /// <summary>Describes numbers.</summary>
    /// <param name="values">The values; null, and what is not finite, is missing.</param>
    /// <param name="type">How the quartiles are found.</param>
    /// <param name="bins">
    /// About how many bars; null for as many as Sturges' rule gives, ⌈log₂ n⌉ + 1 (JASA 21, 1926). Their ends are round numbers: steps of 1, 2, 2.5 or 5 times a power of ten.
    /// </param>
    public static Distribution Of(IReadOnlyCollection<double?> values, QuantileType type = QuantileType.Type7, int? bins = null)
    {
        ArgumentNullException.ThrowIfNull(values);
        double[] sorted = [.. values.OfType<double>().Where(double.IsFinite).Order()];
        var missing = values.Count - sorted.Length;
        if (sorted.Length == 0) return new(0, missing, null, null, null, null, null, null, null, type, []);
        double Quantile(double share) => Quantiles.OfSorted(sorted, share, type);
        var deviation = sorted.Length > 1 ? Math.Sqrt(Moments.Variance(sorted)) : (double?)null;
        var wanted = Math.Clamp(bins ?? ((int)Math.Ceiling(Math.Log2(sorted.Length)) + 1), 1, MostBins);
        return new(
            sorted.Length, missing, sorted.Average(), deviation, sorted[0], Quantile(0.25), Quantile(0.5), Quantile(0.75), sorted[^1], type, Histogram(sorted, wanted));
    }

    private static IReadOnlyList<HistogramBin> Histogram(double[] sorted, int wanted)
    {
        if (sorted[0] == sorted[^1]) return [new(sorted[0], sorted[0], sorted.Length)];
        var step = Round((sorted[^1] - sorted[0]) / wanted);
        var first = Math.Floor(sorted[0] / step);
        var number = Math.Max(1, (int)Math.Ceiling((sorted[^1] / step) - first - 1e-9));
        var counts = new int[number];
        foreach (var value in sorted) counts[Math.Clamp((int)Math.Floor((value / step) - first + 1e-9), 0, number - 1)]++;
        return [.. counts.Select((count, i) => new HistogramBin((first + i) * step, (first + i + 1) * step, count))];
    }

    private static double Round(double step)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(step)));
        return power * new[] { 1, 2, 2.5, 5, 10 }.First(m => m * power >= step * (1 - 1e-12));
    }
}
