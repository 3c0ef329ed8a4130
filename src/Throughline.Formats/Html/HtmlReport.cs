using System.Net;
using System.Text;
using Throughline.Formats.Reports;

namespace Throughline.Formats.Html;

/// <summary>
/// Writes a report as one HTML file that needs nothing else: no script, no font, no address that is fetched. Every quotation
/// carries the id of its segment in <c>data-segment</c>.
/// </summary>
public static class HtmlReport
{
    /// <summary>Writes the report in UTF-8.</summary>
    /// <param name="report">The report.</param>
    /// <param name="stream">Where to; it stays open.</param>
    public static void Write(Report report, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(report);
        using var writer = new StreamWriter(stream, new UTF8Encoding(false), leaveOpen: true) { NewLine = "\n" };
        writer.WriteLine("<!doctype html>");
        writer.WriteLine($"<html lang=\"{Text(report.Language)}\">");
        writer.WriteLine("<head>");
        writer.WriteLine("<meta charset=\"utf-8\">");
        writer.WriteLine("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
        writer.WriteLine($"<title>{Text(report.Title)}</title>");
        writer.WriteLine($"<style>\n{HtmlReportStyle.Css}</style>");
        writer.WriteLine("</head>");
        writer.WriteLine("<body>");
        writer.WriteLine("<main>");
        new HtmlReportBody(writer).Write(report);
        writer.WriteLine("</main>");
        writer.WriteLine("</body>");
        writer.WriteLine("</html>");
    }

    /// <summary>The words as HTML shows them, whatever they hold.</summary>
    internal static string Text(string words) => WebUtility.HtmlEncode(XmlText.Storable(words));
}

/// <summary>The body of one report.</summary>
internal sealed class HtmlReportBody(TextWriter writer)
{
    private readonly List<string> footnotes = [];
    private readonly HashSet<string> ids = [];

    public void Write(Report report)
    {
        writer.WriteLine("<header>");
        writer.WriteLine($"<h1>{HtmlReport.Text(report.Title)}</h1>");
        foreach (var line in report.Subtitles)
            writer.WriteLine($"<p class=\"subtitle\">{Lines(line)}</p>");
        writer.WriteLine("</header>");
        foreach (var section in report.Sections)
        {
            writer.WriteLine("<section>");
            foreach (var block in section.Blocks)
                Write(block);
            writer.WriteLine("</section>");
        }
        WriteFootnotes();
    }

    private void Write(ReportBlock block)
    {
        switch (block)
        {
            case ReportBlock.Heading heading:
                // The title is the only h1, so that the headings below it begin with h2.
                var level = Math.Clamp(heading.Level, 1, 3) + 1;
                writer.WriteLine($"<h{level}{Id(ReportLinks.Bookmark(heading.Bookmark))}>{HtmlReport.Text(heading.Text)}</h{level}>");
                break;
            case ReportBlock.Paragraph paragraph:
                writer.WriteLine($"<p>{Runs(paragraph.Runs)}</p>");
                break;
            case ReportBlock.Quotation quotation:
                Write(quotation);
                break;
            case ReportBlock.BulletList list:
                writer.WriteLine("<ul>");
                foreach (var item in list.Items)
                    writer.WriteLine($"<li>{Runs(item)}</li>");
                writer.WriteLine("</ul>");
                break;
            case ReportBlock.Table table:
                Write(table);
                break;
            case ReportBlock.Picture picture:
                writer.WriteLine($"<p><img src=\"data:image/png;base64,{Convert.ToBase64String(picture.Png.Span)}\" width=\"{(int)picture.Width}\" alt=\"{HtmlReport.Text(picture.Told)}\"></p>");
                break;
            case ReportBlock.PageBreak:
                writer.WriteLine("<hr class=\"page\">");
                break;
            case ReportBlock.Notice notice:
                writer.WriteLine($"<p class=\"notice\" role=\"note\">{Lines(notice.Text)}</p>");
                break;
        }
    }

    private void Write(ReportBlock.Quotation quotation)
    {
        writer.WriteLine($"<figure{Id(quotation.Bookmark)}>");
        writer.WriteLine($"<blockquote data-segment=\"{quotation.Segment:D}\">");
        foreach (var paragraph in quotation.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            writer.WriteLine($"<p>{HtmlReport.Text(paragraph)}</p>");
        writer.WriteLine("</blockquote>");
        writer.WriteLine($"<figcaption>{HtmlReport.Text(quotation.Attribution)}</figcaption>");
        if (quotation.Note is { Length: > 0 } note)
            writer.WriteLine($"<p class=\"flag\" role=\"note\">{Lines(note)}</p>");
        writer.WriteLine("</figure>");
    }

    private void Write(ReportBlock.Table table)
    {
        writer.WriteLine("<table>");
        writer.WriteLine($"<caption>{HtmlReport.Text(table.Caption)}</caption>");
        writer.WriteLine("<thead><tr>");
        foreach (var column in table.Columns)
            writer.WriteLine($"<th scope=\"col\"{Numeric(column)}>{HtmlReport.Text(column.Header)}</th>");
        writer.WriteLine("</tr></thead>");
        writer.WriteLine("<tbody>");
        foreach (var row in table.Rows)
        {
            writer.Write("<tr>");
            for (var i = 0; i < table.Columns.Count; i++)
                writer.Write($"<td{Numeric(table.Columns[i])}>{Lines(i < row.Count ? row[i] : "")}</td>");
            writer.WriteLine("</tr>");
        }
        writer.WriteLine("</tbody>");
        writer.WriteLine("</table>");
    }

    private string Runs(IReadOnlyList<ReportRun> runs)
    {
        var html = new StringBuilder();
        foreach (var run in runs)
        {
            var words = Lines(run.Text);
            words = run.Italic ? $"<em>{words}</em>" : words;
            words = run.Bold ? $"<strong>{words}</strong>" : words;
            html.Append(Linked(words, run.Link));
            if (run.Footnote is { Length: > 0 } note)
                html.Append(Mark(note));
        }
        return html.ToString();
    }

    private static string Linked(string words, string? link) =>
        ReportLinks.Outward(link) is { } address ? $"<a href=\"{HtmlReport.Text(address.AbsoluteUri)}\" rel=\"noreferrer\">{words}</a>"
        : ReportLinks.Inward(link) is { } bookmark ? $"<a href=\"#{bookmark}\">{words}</a>"
        : words;

    private string Mark(string note)
    {
        footnotes.Add(note);
        var n = footnotes.Count;
        return $"<sup><a href=\"#note{n}\" id=\"mark{n}\" aria-label=\"Note {n}\">{n}</a></sup>";
    }

    private void WriteFootnotes()
    {
        if (footnotes.Count == 0)
            return;
        writer.WriteLine("<footer aria-label=\"Notes\">");
        writer.WriteLine("<ol>");
        for (var n = 1; n <= footnotes.Count; n++)
        {
            var back = $"<a href=\"#mark{n}\" aria-label=\"Back to the text\">\u21A9</a>";
            writer.WriteLine($"<li id=\"note{n}\">{Lines(footnotes[n - 1])} {back}</li>");
        }
        writer.WriteLine("</ol>");
        writer.WriteLine("</footer>");
    }

    private static string Lines(string words) => HtmlReport.Text(words).Replace("\n", "<br>", StringComparison.Ordinal);

    private static string Numeric(ReportColumn column) => column.IsNumber ? " class=\"number\"" : "";

    /// <summary>An id; a segment that is quoted twice has it only the first time.</summary>
    private string Id(string? name) => name is not null && ids.Add(name) ? $" id=\"{name}\"" : "";
}
