using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Wordprocessing;

namespace Throughline.Formats.Word;

/// <summary>
/// The styles of a report in Word: the ones that Word itself knows by name, so that a template of the reader's own fits over them.
/// </summary>
internal static class WordReportStyles
{
    public const string Title = "Title";
    public const string Subtitle = "Subtitle";
    public const string Quote = "Quote";
    public const string QuoteSource = "QuoteSource";
    public const string Flag = "QuoteFlag";
    public const string Notice = "Notice";
    public const string Caption = "Caption";
    public const string Bullet = "ListBullet";
    public const string Table = "ReportTable";
    public const string TableText = "TableText";
    public const string Link = "Hyperlink";
    public const string FootnoteText = "FootnoteText";
    public const string FootnoteMark = "FootnoteReference";
    public const string Footer = "Footer";
    public const string Ink2 = "57524A";
    public const string Line = "BDB6AA";

    private const string Sans = "Calibri";
    private const string Serif = "Palatino Linotype";
    private const string Accent = "0B5C63";
    private const string Warn = "8A4B00";

    /// <summary>The style of a heading.</summary>
    public static string Heading(int level) => $"Heading{level}";

    public static Styles Styles(string language) => new(
        Defaults(language),
        Default(StyleValues.Paragraph, "Normal", "Normal", new PrimaryStyle()),
        Default(StyleValues.Character, "DefaultParagraphFont", "Default Paragraph Font", new SemiHidden()),
        Paragraph(Title, "Title", Run(48, bold: true), Spacing(0, 60), KeepNext()),
        Paragraph(Subtitle, "Subtitle", Run(24, Ink2), Spacing(0, 40)),
        Paragraph(Heading(1), "heading 1", Run(32, bold: true), Spacing(480, 120), KeepNext(), new OutlineLevel { Val = 0 }),
        Paragraph(Heading(2), "heading 2", Run(26, bold: true), Spacing(360, 80), KeepNext(), new OutlineLevel { Val = 1 }),
        Paragraph(Heading(3), "heading 3", Run(23, Ink2, bold: true), Spacing(280, 80), KeepNext(), new OutlineLevel { Val = 2 }),
        Paragraph(Quote, "Quote", Run(23, font: Serif), KeepNext(), new KeepLines(), Side(Line), Spacing(120, 0), Indent(567)),
        Paragraph(QuoteSource, "Quotation source", Run(19, Ink2), Spacing(40, 200), Indent(567)),
        Paragraph(Flag, "Quotation flag", Run(19, Warn), Side(Warn), Spacing(0, 200), Indent(567)),
        Paragraph(Notice, "Notice", Run(21), Box(Warn), Spacing(120, 200), new Indentation { Left = "140", Right = "140" }),
        Paragraph(Caption, "caption", Run(20, bold: true), KeepNext(), Spacing(240, 80)),
        Paragraph(Bullet, "List Bullet", Run(22), Numbered(), Spacing(0, 60)),
        Paragraph(TableText, "Table text", Run(20), Spacing(40, 40)),
        Paragraph(FootnoteText, "footnote text", Run(19), Spacing(0, 40)),
        Paragraph(Footer, "footer", Run(18, Ink2), Spacing(0, 0)),
        Character(FootnoteMark, "footnote reference", new VerticalTextAlignment { Val = VerticalPositionValues.Superscript }),
        Character(Link, "Hyperlink", new Color { Val = Accent }, new Underline { Val = UnderlineValues.Single }),
        TableStyle());

    /// <summary>The bullet of lists.</summary>
    public static Numbering Bullets() => new(
        new AbstractNum(
            new MultiLevelType { Val = MultiLevelValues.SingleLevel },
            new Level(
                new StartNumberingValue { Val = 1 },
                new NumberingFormat { Val = NumberFormatValues.Bullet },
                new LevelText { Val = "\u2022" },
                new LevelJustification { Val = LevelJustificationValues.Left },
                new PreviousParagraphProperties(new Indentation { Left = "425", Hanging = "283" })) { LevelIndex = 0 })
        {
            AbstractNumberId = 1,
        },
        new NumberingInstance(new AbstractNumId { Val = 1 }) { NumberID = 1 });

