using Throughline.Workbench.Questionnaires;
using Throughline.Workbench.Shared;

namespace Throughline.App.Questionnaires;

/// <summary>Kinds of questions in the words of the page.</summary>
internal static class QuestionWords
{
    public static readonly IReadOnlyList<(string Kind, string Name)> Kinds =
    [
        (Question.Single, "One of several answers"), (Question.Multiple, "Any of several answers"), (Question.Item, "Item of a scale"), (Question.Number, "Number"), (Question.Date, "Date"),
        (Question.Short, "Short text"), (Question.Long, "Long text"), (Question.Section, "Section"), (Question.Information, "Information"), (Question.Consent, "Consent"),
    ];

    public static string Name(string kind) => Kinds.First(k => k.Kind == kind).Name;

    public static string Short(string kind) => kind switch
    {
        Question.Single => "one of", Question.Multiple => "any of", Question.Item => "scale", Question.Short => "short", Question.Long => "long", Question.Information => "info", _ => kind,
    };

    public static string Called(FormItem item) => item.Text.Length > 0 ? Told.Words(item.Text, 90) : item.Name.Length > 0 ? item.Name : Name(item.Kind);

    /// <summary>One answer a line, its value before it where it is not the label itself.</summary>
    public static string Written(IEnumerable<FormOption> options) => string.Join('\n', options.Select(o => o.Label == o.Value ? o.Value : $"{o.Value} = {o.Label}"));

    public static string Condition(ShownWhere where, Form form)
    {
        var asked = form.Items.FirstOrDefault(i => i.Id == where.Question);
        return asked is null ? "shown after another answer" : $"Only where “{Told.Words(asked.Text, 60)}” is answered {string.Join(" or ", where.Is.Select(v => $"“{asked.Label(v)}”"))}";
    }
}
