using Throughline.Workbench.Codebook;
using Throughline.Workbench.Coding;
using Throughline.Workbench.History;
using Throughline.Workbench.Shared;
using Throughline.Workbench.Sources;

namespace Throughline.Workbench.Interchange;

/// <summary>What people call a row that a file says: a code by its name, a segment by its code and source.</summary>
internal static class ExchangeNames
{
    private const int Most = 80;

    public static string Of(SaidRow row, SaidRows said)
    {
        if (First(row) is { } name) return Told.Words(name, Most);
        var parts = row.Kind switch
        {
            nameof(CodedSegment) => new[] { Named(said, nameof(Code), row["CodeId"]), Named(said, nameof(Source), row["SourceId"]) },
            nameof(Selection) => [Named(said, nameof(Source), row["SourceId"])],
            _ => [row["Text"] as string],
        };
        var told = string.Join(" in ", parts.Where(p => !string.IsNullOrWhiteSpace(p)));
        return told.Length > 0 ? Told.Words(told, Most) : RowWords.One(row.Kind);
    }

    private static string? First(SaidRow row) => (row["Name"] ?? row["Label"] ?? row["Title"] ?? row["Code"]) is string { Length: > 0 } name ? name : null;

    private static string? Named(SaidRows said, string kind, object? id) => id is Guid known && said.Find(kind, known) is { } row ? First(row) : null;
}
