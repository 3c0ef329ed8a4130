using Throughline.Workbench.Access;
using Throughline.Workbench.Shared;

namespace Throughline.Workbench.Questionnaires;

/// <summary>Brings a questionnaire in from its file, as a draft. All of it or nothing: each wrong question is named.</summary>
public sealed class ImportQuestionnaire(StudyStore store) : IVerb
{
    public Task<Outcome<Done<Questionnaire>>> DoAsync(StudyRef study, Actor actor, Guid id, QuestionnaireFile file, CancellationToken cancel) =>
        store.ChangeAsync<Questionnaire>(study, actor, Right.EditRecruitment, async scope =>
        {
            if ((await scope.QuestionnaireAsync(id.ToString())).Is(out var there, out _)) return there;
            if (file.Questions.Count > QuestionRules.MostQuestions) return new Problem.Invalid("questions", $"A questionnaire has at most {QuestionRules.MostQuestions} items.");
            if (!(await CreateQuestionnaire.AddAsync(scope, new(id, file.Name ?? "", file.Title, file.Thanks))).Is(out var begun, out var problem)) return problem;
            var questions = new List<Question>();
            foreach (var entry in file.Questions)
            {
                var added = new Question { Id = Guid.CreateVersion7(), QuestionnaireId = id, Position = (questions.Count + 1) * Question.Step };
                var where = entry.ShownWhere is { } shown ? new ShownWhere(questions.Find(q => q.Name == shown.Question)?.Id ?? Guid.Empty, shown.Is ?? []) : null;
                new QuestionFields(entry.Kind, entry.Name, entry.Text, entry.Help, entry.Required, entry.Options, entry.Least, entry.Most, where, entry.Use).Write(added);
                await AddQuestion.NameAsync(scope, added, questions);
                questions.Add(added);
                if ((QuestionRules.Check(added, questions) ?? await EditQuestion.CheckNameAsync(scope, added)) is { } wrong)
                    return new Problem.Invalid("questions", $"Item {questions.Count} ({added.Told()}): {wrong.Detail}");
                scope.Add(added);
            }
            scope.Record(nameof(ImportQuestionnaire), $"brought in the questionnaire {begun.Name} with {Told.Count(questions.Count(q => Question.IsAsked(q.Kind)), "question")}");
            return begun;
        }, cancel);
}
