using System.Globalization;
using Throughline.Formats.Reports;
using Throughline.Workbench.Codebook;
using Throughline.Workbench.Shared;
using Throughline.Workbench.Themes;

namespace Throughline.Workbench.Reports;

/// <summary>The codebook as an appendix: what each code means and when it holds.</summary>
internal static class ReportCodebook
{
    private static readonly IReadOnlyList<ReportColumn> Columns =
        [new("Code", Share: 1.1), new("Definition", Share: 2), new("When to use, and when not", Share: 2.6), new("n", IsNumber: true, Share: .4)];

    public static IReadOnlyList<ReportBlock> Section(ThemeMaterial material, IReadOnlyDictionary<Guid, CodeDefinition> meanings)
    {
        var codes = material.Codes.Where(c => c.RetiredAt is null).ToList();
        if (codes.Count == 0) return [];
        var blocks = new List<ReportBlock>
        {
            new ReportBlock.PageBreak(), new ReportBlock.Heading(1, "Codebook"), new ReportBlock.Paragraph("n: segments coded with the code itself."),
        };
        var paths = CodePath.All(codes);
        var branches = Branches(codes);
        foreach (var branch in branches.Where(b => b.Count > 1))
        {
            var (top, isCode) = (branch[0], material.Tally.Has(branch[0].Id));
            blocks.Add(new ReportBlock.Heading(2, top.Name));
            if (!isCode && meanings.TryGetValue(top.Id, out var meaning)) blocks.AddRange(ReportFront.Paragraphs(meaning.Definition));
            var rows = isCode ? branch : branch.GetRange(1, branch.Count - 1);
            blocks.Add(Table(Told.Count(rows.Count, "code"), rows));
        }
        var alone = branches.Where(b => b.Count == 1).SelectMany(b => b).ToList();
        if (alone.Count > 0) blocks.Add(Table(alone.Count == codes.Count ? Told.Count(alone.Count, "code") : "Codes that stand alone", alone));
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
        [name, meaning?.Definition ?? "", Use(meaning), material.Tally.Count([code.Id]).Segments.ToString("N0", CultureInfo.InvariantCulture)];

    private static string Use(CodeDefinition? meaning) => string.Join(
        '\n', new[] { meaning?.WhenToUse ?? "", meaning?.WhenNotToUse is { Length: > 0 } not ? $"Not: {not}" : "" }.Where(u => u.Length > 0));

    /// <summary>The name of the branch stands above the table; below it only the way on.</summary>
    private static string Name(string path) => path.IndexOf(CodePath.Between, StringComparison.Ordinal) is >= 0 and var end ? path[(end + CodePath.Between.Length)..] : path;
}
