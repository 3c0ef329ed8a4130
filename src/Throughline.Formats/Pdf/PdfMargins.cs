using System.Globalization;
using System.Text.RegularExpressions;

namespace Throughline.Formats.Pdf;

/// <summary>
/// Finds what stands on the pages but is not the text: running heads and feet, page numbers, and the numbers of lines or
/// paragraphs in the left margin. Each kind is said once.
/// </summary>
internal static partial class PdfMargins
{
    /// <summary>Running lines stand within this share of the page's height from its upper or lower edge.</summary>
    private const double Edge = 0.1;

    /// <summary>They return on at least this share of the pages.</summary>
    private const double Returning = 0.6;

    /// <summary>Takes them out of the pages.</summary>
    public static void TakeOut(IReadOnlyList<PdfPage> pages, DocumentText text)
    {
        TakeOutNumbers(pages, text);
        TakeOutRunning(pages, text);
    }

    private static void TakeOutRunning(IReadOnlyList<PdfPage> pages, DocumentText text)
    {
        var withWords = pages.Count(p => p.Lines.Count > 0);
        if (withWords < 2)
            return;
        var least = withWords == 2 ? 2 : Math.Max(3, (int)Math.Ceiling(withWords * Returning));
        var running = pages.SelectMany(p => p.Lines.Where(l => IsAtEdge(l, p)).Select(l => (Page: p, Line: l, Pattern: Pattern(l, p))))
            .Where(x => withWords > 2 || PageNumber().IsMatch(x.Line.Text))
            .GroupBy(x => x.Pattern)
            .Where(g => g.Select(x => x.Page.Number).Distinct().Count() >= least);
        foreach (var group in running.ToList())
        {
            foreach (var (page, line, _) in group)
                page.Lines.Remove(line);
            var shown = group.First().Line;
            var where = shown.Y > group.First().Page.Height / 2 ? "head" : "foot";
            text.Warn(
                $"page {group.First().Page.Number}",
                $"The running line \u201C{Shortened(shown.Text)}\u201D at the {where} of {Refusal.Count(group.Count())} pages "
                + "was left out.");
        }
    }

    private static bool IsAtEdge(PdfLine line, PdfPage page) =>
        (line.Y >= 0 && line.Y < page.Height * Edge) || (line.Y > page.Height * (1 - Edge) && line.Y <= page.Height);

    private static (string, int) Pattern(PdfLine line, PdfPage page) =>
        (Digits().Replace(line.Text, "#"), (int)Math.Round((line.Y < page.Height / 2 ? line.Y : page.Height - line.Y) / 6));

    private static void TakeOutNumbers(IReadOnlyList<PdfPage> pages, DocumentText text)
    {
        var found = new List<(PdfPage Page, List<PdfLine> Numbers)>();
        foreach (var page in pages)
        {
            var left = page.Lines.Where(l => !Number().IsMatch(l.Text) && l.Y >= 0).Select(l => l.X0).DefaultIfEmpty(0).Min();
            var numbers = page.Lines.Where(l => Number().IsMatch(l.Text) && l.X1 < left).OrderByDescending(l => l.Y).ToList();
            if (numbers.Count > 0)
                found.Add((page, numbers));
        }
        var values = found.SelectMany(f => f.Numbers).Select(Value).ToList();
        if (values.Count < 3 || !Rises(found))
            return;
        foreach (var (page, numbers) in found)
            page.Lines.RemoveAll(numbers.Contains);
        text.Warn($"page {found[0].Page.Number}", $"The numbers {values.Min()} to {values.Max()} in the left margin were left out.");
    }

    /// <summary>On every page that has them they rise from top to bottom.</summary>
    private static bool Rises(List<(PdfPage Page, List<PdfLine> Numbers)> found) =>
        found.All(f => f.Numbers.Zip(f.Numbers.Skip(1)).All(p => Value(p.First) < Value(p.Second)));

    private static int Value(PdfLine number) => int.Parse(number.Text, CultureInfo.InvariantCulture);

    private static string Shortened(string line) => line.Length <= 60 ? line : line[..60] + "\u2026";

    [GeneratedRegex(@"\d+")]
    private static partial Regex Digits();

    [GeneratedRegex(@"^[0-9]{1,5}\z")]
    private static partial Regex Number();

    [GeneratedRegex(@"^\W*(\p{L}{1,10}\.? )?\d{1,4}( ?(/|of|von|de|sur) ?\d{1,4})?\W*$")]
    private static partial Regex PageNumber();
}
