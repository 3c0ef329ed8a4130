using System.Text;
using UglyToad.PdfPig.Content;

namespace Throughline.Formats.Pdf;

/// <summary>A letter as it is drawn; coordinates in points, turned so that its line runs from left to right.</summary>
internal readonly record struct PdfGlyph(string Text, double X0, double X1, double Y, double Size, int Turn);

/// <summary>Takes the letters of a page and puts them together to stretches of text.</summary>
internal static class PdfGlyphs
{
    /// <summary>Letters whose baselines differ by less than this share of their size stand on one line.</summary>
    private const double SameBaseline = 0.12;

    /// <summary>A gap this wide, in sizes, may be the space between columns.</summary>
    private const double ColumnGap = 1.0;

    /// <summary>Text that is not upright is read after the upright; so far down that it never meets it.</summary>
    private const double BelowThePage = 100_000;

    /// <summary>The stretches of a page's text; <paramref name="offPage"/> counts the letters outside the page.</summary>
    public static List<PdfLine> Lines(Page page, out int offPage)
    {
        offPage = 0;
        var glyphs = new List<PdfGlyph>(page.Letters.Count);
        foreach (var letter in page.Letters)
        {
            var words = Plain(letter.Value);
            if (words.Length == 0)
                continue;
            if (!IsOutside(letter, page))
                glyphs.Add(Place(letter, words));
            else if (!words.AsSpan().IsWhiteSpace())
                offPage++;
        }
        var stretches = new List<List<PdfGlyph>>();
        foreach (var turned in glyphs.GroupBy(g => g.Turn))
            Stretch([.. turned], stretches);
        PdfRaised.Join(stretches);
        var rightToLeft = PdfSpelling.IsRightToLeft(glyphs);
        var lines = stretches.ConvertAll(s => PdfSpelling.Line(s, rightToLeft));
        lines.RemoveAll(l => l.Text.Length == 0);
        return rightToLeft ? lines.ConvertAll(l => l with { X0 = -l.X1, X1 = -l.X0, LastX = -l.X1 }) : lines;
    }

    private static bool IsOutside(Letter letter, Page page)
    {
        var at = letter.StartBaseLine;
        return at.X < -1 || at.Y < -1 || at.X > page.Width + 1 || at.Y > page.Height + 1 || !double.IsFinite(at.X + at.Y);
    }

    private static PdfGlyph Place(Letter letter, string words)
    {
        var (from, to) = (letter.StartBaseLine, letter.EndBaseLine);
        var size = Math.Clamp(double.IsFinite(letter.PointSize) ? letter.PointSize : 10, 1, 500);
        var turn = Math.Abs(to.X - from.X) + Math.Abs(to.Y - from.Y) is < 0.01 or double.NaN
            ? 0
            : (int)Math.Round(Math.Atan2(to.Y - from.Y, to.X - from.X) / (Math.PI / 2)) & 3;
        var (x0, y) = Turn(from.X, from.Y, turn);
        var (x1, _) = Turn(to.X, to.Y, turn);
        return new PdfGlyph(words, x0, Math.Max(x0, double.IsFinite(x1) ? x1 : x0), y - (BelowThePage * turn), size, turn);
    }

    private static (double X, double Y) Turn(double x, double y, int quarters) => quarters switch
    {
        1 => (y, -x),
        2 => (-x, -y),
        3 => (-y, x),
        _ => (x, y),
    };

    private static void Stretch(List<PdfGlyph> glyphs, List<List<PdfGlyph>> stretches)
    {
        glyphs.Sort((a, b) => b.Y.CompareTo(a.Y));
        var start = 0;
        for (var i = 1; i <= glyphs.Count; i++)
        {
            if (i < glyphs.Count && glyphs[i - 1].Y - glyphs[i].Y <= SameBaseline * glyphs[i].Size)
                continue;
            Split([.. glyphs[start..i].OrderBy(g => g.X0)], stretches);
            start = i;
        }
    }

    private static void Split(List<PdfGlyph> row, List<List<PdfGlyph>> stretches)
    {
        var start = 0;
        var drawn = double.NegativeInfinity;
        for (var i = 0; i < row.Count; i++)
        {
            if (string.IsNullOrWhiteSpace(row[i].Text))
                continue;
            if (double.IsFinite(drawn) && row[i].X0 - drawn > ColumnGap * row[i].Size)
            {
                stretches.Add(row[start..i]);
                start = i;
            }
            drawn = Math.Max(drawn, row[i].X1);
        }
        if (start < row.Count)
            stretches.Add(row[start..]);
    }

    /// <summary>Letters as they were typed: ligatures are taken apart, what is not a character is dropped.</summary>
    private static string Plain(string? value)
    {
        if (string.IsNullOrEmpty(value))
            return "";
        if (value.Length == 1 && value[0] is >= '\uFB00' and <= '\uFB06')
            return value.Normalize(NormalizationForm.FormKC);
        return value.AsSpan().ContainsAnyInRange('\0', '\u001F') ? new string([.. value.Where(c => !char.IsControl(c))]) : value;
    }
}
