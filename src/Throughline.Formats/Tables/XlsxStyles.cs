using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Spreadsheet;

namespace Throughline.Formats.Tables;

/// <summary>The styles of the cells that are written.</summary>
internal static class XlsxStyles
{
    public const uint Plain = 0;
    public const uint Heading = 1;
    public const uint Day = 2;
    public const uint Time = 3;
    public const uint Duration = 4;
    public const uint Lines = 5;
    public const uint FormulaLike = 6;

    private const uint DayFormat = 164;
    private const uint TimeFormat = 165;
    private const uint DurationFormat = 46;

    public static Stylesheet Stylesheet() => new(
        new NumberingFormats(
            new NumberingFormat { NumberFormatId = DayFormat, FormatCode = "yyyy\\-mm\\-dd" },
            new NumberingFormat { NumberFormatId = TimeFormat, FormatCode = "yyyy\\-mm\\-dd\\ hh:mm" }),
        new Fonts(
            new Font(new FontSize { Val = 11 }, new FontName { Val = "Calibri" }),
            new Font(new Bold(), new FontSize { Val = 11 }, new FontName { Val = "Calibri" })),
        new Fills(
            new Fill(new PatternFill { PatternType = PatternValues.None }),
            new Fill(new PatternFill { PatternType = PatternValues.Gray125 })),
        new Borders(
            Border(null),
            Border(new BottomBorder(new Color { Auto = true }) { Style = BorderStyleValues.Thin })),
        new CellStyleFormats(new CellFormat()),
        new CellFormats(
            Format(),
            Format(font: 1, border: 1),
            Format(DayFormat),
            Format(TimeFormat),
            Format(DurationFormat),
            Format(wraps: true),
            new CellFormat(Top(false)) { QuotePrefix = true, ApplyAlignment = true }));

    private static Border Border(BottomBorder? bottom) =>
        new(new LeftBorder(), new RightBorder(), new TopBorder(), bottom ?? new BottomBorder(), new DiagonalBorder());

    private static CellFormat Format(uint number = 0, uint font = 0, uint border = 0, bool wraps = false) => new(Top(wraps))
    {
        NumberFormatId = number,
        ApplyNumberFormat = number != 0,
        FontId = font,
        ApplyFont = font != 0,
        BorderId = border,
        ApplyBorder = border != 0,
        ApplyAlignment = true,
    };

    private static Alignment Top(bool wraps) =>
        new() { Vertical = VerticalAlignmentValues.Top, WrapText = wraps ? true : (BooleanValue?)null };
}
