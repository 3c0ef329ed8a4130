namespace Throughline.Methods.Sampling;

/// <summary>
/// Distances as whole numbers: exactly, where weights, values and ranges are whole numbers or have few decimals and a common multiple that is not too great; else
/// rounded, with a slack that covers it.
/// </summary>
internal sealed class WholeScale
{
    private const long Largest = 4_000_000, Fine = 2_000_000;

    private readonly Frame frame;
    private readonly double[] each;

    private WholeScale(Frame frame, int[] columns, double factor, bool isExact, bool isPartial)
    {
        (this.frame, Columns) = (frame, columns);
        each = [.. columns.Select(k => factor * frame.Attributes[k].Weight / (IsOf(k) ? 1 : frame.Columns[k].Range > 0 ? frame.Columns[k].Range : double.PositiveInfinity))];
        Whole = factor * columns.Sum(k => frame.Attributes[k].Weight);
        var steps = columns.Sum(k => IsOf(k) ? 1.0 : frame.Columns[k].Values.Distinct().Count());
        Slack = (isExact ? 0 : steps / Whole) + (isPartial ? 1 / Whole : 0);
    }

    /// <summary>The places of the attributes that count.</summary>
    public int[] Columns { get; }

    /// <summary>What a distance of 1 is.</summary>
    public double Whole { get; }

    /// <summary>By how much a distance may be rounded.</summary>
    public double Slack { get; }

    /// <param name="frame">The frame.</param>
    /// <param name="needsFine">Whether distances of other denominators have to be written too.</param>
    public static WholeScale Of(Frame frame, bool needsFine)
    {
        int[] columns = [.. Enumerable.Range(0, frame.Attributes.Count).Where(k => frame.Attributes[k].Weight > 0)];
        var total = columns.Sum(k => frame.Attributes[k].Weight);
        var factor = Exact(frame, columns);
        if (factor is not { } exact || exact * total > Largest) return new(frame, columns, Fine / total, isExact: false, needsFine);
        return new(frame, columns, needsFine ? exact * Math.Ceiling(Fine / (exact * total)) : exact, isExact: true, needsFine);
    }

    public bool IsNominal(int k) => IsOf(Columns[k]);

    /// <summary>What a difference on an attribute is.</summary>
    public long Step(int k, double difference) => (long)Math.Round(each[k] * difference);

    /// <summary>What a distance of <see cref="Profiles"/> is.</summary>
    public long Of(long distance) => (long)Math.Round(distance * Whole / Profiles.Unit);

    private bool IsOf(int column) => frame.Columns[column].IsNominal;

    /// <summary>The smallest factor that makes all steps whole; null where there is none in sight.</summary>
    private static double? Exact(Frame frame, int[] columns)
    {
        var common = 1L;
        foreach (var k in columns)
        {
            if (Decimals([frame.Attributes[k].Weight]) is not { } weight) return null;
            var column = frame.Columns[k];
            var denominator = (long)weight;
            if (!column.IsNominal && column.Range > 0)
            {
                if (Decimals(column.Values.Where(v => !double.IsNaN(v)).Distinct()) is not { } power) return null;
                denominator *= (long)Math.Round(column.Range * power);
            }
            common = common / Gcd(common, denominator) * denominator;
            if (common > Largest || denominator <= 0) return null;
        }
        return common;
    }

    /// <summary>The power of ten that makes all whole, up to a thousand.</summary>
    private static double? Decimals(IEnumerable<double> values)
    {
        double[] all = [.. values];
        foreach (var power in new[] { 1.0, 10, 100, 1000 })
            if (all.All(v => Math.Abs((v * power) - Math.Round(v * power)) < 1e-9 && Math.Abs(v * power) < Largest)) return power;
        return null;
    }

    private static long Gcd(long a, long b) => b == 0 ? a : Gcd(b, a % b);
}
