using Microsoft.EntityFrameworkCore;
using Throughline.Formats.Reports;
using Throughline.Workbench.Access;
using Throughline.Workbench.Codebook;
using Throughline.Workbench.Shared;
using Throughline.Workbench.Studies;
using Throughline.Workbench.Themes;

namespace Throughline.Workbench.Reports;

/// <summary>
/// The report of a study as it stands: its themes with what was chosen to be quoted. Quotations are bound to their segments: one
/// that changed is printed as it is now and says so, one whose segment is gone is not printed and is told at the front.
/// </summary>
public sealed class ReportOf(StudyStore store) : IQuestion
{
    /// <summary>A description that is longer does not stand under a title.</summary>
    private const int LongestSubtitle = 160;

    /// <param name="Study">The study.</param>
    /// <param name="Document">What is written, ready for any format.</param>
    /// <param name="Flags">What is to be looked at before it is passed on.</param>
    /// <param name="Quotations">How many quotations are printed.</param>
    /// <param name="Themes">How many themes it has, the overarching one included.</param>
    /// <param name="Places">Where each quotation stands, in UTF-16 code units of its source.</param>
    /// <param name="LastChange">The newest change that this shows.</param>
    public sealed record Answer(
        Study Study, Report Document, IReadOnlyList<ReportFlag> Flags, int Quotations, int Themes, IReadOnlyDictionary<Guid, Place> Places, long LastChange);

    public sealed record Place(Guid Source, int Start);

    public Task<Outcome<Answer>> AskAsync(StudyRef study, Actor actor, ReportParts parts, CancellationToken cancel) =>
        store.AskAsync<Answer>(study, actor, async scope =>
        {
            var last = await scope.Changes.MaxAsync(c => (long?)c.Number, cancel) ?? 0;
            var row = await scope.Studies.SingleAsync(cancel);
            var material = await ThemeMaterial.LoadAsync(scope);
            var themes = new ReportThemes(scope, material, parts);
            var sections = new List<ReportSection>();
            foreach (var theme in material.Themes) sections.Add(await themes.SectionAsync(theme));
            var front = new List<ReportSection>();
            AddTo(front, ReportFront.Notices(row, themes.Flags));
            if (parts.Aim) AddTo(front, ReportFront.Aim(row));
            if (parts.Approach) AddTo(front, await ReportFront.ApproachAsync(scope, row, material));
            if (parts.Sample) AddTo(front, ReportSample.Section(await scope.Participants.ToListAsync(cancel)));
            if (sections.Count == 0) AddTo(sections, [new ReportBlock.Notice("There are no themes yet.")]);
            if (parts.Codebook) AddTo(sections, ReportCodebook.Section(material, await CodebookTree.InForceAsync(scope)));
            var document = new Report(row.Name, Subtitles(row), [.. front, .. sections]) { Author = actor.Name, Made = Instant.At(store.Now).UtcDateTime };
            return new Answer(row, document, themes.Flags, themes.Places.Count, material.Themes.Count, themes.Places, last);
        }, cancel);

    private string[] Subtitles(Study study) =>
        [.. new[] { study.Description.Length > LongestSubtitle ? "" : study.Description, study.Approach, ReportFlag.Day(Instant.At(store.Now)) }.Where(l => l.Length > 0)];

    private static void AddTo(List<ReportSection> sections, IReadOnlyList<ReportBlock> blocks)
    {
        if (blocks.Count > 0) sections.Add(new(blocks));
    }
}
