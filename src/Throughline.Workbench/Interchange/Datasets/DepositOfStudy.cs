using Throughline.Formats.Datasets;
using Throughline.Workbench.Access;
using Throughline.Workbench.Respondents;
using Throughline.Workbench.Shared;
using Throughline.Workbench.Sources;

namespace Throughline.Workbench.Interchange.Datasets;

/// <summary>
/// Participants' material for a data archive: only of those who agreed to archiving where the study asks for that, under their study codes.
/// Names of speakers become study codes and roles, in the words too; further names are replaced by the list that a person gives.
/// </summary>
public sealed class DepositOfStudy(StudyStore store) : IQuestion
{
    public Task<Outcome<Deposit>> AskAsync(StudyRef study, Actor actor, ExportWishes wishes, CancellationToken cancel) =>
        store.AskAsync<Deposit>(study, actor, async scope =>
        {
            if (!(await StudyRows.ReadAsync(scope, wishes with { Purpose = ExportWishes.Sharing })).Is(out var rows, out var problem)) return problem;
            return new DepositParts(rows, new([.. wishes.Pseudonyms, .. Names(rows, new(wishes.Pseudonyms))]), wishes.Pseudonyms.Count).All();
        }, cancel);

    /// <summary>What speakers are called, where that is no study code.</summary>
    private static IEnumerable<Pseudonym> Names(StudyRows rows, Replacing given)
    {
        var people = rows.Participants.ToDictionary(p => p.Id, p => p.Name);
        foreach (var speaker in rows.Speakers)
        {
            var instead = speaker.ParticipantId is { } id && people.TryGetValue(id, out var code) ? given.Of(code) : speaker.Role == Speaker.Interviewer ? "Interviewer" : null;
            foreach (var name in new[] { speaker.Name, speaker.NameInFile })
                if (instead is not null && name.Trim().Length > 2 && name.Any(char.IsLower) && NameKey.Of(name) != NameKey.Of(instead) && NameKey.Of(name) != NameKey.Of(speaker.Role))
                    yield return new(name.Trim(), instead);
        }
    }

    /// <summary>Who may be archived: where anybody was asked, only those who said yes.</summary>
    internal static HashSet<Guid>? Agreed(StudyRows rows)
    {
        var asked = rows.Own.OfType<Consent>().Where(c => c.Use == Consent.Archive).ToList();
        if (asked.Count == 0) return null;
        var tied = rows.Own.OfType<Respondent>().Where(r => r.ParticipantId is not null).ToDictionary(r => r.Id, r => r.ParticipantId!.Value);
        return [.. asked.Where(c => c is { Given: true, WithdrawnAt: null }).SelectMany(c => new[] { c.ParticipantId, c.RespondentId is { } r && tied.TryGetValue(r, out var p) ? p : null }).OfType<Guid>()];
    }
}
