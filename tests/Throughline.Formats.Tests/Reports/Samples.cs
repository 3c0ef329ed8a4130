using Throughline.Formats.Reports;

namespace Throughline.Formats.Tests.Reports;

/// <summary>A report with everything in it that a report can have.</summary>
internal static class Samples
{
    public static readonly Guid Segment = new("0196f0c0-1111-7222-8333-444455556666");
    public static readonly Guid Changed = new("0196f0c0-9999-7222-8333-444455556666");

    public static Report Report() => new(
        "Liminal space: link workers <& others>",
        ["Thematic analysis of twenty interviews", "Draft of 4 March 2025"],
        [
            new ReportSection(
            [
                new ReportBlock.Notice("This study is synthetic. No person said any of this."),
                new ReportBlock.Heading(1, "Approach", "approach"),
                new ReportBlock.Paragraph(
                [
                    new ReportRun("We followed "), new ReportRun("reflexive") { Italic = true }, new ReportRun(" thematic analysis") { Footnote = "Braun and Clarke (2022)." },
                    new ReportRun(", see "), new ReportRun("the method") { Link = "https://example.org/a?b=1&c=2" }, new ReportRun(" and "),
                    new ReportRun("below") { Link = "#theme_1", Bold = true }, new ReportRun(" but not "), new ReportRun("this") { Link = "javascript:alert(1)" }, new ReportRun("."),
                ]),
                new ReportBlock.BulletList([[new ReportRun("one")], [new ReportRun("two") { Footnote = "A second note." }]]),
                new ReportBlock.Table(
                    "The sample",
                    [new ReportColumn("Participant"), new ReportColumn("Employer", Share: 2), new ReportColumn("Years", IsNumber: true, Share: 0.6)],
                    [["P01", "Voluntary sector\nand more", "2"], ["P02", "<b>Primary care network</b>", "11"], ["P03"]]),
            ]),
            new ReportSection(
            [
                new ReportBlock.PageBreak(),
                new ReportBlock.Heading(1, "Themes"),
                new ReportBlock.Heading(2, "Theme 1. Holding the line", "theme_1"),
                new ReportBlock.Paragraph("What is central to it."),
                new ReportBlock.Quotation("You are never quite in\nand never quite out, <are you>?", "P07, turn 45, 19:52", Segment),
                new ReportBlock.Quotation("Nobody asks.", "P11, turn 3, 01:10", Changed, "Changed since it was chosen. Look at it again."),
                new ReportBlock.Heading(3, "Contrary voices"),
                new ReportBlock.Quotation("You are never quite in", "P07, turn 45, 19:52", Segment),
            ]),
        ])
    {
        Author = "The team",
    };
}
