using Microsoft.EntityFrameworkCore;
using Throughline.Workbench.Access;
using Throughline.Workbench.Shared;

namespace Throughline.Workbench.Questionnaires;

/// <summary>Alters an item of a questionnaire. Respondents see it once a new version is kept.</summary>
public sealed class EditQuestion(StudyStore store) : IVerb
{
    public Task<Outcome<Done<Question>>> DoAsync(StudyRef study, Actor actor, Guid question, QuestionFields fields, CancellationToken cancel) =>
        store.ChangeAsync<Question>(study, actor, Right.EditRecruitment, async scope =>
        {
            if (await scope.Questions.FirstOrDefaultAsync(q => q.Id == question, cancel) is not { } edited) return new Problem.NotFound("question", question.ToString());
            var questionnaire = await scope.Questionnaires.SingleAsync(q => q.Id == edited.QuestionnaireId, cancel);
            if (questionnaire.CheckBuiltHere() is { } elsewhere) return elsewhere;
            var all = await scope.QuestionsOfAsync(questionnaire.Id);
            fields.Write(edited);
            if (fields.Text is not null && fields.Name is null && QuestionNames.IsPlaceholder(edited.Name) && !await IsKeptAsync(scope, edited.Id)) edited.Name = "";
            await AddQuestion.NameAsync(scope, edited, all);
            if (QuestionRules.Check(edited, all) is { } wrong) return wrong;
            if (Orphaned(edited, all) is { } orphaned) return orphaned;
            if (await CheckNameAsync(scope, edited) is { } taken) return taken;
            if (await CheckKindAsync(scope, edited) is { } incomparable) return incomparable;
            scope.Record(nameof(EditQuestion), $"edited {edited.Told()} in {questionnaire.Name}");
            return edited;
        }, cancel);

    private static Task<bool> IsKeptAsync(StudyScope scope, Guid question) => scope.Variables.AnyAsync(v => v.QuestionId == question, scope.Cancel);

    /// <summary>The name of a variable is unlike all others of the study.</summary>
    internal static async Task<Problem?> CheckNameAsync(StudyScope scope, Question question)
    {
        var key = NameKey.Of(question.Name);
        return question.Name.Length > 0 && await scope.Variables.AnyAsync(v => v.NameKey == key && (v.QuestionId == null || v.QuestionId != question.Id), scope.Cancel)
            ? new Problem.Invalid("name", $"There is a variable {question.Name} in this study already.") : null;
    }

    /// <summary>What is chosen from cannot lose the answer that others are shown by.</summary>
    private static Problem.Invalid? Orphaned(Question edited, List<Question> all)
    {
        var item = FormItem.Of(edited);
        var lost = all.FirstOrDefault(q => ShownWhere.Read(q.ShownWhere) is { } where && where.Question == edited.Id
            && (!item.IsChosen || !where.Is.All(v => item.Options.Any(o => o.Value == v))));
        return lost is null ? null : new("options", $"{lost.Told()} is shown where this is answered by one of the answers that would go. Change that first.");
    }

    private static async Task<Problem?> CheckKindAsync(StudyScope scope, Question edited)
    {
        var kept = await scope.Variables.AsNoTracking().FirstOrDefaultAsync(v => v.QuestionId == edited.Id, scope.Cancel);
        if (kept is null || Question.IsAsked(edited.Kind) && kept.Kind == VariablesOfForm.KindOf(edited.Kind)) return null;
        return await scope.Respondents.AnyAsync(r => r.QuestionnaireId == edited.QuestionnaireId, scope.Cancel)
            ? new Problem.Conflict("Answers to this question are there already",
                "As another kind of question, earlier and later answers could not stand in one variable. Duplicate it, make the copy what you want, and remove this one: the answers stay.")
            : null;
    }
}
