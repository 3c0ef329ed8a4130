using Microsoft.EntityFrameworkCore;
using Throughline.Workbench.Shared;

namespace Throughline.App.Shell;

/// <summary>What the bars around every page of a study say, in one question.</summary>
public sealed class StudyFrames(StudyStore store, LaunchToken launch) : IQuestion
{
    public Task<Outcome<StudyFrame>> AskAsync(StudyRef study, Station current, CancellationToken cancel) =>
        store.AskAsync<StudyFrame>(study, launch.Actor, async scope =>
        {
            var row = await scope.Studies.SingleAsync(cancel);
            var others = await store.AskAllAsync(db => db.Studies.Where(s => s.DeletedAt == null && s.ArchivedAt == null && s.Id != row.Id)
                .OrderByDescending(s => s.CreatedAt).Take(12).Select(s => new StudyLink(s.Id, s.Name, s.Synthetic)).ToListAsync(cancel));
            return new StudyFrame(row.Id, row.Name, row.Synthetic, current)
            {
                Coder = new(launch.Actor.Name),
                Others = others,
                AfterChange = await scope.Changes.MaxAsync(c => (long?)c.Number, cancel) ?? 0,
                Counts = new Dictionary<Station, int>
                {
                    [Station.Questionnaire] = await scope.Respondents.Take(1).CountAsync(cancel),
                    [Station.Sample] = await scope.Picks.Where(p => p.DroppedAt == null).CountAsync(cancel),
                    [Station.Sources] = await scope.Sources.CountAsync(cancel),
                    [Station.Coding] = await scope.Segments.Take(1).CountAsync(cancel),
                    [Station.Themes] = await scope.Themes.CountAsync(cancel),
                    [Station.Report] = await scope.ThemeSegments.Where(t => t.Chosen).Take(1).CountAsync(cancel),
                },
            };
        }, cancel);
}
