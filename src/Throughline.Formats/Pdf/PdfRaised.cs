namespace Throughline.Formats.Pdf;

/// <summary>Puts raised and lowered letters (the number of a note, "st" after 1) into the line that they belong to.</summary>
internal static class PdfRaised
{
    private const int Longest = 6;
    private const long MostComparisons = 20_000_000;

    public static void Join(List<List<PdfGlyph>> stretches)
    {
        var raised = stretches.FindAll(s => s.Count <= Longest && s.Exists(g => !string.IsNullOrWhiteSpace(g.Text)));
        if (raised.Count * stretches.Sum(s => (long)s.Count) > MostComparisons)
            return;
        foreach (var small in raised)
        {
            var host = stretches.Find(s => IsHost(s, small));
            if (host is null)
                continue;
            var y = host[0].Y;
            var at = host.FindIndex(g => g.X0 >= small[0].X0);
            host.InsertRange(at < 0 ? host.Count : at, small.Select(g => g with { Y = y }));
            stretches.Remove(small);
        }
    }

    private static bool IsBehindLetter(List<PdfGlyph> line, double x, double size) =>
        x > line[0].X0 && x < line[^1].X1 + (0.3 * size)
        && line.Exists(g => Math.Abs(x - g.X1) < 0.3 * size && !string.IsNullOrWhiteSpace(g.Text));

    /// <summary>The number that a note at the foot of a page begins with.</summary>
    private static bool IsBeforeLine(List<PdfGlyph> line, List<PdfGlyph> small, double size) =>
        line[0].X0 - small[^1].X1 is var gap && gap > -0.1 * size && gap < 0.4 * size;

    private static bool IsHost(List<PdfGlyph> line, List<PdfGlyph> small)
    {
        var (size, x) = (line.Max(g => g.Size), small[0].X0);
        return size > 1.15 * small[0].Size
            && line[0].Turn == small[0].Turn
            && Math.Abs(line[0].Y - small[0].Y) < 0.6 * size
            && (IsBehindLetter(line, x, size) || IsBeforeLine(line, small, size));
    }
}
