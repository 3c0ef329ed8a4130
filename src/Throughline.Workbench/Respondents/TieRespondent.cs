using Microsoft.EntityFrameworkCore;
using Throughline.Workbench.Access;
using Throughline.Workbench.Participants;
using Throughline.Workbench.Shared;

namespace Throughline.Workbench.Respondents;

/// <summary>Says which participant each respondent became, so that the line runs from an interview to the answers and back.</summary>
public sealed class TieRespondent(StudyStore store) : IVerb
{
    /// <param name="Respondent">Study code or id.</param>
    /// <param name="Participant">Study name or id of the participant; null or empty unties.</param>
    public sealed record Tie(string Respondent, string? Participant);

    public Task<Outcome<Done<int>>> DoAsync(StudyRef study, Actor actor, IReadOnlyCollection<Tie> ties, CancellationToken cancel) =>
        store.ChangeAsync<int>(study, actor, Right.EditRecruitment, async scope =>
        {
            var respondents = await scope.Respondents.ToListAsync(cancel);
            var people = await scope.Participants.ToListAsync(cancel);
            foreach (var tie in ties)
            {
                if (respondents.Find(r => r.CodeKey == NameKey.Of(tie.Respondent) || r.Id.ToString() == tie.Respondent) is not { } row) return new Problem.NotFound("respondent", tie.Respondent);
                if (row.WithdrawnAt is not null) return new Problem.Conflict($"{row.Code} has withdrawn", "Nobody can be tied to one who withdrew.");
                if (!Named(people, tie.Participant).Is(out var who, out var problem)) return problem;
                if (who.Id is { } id && respondents.Find(r => r.ParticipantId == id && r != row) is { } other)
                    return new Problem.Conflict("Somebody else is tied already", $"{tie.Participant} is {other.Code}. Untie {other.Code} first.");
                row.ParticipantId = who.Id;
                foreach (var speaker in await scope.Speakers.Where(s => s.RespondentId == row.Id).ToListAsync(cancel)) speaker.ParticipantId = who.Id;
            }
            scope.Record(nameof(TieRespondent), ties.Count != 1 ? $"tied {Told.Count(ties.Count, "respondent")} to participants"
                : ties.First() is { Participant.Length: > 0 } one ? $"tied {one.Respondent} to the participant {one.Participant}" : $"untied {ties.First().Respondent}");
            return ties.Count;
        }, cancel);

    private static Outcome<(Guid? Id, bool Found)> Named(List<Participant> people, string? named)
    {
        if (string.IsNullOrWhiteSpace(named)) return ((Guid?)null, true);
        if (people.Find(p => p.NameKey == NameKey.Of(named) || p.Id.ToString() == named) is { } person) return ((Guid?)person.Id, true);
        return new Problem.NotFound("participant", named);
    }
}
