using System.Text.RegularExpressions;

namespace Throughline.Formats.Pdf;

/// <summary>
/// Joins the lines of a PDF to the paragraphs that they were before they were set: a line goes on in the next where the next
/// line's first word would not have fitted.
/// </summary>
internal sealed partial class PdfParagraphs(DocumentText text, IReadOnlyList<List<PdfLine>> flows)
{
    private const double MostPitch = 1.25;

    /// <summary>Lines of one paragraph are never further apart than this, in sizes; double-spaced ones are 2.3.</summary>
    private const double WidestPitch = 2.5;

    /// <summary>A flow of fewer lines does not show how wide its column is.</summary>
    private const int LinesThatShowWidth = 4;

    private readonly HashSet<string> vocabulary = Vocabulary(flows);
    private readonly HashSet<string> speakers = Speakers(flows);
    private readonly List<(double Left, double Right)> columns = Columns(flows);
    private PdfLine? last;
    private double lastRight;
    private string hyphenated = "";

    /// <summary>Writes one flow after those before it.</summary>
    public void Write(List<PdfLine> flow)
    {
        if (flow.Count == 0)
            return;
        var right = Right(flow);
        var pitch = Pitch(flow, right);
        for (var i = 0; i < flow.Count; i++)
        {
            var goesOn = i == 0 ? GoesOnAcross(flow[0]) : GoesOn(flow[i - 1], flow[i], right, pitch);
            Write(flow[i], goesOn);
        }
        last = flow[^1];
        lastRight = right;
    }

    /// <summary>The right edge of the flow's column; a flow of few lines takes it from the longer ones that begin where it does.</summary>
    private double Right(List<PdfLine> flow)
    {
        var right = flow.Max(l => l.X1);
        if (flow.Count >= LinesThatShowWidth)
            return right;
        var left = flow.Min(l => l.X0);
        return Math.Max(right, columns.FirstOrDefault(c => Math.Abs(c.Left - left) < 10).Right);
    }

    private static List<(double Left, double Right)> Columns(IReadOnlyList<List<PdfLine>> flows) =>
        [.. flows.Where(f => f.Count >= LinesThatShowWidth).Select(f => (f.Min(l => l.X0), f.Max(l => l.X1))).Take(1000)];

    /// <summary>A page ends: what follows stands on the next.</summary>
    public void EndPage() => text.Page();

    /// <summary>Writes what is still held back.</summary>
    public void Finish()
    {
        text.Append(hyphenated);
        hyphenated = "";
    }

    private void Write(PdfLine line, bool goesOn)
    {
        var words = line.Text.AsSpan();
        if (!goesOn)
        {
            Finish();
            text.Line();
        }
        else if (hyphenated.Length > 0)
            text.Append(Joined(hyphenated, FirstWord(words)));
        else
            text.Append(' ');
        hyphenated = "";
        if (words.EndsWith("-") || words.EndsWith("\u00AD"))
        {
            var from = words.LastIndexOfAny(' ', '\t') + 1;
            hyphenated = words[from..].ToString();
            words = words[..from];
        }
        text.Append(words);
    }

    /// <summary>
    /// The first half of a word that was parted at the end of a line. The hyphen goes where the document has the word without
    /// it elsewhere, or where the hyphen is a soft one; otherwise it stays, for it may be the word's own.
    /// </summary>
    private string Joined(string half, ReadOnlySpan<char> rest)
    {
        var stem = half[..^1];
        var isSoft = half[^1] == '\u00AD';
        var whole = (Bare(stem) + Bare(rest)).ToLowerInvariant();
        return isSoft || (stem.Length > 0 && rest.Length > 0 && char.IsLower(rest[0]) && vocabulary.Contains(whole)) ? stem : half;
    }

    private bool GoesOn(PdfLine before, PdfLine line, double right, double pitch)
    {
        var gap = before.Y - line.Y;
        return gap > 0 && gap <= pitch * MostPitch
            && Math.Abs(before.Size - line.Size) <= 0.1 * before.Size
            && IsFull(before, line, right)
            && !BeginsAnew(line.Text) && !EndsWithLeader(before.Text)
            && IsUnder(before, line);
    }

