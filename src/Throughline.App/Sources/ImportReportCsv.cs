using System.Globalization;
using System.Text;
using Throughline.Workbench.Sources;

namespace Throughline.App.Sources;

/// <summary>The report of an import as a table to keep: a row per warning, or one for a file without any.</summary>
internal static class ImportReportCsv
{
    public static string Of(ImportReport.Answer report)
    {
        var csv = new StringBuilder("\uFEFF").Append("file,status,source,kind,length,turns,words,speakers,place,message\r\n");
        foreach (var file in report.Files)
            foreach (var warning in file.Warnings.DefaultIfEmpty())
                Row(csv, file, warning);
        return csv.ToString();
    }

    private static void Row(StringBuilder csv, ImportedLine file, ImportWarning? warning) => csv.AppendJoin(',', new[]
    {
        file.File, file.Status, file.Source?.Name, file.Format, Number(file.Source?.Points), Number(file.Source?.Turns), Number(file.Source?.Words),
        file.Source is null ? null : string.Join("; ", file.Source.Speakers), warning?.Place, $"{warning?.Message} {warning?.Remedy}".Trim(),
    }.Select(Cell)).Append("\r\n");

    private static string? Number(int? number) => number?.ToString(CultureInfo.InvariantCulture);

    /// <summary>A cell that a spreadsheet would take for a formula is told to be text.</summary>
    private static string Cell(string? value)
    {
        if (value is not { Length: > 0 }) return "";
        var plain = value[0] is '=' or '+' or '-' or '@' or '\t' or '\r' ? "'" + value : value;
        return plain.AsSpan().IndexOfAny(",\"\r\n") < 0 ? plain : $"\"{plain.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
