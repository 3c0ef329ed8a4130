using Microsoft.EntityFrameworkCore;
using Throughline.Workbench.Shared;

namespace Throughline.Workbench.Questionnaires;

internal static class QuestionnaireLookups
{
    public static Problem NeedsVault { get; } = new Problem.Conflict("It asks for contact details, which need the identity vault",
        "Names, addresses and telephone numbers are kept in the vault and nowhere else, and none is set up. Set it up first, or take those questions out.");

    /// <summary>A questionnaire by its id or its name.</summary>
    public static async Task<Outcome<Questionnaire>> QuestionnaireAsync(this StudyScope scope, string named)
    {
        if (Guid.TryParse(named, out var id) && await scope.Questionnaires.FirstOrDefaultAsync(q => q.Id == id, scope.Cancel) is { } found) return found;
        var key = NameKey.Of(named);
        var all = await scope.Questionnaires.Where(q => q.NameKey == key).Take(2).ToListAsync(scope.Cancel);
        return all.Count == 1 ? all[0] : new Problem.NotFound("questionnaire", named);
    }

    public static async Task<List<Question>> QuestionsOfAsync(this StudyScope scope, Guid questionnaire) =>
        [.. (await scope.Questions.Where(q => q.QuestionnaireId == questionnaire).ToListAsync(scope.Cancel)).InOrder()];

    /// <summary>What a version gave respondents.</summary>
    public static async Task<Form?> FormAsync(this StudyScope scope, Guid questionnaire, int version) =>
        await scope.QuestionnaireVersions.Where(v => v.QuestionnaireId == questionnaire && v.Version == version).Select(v => v.Form).FirstOrDefaultAsync(scope.Cancel) is { } form
            ? Form.Read(form) : null;

    /// <summary>Answers that were brought in from a file belong to the file's own survey: it is not built here.</summary>
    public static Problem? CheckBuiltHere(this Questionnaire questionnaire) => questionnaire.Origin.Length == 0 ? null
        : new Problem.Conflict("This questionnaire was not built here", $"Its answers came from {questionnaire.Origin}; its questions stand as that file has them.");

    /// <summary>Names of variables that are taken by others than a question itself, in lower case.</summary>
    public static async Task<HashSet<string>> TakenNamesAsync(this StudyScope scope, IEnumerable<Question> questions, Guid except)
    {
        var taken = await scope.Variables.Where(v => v.QuestionId != except || v.QuestionId == null).Select(v => v.NameKey).ToListAsync(scope.Cancel);
        return [.. taken, .. questions.Where(q => q.Id != except).Select(q => q.Name.ToLowerInvariant())];
    }

    public static string Told(this Question question) => question switch
    {
        { Name.Length: > 0 } => question.Name,
        { Text.Length: > 0 } => Shared.Told.Words(question.Text, 40),
        { Kind: Question.Section } => "a section",
        _ => $"an item ({question.Kind})",
    };
}
