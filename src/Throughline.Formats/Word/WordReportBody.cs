using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using Throughline.Formats.Reports;

namespace Throughline.Formats.Word;

/// <summary>The blocks of one report as the body of a Word file.</summary>
internal sealed class WordReportBody(Body body, MainDocumentPart main, WordReportNotes notes)
{
    private readonly WordReportText text = new(main, notes);
    private readonly Dictionary<string, int> bookmarks = [];
    private int bookmarkId;
    private uint pictureId;
    private bool breaksNext;

    /// <summary>Writes the report.</summary>
    public void Write(Report report)
    {
        if (!report.IsBare)
            Add(WordReportStyles.Title, WordReportText.Plain(report.Title));
        foreach (var line in report.IsBare ? [] : report.Subtitles)
            Add(WordReportStyles.Subtitle, WordReportText.Plain(line));
        foreach (var block in report.Sections.SelectMany(s => s.Blocks))
            Write(block);
    }

    private void Write(ReportBlock block)
    {
        switch (block)
        {
            case ReportBlock.Heading heading:
                Write(heading);
                break;
            case ReportBlock.Paragraph paragraph:
                text.Append(Add(null), paragraph.Runs);
                break;
            case ReportBlock.Quotation quotation:
                Write(quotation);
                break;
            case ReportBlock.BulletList list:
                foreach (var item in list.Items)
                    text.Append(Add(WordReportStyles.Bullet), item);
                break;
            case ReportBlock.Table table:
                Add(WordReportStyles.Caption, WordReportText.Plain(table.Caption));
                body.Append(WordReportTable.Of(table));
                // Two tables without a paragraph between them would become one.
                Add(WordReportStyles.TableText);
                break;
            case ReportBlock.Picture picture:
                Add(null, new Run(WordReportPicture.Of(picture, main, ++pictureId)));
                break;
            case ReportBlock.PageBreak:
                // As a property of what follows; a break of its own would leave an empty line on the new page.
                breaksNext = true;
                break;
            case ReportBlock.Notice notice:
                Add(WordReportStyles.Notice, WordReportText.Plain(notice.Text));
                break;
        }
    }

    private void Write(ReportBlock.Heading heading)
    {
        var paragraph = Add(WordReportStyles.Heading(Math.Clamp(heading.Level, 1, 3)));
        var (start, end) = Bookmark(ReportLinks.Bookmark(heading.Bookmark));
        if (start is not null)
            paragraph.Append(start);
        paragraph.Append(WordReportText.Plain(heading.Text));
        if (end is not null)
            paragraph.Append(end);
    }

    /// <summary>The bookmark is round the words alone: neither the attribution nor a flag is part of what was said.</summary>
    private void Write(ReportBlock.Quotation quotation)
    {
        var (start, end) = Bookmark(quotation.Bookmark);
        var lines = quotation.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (lines.Length == 0)
            lines = [""];
        for (var i = 0; i < lines.Length; i++)
        {
            var paragraph = Add(WordReportStyles.Quote);
            if (i == 0)
                paragraph.Append(start!);
            paragraph.Append(WordReportText.Plain(lines[i]));
            if (i == lines.Length - 1)
                paragraph.Append(end!);
        }
        Add(WordReportStyles.QuoteSource, WordReportText.Plain(quotation.Attribution));
        if (quotation.Note is { Length: > 0 } note)
            Add(WordReportStyles.Flag, WordReportText.Plain(note));
    }

    /// <summary>A name can be given once in a file; a segment that is quoted again gets a number behind it.</summary>
    private (BookmarkStart? Start, BookmarkEnd? End) Bookmark(string? name)
    {
        if (name is null)
            return (null, null);
        var times = bookmarks[name] = bookmarks.GetValueOrDefault(name) + 1;
        var id = (++bookmarkId).ToString(CultureInfo.InvariantCulture);
        var unique = times == 1 ? name : string.Create(CultureInfo.InvariantCulture, $"{name}_{times}");
        return (new BookmarkStart { Id = id, Name = unique }, new BookmarkEnd { Id = id });
    }

    private Paragraph Add(string? style, params OpenXmlElement[] content)
    {
        var paragraph = new Paragraph();
        var properties = new ParagraphProperties();
        if (style is not null)
            properties.Append(new ParagraphStyleId { Val = style });
        if (breaksNext)
            properties.Append(new PageBreakBefore());
        breaksNext = false;
        if (properties.HasChildren)
            paragraph.Append(properties);
        paragraph.Append(content);
        body.Append(paragraph);
        return paragraph;
    }
}
