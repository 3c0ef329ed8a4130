using Throughline.Formats.RefiQda;

namespace Throughline.Formats.Others;

/// <summary>A tree of codes from rows that each name the one they are within.</summary>
internal static class CodeTree
{
    private const int Deepest = 200;

    /// <summary>A row. Of rows with the same key the first counts.</summary>
    public sealed record Row(string Key, string? Parent, RefiCode Code);

    /// <summary>The topmost codes. A row whose parent is not there, or that is within itself, stands at the top, and that is told.</summary>
    public static IReadOnlyList<RefiCode> Of(IEnumerable<Row> rows, RefiFindings findings)
    {
        var all = rows.DistinctBy(r => r.Key).ToList();
        var byKey = all.ToDictionary(r => r.Key, StringComparer.Ordinal);
        var within = new Dictionary<string, List<(int At, RefiCode Code)>>(StringComparer.Ordinal);
        var tops = new List<(int At, RefiCode Code)>();
        foreach (var (row, depth, at) in all.Select((r, i) => (r, DepthOf(r, byKey, findings), i)).OrderByDescending(r => r.Item2))
        {
            var code = within.TryGetValue(row.Key, out var children) ? row.Code with { Children = InOrder(children) } : row.Code;
            var to = depth == 0 ? tops : within.TryGetValue(row.Parent!, out var siblings) ? siblings : within[row.Parent!] = [];
            to.Add((at, code));
        }
        return InOrder(tops);
    }

    private static IReadOnlyList<RefiCode> InOrder(List<(int At, RefiCode Code)> codes) => [.. codes.OrderBy(c => c.At).Select(c => c.Code)];

    /// <summary>How many are above it, 0 for those that stand at the top.</summary>
    private static int DepthOf(Row row, Dictionary<string, Row> byKey, RefiFindings findings)
    {
        var (at, depth) = (row, 0);
        while (at.Parent is { } parent && byKey.TryGetValue(parent, out var next))
        {
            if (depth++ >= Deepest || next.Key == row.Key)
            {
                findings.Tell("codes within themselves", RefiFindings.Shown(row.Code.Name), "It is within itself, or too deep; it stands at the top.");
                return 0;
            }
            at = next;
        }
        if (at.Parent is not null && depth == 0)
            findings.Tell("codes of a category that is not there", RefiFindings.Shown(row.Code.Name), "What it is within is not there; it stands at the top.");
        return depth;
    }
}
