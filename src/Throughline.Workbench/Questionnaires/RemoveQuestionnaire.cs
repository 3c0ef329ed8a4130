using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Throughline.Workbench.Access;
using Throughline.Workbench.Respondents;
using Throughline.Workbench.Shared;

namespace Throughline.Workbench.Questionnaires;

/// <summary>Removes a questionnaire that nobody has answered, with its versions and the variables that waited for answers.</summary>
public sealed class RemoveQuestionnaire(StudyStore store) : IVerb
{
    public Task<Outcome<Done<Nothing>>> DoAsync(StudyRef study, Actor actor, string questionnaire, CancellationToken cancel) =>
        store.ChangeAsync<Nothing>(study, actor, Right.EditRecruitment, async scope =>
        {
            if (!(await scope.QuestionnaireAsync(questionnaire)).Is(out var removed, out var problem)) return Guid.TryParse(questionnaire, out _) ? default(Nothing) : problem;
            var answered = await scope.Respondents.CountAsync(r => r.QuestionnaireId == removed.Id, cancel);
            if (answered > 0)
                return new Problem.Conflict("It has been answered", $"{Told.Count(answered, "respondent")} answered {removed.Name}, and their answers need its questions. Close it instead.");
            var variables = await scope.Variables.Where(v => v.QuestionnaireId == removed.Id).ToListAsync(cancel);
            if (await InScaleAsync(scope, variables) is { } used) return used;
            var ids = variables.Select(v => v.Id).ToList();
            foreach (var band in await scope.Bands.Where(b => ids.Contains(b.VariableId)).ToListAsync(cancel)) scope.Remove(band);
            foreach (var variable in variables) scope.Remove(variable);
            foreach (var question in await scope.Questions.Where(q => q.QuestionnaireId == removed.Id).ToListAsync(cancel)) scope.Remove(question);
            foreach (var version in await scope.QuestionnaireVersions.Where(v => v.QuestionnaireId == removed.Id).ToListAsync(cancel)) scope.Remove(version);
            scope.Remove(removed);
            scope.Record(nameof(RemoveQuestionnaire), $"removed the questionnaire {removed.Name}");
            return default(Nothing);
        }, cancel);

    private static async Task<Problem?> InScaleAsync(StudyScope scope, List<Variable> variables)
    {
        foreach (var scale in await scope.Scales.ToListAsync(scope.Cancel))
            if (variables.Find(v => v.Id == scale.VariableId || Items(scale).Contains(v.Id)) is { } used)
                return new Problem.Conflict("A scale is made of it", $"{scale.Name} is scored from {used.Name}. Remove the scale first.");
        return null;
    }

    private static IEnumerable<Guid> Items(Scale scale)
    {
        using var items = JsonDocument.Parse(scale.Items);
        return [.. items.RootElement.EnumerateArray().Select(i => i.TryGetProperty("variable", out var id) && id.TryGetGuid(out var variable) ? variable : Guid.Empty)];
    }
}
