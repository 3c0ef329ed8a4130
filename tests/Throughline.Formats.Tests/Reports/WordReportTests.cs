using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using DocumentFormat.OpenXml.Wordprocessing;
using Throughline.Formats.Reports;
using Throughline.Formats.Word;

namespace Throughline.Formats.Tests.Reports;

public class WordReportTests
{
    [Fact]
    public void The_file_is_valid_and_has_its_title_and_language()
    {
        using var file = Open(Samples.Report());

        Assert.Empty(new OpenXmlValidator(FileFormatVersions.Office2016).Validate(file).Select(e => $"{e.Description} {e.Path?.XPath}"));
        Assert.Equal("Liminal space: link workers <& others>", file.PackageProperties.Title);
        Assert.Equal("en-GB", file.MainDocumentPart!.StyleDefinitionsPart!.Styles!.Descendants<Languages>().Single().Val);
    }

    [Fact]
    public void The_words_of_a_quotation_and_nothing_else_stand_in_its_bookmark()
    {
        using var file = Open(Samples.Report());
        var start = Bookmarks(file).Single(b => b.Name == $"tl_{Samples.Segment:N}");

        Assert.Equal("You are never quite in\nand never quite out, <are you>?", Between(start));
        Assert.Equal(
            [$"tl_{Samples.Segment:N}", $"tl_{Samples.Changed:N}", $"tl_{Samples.Segment:N}_2"],
            Bookmarks(file).Select(b => b.Name!.Value).Where(n => n!.StartsWith("tl_", StringComparison.Ordinal)));
        Assert.Equal(Bookmarks(file).Count(), Bookmarks(file).Select(b => b.Id!.Value).Distinct().Count());
    }

    [Fact]
    public void Every_block_has_a_style_that_the_file_defines()
    {
        using var file = Open(Samples.Report());
        var styles = file.MainDocumentPart!.StyleDefinitionsPart!.Styles!.Elements<Style>().Select(s => s.StyleId!.Value).ToHashSet();
        var used = file.MainDocumentPart.Document!.Descendants<ParagraphStyleId>().Select(s => s.Val!.Value).ToList();

        Assert.Subset(styles, used.ToHashSet());
        Assert.Equal(["Title", "Subtitle", "Subtitle", "Notice", "Heading1", "ListBullet", "ListBullet", "Caption"], used.Take(8));
        Assert.Contains("Heading3", used);
        Assert.Contains("QuoteFlag", used);
    }

    [Fact]
    public void The_heading_of_a_table_returns_on_every_page_and_rows_stay_whole()
    {
        using var file = Open(Samples.Report());
        var table = file.MainDocumentPart!.Document!.Descendants<Table>().Single();

        Assert.NotNull(table.Elements<TableRow>().First().TableRowProperties!.GetFirstChild<TableHeader>());
        Assert.All(table.Elements<TableRow>(), r => Assert.NotNull(r.TableRowProperties!.GetFirstChild<CantSplit>()));
        Assert.All(table.Elements<TableRow>(), r => Assert.Equal(3, r.Elements<TableCell>().Count()));
    }

    [Fact]
    public void Links_lead_out_only_to_the_web_and_in_only_to_bookmarks_and_notes_are_words_own()
    {
        using var file = Open(Samples.Report());
        var main = file.MainDocumentPart!;

        Assert.Equal("https://example.org/a?b=1&c=2", Assert.Single(main.HyperlinkRelationships).Uri.AbsoluteUri);
        Assert.Contains(main.Document!.Descendants<Hyperlink>(), h => h.Anchor == "theme_1");
        Assert.Contains(Bookmarks(file), b => b.Name == "theme_1");
        Assert.Equal(2, main.Document.Descendants<FootnoteReference>().Count());
        Assert.Equal(" A second note.", main.FootnotesPart!.Footnotes!.Elements<Footnote>().Last().InnerText);
        Assert.Contains("PAGE", main.FooterParts.Single().Footer!.Descendants<SimpleField>().First().Instruction!.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void Our_own_reader_reads_it_back()
    {
        using var stream = new MemoryStream();
        WordReport.Write(Samples.Report(), stream);

        var document = WordDocument.Read(stream.ToArray(), new ReadLimits());
        Assert.Contains("We followed reflexive thematic analysis[1], see the method and below but not this.\n• one\n• two[2]\nThe sample\nParticipant\tEmployer\tYears\nP01\tVoluntary sector\nand more\t2\n", document.Text, StringComparison.Ordinal);
        Assert.EndsWith("[1] Braun and Clarke (2022).\n[2] A second note.", document.Text, StringComparison.Ordinal);
        Assert.Equal(2, document.Pages.Count);
    }

    [Fact]
    public void Characters_that_xml_cannot_hold_do_not_break_it()
    {
        using var file = Open(new Report("a\u0001\uD800b", ["\u0000"], [new ReportSection([new ReportBlock.Quotation("\uDC00\tx", "\u0002", Samples.Segment)])]));

        Assert.Equal("a\uFFFD\uFFFDb", file.MainDocumentPart!.Document!.Body!.Elements<Paragraph>().First().InnerText);
        Assert.Empty(new OpenXmlValidator(FileFormatVersions.Office2016).Validate(file).Select(e => e.Description));
    }

    private static IEnumerable<BookmarkStart> Bookmarks(WordprocessingDocument file) => file.MainDocumentPart!.Document!.Descendants<BookmarkStart>();

    /// <summary>The text from the start of a bookmark to its end, paragraphs as lines.</summary>
    private static string Between(BookmarkStart start)
    {
        var text = new System.Text.StringBuilder();
        var inside = false;
        foreach (var element in start.Ancestors<Body>().Single().Descendants())
            if (element == start)
                inside = true;
            else if (element is BookmarkEnd end && end.Id == start.Id)
                return text.ToString();
            else if (inside && element is Paragraph)
                text.Append('\n');
            else if (inside && element is Text words)
                text.Append(words.Text);
        return text.ToString();
    }

    private static WordprocessingDocument Open(Report report)
    {
        var stream = new MemoryStream();
        WordReport.Write(report, stream);
        stream.Position = 0;
        return WordprocessingDocument.Open(stream, false);
    }
}
