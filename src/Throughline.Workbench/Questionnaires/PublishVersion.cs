using Microsoft.EntityFrameworkCore;
using Throughline.Workbench.Access;
using Throughline.Workbench.Shared;
using Throughline.Workbench.Vault;

namespace Throughline.Workbench.Questionnaires;

/// <summary>Keeps the draft as the version that respondents answer from now on, and gives each question its variable.</summary>
public sealed class PublishVersion(StudyStore store, IVaultDrop vault) : IVerb
{
    public const int ReasonLength = 500;

    public Task<Outcome<Done<QuestionnaireVersion>>> DoAsync(StudyRef study, Actor actor, string questionnaire, string? reason, CancellationToken cancel) =>
        store.ChangeAsync<QuestionnaireVersion>(study, actor, Right.EditRecruitment, async scope =>
        {
            if (!(await scope.QuestionnaireAsync(questionnaire)).Is(out var found, out var problem)) return problem;
            if (found.CheckBuiltHere() is { } elsewhere) return elsewhere;
            if (reason?.Length > ReasonLength) return new Problem.Invalid("reason", $"The reason has at most {ReasonLength} characters.");
            var form = Form.Of(found, await scope.QuestionsOfAsync(found.Id));
            if (QuestionRules.Troubles(form) is { Count: > 0 } troubles) return new Problem.Invalid("questions", string.Join(" ", troubles.Take(5).Select(t => t.What)));
            var last = await scope.QuestionnaireVersions.FirstOrDefaultAsync(v => v.QuestionnaireId == found.Id && v.Version == found.Version, cancel);
            if (last?.Form == form.Written()) return last;
            if (found.IsOpen(scope.Now) && form.AsksForContact && !vault.IsSetUp(scope.StudyId)) return QuestionnaireLookups.NeedsVault;
            if (await VariablesOfForm.BringUpAsync(scope, found, form) is { } taken) return taken;
            found.Version++;
            scope.Record(nameof(PublishVersion), $"kept {found.Name} as version {found.Version}{(string.IsNullOrWhiteSpace(reason) ? "" : $": {reason.Trim()}")}");
            return scope.Add(new QuestionnaireVersion
            {
                Id = Guid.CreateVersion7(), QuestionnaireId = found.Id, Version = found.Version, Form = form.Written(), Reason = reason?.Trim() ?? "", At = scope.Now, By = scope.Actor.Name,
            });
        }, cancel);
}