    /// <summary>Over the end of a column or page only a sentence that plainly goes on is joined.</summary>
    private bool GoesOnAcross(PdfLine line) =>
        last is not null && line.Text.Length > 0 && char.IsLower(line.Text[0])
        && Math.Abs(last.Size - line.Size) <= 0.1 * last.Size
        && !".!?:\u201D".Contains(last.Text[^1], StringComparison.Ordinal)
        && IsFull(last, last with { Text = line.Text, X1 = last.X0 + (line.X1 - line.X0) }, lastRight);

    private static bool IsFull(PdfLine before, PdfLine line, double right) =>
        before.X1 + line.FirstWordWidth + before.Size > right || before.Text[^1] is '-' or '\u00AD' && before.X1 > 0.8 * right;

    /// <summary>
    /// The line begins under the line before it, or further left; further right only under a list item's words or a cell.
    /// </summary>
    private static bool IsUnder(PdfLine before, PdfLine line)
    {
        if (line.Text.Contains('\t', StringComparison.Ordinal))
            return false;
        var isTabbed = before.LastX > before.X0;
        if (isTabbed)
            return Math.Abs(line.X0 - before.LastX) < 0.5 * line.Size;
        var indent = line.X0 - before.X0;
        return indent < 0.7 * line.Size || (ListMarker().IsMatch(before.Text) && indent < 4 * line.Size);
    }

    private bool BeginsAnew(string line) =>
        ListMarker().IsMatch(line) || (Speaker().Match(line) is { Success: true } label && speakers.Contains(label.Value));

    /// <summary>The usual distance of two lines of which the first is full, points.</summary>
    private static double Pitch(List<PdfLine> flow, double right)
    {
        var distances = flow.Zip(flow.Skip(1))
            .Where(p => IsFull(p.First, p.Second, right) && p.First.Y > p.Second.Y)
            .Select(p => p.First.Y - p.Second.Y)
            .Order()
            .ToList();
        return Math.Min(distances.Count == 0 ? flow[0].Size * 1.5 : distances[distances.Count / 2], flow[0].Size * WidestPitch);
    }

    private static HashSet<string> Vocabulary(IReadOnlyList<List<PdfLine>> flows)
    {
        var words = new HashSet<string>();
        foreach (var line in flows.SelectMany(f => f))
            foreach (var word in line.Text.AsSpan().Split(' '))
                words.Add(Bare(line.Text.AsSpan(word)).ToLowerInvariant());
        return words;
    }

    private static HashSet<string> Speakers(IReadOnlyList<List<PdfLine>> flows) =>
        [.. flows.SelectMany(f => f).Select(l => Speaker().Match(l.Text)).Where(m => m.Success).GroupBy(m => m.Value)
            .Where(g => g.Count() > 1).Select(g => g.Key)];

    private static string Bare(ReadOnlySpan<char> word)
    {
        while (word.Length > 0 && !char.IsLetterOrDigit(word[0]))
            word = word[1..];
        while (word.Length > 0 && !char.IsLetterOrDigit(word[^1]))
            word = word[..^1];
        return word.ToString();
    }

    private static ReadOnlySpan<char> FirstWord(ReadOnlySpan<char> words)
    {
        var end = words.IndexOfAny(' ', '\t');
        return end < 0 ? words : words[..end];
    }

    [GeneratedRegex(@"^([\u2022\u25CF\u25AA\u25E6\u2013\u2014*\-]|\(?\d{1,3}[.)]|\(?[a-z][.)])\s")]
    private static partial Regex ListMarker();

    /// <summary>Whether it is a line of a table of contents; only its end is looked at, for the dots may be very many.</summary>
    private static bool EndsWithLeader(string line) => Leader().IsMatch(line.AsSpan(Math.Max(0, line.Length - 20)));

    [GeneratedRegex(@"\.{4,}\s*\d+$")]
    private static partial Regex Leader();

    [GeneratedRegex(@"^[\p{Lu}\d][\p{L}\d .'\u2019()\-]{0,40}:")]
    private static partial Regex Speaker();
}
