using Microsoft.EntityFrameworkCore;
using Throughline.Workbench.Access;
using Throughline.Workbench.Participants;
using Throughline.Workbench.Sampling;
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
            var people = await scope.Participants.ToListAsync(cancel);
            foreach (var tie in ties)
            {
                if (!(await scope.RespondentAsync(tie.Respondent)).Is(out var row, out var problem)) return problem;
                Participant? who = null;
                if (!string.IsNullOrWhiteSpace(tie.Participant) && (who = people.Find(p => p.NameKey == NameKey.Of(tie.Participant) || p.Id.ToString() == tie.Participant)) is null)
                    return new Problem.NotFound("participant", tie.Participant);
                if (await TieAsync(scope, row, who) is { } wrong) return wrong;
            }
            scope.Record(nameof(TieRespondent), ties.Count != 1 ? $"tied {Told.Count(ties.Count, "respondent")} to participants"
                : ties.First() is { Participant.Length: > 0 } one ? $"tied {one.Respondent} to the participant {one.Participant}" : $"untied {ties.First().Respondent}");
            return ties.Count;
        }, cancel);

    /// <summary>Ties one respondent to the participant they became, or to none, and says so of their voices in open answers.</summary>
    internal static async Task<Problem?> TieAsync(StudyScope scope, Respondent row, Participant? to)
    {
        if (row.WithdrawnAt is not null) return new Problem.Conflict($"{row.Code} has withdrawn", "Nobody who has withdrawn is tied to a participant.");
        if (to is not null && await OtherAsync(scope, row, to.Id) is { } other)
            return new Problem.Conflict($"{to.Name} is {other.Code} already", $"Nothing was changed. Name another participant for {row.Code}, or untie {other.Code} first.");
        row.ParticipantId = to?.Id;
        foreach (var speaker in await scope.Speakers.Where(s => s.RespondentId == row.Id).ToListAsync(scope.Cancel)) speaker.ParticipantId = to?.Id;
        return null;
    }

    /// <summary>Somebody else who is that participant, those tied and untied in this act included.</summary>
    private static async Task<Respondent?> OtherAsync(StudyScope scope, Respondent row, Guid participant)
    {
        await scope.Respondents.Where(r => r.ParticipantId == participant).LoadAsync(scope.Cancel);
        return scope.Rows.Respondents.Local.FirstOrDefault(r => r.StudyId == scope.StudyId && r.ParticipantId == participant && r.Id != row.Id);
    }
}
