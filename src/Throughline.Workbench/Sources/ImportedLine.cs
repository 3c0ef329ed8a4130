using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Throughline.Workbench.Shared;

namespace Throughline.Workbench.Sources;

/// <summary>What became of one file. <paramref name="Source"/>: what it became, or what it equals; null where that is gone or never was.</summary>
public sealed record ImportedLine(
    Guid Id, Guid Import, int Position, string File, string Status, string Format, SourceBrief? Source, IReadOnlyList<ImportWarning> Warnings, long At, string By)
{
    public const string Read = "read", Partly = "partly", Refused = "refused", Duplicate = "duplicate";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static ImportedLine Of(ImportedFile row, SourceBrief? source) => new(
        row.Id, row.ImportId, row.Position, row.File, row.Status, row.Format, source, WarningsOf(row), row.At, row.By);

    public static IReadOnlyList<ImportWarning> WarningsOf(ImportedFile row) => JsonSerializer.Deserialize<List<ImportWarning>>(row.Warnings, Json) ?? [];

    public static string Written(IEnumerable<ImportWarning> warnings) => JsonSerializer.Serialize(warnings, Json);

    /// <summary>8 files: 5 read, 1 partly, 1 refused, 1 already here.</summary>
    public static string Told(IReadOnlyCollection<string> statuses)
    {
        var parts = new[] { (Read, "read"), (Partly, "read in part"), (Refused, "refused"), (Duplicate, "already here") }
            .Select(kind => (Count: statuses.Count(s => s == kind.Item1), Said: kind.Item2)).Where(kind => kind.Count > 0)
            .Select(kind => string.Create(CultureInfo.InvariantCulture, $"{kind.Count:N0} {kind.Said}"));
        return $"{Shared.Told.Count(statuses.Count, "file")}: {string.Join(", ", parts)}";
    }
}
