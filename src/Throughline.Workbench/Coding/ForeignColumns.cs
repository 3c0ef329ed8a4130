using Throughline.Workbench.Shared;

namespace Throughline.Workbench.Coding;

/// <summary>
/// Tables of codings as other programs write them. Their ids and positions are left: Taguette repeats a highlight's number for each of its
/// tags, MAXQDA's beginning and end count paragraphs, and Dedoose's ranges count in its own copy of the text.
/// </summary>
internal sealed class ForeignColumns(TableColumns columns)
{
    private const string PerCode = "code: ", Applied = " applied";

    private sealed record Known(string Source, string Code, string Quote, string Coder = "", bool Many = false);

    private static readonly Known[] All =
    [
        new("document name", "code", "segment", "created by"), new("document", "tag", "content"),
        new("media title", "codes applied combined", "excerpt copy", "excerpt creator", Many: true),
    ];

    private readonly Known? known = columns.Has("source") || columns.Has("quote") ? null
        : Array.Find(All, k => columns.Has(k.Source) && columns.Has(k.Quote) && (columns.Has(k.Code) || (k.Many && Codes(columns).Any())));

    private readonly List<(string Head, string Code)> codes = [.. Codes(columns)];

    /// <summary>Whether the columns are those of a program that is known.</summary>
    public bool IsKnown => known is not null;

    /// <summary>The rows, one for each code that a row of the table names.</summary>
    /// <param name="source">The source of rows that name none.</param>
    public IReadOnlyList<ImportSegments.Row> Rows(string source) => [.. columns.Rows.SelectMany(r => Rows(r, source))];

    private IEnumerable<ImportSegments.Row> Rows(TableRow row, string source)
    {
        var from = columns.Cell(row, known!.Source).Trim();
        var coder = known.Coder.Length > 0 ? columns.Cell(row, known.Coder).Trim() : "";
        foreach (var code in Named(row))
            yield return new($"row {row.Line}", from.Length > 0 ? from : source, Way(code), columns.Cell(row, known.Quote), coder);
    }

    /// <summary>Dedoose has a column for each code; the one with all of them is a list with commas, which codes may hold too.</summary>
    private IEnumerable<string> Named(TableRow row) => !known!.Many ? [columns.Cell(row, known.Code).Trim()]
        : codes.Count > 0 ? codes.Where(c => columns.Cell(row, c.Head).Trim().ToLowerInvariant() is "true" or "1" or "yes").Select(c => c.Code)
        : columns.Cell(row, known.Code).Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static IEnumerable<(string Head, string Code)> Codes(TableColumns columns) => columns.Heads
        .Where(h => h.StartsWith(PerCode, StringComparison.OrdinalIgnoreCase) && h.EndsWith(Applied, StringComparison.OrdinalIgnoreCase) && h.Length > PerCode.Length + Applied.Length)
        .Select(h => (h, h[PerCode.Length..^Applied.Length].Trim()));

    /// <summary>The way to a code, which MAXQDA and Dedoose write with backslashes.</summary>
    private static string Way(string code) => string.Join(Codebook.CodePath.Between, code.Split('\\', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
}
