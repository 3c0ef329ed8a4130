using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Wordprocessing;
using Throughline.Formats.Reports;

namespace Throughline.Formats.Word;

/// <summary>A table of a report: its heading row returns on every page, and no row is parted between two.</summary>
internal static class WordReportTable
{
    public static Table Of(ReportBlock.Table table)
    {
        var widths = Widths(table.Columns);
        var written = new Table(
            new TableProperties(
                new TableStyle { Val = WordReportStyles.Table },
                new TableWidth { Width = Number(widths.Sum()), Type = TableWidthUnitValues.Dxa },
                new TableLayout { Type = TableLayoutValues.Fixed },
                new TableLook { FirstRow = true, NoHorizontalBand = true, NoVerticalBand = true },
                new TableCaption { Val = XmlText.Storable(table.Caption) }),
            new TableGrid(widths.Select(w => new GridColumn { Width = Number(w) })));
        written.Append(Row([.. table.Columns.Select(c => c.Header)], table.Columns, widths, isHeading: true));
        foreach (var row in table.Rows)
            written.Append(Row(row, table.Columns, widths, isHeading: false));
        return written;
    }

    private static List<int> Widths(IReadOnlyList<ReportColumn> columns)
    {
        var all = columns.Sum(c => Math.Max(c.Share, 0.1));
        return [.. columns.Select(c => (int)(WordReport.TextWidth * Math.Max(c.Share, 0.1) / all))];
    }

    private static TableRow Row(IReadOnlyList<string> cells, IReadOnlyList<ReportColumn> columns, List<int> widths, bool isHeading)
    {
        var properties = new TableRowProperties(new CantSplit());
        if (isHeading)
            properties.Append(new TableHeader());
        var row = new TableRow(properties);
        for (var i = 0; i < columns.Count; i++)
            row.Append(new TableCell(
                new TableCellProperties(new TableCellWidth { Width = Number(widths[i]), Type = TableWidthUnitValues.Dxa }),
                Cell(i < cells.Count ? cells[i] : "", columns[i], isHeading)));
        return row;
    }

    private static Paragraph Cell(string words, ReportColumn column, bool isHeading)
    {
        var properties = new ParagraphProperties(new ParagraphStyleId { Val = WordReportStyles.TableText });
        if (column.IsNumber)
            properties.Append(new Justification { Val = JustificationValues.Right });
        return new Paragraph(properties, isHeading ? WordReportText.Plain(words, new Bold()) : WordReportText.Plain(words));
    }

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
