using System.Security.Cryptography;
using Throughline.Workbench.Access;
using Throughline.Workbench.Shared;
using Throughline.Workbench.Vault;

namespace Throughline.Workbench.Questionnaires;

/// <summary>Opens the version that is kept to respondents, under an address that cannot be guessed.</summary>
public sealed class OpenQuestionnaire(StudyStore store, IVaultDrop vault) : IVerb
{
    public Task<Outcome<Done<Questionnaire>>> DoAsync(StudyRef study, Actor actor, string questionnaire, CancellationToken cancel) =>
        store.ChangeAsync<Questionnaire>(study, actor, Right.EditRecruitment, async scope =>
        {
            if (!(await scope.QuestionnaireAsync(questionnaire)).Is(out var found, out var problem)) return problem;
            if (found.CheckBuiltHere() is { } elsewhere) return elsewhere;
            if (found.IsOpen(scope.Now)) return found;
            if (await scope.FormAsync(found.Id, found.Version) is not { } form)
                return new Problem.Conflict("No version is kept yet", "Respondents answer a version. Keep one first: it does not change while they answer.");
            if (found.EndsAt <= scope.Now) return new Problem.Invalid("endsAt", "Its end date has passed. Choose a later one, or none.");
            if (form.AsksForContact && !vault.IsSetUp(scope.StudyId)) return QuestionnaireLookups.NeedsVault;
            if (found.PublicKey.Length == 0) found.PublicKey = NewKey();
            (found.OpenedAt, found.ClosedAt) = (scope.Now, null);
            scope.Record(nameof(OpenQuestionnaire), $"opened {found.Name}, version {found.Version}, to respondents");
            return found;
        }, cancel);

    /// <summary>A hundred bits, in letters and digits that cannot be taken for one another.</summary>
    internal static string NewKey() => RandomNumberGenerator.GetString("23456789abcdefghjkmnpqrstuvwxyz", 20);
}

/// <summary>Closes a questionnaire: no more answers are taken. What was saved and not sent stays with its respondent until it is opened again.</summary>
public sealed class CloseQuestionnaire(StudyStore store) : IVerb
{
    public Task<Outcome<Done<Questionnaire>>> DoAsync(StudyRef study, Actor actor, string questionnaire, CancellationToken cancel) =>
        store.ChangeAsync<Questionnaire>(study, actor, Right.EditRecruitment, async scope =>
        {
            if (!(await scope.QuestionnaireAsync(questionnaire)).Is(out var found, out var problem)) return problem;
            if (found.OpenedAt is null) return new Problem.Conflict("It is not open", $"{found.Name} has not been opened to respondents.");
            if (found.ClosedAt is not null) return found;
            found.ClosedAt = scope.Now;
            scope.Record(nameof(CloseQuestionnaire), $"closed {found.Name} to respondents");
            return found;
        }, cancel);
}
