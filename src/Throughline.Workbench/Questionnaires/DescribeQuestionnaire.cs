using Throughline.Workbench.Access;
using Throughline.Workbench.Shared;

namespace Throughline.Workbench.Questionnaires;

/// <summary>Says what a questionnaire is called, what respondents read before and after it, until when it is answered and by how many.</summary>
public sealed class DescribeQuestionnaire(StudyStore store) : IVerb
{
    public const int ThanksLength = 5_000, MostCap = 1_000_000;

    /// <summary>What is null stays as it is; endsAt and cap are emptied by naming them in <paramref name="Cleared"/>.</summary>
    public sealed record Request(
        string Questionnaire, string? Name = null, string? Title = null, string? Thanks = null, long? EndsAt = null, int? Cap = null, IReadOnlyCollection<string>? Cleared = null);

    public Task<Outcome<Done<Questionnaire>>> DoAsync(StudyRef study, Actor actor, Request request, CancellationToken cancel) =>
        store.ChangeAsync<Questionnaire>(study, actor, Right.EditRecruitment, async scope =>
        {
            if (!(await scope.QuestionnaireAsync(request.Questionnaire)).Is(out var found, out var problem)) return problem;
            if (Check(request) is { } wrong) return wrong;
            if (request.Name is { } name && await CreateQuestionnaire.CheckNameAsync(scope, name, found.Id) is { } taken) return taken;
            Write(found, request);
            scope.Record(nameof(DescribeQuestionnaire), $"described the questionnaire {found.Name}");
            return found;
        }, cancel);

    private static void Write(Questionnaire found, Request request)
    {
        if (request.Name is { } name) (found.Name, found.NameKey) = (name.Trim(), NameKey.Of(name));
        found.Title = request.Title?.Trim() ?? found.Title;
        found.Thanks = request.Thanks?.ReplaceLineEndings("\n").Trim() ?? found.Thanks;
        found.EndsAt = request.Cleared?.Contains("endsAt") == true ? null : request.EndsAt ?? found.EndsAt;
        found.Cap = request.Cleared?.Contains("cap") == true ? null : request.Cap ?? found.Cap;
    }

    private static Problem.Invalid? Check(Request request)
    {
        if (request.Title?.Trim() is "") return new("title", "Respondents need a title to read.");
        if (request.Title?.Length > Questionnaire.NameLength) return new("title", $"A title has at most {Questionnaire.NameLength} characters.");
        if (request.Thanks?.Length > ThanksLength) return new("thanks", $"It has at most {ThanksLength:N0} characters.");
        return request.Cap is < 1 or > MostCap ? new("cap", $"How many may answer is a number from 1 to {MostCap:N0}.") : null;
    }
}
