using Microsoft.EntityFrameworkCore;
using Throughline.Workbench.Access;
using Throughline.Workbench.Shared;
using Throughline.Workbench.Sources;

namespace Throughline.Workbench.Participants;

/// <summary>All participants by name, with what is known of them and the sources in which they speak.</summary>
public sealed class ParticipantList(StudyStore store) : IQuestion
{
    /// <param name="Respondent">Whose answers they gave before, by study code; null where nobody is tied to them.</param>
    public sealed record Line(Participant Participant, IReadOnlyList<KeyValuePair<string, string>> Values, IReadOnlyList<Guid> Sources, string? Respondent);

    public Task<Outcome<IReadOnlyList<Line>>> AskAsync(StudyRef study, Actor actor, CancellationToken cancel) =>
        store.AskAsync<IReadOnlyList<Line>>(study, actor, async scope =>
        {
            var speaks = (await scope.Speakers.Where(s => s.ParticipantId != null).Select(s => new { s.ParticipantId, s.SourceId }).ToListAsync(cancel))
                .ToLookup(s => s.ParticipantId!.Value, s => s.SourceId);
            var answered = (await scope.Respondents.Where(r => r.ParticipantId != null).Select(r => new { r.ParticipantId, r.Code }).ToListAsync(cancel))
                .DistinctBy(r => r.ParticipantId).ToDictionary(r => r.ParticipantId!.Value, r => r.Code);
            return Outcome.Of<IReadOnlyList<Line>>(
            [
                .. (await scope.Participants.ToListAsync(cancel)).OrderBy(p => p.Name, NaturalOrder.Names)
                    .Select(p => new Line(p, ParticipantText.Values(p), [.. speaks[p.Id].Distinct()], answered.GetValueOrDefault(p.Id))),
            ]);
        }, cancel);

    /// <summary>The study code of the respondent who became a participant; empty where nobody did.</summary>
    public Task<Outcome<string>> RespondentAsync(StudyRef study, Actor actor, Guid participant, CancellationToken cancel) =>
        store.AskAsync<string>(study, actor, async scope => await scope.Respondents.Where(r => r.ParticipantId == participant).Select(r => r.Code).FirstOrDefaultAsync(cancel) ?? "", cancel);
}
