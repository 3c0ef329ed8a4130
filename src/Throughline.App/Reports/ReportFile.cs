using Throughline.Formats.Html;
using Throughline.Formats.Reports;
using Throughline.Formats.Word;
using Throughline.Workbench.Shared;

namespace Throughline.App.Reports;

/// <summary>A report as a file: Word or HTML.</summary>
public static class ReportFile
{
    private static readonly Dictionary<string, string> Kinds = new()
    {
        ["docx"] = "application/vnd.openxmlformats-officedocument.wordprocessingml.document", ["html"] = "text/html; charset=utf-8",
    };

    public static Outcome<string> Kind(string? said)
    {
        if (said?.Length == 0) return new Problem.Invalid("to", "Name a file that ends in .docx or .html, or say --format.");
        var kind = (said ?? "docx").TrimStart('.').ToLowerInvariant();
        if (kind == "htm") kind = "html";
        return Kinds.ContainsKey(kind) ? kind : new Problem.Invalid("as", $"A report is written as docx or html, not as “{Told.Words(kind, 20)}”.");
    }

    public static string MediaType(string kind) => Kinds[kind];

    public static byte[] Write(Report report, string kind)
    {
        using var bytes = new MemoryStream();
        if (kind == "docx") WordReport.Write(report, bytes);
        else HtmlReport.Write(report, bytes);
        return bytes.ToArray();
    }

    /// <summary>Named after the study, without what file systems refuse.</summary>
    public static string Name(string study, string kind) =>
        $"{string.Concat(study.Select(c => char.IsLetterOrDigit(c) || c is ' ' or '-' or '_' ? c : '-')).Trim()} report.{kind}";
}
