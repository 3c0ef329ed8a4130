using Microsoft.EntityFrameworkCore;
using Throughline.Workbench.Access;
using Throughline.Workbench.Shared;

namespace Throughline.Workbench.Questionnaires;

/// <summary>A questionnaire with all that its builders see: the draft, its versions, what stands in the way, how many have answered.</summary>
public sealed class QuestionnaireDesk(StudyStore store) : IQuestion
{
    /// <param name="Questionnaire">The questionnaire.</param>
    /// <param name="Draft">As it would be given to respondents if it were kept now.</param>
    /// <param name="Versions">The kept ones, the newest first.</param>
    /// <param name="Troubles">What stands in the way of keeping it.</param>
    /// <param name="Difference">What the draft changes in the version that is answered; null before the first.</param>
    /// <param name="Sent">How many have answered.</param>
    /// <param name="Begun">How many have begun and not sent.</param>
    /// <param name="IsOpen">Whether answers are taken.</param>
    public sealed record Answer(
        Questionnaire Questionnaire, Form Draft, IReadOnlyList<QuestionnaireVersion> Versions, IReadOnlyList<FormTrouble> Troubles,
        VersionDifference? Difference, int Sent, int Begun, bool IsOpen);

    public Task<Outcome<Answer>> AskAsync(StudyRef study, Actor actor, string questionnaire, CancellationToken cancel) =>
        store.AskAsync<Answer>(study, actor, async scope =>
        {
            if (!(await scope.QuestionnaireAsync(questionnaire)).Is(out var found, out var problem)) return problem;
            return await OfAsync(scope, found);
        }, cancel);

    public Task<Outcome<IReadOnlyList<Answer>>> ListAsync(StudyRef study, Actor actor, CancellationToken cancel) =>
        store.AskAsync<IReadOnlyList<Answer>>(study, actor, async scope =>
        {
            var all = new List<Answer>();
            foreach (var one in await scope.Questionnaires.OrderBy(q => q.CreatedAt).ThenBy(q => q.Id).ToListAsync(cancel)) all.Add(await OfAsync(scope, one));
            return all;
        }, cancel);

    private static async Task<Answer> OfAsync(StudyScope scope, Questionnaire found)
    {
        var draft = Form.Of(found, await scope.QuestionsOfAsync(found.Id));
        var versions = await scope.QuestionnaireVersions.Where(v => v.QuestionnaireId == found.Id).OrderByDescending(v => v.Version).ToListAsync(scope.Cancel);
        var sent = await scope.Respondents.CountAsync(r => r.QuestionnaireId == found.Id, scope.Cancel);
        var begun = await scope.AnswerSheets.CountAsync(s => s.QuestionnaireId == found.Id && s.RespondentId == null, scope.Cancel);
        var current = versions.Find(v => v.Version == found.Version);
        return new(found, draft, versions, QuestionRules.Troubles(draft), current is null ? null : VersionDifference.Of(Form.Read(current.Form), draft), sent, begun,
            PublicQuestionnaire.AccessOf(found, scope.Now, sent) == PublicQuestionnaire.Access.Open);
    }
}
