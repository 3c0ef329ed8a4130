using System.Text;

namespace Throughline.Formats.Pdf;

/// <summary>Spells the letters of one stretch, as they are read.</summary>
internal static class PdfSpelling
{
    /// <summary>A gap this wide, in sizes, is a space between words.</summary>
    private const double WordGap = 0.22;

    /// <summary>The stretch as text, with single spaces where there are gaps.</summary>
    public static PdfLine Line(List<PdfGlyph> glyphs, bool rightToLeft)
    {
        var text = new StringBuilder();
        var (first, last) = (glyphs[0], glyphs[0]);
        var drawn = double.NegativeInfinity;
        foreach (var glyph in glyphs)
        {
            if (string.IsNullOrWhiteSpace(glyph.Text))
            {
                Space(text);
                continue;
            }
            if (text.Length == 0)
                first = glyph;
            else if (IsDrawnTwice(last, glyph))
                continue;
            else if (glyph.X0 - drawn > WordGap * glyph.Size)
                Space(text);
            text.Append(glyph.Text);
            drawn = Math.Max(drawn, glyph.X1);
            last = glyph;
        }
        var size = glyphs.Max(g => g.Size);
        return new PdfLine(Logical(text.ToString().Trim(), rightToLeft), first.X0, Math.Max(drawn, first.X0), first.Y, size, first.X0);
    }

    /// <summary>Whether most of a page's letters are of a script that is written from right to left.</summary>
    public static bool IsRightToLeft(List<PdfGlyph> glyphs) =>
        glyphs.Count(g => g.Text.Any(IsRightToLeft)) * 2 > glyphs.Count(g => g.Text.Any(char.IsLetter));

    /// <summary>Some programs draw a letter twice, a hair apart, to make it bold.</summary>
    private static bool IsDrawnTwice(PdfGlyph last, PdfGlyph glyph) =>
        glyph.Text == last.Text && glyph.X0 - last.X0 < 0.1 * glyph.Size && last.X1 - last.X0 > 0.15 * glyph.Size;

    private static void Space(StringBuilder text)
    {
        if (text.Length > 0 && text[^1] != ' ')
            text.Append(' ');
    }

    /// <summary>
    /// Letters drawn from left to right, in the order in which they are read: words in Hebrew or Arabic are turned
    /// round; on a page that is written so, the whole stretch is, and its numbers and Latin words are turned back.
    /// </summary>
    private static string Logical(string drawn, bool rightToLeft)
    {
        if (!rightToLeft)
            return drawn.Any(IsRightToLeft) ? TurnRuns(drawn, IsRightToLeft) : drawn;
        return TurnRuns(Turned(drawn), IsLeftToRight);
    }

    private static string TurnRuns(string text, Func<char, bool> belongs)
    {
        var turned = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length;)
        {
            var end = i;
            for (var j = i; j < text.Length && (belongs(text[j]) || text[j] == ' '); j++)
                if (text[j] != ' ')
                    end = j + 1;
            if (end > i && belongs(text[i]))
                turned.Append(Turned(text[i..end]));
            else
                turned.Append(text[i]);
            i = end > i && belongs(text[i]) ? end : i + 1;
        }
        return turned.ToString();
    }

    /// <summary>Back to front, an accent staying behind its letter.</summary>
    private static string Turned(string text)
    {
        var elements = System.Globalization.StringInfo.ParseCombiningCharacters(text);
        var turned = new StringBuilder(text.Length);
        for (var i = elements.Length - 1; i >= 0; i--)
            turned.Append(text, elements[i], (i + 1 < elements.Length ? elements[i + 1] : text.Length) - elements[i]);
        return turned.ToString();
    }

    private static bool IsLeftToRight(char c) =>
        !IsRightToLeft(c) && (char.IsLetterOrDigit(c) || c is '.' or ',' or ':' or '/' or '-' or '\u2019');

    private static bool IsRightToLeft(char c) =>
        c is (>= '\u0590' and <= '\u08FF') or (>= '\uFB1D' and <= '\uFDFF') or (>= '\uFE70' and <= '\uFEFC');
}
