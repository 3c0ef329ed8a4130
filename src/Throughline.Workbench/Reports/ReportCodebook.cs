using Throughline.Formats.Reports;
using Throughline.Workbench.Codebook;
using Throughline.Workbench.Themes;

namespace Throughline.Workbench.Reports;

/// <summary>The codebook as an appendix: what each code means and when it holds.</summary>
internal static class ReportCodebook
{
    private static readonly IReadOnlyList<ReportColumn> Columns =
        [new("Code", Share: 1.2), new("Definition", Share: 2), new("When to use", Share: 1.6), new("When not to use", Share: 1.6), new("Segments", IsNumber: true, Share: .8)];

    public static IReadOnlyList<ReportBlock> Section(ThemeMaterial material, IReadOnlyDictionary<Guid, CodeDefinition> meanings)
    {
        var codes = material.Codes.Where(c => c.RetiredAt is null).ToList();
        if (codes.Count == 0) return [];
        var blocks = new List<ReportBlock> { new ReportBlock.PageBreak(), new ReportBlock.Heading(1, "Codebook") };
        var paths = CodePath.All(codes);
        var branches = Branches(codes);
        foreach (var branch in branches.Where(b => b.Count > 1)) blocks.Add(Table(branch[0].Name, branch));
        var alone = branches.Where(b => b.Count == 1).SelectMany(b => b).ToList();
        if (alone.Count > 0) blocks.Add(Table(alone.Count == codes.Count ? "All codes" : "Codes that stand alone", alone));
        return blocks;

        ReportBlock.Table Table(string caption, IEnumerable<Code> rows) =>
            new(caption, Columns, [.. rows.Select(c => Row(c, Name(paths[c.Id]), material, meanings.GetValueOrDefault(c.Id)))]);
    }

    /// <summary>The codes at the top, each with all below it.</summary>
    private static List<List<Code>> Branches(IReadOnlyList<Code> codes)
    {
        var branches = new List<List<Code>>();
        foreach (var (code, level) in CodeOrder.Tree([.. codes]))
        {
            if (level == 1) branches.Add([]);
            branches[^1].Add(code);
        }
        return branches;
    }

    private static IReadOnlyList<string> Row(Code code, string name, ThemeMaterial material, CodeDefinition? meaning) =>
    [
        name, meaning?.Definition ?? "", meaning?.WhenToUse ?? "", meaning?.WhenNotToUse ?? "",
        $"{material.Tally.Count([code.Id]).Segments}",
    ];

    /// <summary>The name of the branch stands above the table; below it only the way on.</summary>
    private static string Name(string path) => path.IndexOf(CodePath.Between, StringComparison.Ordinal) is >= 0 and var end ? path[(end + CodePath.Between.Length)..] : path;
}
