namespace Throughline.Methods.Survey;

/// <summary>Means and what is around them.</summary>
internal static class Moments
{
    /// <summary>The variance with n − 1, in two passes; NaN below two values.</summary>
    public static double Variance(IReadOnlyCollection<double> values)
    {
        if (values.Count < 2) return double.NaN;
        var mean = values.Average();
        return values.Sum(v => (v - mean) * (v - mean)) / (values.Count - 1);
    }

    /// <summary>Pearson's correlation; null where either does not vary.</summary>
    public static double? Correlation(double[] one, double[] other)
    {
        if (one.Length < 2 || other.Length != one.Length) return null;
        var (a, b) = (one.Average(), other.Average());
        double ab = 0, aa = 0, bb = 0;
        for (var i = 0; i < one.Length; i++) (ab, aa, bb) = (ab + ((one[i] - a) * (other[i] - b)), aa + ((one[i] - a) * (one[i] - a)), bb + ((other[i] - b) * (other[i] - b)));
        return aa > 0 && bb > 0 ? Math.Clamp(ab / Math.Sqrt(aa * bb), -1, 1) : null;
    }
}
