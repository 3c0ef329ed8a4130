using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Throughline.Workbench.Respondents;
using Throughline.Workbench.Shared;

namespace Throughline.Workbench.Questionnaires;

/// <summary>The variables in which the answers to a form stand: one per question that is answered, brought up to what the form says.</summary>
internal static class VariablesOfForm
{
    public static string KindOf(string question) => question switch
    {
        Question.Item => Variable.Ordinal,
        Question.Multiple => Variable.Multiple,
        Question.Number => Variable.Number,
        Question.Date => Variable.Date,
        Question.Short or Question.Long => Variable.Text,
        _ => Variable.Nominal,
    };

    /// <summary>Contact details have no variable: they are the vault's.</summary>
    public static IEnumerable<FormItem> Asked(Form form) => form.Items.Where(i => i.IsAsked && !i.IsContact);

    public static async Task<Problem?> BringUpAsync(StudyScope scope, Questionnaire questionnaire, Form form)
    {
        var there = (await scope.Variables.Where(v => v.QuestionnaireId == questionnaire.Id).ToListAsync(scope.Cancel)).Where(v => v.QuestionId is not null).ToDictionary(v => v.QuestionId!.Value);
        var position = await scope.Variables.MaxAsync(v => (long?)v.Position, scope.Cancel) ?? 0;
        foreach (var item in Asked(form))
        {
            var key = NameKey.Of(item.Name);
            if (await scope.Variables.AnyAsync(v => v.NameKey == key && (v.QuestionId == null || v.QuestionId != item.Id), scope.Cancel)
                && !there.Values.Any(v => v.NameKey == key && v.QuestionId != item.Id && form.Items.Any(i => i.Id == v.QuestionId)))
                return new Problem.Invalid("name", $"There is a variable {item.Name} in this study already. Call the question something else.");
            if (!there.TryGetValue(item.Id, out var variable))
                variable = scope.Add(new Variable { Id = Guid.CreateVersion7(), QuestionnaireId = questionnaire.Id, QuestionId = item.Id, Position = position += Question.Step });
            Write(variable, item);
        }
        return null;
    }

    private static void Write(Variable variable, FormItem item)
    {
        (variable.Name, variable.NameKey, variable.Kind) = (item.Name, NameKey.Of(item.Name), KindOf(item.Kind));
        variable.Label = item.Text;
        variable.Categories = item.IsChosen ? FormOption.Write(item.Options.Concat(Earlier(variable, item))) : "[]";
    }

    /// <summary>Values that are no longer offered keep their labels for those who chose them.</summary>
    private static IEnumerable<FormOption> Earlier(Variable variable, FormItem item) =>
        JsonSerializer.Deserialize<List<FormOption>>(variable.Categories, Form.Json)!.Where(c => item.Options.All(o => o.Value != c.Value));
}