    private static DocDefaults Defaults(string language)
    {
        var spacing = new SpacingBetweenLines { After = "120", Line = "276", LineRule = LineSpacingRuleValues.Auto };
        OpenXmlElement[] run = [Fonts(Sans), new FontSize { Val = "22" }, new Languages { Val = language }];
        return new DocDefaults(
            new RunPropertiesDefault(new RunPropertiesBaseStyle(run)),
            new ParagraphPropertiesDefault(new ParagraphPropertiesBaseStyle(spacing)));
    }

    private static Style Default(StyleValues type, string id, string name, OpenXmlElement more) =>
        new(new StyleName { Val = name }, more) { Type = type, StyleId = id, Default = true };

    private static Style Paragraph(string id, string name, StyleRunProperties run, params OpenXmlElement[] properties)
    {
        var style = new Style(new StyleName { Val = name }, new BasedOn { Val = "Normal" }) { Type = StyleValues.Paragraph, StyleId = id };
        if (id.StartsWith("Heading", StringComparison.Ordinal) || id is Title or Subtitle)
            style.Append(new NextParagraphStyle { Val = "Normal" });
        style.Append(new PrimaryStyle());
        // The order of these is fixed (ECMA-376 part 1, 17.3.1.26); Word calls a file damaged that has another.
        var ordered = properties.OrderBy(p => Array.IndexOf(Order, p.GetType()));
        style.Append(new StyleParagraphProperties(ordered), run);
        return style;
    }

    private static readonly Type[] Order =
    [
        typeof(KeepNext), typeof(KeepLines), typeof(NumberingProperties), typeof(ParagraphBorders), typeof(SpacingBetweenLines),
        typeof(Indentation), typeof(OutlineLevel),
    ];

    private static Style Character(string id, string name, params OpenXmlElement[] properties) => new(
        new StyleName { Val = name }, new BasedOn { Val = "DefaultParagraphFont" }, new StyleRunProperties(properties))
    {
        Type = StyleValues.Character,
        StyleId = id,
    };

    private static Style TableStyle() => new(
        new StyleName { Val = "Report table" },
        new StyleParagraphProperties(Spacing(0, 0)),
        new StyleTableProperties(
            new TableBorders(
                new TopBorder { Val = BorderValues.Single, Size = 8, Color = Ink2 },
                new BottomBorder { Val = BorderValues.Single, Size = 8, Color = Ink2 },
                new InsideHorizontalBorder { Val = BorderValues.Single, Size = 4, Color = Line }),
            new TableCellMarginDefault(
                new TableCellLeftMargin { Width = 85, Type = TableWidthValues.Dxa },
                new TableCellRightMargin { Width = 85, Type = TableWidthValues.Dxa })),
        new TableStyleProperties(new StyleRunProperties(new Bold())) { Type = TableStyleOverrideValues.FirstRow })
    {
        Type = StyleValues.Table,
        StyleId = Table,
    };

    private static StyleRunProperties Run(int halfPoints, string? color = null, bool bold = false, string? font = null)
    {
        var run = new StyleRunProperties();
        if (font is not null)
            run.Append(Fonts(font));
        if (bold)
            run.Append(new Bold());
        if (color is not null)
            run.Append(new Color { Val = color });
        run.Append(new FontSize { Val = halfPoints.ToString(System.Globalization.CultureInfo.InvariantCulture) });
        return run;
    }

    private static RunFonts Fonts(string font) => new() { Ascii = font, HighAnsi = font, ComplexScript = font, EastAsia = font };

    private static KeepNext KeepNext() => new();

    private static SpacingBetweenLines Spacing(int before, int after) => new()
    {
        Before = before.ToString(System.Globalization.CultureInfo.InvariantCulture),
        After = after.ToString(System.Globalization.CultureInfo.InvariantCulture),
    };

    private static Indentation Indent(int left) => new() { Left = left.ToString(System.Globalization.CultureInfo.InvariantCulture) };

    private static ParagraphBorders Side(string color) =>
        new(new LeftBorder { Val = BorderValues.Single, Size = 6, Space = 12, Color = color });

    private static ParagraphBorders Box(string color) => new(
        new TopBorder { Val = BorderValues.Single, Size = 6, Space = 6, Color = color },
        new LeftBorder { Val = BorderValues.Single, Size = 6, Space = 6, Color = color },
        new BottomBorder { Val = BorderValues.Single, Size = 6, Space = 6, Color = color },
        new RightBorder { Val = BorderValues.Single, Size = 6, Space = 6, Color = color });

    private static NumberingProperties Numbered() =>
        new(new NumberingLevelReference { Val = 0 }, new NumberingId { Val = 1 });
}
