using Throughline.Formats;
using Throughline.Formats.Datasets;
using Throughline.Workbench.Codebook;
using Throughline.Workbench.Coding;

namespace Throughline.Workbench.Interchange.Datasets;

/// <summary>How often each code stands in each source, and with each other code.</summary>
internal sealed class Matrices(StudyRows rows, IReadOnlyList<Code> codes, Func<Code, string> path)
{
    /// <summary>A table of each by each grows with the square: of more codes than this, those with the most segments are in it.</summary>
    public const int MostAcross = 1000;

    /// <summary>What is not in it, for those who take it out.</summary>
    public ReadWarning? Remark { get; } = codes.Count <= MostAcross ? null
        : new("Code × code", $"There are {codes.Count:N0} codes, which would be {(double)codes.Count * codes.Count:N0} cells: it holds the {MostAcross:N0} codes with the most segments. Pairs of the others can be counted from the segments.");

    public DataTable BySource(Func<Guid, string> sourceName)
    {
        var counts = rows.Segments.CountBy(s => (s.CodeId, s.SourceId)).ToDictionary();
        return Columns.Table("matrix_code_source", "A code; in each further column, how many segments of one source bear it.", codes,
            [Head, .. rows.Sources.Select(s => new Column<Code>(sourceName(s.Id), DataKind.Integer, $"Segments in the source {sourceName(s.Id)} ({s.Id}).", c => counts.GetValueOrDefault((c.Id, s.Id))))]);
    }

    public DataTable ByCode()
    {
        var (counts, shown) = (Pairs(), codes);
        if (Remark is not null)
        {
            var most = codes.OrderByDescending(c => counts.GetValueOrDefault((c.Id, c.Id))).Take(MostAcross).ToHashSet();
            shown = [.. codes.Where(most.Contains)];
        }
        return Columns.Table("matrix_code_code",
            "A code; in each further column, how many pairs there are of a segment of the one and a segment of the other that share words, whoever coded. On the diagonal, how many segments bear the code."
                + (Remark is null ? "" : $" Only the {MostAcross:N0} codes with the most segments."), shown,
            [Head, .. shown.Select(o => new Column<Code>(path(o), DataKind.Integer, $"Pairs with segments of {path(o)}.", c => counts.GetValueOrDefault((c.Id, o.Id))))]);
    }

    private Column<Code> Head => new("code", DataKind.Text, "The code, with those it stands under.", c => path(c));

    private Dictionary<(Guid, Guid), int> Pairs()
    {
        var counts = new Dictionary<(Guid, Guid), int>();
        foreach (var segment in rows.Segments) counts[(segment.CodeId, segment.CodeId)] = counts.GetValueOrDefault((segment.CodeId, segment.CodeId)) + 1;
        foreach (var source in rows.Segments.Where(s => s.End > s.Start).GroupBy(s => s.SourceId))
        {
            var open = new List<CodedSegment>();
            foreach (var segment in source.OrderBy(s => s.Start))
            {
                open.RemoveAll(o => o.End <= segment.Start);
                foreach (var other in open.Where(o => o.CodeId != segment.CodeId))
                {
                    counts[(segment.CodeId, other.CodeId)] = counts.GetValueOrDefault((segment.CodeId, other.CodeId)) + 1;
                    counts[(other.CodeId, segment.CodeId)] = counts.GetValueOrDefault((other.CodeId, segment.CodeId)) + 1;
                }
                open.Add(segment);
            }
        }
        return counts;
    }
}
