using Microsoft.EntityFrameworkCore;
using Throughline.Workbench.Access;
using Throughline.Workbench.Shared;

namespace Throughline.Workbench.Questionnaires;

/// <summary>Removes an item from what will be asked. Versions, answers and variables stay; what was shown only because of it is shown always.</summary>
public sealed class RemoveQuestion(StudyStore store) : IVerb
{
    public Task<Outcome<Done<Nothing>>> DoAsync(StudyRef study, Actor actor, Guid question, CancellationToken cancel) =>
        store.ChangeAsync<Nothing>(study, actor, Right.EditRecruitment, async scope =>
        {
            if (await scope.Questions.FirstOrDefaultAsync(q => q.Id == question, cancel) is not { } removed) return default(Nothing);
            var dependent = (await scope.QuestionsOfAsync(removed.QuestionnaireId)).FindAll(q => ShownWhere.Read(q.ShownWhere)?.Question == question);
            foreach (var one in dependent) one.ShownWhere = "";
            scope.Remove(removed);
            scope.Record(nameof(RemoveQuestion), $"removed {removed.Told()}{(dependent.Count > 0 ? $"; {string.Join(", ", dependent.Select(d => d.Told()))} shown always" : "")}");
            return default(Nothing);
        }, cancel);
}
