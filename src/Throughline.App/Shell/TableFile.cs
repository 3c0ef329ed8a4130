using System.Globalization;
using System.Net.Mime;
using Throughline.Formats.Tables;
using Throughline.Workbench.Shared;

namespace Throughline.App.Shell;

/// <summary>A table as a file to take away: a workbook of Excel, or CSV.</summary>
public static class TableFile
{
    public static IResult Of(string? kind, string name, Sheet sheet)
    {
        var bytes = new MemoryStream();
        switch (kind ?? "csv")
        {
            case "xlsx":
                Xlsx.Write(bytes, [sheet]);
                return Results.File(bytes.ToArray(), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", $"{name}.xlsx");
            case "csv":
                Csv.Write(bytes, [.. sheet.Columns.Select(c => c.Header)], sheet.Rows.Select(Row));
                return Results.File(bytes.ToArray(), MediaTypeNames.Text.Csv, $"{name}.csv");
            default:
                return Answers.Of(new Problem.Invalid("as", $"A table leaves as csv or xlsx, not as “{kind}”."));
        }
    }

    private static IReadOnlyList<string> Row(IReadOnlyList<object?> cells) => [.. cells.Select(c => Convert.ToString(c, CultureInfo.InvariantCulture) ?? "")];
}
