using System.Globalization;

namespace Throughline.Formats.Charts;

/// <summary>An odds ratio with its interval, as a row of a forest plot.</summary>
/// <param name="Label">The predictor, with the unit that the ratio refers to: "job discrepancy, per 30".</param>
/// <param name="Ratio">The odds ratio; above 0.</param>
/// <param name="Low">The lower end of the interval.</param>
/// <param name="High">The upper end.</param>
/// <param name="Told">As the table writes it: "6.86 (3.91 to 12.0)".</param>
public sealed record Estimate(string Label, double Ratio, double Low, double High, string Told);

/// <summary>Odds ratios side by side.</summary>
public static class ForestFigures
{
    private const double Row = 26, Labels = 220, Figures = 130, Head = 34;

    /// <summary>Points with their intervals on a logarithmic axis, the line of no association at 1. What lies outside 1/100 to 100 is cut, with an arrow.</summary>
    /// <param name="title">The outcome.</param>
    /// <param name="rows">The estimates; one that is not finite is told without a mark.</param>
    /// <param name="width">In CSS pixels, 480 or more.</param>
    public static Drawing Forest(string title, IReadOnlyList<Estimate> rows, double width = 640)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 480);
        var shapes = BarFigures.Begin(title, width);
        var ends = rows.SelectMany(r => new[] { r.Low, r.High, r.Ratio }).Where(v => double.IsFinite(v) && v > 0).Append(0.5).Append(2).ToList();
        var (least, greatest) = (Math.Max(0.01, ends.Min() / 1.15), Math.Min(100, ends.Max() * 1.15));
        var (left, right, bottom) = (Labels + 12, width - Figures - 12, Head + (rows.Count * Row) + 4);
        double X(double value) => left + ((right - left) * (Math.Log(Math.Clamp(value, least, greatest)) - Math.Log(least)) / (Math.Log(greatest) - Math.Log(least)));
        foreach (var tick in new[] { 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100 }.Where(t => t >= least && t <= greatest))
        {
            shapes.Add(new Shape.Line(X(tick), Head, X(tick), bottom, tick == 1 ? Ink.Quiet : Ink.Line));
            shapes.Add(new Shape.Words(X(tick), bottom + 16, tick.ToString("0.##", CultureInfo.InvariantCulture), Anchor.Middle, Ink.Quiet, 11));
        }
        for (var i = 0; i < rows.Count; i++)
        {
            var (row, y) = (rows[i], Head + (i * Row) + (Row / 2));
            shapes.Add(new Shape.Words(Labels, y + 4, TextLines.Cut(row.Label, Labels), Anchor.End));
            shapes.Add(new Shape.Words(width - 2, y + 4, row.Told, Anchor.End, Ink.Ink));
            if (!double.IsFinite(row.Ratio) || row.Ratio <= 0) continue;
            shapes.Add(new Shape.Line(X(row.Ratio), y, X(row.High), y, Ink.Bar, 1.5, IsArrow: row.High > greatest));
            shapes.Add(new Shape.Line(X(row.Ratio), y, X(row.Low), y, Ink.Bar, 1.5, IsArrow: row.Low < least));
            shapes.Add(new Shape.Dot(X(row.Ratio), y, 4, Ink.Bar));
        }
        return new(title, string.Join("; ", rows.Select(r => $"{r.Label}: {r.Told}")), width, bottom + 26, shapes);
    }
}
