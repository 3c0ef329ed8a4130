using Microsoft.EntityFrameworkCore;
using Throughline.Workbench.Access;
using Throughline.Workbench.Respondents;
using Throughline.Workbench.Shared;

namespace Throughline.Workbench.Questionnaires;

/// <summary>What was answered to one questionnaire: those who sent it and have not withdrawn, with an answer to each of its questions.</summary>
public sealed class AnswersTo(StudyStore store) : IQuestion
{
    /// <param name="Questionnaire">The questionnaire.</param>
    /// <param name="Data">Its variables, for everybody of the study.</param>
    /// <param name="Rows">Which of them answered it: their place in the data, and the version that they were given.</param>
    public sealed record Answer(Questionnaire Questionnaire, RespondentData Data, IReadOnlyList<(int Place, int Version)> Rows);

    public Task<Outcome<Answer>> AskAsync(StudyRef study, Actor actor, string named, CancellationToken cancel) =>
        store.AskAsync<Answer>(study, actor, async scope =>
        {
            if (!(await scope.QuestionnaireAsync(named)).Is(out var found, out var problem)) return problem;
            var variables = await scope.Variables.Where(v => v.QuestionnaireId == found.Id).Select(v => v.Id).ToListAsync(cancel);
            var data = await RespondentData.OfAsync(scope, variables);
            var versions = await scope.Respondents.Where(r => r.QuestionnaireId == found.Id).Select(r => new { r.Id, r.QuestionnaireVersion }).ToDictionaryAsync(r => r.Id, r => r.QuestionnaireVersion, cancel);
            return new Answer(found, data, [.. data.Respondents.Index().Where(r => versions.ContainsKey(r.Item.Id)).Select(r => (r.Index, versions[r.Item.Id]))]);
        }, cancel);
}
