using Throughline.Workbench.Shared;

namespace Throughline.Workbench.Questionnaires;

/// <summary>What must hold of a question while it is being written, and of the whole before it is given to respondents.</summary>
public static class QuestionRules
{
    public const int ValueLength = 100, LabelLength = 500, MostOptions = 200, MostQuestions = 500, UseLength = 100;

    /// <summary>What is wrong with one question as it stands among the others.</summary>
    public static Problem.Invalid? Check(Question question, IReadOnlyList<Question> inOrder)
    {
        var wrong = new Dictionary<string, string>();
        if (!Question.Kinds.Contains(question.Kind)) wrong["kind"] = $"A question is one of {string.Join(", ", Question.Kinds)}, not “{Told.Words(question.Kind, 30)}”.";
        if (question.Text.Length > Question.TextLength || question.Help.Length > Question.TextLength) wrong["text"] = $"A text has at most {Question.TextLength:N0} characters.";
        if (Question.IsAsked(question.Kind) && !QuestionNames.IsFit(question.Name))
            wrong["name"] = $"A name begins with a letter and has letters, digits and _ only, {QuestionNames.Length} at most: ose_1.";
        else if (question.Name.Length > 0 && inOrder.FirstOrDefault(q => q.Id != question.Id && Same(q.Name, question.Name)) is { } other)
            wrong["name"] = $"Another question is called {other.Name}.";
        if (Options(FormOption.Read(question.Options)) is { } options) wrong["options"] = options;
        if (question is { Least: { } least, Most: { } most } && least > most) wrong["least"] = "The least number is above the greatest.";
        if (question.ConsentUse.Length > UseLength) wrong["consentUse"] = $"What a consent is for has at most {UseLength} characters.";
        if (question.Kind == Question.Short && question.ConsentUse.Length > 0 && !Question.ContactUses.Contains(question.ConsentUse))
            wrong["consentUse"] = $"A contact detail is one of {string.Join(", ", Question.ContactUses)}.";
        if (Shown(question, inOrder) is { } shown) wrong["shownWhere"] = shown;
        return wrong.Count == 0 ? null : new(wrong);
    }

    private static string? Options(IReadOnlyList<FormOption> options)
    {
        if (options.Count > MostOptions) return $"There are at most {MostOptions} answers to choose from.";
        if (options.Any(o => o.Value.Length == 0)) return "Each answer needs a label.";
        if (options.Any(o => o.Value.Length > ValueLength || o.Label.Length > LabelLength)) return $"A value has at most {ValueLength} characters, a label {LabelLength}.";
        return options.GroupBy(o => o.Value).FirstOrDefault(g => g.Skip(1).Any()) is { } twice ? $"Two answers have the value {twice.Key}." : null;
    }

    private static string? Shown(Question question, IReadOnlyList<Question> inOrder)
    {
        if (ShownWhere.Read(question.ShownWhere) is not { } where) return null;
        var asked = inOrder.FirstOrDefault(q => q.Id == where.Question);
        if (asked is null || asked.Id == question.Id) return "It is shown where another question is answered so: choose which.";
        var item = FormItem.Of(asked);
        if (!item.IsChosen) return "Only a question with answers to choose from can decide what is shown.";
        if (where.Is is not { Count: > 0 } || where.Is.Any(v => item.Options.All(o => o.Value != v))) return $"Choose at least one of the answers of {asked.Name}.";
        return IndexOf(inOrder, asked) > IndexOf(inOrder, question) ? $"It is shown where {asked.Name} is answered so, and must come after it." : null;
    }

    private static int IndexOf(IReadOnlyList<Question> inOrder, Question question)
    {
        for (var i = 0; i < inOrder.Count; i++)
            if (inOrder[i].Id == question.Id) return i;
        return inOrder.Count;
    }

    /// <summary>What stands in the way of giving the form to respondents, each said of its question.</summary>
    public static IReadOnlyList<FormTrouble> Troubles(Form form)
    {
        var troubles = new List<FormTrouble>();
        if (form.Title.Trim().Length == 0) troubles.Add(new(null, "It needs a title for respondents."));
        if (!form.Items.Any(i => i.IsAsked)) troubles.Add(new(null, "There is no question in it."));
        if (form.Items.Count > 0 && form.Items[0].Kind != Question.Information) troubles.Add(new(form.Items[0].Id, "The information page comes first: respondents must know what they agree to."));
        var visible = form.Items.TakeWhile(i => i.Kind is Question.Information or Question.Consent).Select(i => i.Id).ToHashSet();
        foreach (var item in form.Items) troubles.AddRange(Of(item, visible).Select(what => new FormTrouble(item.Id, what)));
        return troubles;
    }

    private static IEnumerable<string> Of(FormItem item, HashSet<Guid> front)
    {
        if (item.Text.Trim().Length == 0) yield return item.Kind is Question.Section or Question.Information ? "It has no heading." : $"{item.Name} asks nothing: it has no text.";
        if (item.IsChosen && item.Options.Count < 2) yield return $"{item.Name} needs at least two answers to choose from.";
        if (item.Kind == Question.Consent && item.ConsentUse.Length == 0) yield return $"Say what the consent {item.Name} is for.";
        if (item.Kind == Question.Consent && item.Options.All(o => o.Value != "yes")) yield return $"The consent {item.Name} needs an answer with the value yes.";
        if (item is { Kind: Question.Consent, Required: true } && !front.Contains(item.Id))
            yield return $"{item.Name} must be agreed to, so it comes before the first question: nobody should answer and then be sent away.";
    }

    private static bool Same(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}

/// <param name="Question">The question; null for the whole.</param>
/// <param name="What">What is wrong with it.</param>
public sealed record FormTrouble(Guid? Question, string What);
