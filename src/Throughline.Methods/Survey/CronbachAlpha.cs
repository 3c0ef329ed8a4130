using MathNet.Numerics.Distributions;

namespace Throughline.Methods.Survey;

/// <summary>An item as part of its scale.</summary>
/// <param name="Mean">The mean of its answers.</param>
/// <param name="Deviation">Their standard deviation (n − 1).</param>
/// <param name="RestCorrelation">Its correlation (Pearson) with the sum of the other items; null where either does not vary.</param>
/// <param name="AlphaWithout">The alpha of the other items; null where there is none.</param>
public sealed record AlphaItem(double Mean, double Deviation, double? RestCorrelation, double? AlphaWithout);

/// <summary>Cronbach's alpha of a scale.</summary>
/// <param name="Alpha">The coefficient; it can be negative. Null where there are not two items and two respondents, or the sum does not vary.</param>
/// <param name="Low">The lower end of its interval of 95 % (Feldt, Woodruff and Salih, Applied Psychological Measurement 11, 1987, equation 4).</param>
/// <param name="High">The upper end.</param>
/// <param name="Rows">How many respondents it is worked out from: those who answered all items.</param>
/// <param name="LeftOut">How many were left out because an item is missing.</param>
/// <param name="Items">Each item, in the order given.</param>
public sealed record CronbachAlpha(double? Alpha, double? Low, double? High, int Rows, int LeftOut, IReadOnlyList<AlphaItem> Items)
{
    /// <summary>
    /// k/(k − 1) · (1 − Σ variances of items / variance of their sum), variances with n − 1 (Cronbach, Psychometrika 16, 1951, equation 2), over those who
    /// answered all items.
    /// </summary>
    /// <param name="answers">A row for each respondent with an answer for each item, reversed where the item is (<see cref="Scale.Counted"/>).</param>
    /// <exception cref="ArgumentException">The rows are not equally long.</exception>
    public static CronbachAlpha Of(IReadOnlyCollection<IReadOnlyList<double?>> answers)
    {
        ArgumentNullException.ThrowIfNull(answers);
        var width = answers.FirstOrDefault()?.Count ?? 0;
        if (answers.Any(r => r.Count != width)) throw new ArgumentException("The rows are not equally long.", nameof(answers));
        double[][] full = [.. answers.Where(r => r.All(v => v is not null)).Select(r => r.Select(v => v!.Value).ToArray())];
        double[][] items = [.. Enumerable.Range(0, width).Select(i => full.Select(r => r[i]).ToArray())];
        var alpha = Coefficient(items);
        var (low, high) = Interval(alpha, full.Length, width);
        return new(alpha, low, high, full.Length, answers.Count - full.Length, full.Length == 0 ? [] : [.. items.Select((item, i) => Item(items, item, i))]);
    }

    private static AlphaItem Item(double[][] items, double[] item, int place)
    {
        double[][] others = [.. items.Where((_, i) => i != place)];
        return new(item.Average(), Math.Sqrt(Moments.Variance(item)), Moments.Correlation(item, Sums(others)), Coefficient(others));
    }

    private static double? Coefficient(double[][] items)
    {
        if (items.Length < 2 || items[0].Length < 2) return null;
        var total = Moments.Variance(Sums(items));
        return total > 0 ? items.Length / (items.Length - 1.0) * (1 - (items.Sum(Moments.Variance) / total)) : null;
    }

    private static double[] Sums(double[][] items) =>
        items.Length == 0 ? [] : [.. Enumerable.Range(0, items[0].Length).Select(r => items.Sum(i => i[r]))];

    private static (double? Low, double? High) Interval(double? alpha, int rows, int width)
    {
        if (alpha is not { } a || rows < 2) return (null, null);
        var (one, two) = (rows - 1.0, (rows - 1.0) * (width - 1));
        return (1 - ((1 - a) * FisherSnedecor.InvCDF(one, two, 0.975)), 1 - ((1 - a) * FisherSnedecor.InvCDF(one, two, 0.025)));
    }
}
