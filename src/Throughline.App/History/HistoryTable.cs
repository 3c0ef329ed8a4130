using System.Globalization;
using Throughline.App.Shell;
using Throughline.Formats.Tables;
using Throughline.Workbench.Codebook;
using Throughline.Workbench.History;
using Throughline.Workbench.Shared;

namespace Throughline.App.History;

/// <summary>The history and the codebook of a day as tables that leave the house.</summary>
public static class HistoryTable
{
    /// <summary>The table as a file to take away: a workbook of Excel, or CSV.</summary>
    public static IResult File(string? kind, string name, Sheet sheet)
    {
        kind ??= "csv";
        if (kind is not ("csv" or "xlsx")) return Answers.Of(new Problem.Invalid("as", $"A table leaves as csv or xlsx, not as “{kind}”."));
        using var bytes = new MemoryStream();
        if (kind == "xlsx") Xlsx.Write(bytes, [sheet]);
        else Csv.Write(bytes, [.. sheet.Columns.Select(c => c.Header)], sheet.Rows.Select(Row));
        return Results.File(bytes.ToArray(), TableFile.Kinds[kind], $"{name}.{kind}");
    }

    private static IReadOnlyList<string> Row(IReadOnlyList<object?> cells) => [.. cells.Select(c => Convert.ToString(c, CultureInfo.InvariantCulture) ?? "")];

    public static Sheet Sheet(IEnumerable<ChangeLine> lines) => new(
        "History",
        [new("Change", 9), new("When (UTC)", 20), new("Who", 20), new("What", 80), new("Verb", 18), new("Rows", 8), new("Undoes", 9), new("Undone by", 10)],
        lines.Select(l => (IReadOnlyList<object?>)
        [
            l.Number, l.At.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture), l.Actor, l.Summary, l.Verb, l.EditCount, l.Reverses, l.ReversedBy,
        ]));

    public static Sheet Codebook(IReadOnlyList<CodebookAsOf.Line> lines)
    {
        var paths = CodePath.All([.. lines.Select(l => l.Code)]);
        return new(
            "Codebook", [.. CodebookColumns.Own.Select(c => new SheetColumn(c))],
            lines.Select(l => (IReadOnlyList<object?>)
            [
                l.Code.Id.ToString(), l.Code.ParentId is { } parent ? paths.GetValueOrDefault(parent, "") : "", l.Code.Name,
                .. CodeMeaning.Of(l.Meaning).Fields.Select(f => f.Text), Dyes.Told(l.Code.Dye, l.Code.Weave), l.Code.InVivo ? "yes" : "no",
            ]));
    }
}
