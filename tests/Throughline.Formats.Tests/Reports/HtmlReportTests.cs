using System.Text;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Throughline.Formats.Html;
using Throughline.Formats.Reports;

namespace Throughline.Formats.Tests.Reports;

public class HtmlReportTests
{
    [Fact]
    public void Quotations_are_tied_to_their_segments()
    {
        var page = Page(Samples.Report());
        var quotations = page.QuerySelectorAll("blockquote");

        Assert.Equal([Samples.Segment.ToString(), Samples.Changed.ToString(), Samples.Segment.ToString()], quotations.Select(q => q.GetAttribute("data-segment")));
        Assert.Equal("You are never quite in|and never quite out, <are you>?", string.Join('|', quotations[0].Children.Select(p => p.TextContent)));
        Assert.Equal("P07, turn 45, 19:52", quotations[0].NextElementSibling!.TextContent);
        Assert.Equal("Changed since it was chosen. Look at it again.", quotations[1].ParentElement!.QuerySelector(".flag")!.TextContent);
        Assert.Equal($"tl_{Samples.Segment:N}", quotations[0].ParentElement!.Id);
        Assert.False(quotations[2].ParentElement!.HasAttribute("id"));
    }

    [Fact]
    public void Headings_tables_lists_and_notes_have_their_meaning_in_the_markup()
    {
        var page = Page(Samples.Report());

        Assert.Equal("en-GB", page.DocumentElement.GetAttribute("lang"));
        Assert.Equal(["H1", "H2", "H2", "H3", "H4"], page.QuerySelectorAll("h1,h2,h3,h4").Select(h => h.TagName));
        Assert.Equal("The sample", page.QuerySelector("table caption")!.TextContent);
        Assert.Equal(3, page.QuerySelectorAll("th[scope=col]").Length);
        Assert.Equal([3, 3, 3], page.QuerySelectorAll("tbody tr").Select(r => r.Children.Length));
        Assert.Equal(2, page.QuerySelectorAll("ul li").Length);
        Assert.Equal("Braun and Clarke (2022). ↩", page.QuerySelector("#note1")!.TextContent);
        Assert.Equal(page.QuerySelectorAll("[id]").Length, page.QuerySelectorAll("[id]").Select(e => e.Id).Distinct().Count());
        Assert.All(page.QuerySelectorAll("a[href^='#']"), a => Assert.NotNull(page.GetElementById(a.GetAttribute("href")![1..])));
    }

    [Fact]
    public void Nothing_in_it_runs_or_is_fetched()
    {
        var hostile = "\"><script>alert(1)</script><img src=x onerror=alert(1)>&{}\u0000";
        var page = Page(new Report(hostile, [hostile], [new ReportSection(
        [
            new ReportBlock.Heading(9, hostile, hostile),
            new ReportBlock.Paragraph([new ReportRun(hostile) { Link = "javascript:alert(1)", Footnote = hostile }, new ReportRun("x") { Link = "https://example.org/\"onclick=alert(1)" }]),
            new ReportBlock.Quotation(hostile, hostile, Samples.Segment, hostile), new ReportBlock.Notice(hostile),
            new ReportBlock.BulletList([[new ReportRun(hostile) { Link = "#\"x" }]]), new ReportBlock.Table(hostile, [new ReportColumn(hostile)], [[hostile]]),
        ])]) { Language = hostile });

        Assert.Empty(page.QuerySelectorAll("script, img, link, iframe, object, base, form"));
        Assert.DoesNotContain(page.All, e => e.Attributes.Any(a => a.Name.StartsWith("on", StringComparison.OrdinalIgnoreCase) || a.Name == "style"));
        Assert.All(page.QuerySelectorAll("a"), a => Assert.Matches("^(#[A-Za-z0-9_]+|https://example[.]org/.*)$", a.GetAttribute("href")!));
        Assert.StartsWith("\"><script>alert(1)</script>", page.QuerySelector("h1")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("url(", page.QuerySelector("style")!.TextContent, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("@import", page.QuerySelector("style")!.TextContent, StringComparison.OrdinalIgnoreCase);
    }

    private static IHtmlDocument Page(Report report)
    {
        using var stream = new MemoryStream();
        HtmlReport.Write(report, stream);
        return new HtmlParser().ParseDocument(Encoding.UTF8.GetString(stream.ToArray()));
    }
}
