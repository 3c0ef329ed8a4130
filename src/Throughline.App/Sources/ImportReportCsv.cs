using System.Globalization;
using Throughline.Formats.Tables;
using Throughline.Workbench.Sources;

namespace Throughline.App.Sources;

/// <summary>The report of an import as a table to keep: a row per warning, or one for a file without any.</summary>
internal static class ImportReportCsv
{
    private static readonly string[] Headers = ["file", "status", "source", "kind", "length", "turns", "words", "speakers", "place", "message"];

    public static byte[] Of(ImportReport.Answer report)
    {
        using var buffer = new MemoryStream();
        Csv.Write(buffer, Headers, report.Files.SelectMany(f => f.Warnings.DefaultIfEmpty().Select(w => Row(f, w))));
        return buffer.ToArray();
    }

    private static string[] Row(ImportedLine file, ImportWarning? warning) =>
    [
        file.File, file.Status, file.Source?.Name ?? "", file.Format, Number(file.Source?.Points), Number(file.Source?.Turns), Number(file.Source?.Words),
        string.Join("; ", file.Source?.Speakers ?? []), warning?.Place ?? "", $"{warning?.Message} {warning?.Remedy}".Trim(),
    ];

    private static string Number(int? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";
}
