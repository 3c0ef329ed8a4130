using System.Globalization;

namespace Throughline.Formats.Charts;

/// <summary>A bin of a histogram.</summary>
/// <param name="From">Inclusive.</param>
/// <param name="To">Exclusive, but for the last bin.</param>
/// <param name="Count">How many are in it.</param>
public sealed record Bin(double From, double To, int Count);

/// <summary>A value to be marked on an axis, with what it is: the median, a cut point.</summary>
/// <param name="At">The value.</param>
/// <param name="Label">What it is.</param>
public sealed record AxisMark(double At, string Label);

/// <summary>Figures of the distribution of numbers.</summary>
public static class Histograms
{
    private const double Left = 40, Right = 12, Top = 56, Plot = 150, Under = 34;
    private static readonly CultureInfo C = CultureInfo.InvariantCulture;

    /// <summary>Standing bars over an axis of values.</summary>
    /// <param name="title">The variable, with its unit.</param>
    /// <param name="bins">Ascending, without gaps.</param>
    /// <param name="marks">What is marked on the axis: the mean, cut points.</param>
    /// <param name="width">In CSS pixels, 320 or more.</param>
    public static Drawing Histogram(string title, IReadOnlyList<Bin> bins, IReadOnlyList<AxisMark>? marks = null, double width = 560)
    {
        var shapes = BarFigures.Begin(title, width);
        var (most, bottom) = (Math.Max(1, bins.Select(b => b.Count).DefaultIfEmpty().Max()), Top + Plot);
        if (bins.Count == 0) return new(title, "No value is known.", width, 60, [.. shapes, new Shape.Words(0, 42, "No value is known.", Fill: Ink.Quiet)]);
        var (least, greatest) = (bins[0].From, bins[^1].To);
        double X(double value) => Left + ((width - Left - Right) * (value - least) / Math.Max(1e-12, greatest - least));
        foreach (var tick in Axis.Ticks(0, most, 4).Where(t => t == Math.Floor(t)))
        {
            var y = bottom - (Plot * tick / most);
            shapes.Add(new Shape.Line(Left, y, width - Right, y, Ink.Line));
            shapes.Add(new Shape.Words(Left - 6, y + 4, tick.ToString("N0", C), Anchor.End, Ink.Quiet, 11));
        }
        foreach (var bin in bins)
        {
            var high = Plot * bin.Count / most;
            shapes.Add(new Shape.Box(X(bin.From) + 0.5, bottom - high, Math.Max(1, X(bin.To) - X(bin.From) - 1), high, Ink.Bar) { Told = $"{Axis.Told(bin.From)} to {Axis.Told(bin.To)}: {bin.Count}" });
        }
        shapes.Add(new Shape.Line(Left, bottom, width - Right, bottom, Ink.Quiet));
        foreach (var tick in Axis.Ticks(least, greatest, 8)) shapes.Add(new Shape.Words(X(tick), bottom + 16, Axis.Told(tick), Anchor.Middle, Ink.Quiet, 11));
        foreach (var (i, mark) in (marks ?? []).Where(m => m.At >= least && m.At <= greatest).OrderBy(m => m.At).Index())
        {
            var (x, y, isLate) = (X(mark.At), Top - 18 + (i % 2 * 13), X(mark.At) > width * 0.75);
            shapes.Add(new Shape.Line(x, y - 8, x, bottom + 4, Ink.Ink));
            shapes.Add(new Shape.Words(isLate ? x - 4 : x + 4, y, mark.Label, isLate ? Anchor.End : Anchor.Start, Ink.Quiet, 11));
        }
        return new(title, string.Join("; ", bins.Select(b => $"{Axis.Told(b.From)} to {Axis.Told(b.To)}: {b.Count}")), width, bottom + Under, shapes);
    }
}

internal static class Axis
{
    /// <summary>Round values within a range, about as many as wanted.</summary>
    public static IEnumerable<double> Ticks(double from, double to, int about)
    {
        if (!(to > from) || !double.IsFinite(to - from)) return [from];
        var raw = (to - from) / Math.Max(1, about);
        var ten = Math.Pow(10, Math.Floor(Math.Log10(raw)));
        var step = new[] { 1, 2, 5, 10 }.Select(m => m * ten).First(s => s >= raw * 0.999);
        var first = Math.Ceiling((from / step) - 1e-9);
        return Enumerable.Range(0, (int)Math.Floor((to / step) - first + 1e-9) + 1).Select(i => (first + i) * step);
    }

    public static string Told(double value) => value.ToString(Math.Abs(value) >= 1000 ? "N0" : "0.##", CultureInfo.InvariantCulture);
}
