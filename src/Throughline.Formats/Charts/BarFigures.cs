using System.Globalization;

namespace Throughline.Formats.Charts;

/// <summary>A category with how many are in it.</summary>
/// <param name="Label">Its name.</param>
/// <param name="Count">How many; not negative.</param>
public sealed record Bar(string Label, int Count);

/// <summary>A row of a cross-table: how many of it are in each column.</summary>
/// <param name="Label">Its name.</param>
/// <param name="Counts">One for each series.</param>
public sealed record Stack(string Label, IReadOnlyList<int> Counts);

/// <summary>Figures of counts as lying bars.</summary>
public static class BarFigures
{
    private const double Row = 24, Thick = 12, LabelWidth = 190, Space = 10, Head = 30;
    private static readonly CultureInfo C = CultureInfo.InvariantCulture;

    /// <summary>A bar for each category, with its count and its share of all.</summary>
    /// <param name="title">What is counted.</param>
    /// <param name="bars">The categories, in the order in which they are to stand.</param>
    /// <param name="width">In CSS pixels, 320 or more.</param>
    public static Drawing Bars(string title, IReadOnlyList<Bar> bars, double width = 560)
    {
        var (total, most) = (bars.Sum(b => b.Count), Math.Max(1, bars.Select(b => b.Count).DefaultIfEmpty().Max()));
        var (shapes, labels) = (Begin(title, width), Labels(width));
        var room = width - labels - Space - 104;
        for (var i = 0; i < bars.Count; i++)
        {
            var y = Head + (i * Row);
            var share = total == 0 ? "" : $"{Share(bars[i].Count, total)} %";
            Label(shapes, bars[i].Label, labels, y);
            shapes.Add(new Shape.Box(labels + Space, y + 6, room * bars[i].Count / most, Thick, Ink.Bar) { Told = $"{bars[i].Label}: {bars[i].Count}{(share.Length > 0 ? $" ({share})" : "")}" });
            shapes.Add(new Shape.Words(width - 58, y + 16, bars[i].Count.ToString("N0", C), Anchor.End, IsBold: true));
            shapes.Add(new Shape.Words(width - 4, y + 16, share, Anchor.End, Ink.Quiet));
        }
        return new(title, string.Join("; ", bars.Select(b => $"{b.Label} {b.Count}")), width, Head + (Math.Max(1, bars.Count) * Row) + 8, shapes);
    }

    /// <summary>Rows of a cross-table as bars of one length, parted by what share of the row is in each column.</summary>
    /// <param name="title">What is crossed.</param>
    /// <param name="series">The names of the columns.</param>
    /// <param name="rows">The rows, each with a count for each column.</param>
    /// <param name="width">In CSS pixels, 320 or more.</param>
    /// <exception cref="ArgumentException">A row has not a count for each column.</exception>
    public static Drawing Stacked(string title, IReadOnlyList<string> series, IReadOnlyList<Stack> rows, double width = 560)
    {
        if (rows.Any(r => r.Counts.Count != series.Count)) throw new ArgumentException("Each row has a count for each column.", nameof(rows));
        var (shapes, labels) = (Begin(title, width), Labels(width));
        var top = Legend(shapes, series, width);
        var room = width - labels - Space - 50;
        for (var i = 0; i < rows.Count; i++)
        {
            var (y, x, total) = (top + (i * Row), labels + Space, rows[i].Counts.Sum());
            Label(shapes, rows[i].Label, labels, y);
            for (var k = 0; k < series.Count && total > 0; k++)
            {
                var part = room * rows[i].Counts[k] / total;
                shapes.Add(new Shape.Box(x, y + 5, Math.Max(0, part - 1), 14, Inks.Series(k)) { Told = $"{rows[i].Label}, {series[k]}: {rows[i].Counts[k]} of {total} ({Share(rows[i].Counts[k], total)} %)" });
                x += part;
            }
            shapes.Add(new Shape.Words(width - 4, y + 16, $"n {total.ToString("N0", C)}", Anchor.End, Ink.Quiet));
        }
        var told = rows.Select(r => $"{r.Label}: {string.Join(", ", series.Select((s, k) => $"{s} {r.Counts[k]}"))}");
        return new(title, string.Join("; ", told), width, top + (Math.Max(1, rows.Count) * Row) + 8, shapes);
    }

    internal static List<Shape> Begin(string title, double width)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 320);
        return [new Shape.Words(0, 16, TextLines.Cut(title, width - 90, 13), Size: 13, IsBold: true)];
    }

    private static double Labels(double width) => Math.Min(LabelWidth, width * 0.36);

    private static void Label(List<Shape> shapes, string label, double labels, double y) =>
        shapes.Add(new Shape.Words(labels, y + 16, TextLines.Cut(label, labels - 4), Anchor.End, Ink.Ink));

    private static double Legend(List<Shape> shapes, IReadOnlyList<string> series, double width)
    {
        var (x, y) = (0.0, Head + 10.0);
        for (var k = 0; k < series.Count; k++)
        {
            var name = TextLines.Cut(series[k], width - 30, 11);
            var wide = 22 + TextLines.Width(name, 11);
            if (x > 0 && x + wide > width) (x, y) = (0, y + 18);
            shapes.Add(new Shape.Box(x, y - 8, 9, 9, Inks.Series(k)));
            shapes.Add(new Shape.Words(x + 13, y, name, Fill: Ink.Quiet, Size: 11));
            x += wide;
        }
        return y + 8;
    }

    private static string Share(int count, int total) => (100.0 * count / total).ToString("0.#", C);
}
