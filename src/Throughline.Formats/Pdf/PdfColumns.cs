using System.Text;

namespace Throughline.Formats.Pdf;

/// <summary>
/// Brings the stretches of a page into the order in which they are read. Columns of prose are kept apart, one after the other;
/// anything else that stands side by side (a table, a speaker beside their words) is read row by row, with tabs between.
/// </summary>
internal static class PdfColumns
{
    private const int DeepestColumns = 5;
    private const int MostLines = 5000;

    /// <summary>What stands side by side is prose where each side has this many lines of this many words, mostly filled.</summary>
    private const int LeastLines = 3;
    private const double LeastWords = 3.5;
    private const double LeastFilled = 0.55;

    /// <summary>Lines of two columns whose baselines differ by less than this, in sizes, are neighbours.</summary>
    private const double SameRow = 1.0;

    /// <summary>Two stretches of a row closer than this, in sizes, are one line with a wide space.</summary>
    private const double TabGap = 2.2;

    /// <summary>The flows of the page in reading order: within a flow the lines follow one another from top to bottom.</summary>
    public static List<List<PdfLine>> Flows(IReadOnlyList<PdfLine> lines)
    {
        var flows = new List<List<PdfLine>>();
        Order([.. lines.OrderByDescending(l => l.Y).ThenBy(l => l.X0)], 0, flows);
        return flows;
    }

    private static void Order(List<PdfLine> lines, int depth, List<List<PdfLine>> flows)
    {
        if (lines.Count == 0)
            return;
        if (lines.Count <= MostLines && depth < DeepestColumns)
            foreach (var gutter in Gutters(lines))
                if (TrySplit(lines, gutter, depth, flows))
                    return;
        flows.Add(Rows(lines));
    }

    /// <summary>Where white space runs between neighbours in most rows: up to three places, the commonest first.</summary>
    private static IEnumerable<double> Gutters(List<PdfLine> lines)
    {
        var gaps = Gaps(lines);
        for (var tries = 0; tries < 3 && gaps.Count >= LeastLines; tries++)
        {
            var edges = gaps.SelectMany(g => new[] { (X: g.From, Step: 1), (X: g.To, Step: -1) }).OrderBy(e => e.X).ThenBy(e => e.Step);
            var (open, most, at) = (0, 0, 0d);
            var wide = false;
            foreach (var (x, step) in edges)
            {
                if (wide)
                    at = (at + x) / 2;
                wide = false;
                open += step;
                if (open > most)
                    (most, at, wide) = (open, x, true);
            }
            if (most < LeastLines)
                yield break;
            yield return at;
            gaps.RemoveAll(g => g.From < at && at < g.To);
        }
    }

    private static List<(double From, double To)> Gaps(List<PdfLine> lines)
    {
        var gaps = new List<(double, double)>();
        for (var i = 0; i < lines.Count; i++)
        {
            var near = double.PositiveInfinity;
            for (var step = -1; step <= 1; step += 2)
                for (var j = i + step; j >= 0 && j < lines.Count && Math.Abs(lines[j].Y - lines[i].Y) < SameRow * lines[i].Size; j += step)
                    if (lines[j].X0 > lines[i].X1)
                        near = Math.Min(near, lines[j].X0);
            if (double.IsFinite(near))
                gaps.Add((lines[i].X1, near));
        }
        return gaps;
    }

    private static bool TrySplit(List<PdfLine> lines, double gutter, int depth, List<List<PdfLine>> flows)
    {
        var parts = new List<(List<PdfLine> Lines, bool Columns)>();
        var found = false;
        for (var i = 0; i < lines.Count;)
        {
            var end = i;
            while (end < lines.Count && !Crosses(lines[end], gutter))
                end++;
            if (end > i)
            {
                var columns = IsProse(lines[i..end].FindAll(l => l.X1 <= gutter)) && IsProse(lines[i..end].FindAll(l => l.X1 > gutter));
                found |= columns;
                Add(parts, lines[i..end], columns);
            }
            if (end < lines.Count)
                Add(parts, [lines[end]], false);
            i = end + 1;
        }
        if (!found)
            return false;
        foreach (var (part, columns) in parts)
        {
            Order(columns ? part.FindAll(l => l.X1 <= gutter) : part, depth + 1, flows);
            if (columns)
                Order(part.FindAll(l => l.X1 > gutter), depth + 1, flows);
        }
        return true;
    }

    private static void Add(List<(List<PdfLine> Lines, bool Columns)> parts, List<PdfLine> lines, bool columns)
    {
        if (!columns && parts.Count > 0 && !parts[^1].Columns)
            parts[^1].Lines.AddRange(lines);
        else
            parts.Add((lines, columns));
    }

    private static bool Crosses(PdfLine line, double x) => line.X0 < x - 0.5 && line.X1 > x + 0.5;

    private static bool IsProse(List<PdfLine> side)
    {
        if (side.Count < LeastLines || side.Average(l => l.Words) < LeastWords)
            return false;
        var width = side.Max(l => l.X1) - side.Min(l => l.X0);
        var widths = side.Select(l => l.X1 - l.X0).Order().ToList();
        return widths[widths.Count / 2] >= LeastFilled * width;
    }

    private static List<PdfLine> Rows(List<PdfLine> lines)
    {
        var rows = new List<PdfLine>();
        for (var i = 0; i < lines.Count;)
        {
            var end = i + 1;
            while (end < lines.Count && lines[i].Y - lines[end].Y < 0.35 * Math.Min(lines[i].Size, lines[end].Size))
                end++;
            rows.Add(Row([.. lines[i..end].OrderBy(l => l.X0)]));
            i = end;
        }
        return rows;
    }

    private static PdfLine Row(List<PdfLine> beside)
    {
        if (beside.Count == 1)
            return beside[0];
        var first = beside[0];
        var (right, lastX) = (first.X1, first.LastX);
        var text = new StringBuilder(first.Text);
        foreach (var next in beside.Skip(1))
        {
            var apart = next.X0 - right > TabGap * first.Size;
            text.Append(apart ? '\t' : ' ').Append(next.Text);
            right = Math.Max(right, next.X1);
            lastX = apart ? next.X0 : lastX;
        }
        return new PdfLine(text.ToString(), first.X0, right, first.Y, first.Size, lastX);
    }
}
