using Microsoft.EntityFrameworkCore;
using Throughline.Workbench.Access;
using Throughline.Workbench.Shared;

namespace Throughline.Workbench.Questionnaires;

/// <summary>Adds an item to a questionnaire: a new one, or a copy of another. The same id twice is one item.</summary>
public sealed class AddQuestion(StudyStore store) : IVerb
{
    /// <param name="Id">Its id.</param>
    /// <param name="Questionnaire">Where it goes, by id or name.</param>
    /// <param name="Fields">What is known of it.</param>
    /// <param name="After">The item it follows; empty: it comes first; null: it comes last.</param>
    /// <param name="CopyOf">The item whose fields it begins with.</param>
    public sealed record Request(Guid Id, string Questionnaire, QuestionFields Fields, Guid? After = null, Guid? CopyOf = null);

    public Task<Outcome<Done<Question>>> DoAsync(StudyRef study, Actor actor, Request request, CancellationToken cancel) =>
        store.ChangeAsync<Question>(study, actor, Right.EditRecruitment, async scope =>
        {
            if (await scope.Questions.FirstOrDefaultAsync(q => q.Id == request.Id, cancel) is { } there) return there;
            if (!(await scope.QuestionnaireAsync(request.Questionnaire)).Is(out var questionnaire, out var problem)) return problem;
            if (questionnaire.CheckBuiltHere() is { } elsewhere) return elsewhere;
            var all = await scope.QuestionsOfAsync(questionnaire.Id);
            if (all.Count >= QuestionRules.MostQuestions) return new Problem.Invalid("questionnaire", $"A questionnaire has at most {QuestionRules.MostQuestions} items.");
            var added = new Question { Id = request.Id, QuestionnaireId = questionnaire.Id };
            if (request.CopyOf is { } copied)
            {
                if (all.Find(q => q.Id == copied) is not { } original) return new Problem.NotFound("question", copied.ToString());
                QuestionFields.Of(FormItem.Of(original)).Write(added);
                added.Name = "";
            }
            request.Fields.Write(added);
            QuestionOrder.Place(added, all, Index(all, request.After));
            await NameAsync(scope, added, all);
            if (QuestionRules.Check(added, [.. all.Append(added).InOrder()]) is { } wrong) return wrong;
            if (await EditQuestion.CheckNameAsync(scope, added) is { } taken) return taken;
            scope.Add(added);
            scope.Record(nameof(AddQuestion), request.CopyOf is null ? $"added {added.Told()} to {questionnaire.Name}" : $"added {added.Told()}, a copy, to {questionnaire.Name}");
            return added;
        }, cancel);

    private static int Index(List<Question> all, Guid? after) =>
        after is not { } id ? all.Count : id == Guid.Empty ? 0 : all.FindIndex(q => q.Id == id) is >= 0 and var at ? at + 1 : all.Count;

    /// <summary>Proposes a name where none was given: the next of its battery, or one from what it asks.</summary>
    internal static async Task NameAsync(StudyScope scope, Question question, IReadOnlyList<Question> all)
    {
        if (!Question.IsAsked(question.Kind) || question.Name.Length > 0) return;
        var before = all.LastOrDefault(q => q.Position < question.Position && q.Id != question.Id);
        var battery = question.Kind == Question.Item && before is { Kind: Question.Item } && before.Options == question.Options ? before.Name : null;
        question.Name = QuestionNames.Propose(question.Text, battery, await scope.TakenNamesAsync(all, question.Id));
    }
}
