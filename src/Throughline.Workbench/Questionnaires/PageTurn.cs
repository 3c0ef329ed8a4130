namespace Throughline.Workbench.Questionnaires;

/// <summary>A page of a form as it was filled in: what of it is an answer, what is not and why, and where one goes from there. It keeps nothing itself.</summary>
public sealed class PageTurn
{
    private readonly Form form;
    private readonly FormPage page;
    private readonly GivenAnswers before;

    /// <param name="form">The form.</param>
    /// <param name="page">The page that was filled in.</param>
    /// <param name="before">What was answered earlier.</param>
    /// <param name="entered">What stands in the fields of an item.</param>
    /// <param name="isLater">Whether it is only saved, so that nothing need be there yet.</param>
    public PageTurn(Form form, FormPage page, GivenAnswers before, Func<FormItem, IEnumerable<string?>> entered, bool isLater)
    {
        (this.form, this.page, this.before) = (form, page, before);
        var given = page.On(form, before).Where(i => i.IsAsked).ToDictionary(i => i.Id, i => AnswerCheck.Clean(i, entered(i)));
        Entered = before.With(given);
        var visible = new FormPages(form).Visible(Entered);
        var (wrong, kept) = (new Dictionary<Guid, string>(), new Dictionary<Guid, IReadOnlyList<string>>());
        foreach (var item in page.Items.Where(i => given.ContainsKey(i.Id)))
            if (AnswerCheck.Wrong(item, given[item.Id], required: !isLater && visible.Contains(item.Id)) is { } what) wrong[item.Id] = what;
            else kept[item.Id] = AnswerCheck.Kept(item, given[item.Id]);
        (Wrong, Kept) = (wrong, kept);
        Declines = page.Items.Any(i => i is { Kind: Question.Consent, Required: true } && given.GetValueOrDefault(i.Id) is ["no"]);
    }

    /// <summary>What is wrong with the answer to an item, as the respondent is told it.</summary>
    public IReadOnlyDictionary<Guid, string> Wrong { get; }

    /// <summary>What is right, as it is kept.</summary>
    public IReadOnlyDictionary<Guid, IReadOnlyList<string>> Kept { get; }

    /// <summary>Everything as it was entered, right or wrong, beside what was answered earlier.</summary>
    public GivenAnswers Entered { get; }

    /// <summary>Whether a consent without which there is nothing was refused.</summary>
    public bool Declines { get; }

    /// <summary>The page that comes after what is kept; null after the last.</summary>
    public FormPage? Next => new FormPages(form).Shown(before.With(Kept)).FirstOrDefault(p => p.Number > page.Number);
}
