using Microsoft.EntityFrameworkCore;
using Throughline.Workbench.History;
using Throughline.Workbench.Shared;

namespace Throughline.Workbench.Studies;

/// <summary>The studies with how far each has got and what was last done in it.</summary>
public sealed class StudyList(StudyStore store) : IQuestion
{
    public sealed record Line(Study Study, int Sources, int Codes, int Segments, int Themes, int Questionnaires, int Respondents, ChangeLine? Last);

    public Task<IReadOnlyList<Line>> AskAsync(CancellationToken cancel) => store.AskAllAsync<IReadOnlyList<Line>>(async db =>
    {
        var studies = await db.Studies.Where(s => s.DeletedAt == null).ToListAsync(cancel);
        var lines = new List<Line>();
        foreach (var study in studies) lines.Add(await LineAsync(db, study, cancel));
        return [.. lines.OrderByDescending(l => l.Last?.At).ThenBy(l => l.Study.Name, StringComparer.CurrentCulture)];
    });

    public Task<bool> IsEmptyAsync(CancellationToken cancel) => store.AskAllAsync(async db => !await db.Studies.AnyAsync(cancel));

    public Task<Outcome<Study>> OneAsync(StudyRef study, CancellationToken cancel) =>
        store.AskAsync<Study>(study, new("", Access.Role.Reader), async scope => await scope.Studies.SingleAsync(cancel), cancel);

    private static async Task<Line> LineAsync(StudyDb db, Study study, CancellationToken cancel)
    {
        var last = await ChangesSince.LinesAsync(db.Changes.Where(c => c.StudyId == study.Id).OrderByDescending(c => c.Number).Take(1), cancel);
        return new(
            study,
            await db.Sources.CountAsync(s => s.StudyId == study.Id, cancel),
            await db.Codes.CountAsync(c => c.StudyId == study.Id, cancel),
            await db.Segments.CountAsync(s => s.StudyId == study.Id, cancel),
            await db.Themes.CountAsync(t => t.StudyId == study.Id && !t.Overarching, cancel),
            await db.Questionnaires.CountAsync(q => q.StudyId == study.Id, cancel),
            await db.Respondents.CountAsync(r => r.StudyId == study.Id, cancel),
            last.FirstOrDefault());
    }
}
