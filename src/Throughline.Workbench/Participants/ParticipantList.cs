using Microsoft.EntityFrameworkCore;
using Throughline.Workbench.Access;
using Throughline.Workbench.Shared;
using Throughline.Workbench.Sources;

namespace Throughline.Workbench.Participants;

/// <summary>All participants by name, with what is known of them and the sources in which they speak.</summary>
public sealed class ParticipantList(StudyStore store) : IQuestion
{
    public sealed record Line(Participant Participant, IReadOnlyList<KeyValuePair<string, string>> Values, IReadOnlyList<Guid> Sources);

    public Task<Outcome<IReadOnlyList<Line>>> AskAsync(StudyRef study, Actor actor, CancellationToken cancel) =>
        store.AskAsync<IReadOnlyList<Line>>(study, actor, async scope =>
        {
            var speaks = (await scope.Speakers.Where(s => s.ParticipantId != null).Select(s => new { s.ParticipantId, s.SourceId }).ToListAsync(cancel))
                .ToLookup(s => s.ParticipantId!.Value, s => s.SourceId);
            return Outcome.Of<IReadOnlyList<Line>>(
            [
                .. (await scope.Participants.ToListAsync(cancel)).OrderBy(p => p.Name, NaturalOrder.Names)
                    .Select(p => new Line(p, ParticipantText.Values(p), [.. speaks[p.Id].Distinct()])),
            ]);
        }, cancel);
}
