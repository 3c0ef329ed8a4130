using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using Throughline.Formats.Reports;

namespace Throughline.Formats.Word;

/// <summary>
/// Writes a report as a Word file: with Word's own styles, so that it takes on a template; every quotation within a bookmark
/// named after its segment, so that it is found again after the file was worked on.
/// </summary>
public static class WordReport
{
    private const uint PageWidth = 11906;
    private const uint PageHeight = 16838;
    private const int Margin = 1247;

    /// <summary>The width of the text on the page, twentieths of a point.</summary>
    internal const int TextWidth = (int)PageWidth - (2 * Margin);

    /// <summary>Writes the report.</summary>
    /// <param name="report">The report.</param>
    /// <param name="stream">Where to; it stays open and must allow seeking.</param>
    public static void Write(Report report, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(report);
        using var file = WordprocessingDocument.Create(stream, WordprocessingDocumentType.Document);
        WriteProperties(report, file);
        var main = file.AddMainDocumentPart();
        main.AddNewPart<StyleDefinitionsPart>().Styles = WordReportStyles.Styles(report.Language);
        main.AddNewPart<NumberingDefinitionsPart>().Numbering = WordReportStyles.Bullets();
        var footer = report.IsBare ? null : main.AddNewPart<FooterPart>();
        footer?.Footer = PageNumbers(report.Title);
        var notes = new WordReportNotes();
        var body = new Body();
        new WordReportBody(body, main, notes).Write(report);
        body.Append(Page(footer is null ? null : main.GetIdOfPart(footer)));
        main.Document = new Document(body);
        notes.AddTo(main);
        WriteSettings(main, notes);
    }

    private static void WriteProperties(Report report, WordprocessingDocument file)
    {
        file.PackageProperties.Title = XmlText.Storable(report.Title);
        file.PackageProperties.Language = report.Language;
        if (report.Author.Length > 0)
            file.PackageProperties.Creator = XmlText.Storable(report.Author);
        if (report.Made is { } made)
            file.PackageProperties.Created = file.PackageProperties.Modified = made;
    }

    private static void WriteSettings(MainDocumentPart main, WordReportNotes notes)
    {
        var settings = new Settings();
        if (notes.Any)
            settings.Append(WordReportNotes.Separators());
        settings.Append(new Compatibility(new CompatibilitySetting
        {
            Name = CompatSettingNameValues.CompatibilityMode,
            Uri = "http://schemas.microsoft.com/office/word",
            Val = "15",
        }));
        main.AddNewPart<DocumentSettingsPart>().Settings = settings;
    }

    private static SectionProperties Page(string? footer)
    {
        var page = new SectionProperties(
            new PageSize { Width = PageWidth, Height = PageHeight },
            new PageMargin { Top = Margin, Bottom = Margin, Left = Margin, Right = Margin, Header = 624, Footer = 624, Gutter = 0 });
        if (footer is not null) page.PrependChild(new FooterReference { Type = HeaderFooterValues.Default, Id = footer });
        return page;
    }

    private static Footer PageNumbers(string title)
    {
        var properties = new ParagraphProperties(
            new ParagraphStyleId { Val = WordReportStyles.Footer },
            new Tabs(new TabStop { Val = TabStopValues.Right, Position = TextWidth }));
        return new Footer(new Paragraph(
            properties,
            new Run(WordReportText.Words(XmlText.Storable(title)), new TabChar()),
            Field("PAGE", "1"),
            new Run(WordReportText.Words(" / ")),
            Field("NUMPAGES", "1")));
    }

    private static SimpleField Field(string instruction, string shown) =>
        new(new Run(WordReportText.Words(shown))) { Instruction = $" {instruction} " };
}
