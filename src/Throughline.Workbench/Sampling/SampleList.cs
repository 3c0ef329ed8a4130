using Microsoft.EntityFrameworkCore;
using Throughline.Workbench.Access;
using Throughline.Workbench.Shared;

namespace Throughline.Workbench.Sampling;

/// <summary>The samples of a study, as they were made, with how many are in each and how many of these were interviewed.</summary>
public sealed class SampleList(StudyStore store) : IQuestion
{
    public sealed record Line(Sample Sample, int Picked, int Interviewed);

    public Task<Outcome<IReadOnlyList<Line>>> AskAsync(StudyRef study, Actor actor, CancellationToken cancel) =>
        store.AskAsync(study, actor, async scope =>
        {
            var picked = (await scope.Picks.Where(p => p.DroppedAt == null).Select(p => new { p.SampleId, p.RespondentId }).ToListAsync(cancel)).ToLookup(p => p.SampleId, p => p.RespondentId);
            var steps = (await scope.Approaches.ToListAsync(cancel)).GroupBy(a => (a.SampleId, a.RespondentId))
                .ToDictionary(g => g.Key, g => g.OrderBy(a => a.On, StringComparer.Ordinal).ThenBy(a => a.At).Last().Kind);
            return Outcome.Of<IReadOnlyList<Line>>([.. (await scope.Samples.OrderBy(s => s.CreatedAt).ToListAsync(cancel))
                .Select(s => new Line(s, picked[s.Id].Count(), picked[s.Id].Count(r => steps.GetValueOrDefault((s.Id, r)) == Approach.Interviewed)))]);
        }, cancel);
}
