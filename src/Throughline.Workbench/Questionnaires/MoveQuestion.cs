using Microsoft.EntityFrameworkCore;
using Throughline.Workbench.Access;
using Throughline.Workbench.Shared;

namespace Throughline.Workbench.Questionnaires;

/// <summary>Moves an item of a questionnaire to after another one, or to the top.</summary>
public sealed class MoveQuestion(StudyStore store) : IVerb
{
    /// <param name="study">The study.</param>
    /// <param name="actor">Who moves it.</param>
    /// <param name="question">What is moved.</param>
    /// <param name="after">What it is to follow; null: it comes first.</param>
    /// <param name="cancel">Gives up.</param>
    public Task<Outcome<Done<Question>>> DoAsync(StudyRef study, Actor actor, Guid question, Guid? after, CancellationToken cancel) =>
        store.ChangeAsync<Question>(study, actor, Right.EditRecruitment, async scope =>
        {
            if (await scope.Questions.FirstOrDefaultAsync(q => q.Id == question, cancel) is not { } moved) return new Problem.NotFound("question", question.ToString());
            var all = await scope.QuestionsOfAsync(moved.QuestionnaireId);
            var others = all.FindAll(q => q.Id != question);
            var index = after is { } id ? others.FindIndex(q => q.Id == id) + 1 : 0;
            if (after is not null && index == 0) return new Problem.NotFound("question", after.Value.ToString());
            if (all.IndexOf(moved) == index) return moved;
            QuestionOrder.Place(moved, others, index);
            var inOrder = all.InOrder().ToList();
            foreach (var one in inOrder)
                if (QuestionRules.Check(one, inOrder) is { } wrong && wrong.Fields.TryGetValue("shownWhere", out var why))
                    return new Problem.Conflict("It cannot stand there", one == moved ? why : $"{one.Told()}: {why}");
            scope.Record(nameof(MoveQuestion), $"moved {moved.Told()}");
            return moved;
        }, cancel);
}
