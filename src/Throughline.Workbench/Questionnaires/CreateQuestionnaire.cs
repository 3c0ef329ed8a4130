using Microsoft.EntityFrameworkCore;
using Throughline.Workbench.Access;
using Throughline.Workbench.Respondents;
using Throughline.Workbench.Shared;

namespace Throughline.Workbench.Questionnaires;

/// <summary>Begins a questionnaire, with an information page and a consent to start from where that is wished. The same id twice is one.</summary>
public sealed class CreateQuestionnaire(StudyStore store) : IVerb
{
    public sealed record Request(Guid Id, string Name, string? Title = null, string? Thanks = null, bool WithStart = false);

    public Task<Outcome<Done<Questionnaire>>> DoAsync(StudyRef study, Actor actor, Request request, CancellationToken cancel) =>
        store.ChangeAsync<Questionnaire>(study, actor, Right.EditRecruitment, async scope =>
        {
            if (await scope.Questionnaires.FirstOrDefaultAsync(q => q.Id == request.Id, cancel) is { } there) return there;
            if (!(await AddAsync(scope, request)).Is(out var begun, out var problem)) return problem;
            if (request.WithStart) Start(scope, begun);
            scope.Record(nameof(CreateQuestionnaire), $"began the questionnaire {begun.Name}");
            return begun;
        }, cancel);

    internal static async Task<Outcome<Questionnaire>> AddAsync(StudyScope scope, Request request)
    {
        if (await CheckNameAsync(scope, request.Name, request.Id) is { } wrong) return wrong;
        return scope.Add(new Questionnaire
        {
            Id = request.Id, Name = request.Name.Trim(), NameKey = NameKey.Of(request.Name), Title = request.Title?.Trim() is { Length: > 0 } title ? title : request.Name.Trim(),
            Thanks = request.Thanks?.ReplaceLineEndings("\n").Trim() ?? "Thank you. Your answers have reached the study.", CreatedAt = scope.Now,
        });
    }

    internal static async Task<Problem?> CheckNameAsync(StudyScope scope, string name, Guid id)
    {
        if (string.IsNullOrWhiteSpace(name)) return new Problem.Invalid("name", "A questionnaire needs a name.");
        if (name.Trim().Length > Questionnaire.NameLength) return new Problem.Invalid("name", $"A name has at most {Questionnaire.NameLength} characters.");
        var key = NameKey.Of(name);
        return await scope.Questionnaires.AnyAsync(q => q.NameKey == key && q.Id != id, scope.Cancel)
            ? new Problem.Conflict($"There is a questionnaire “{name.Trim()}” already", "Give this one another name.") : null;
    }

    /// <summary>What every questionnaire begins with, to be put into the study's own words.</summary>
    private static void Start(StudyScope scope, Questionnaire begun)
    {
        scope.Add(new Question
        {
            Id = Guid.CreateVersion7(), QuestionnaireId = begun.Id, Position = Question.Step, Kind = Question.Information, Text = "About this questionnaire",
            Help = "Who asks, what for, and how long it takes.\n\nThat one may leave out a question, stop at any time and take answers back, and until when.\n\nWhere the answers are kept, who sees them, and whom to ask.",
        });
        scope.Add(new Question
        {
            Id = Guid.CreateVersion7(), QuestionnaireId = begun.Id, Position = 2 * Question.Step, Kind = Question.Consent, Name = "consent", Required = true, ConsentUse = "taking part",
            Text = "I have read the information above and agree to take part.", Options = FormOption.Write(FormOption.YesNo),
        });
    }
}
