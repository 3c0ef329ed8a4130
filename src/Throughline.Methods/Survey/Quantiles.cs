namespace Throughline.Methods.Survey;

/// <summary>How a quantile that falls between two values is found, by the numbers of Hyndman and Fan (The American Statistician 50(4), 1996).</summary>
public enum QuantileType
{
    /// <summary>A value, or the mean of two where the share falls on a step: SAS by default.</summary>
    Type2,

    /// <summary>Between values at p(n + 1): SPSS and Minitab.</summary>
    Type6,

    /// <summary>Between values at p(n − 1) + 1: R, Excel and NumPy by default.</summary>
    Type7,
}

/// <summary>Quantiles by a stated rule.</summary>
public static class Quantiles
{
    private const double Fuzz = 4 * 2.220446049250313e-16;

    /// <summary>A quantile of values in ascending order.</summary>
    /// <param name="sorted">At least one value, ascending.</param>
    /// <param name="share">0 to 1: 0.5 for the median.</param>
    /// <param name="type">The rule.</param>
    /// <exception cref="ArgumentException">There is no value, or the share is not within 0 and 1.</exception>
    public static double OfSorted(IReadOnlyList<double> sorted, double share, QuantileType type = QuantileType.Type7)
    {
        ArgumentNullException.ThrowIfNull(sorted);
        if (sorted.Count == 0 || !(share >= 0 && share <= 1)) throw new ArgumentException("A quantile needs a value, and a share within 0 and 1.", nameof(sorted));
        var n = sorted.Count;
        var place = type switch { QuantileType.Type2 => n * share, QuantileType.Type6 => (n + 1) * share, _ => 1 + ((n - 1) * share) };
        var whole = Math.Floor(place + Fuzz);
        var part = Math.Abs(place - whole) < Fuzz ? 0 : place - whole;
        if (type == QuantileType.Type2) part = part > 0 ? 1 : 0.5;
        var (low, high) = (At(sorted, (int)whole), At(sorted, (int)whole + 1));
        return part == 0 || low == high ? low : part == 1 ? high : low + (part * (high - low));
    }

    private static double At(IReadOnlyList<double> sorted, int place) => sorted[Math.Clamp(place, 1, sorted.Count) - 1];
}
