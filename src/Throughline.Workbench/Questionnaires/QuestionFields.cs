namespace Throughline.Workbench.Questionnaires;

/// <summary>What is to be written of a question. What is null stays as it is; what is named in <paramref name="Cleared"/> is emptied.</summary>
/// <param name="Kind">One of <see cref="Question.Kinds"/>.</param>
/// <param name="Name">The name of its variable; empty: one is proposed.</param>
/// <param name="Text">What is asked.</param>
/// <param name="Help">What stands under it.</param>
/// <param name="Required">Whether it must be answered.</param>
/// <param name="Options">The answers that are offered, in order.</param>
/// <param name="Least">The least number allowed.</param>
/// <param name="Most">The greatest number allowed.</param>
/// <param name="ShownWhere">Where it is shown.</param>
/// <param name="ConsentUse">For a consent what it is for, for a short answer which contact detail it is.</param>
/// <param name="Cleared">least, most, shownWhere.</param>
public sealed record QuestionFields(
    string? Kind = null, string? Name = null, string? Text = null, string? Help = null, bool? Required = null, IReadOnlyList<FormOption>? Options = null,
    double? Least = null, double? Most = null, ShownWhere? ShownWhere = null, string? ConsentUse = null, IReadOnlyCollection<string>? Cleared = null)
{
    public static QuestionFields Of(FormItem item) => new(
        item.Kind, item.Name, item.Text, item.Help, item.Required, item.Options, item.Least, item.Most, item.ShownWhere, item.ConsentUse);

    public void Write(Question question)
    {
        var kind = question.Kind;
        question.Kind = Kind ?? question.Kind;
        question.Name = Name?.Trim() ?? question.Name;
        question.Text = Text?.ReplaceLineEndings("\n").Trim() ?? question.Text;
        question.Help = Help?.ReplaceLineEndings("\n").Trim() ?? question.Help;
        question.Required = Required ?? question.Required;
        if (Options is not null) question.Options = FormOption.Write(Options.Select(Tidy));
        question.Least = Clears("least") ? null : Least ?? question.Least;
        question.Most = Clears("most") ? null : Most ?? question.Most;
        question.ShownWhere = Clears("shownWhere") ? "" : ShownWhere is { } where ? ShownWhere.Write(where) : question.ShownWhere;
        question.ConsentUse = ConsentUse?.Trim() ?? question.ConsentUse;
        Fit(question, kind);
    }

    private bool Clears(string field) => Cleared?.Contains(field, StringComparer.OrdinalIgnoreCase) == true;

    /// <summary>An option that was given no value is kept under its label.</summary>
    private static FormOption Tidy(FormOption option)
    {
        var label = (option.Label ?? "").Trim();
        var value = (option.Value ?? "").Trim();
        return new(value.Length > 0 ? value : label[..Math.Min(label.Length, QuestionRules.ValueLength)], label.Length > 0 ? label : value);
    }

    /// <summary>What a kind has no use for is not kept; what it cannot be without is put there.</summary>
    private static void Fit(Question question, string before)
    {
        var chosen = question.Kind is Question.Single or Question.Multiple or Question.Item or Question.Consent;
        if (!chosen) question.Options = "[]";
        else if (question.Kind == Question.Consent && (question.Options == "[]" || before != Question.Consent && before != question.Kind)) question.Options = FormOption.Write(FormOption.YesNo);
        else if (question.Kind == Question.Item && question.Options == "[]") question.Options = FormOption.Write(Enumerable.Range(1, 5).Select(Step));
        if (question.Kind != Question.Number) (question.Least, question.Most) = (null, null);
        if (!Question.IsAsked(question.Kind)) (question.Name, question.Required) = ("", false);
        if (question.Kind is not (Question.Consent or Question.Short) || question.Kind != before && question.Kind == Question.Short && !Question.ContactUses.Contains(question.ConsentUse))
            question.ConsentUse = "";
    }

    private static FormOption Step(int step) => new(step.ToString(System.Globalization.CultureInfo.InvariantCulture), step switch
    {
        1 => "1 Not at all", 5 => "5 Completely", _ => step.ToString(System.Globalization.CultureInfo.InvariantCulture),
    });
}
