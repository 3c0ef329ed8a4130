using Microsoft.EntityFrameworkCore;
using Throughline.Workbench.Access;
using Throughline.Workbench.Shared;

namespace Throughline.Workbench.Questionnaires;

/// <summary>Keeps what a respondent has answered so far, under their private link. It belongs to them until they send it, and is no part of the history.</summary>
public sealed class SaveAnswers(StudyStore store) : IVerb
{
    /// <summary>Who answers is not known here; the history says so.</summary>
    public static readonly Actor Respondent = new("Respondent", Role.Respondent);

    /// <summary>What was never sent goes this long after it was last saved.</summary>
    public const int KeptDays = 60;

    public Task<Outcome<Done<Nothing>>> DoAsync(
        PublicQuestionnaire.Answer of, SheetKey key, IReadOnlyDictionary<Guid, IReadOnlyList<string>> answers, CancellationToken cancel) =>
        store.ChangeAsync<Nothing>(of.Study, Respondent, Right.Answer, async scope =>
        {
            var questionnaire = await scope.Questionnaires.AsNoTracking().FirstOrDefaultAsync(q => q.Id == of.Questionnaire.Id, cancel);
            if (questionnaire is null || !questionnaire.IsOpen(scope.Now)) return new Problem.Conflict("This questionnaire is closed", "No more answers are taken.");
            var hash = key.Hash;
            var sheet = await scope.AnswerSheets.AsTracking().FirstOrDefaultAsync(s => s.QuestionnaireId == questionnaire.Id && s.KeyHash == hash, cancel);
            if (sheet is null)
            {
                await ForgetAsync(scope, questionnaire.Id);
                sheet = new()
                {
                    StudyId = scope.StudyId, Id = Guid.CreateVersion7(), QuestionnaireId = questionnaire.Id, Version = of.Questionnaire.Version, KeyHash = hash, BegunAt = scope.Now,
                };
                scope.AddUnrecorded(sheet);
            }
            if (sheet.RespondentId is not null) return default(Nothing);
            sheet.Answers = key.Seal(key.Open(sheet.Answers).With(answers));
            sheet.SavedAt = scope.Now;
            return default(Nothing);
        }, cancel);

    private static Task<int> ForgetAsync(StudyScope scope, Guid questionnaire)
    {
        var before = scope.Now - TimeSpan.FromDays(KeptDays).Ticks / 10;
        return scope.AnswerSheets.Where(s => s.QuestionnaireId == questionnaire && s.RespondentId == null && s.SavedAt < before).ExecuteDeleteAsync(scope.Cancel);
    }
}
