using Microsoft.EntityFrameworkCore;
using Throughline.Formats.Reports;
using Throughline.Workbench.Shared;
using Throughline.Workbench.Studies;
using Throughline.Workbench.Themes;

namespace Throughline.Workbench.Reports;

/// <summary>What stands before the findings: notices, aim, questions, approach.</summary>
internal static class ReportFront
{
    public static IReadOnlyList<ReportBlock> Notices(Study study, IReadOnlyList<ReportFlag> flags)
    {
        var blocks = new List<ReportBlock>();
        if (study.Synthetic)
            blocks.Add(new ReportBlock.Notice("This study is synthetic: every participant in it and every word they say was invented. Nothing here may be cited as a finding."));
        if (flags.Count == 0) return blocks;
        blocks.Add(new ReportBlock.Notice($"{Told.Count(flags.Count, "quotation is", "quotations are")} no longer as chosen. Look at {(flags.Count == 1 ? "it" : "them")} before this is passed on."));
        blocks.Add(new ReportBlock.BulletList([.. flags.Select(Item)]));
        return blocks;
    }

    public static IReadOnlyList<ReportBlock> Aim(Study study)
    {
        var blocks = new List<ReportBlock>();
        if (study.Aim.Length > 0) blocks.AddRange([new ReportBlock.Heading(1, "Aim"), .. Paragraphs(study.Aim)]);
        if (study.Background.Length > 0) blocks.AddRange([new ReportBlock.Heading(1, "Background"), .. Paragraphs(study.Background)]);
        var questions = study.Questions.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (questions.Length == 0) return blocks;
        blocks.Add(new ReportBlock.Heading(1, questions.Length == 1 ? "Research question" : "Research questions"));
        blocks.Add(new ReportBlock.BulletList([.. questions.Select(q => (IReadOnlyList<ReportRun>)[new ReportRun(q)])]));
        return blocks;
    }

    public static async Task<IReadOnlyList<ReportBlock>> ApproachAsync(StudyScope scope, Study study, ThemeMaterial material)
    {
        var segments = await scope.Segments.CountAsync(scope.Cancel);
        var coders = await scope.Coders.Where(c => scope.Segments.Any(s => s.CoderId == c.Id)).Select(c => c.Name).ToListAsync(scope.Cancel);
        var blocks = new List<ReportBlock> { new ReportBlock.Heading(1, "Approach") };
        if (study.Approach.Length > 0) blocks.AddRange(Paragraphs(study.Approach));
        var used = material.Codes.Count(c => material.Tally.Has(c.Id));
        if (segments > 0)
            blocks.Add(new ReportBlock.Paragraph($"{Told.Count(material.Sources.Count, "source")}, {Told.Count(segments, "coded segment")} with {Told.Count(used, "code")}, by {Names(coders)}."));
        return blocks.Count > 1 ? blocks : [];
    }

    /// <summary>Paragraphs end where an empty line stands.</summary>
    public static IEnumerable<ReportBlock> Paragraphs(string text) =>
        text.ReplaceLineEndings("\n").Split("\n\n", StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(p => new ReportBlock.Paragraph(p));

    public static string Names(IEnumerable<string> names)
    {
        var sorted = names.Order(NaturalOrder.Names).ToList();
        return sorted.Count switch { 0 => "nobody", 1 => sorted[0], _ => $"{string.Join(", ", sorted.SkipLast(1))} and {sorted[^1]}" };
    }

    private static IReadOnlyList<ReportRun> Item(ReportFlag flag) =>
        [new ReportRun(flag.Theme.Label) { Bold = true, Link = $"#{ReportThemes.Bookmark(flag.Theme)}" }, new ReportRun($": {flag.Told}")];
}
