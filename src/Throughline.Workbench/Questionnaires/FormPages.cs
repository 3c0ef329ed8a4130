namespace Throughline.Workbench.Questionnaires;

/// <summary>What a respondent has answered so far: per question the values, none where it was left out.</summary>
public sealed class GivenAnswers(IReadOnlyDictionary<Guid, IReadOnlyList<string>> byQuestion)
{
    public static readonly GivenAnswers None = new(new Dictionary<Guid, IReadOnlyList<string>>());

    public IReadOnlyDictionary<Guid, IReadOnlyList<string>> ByQuestion => byQuestion;

    public IReadOnlyList<string> To(Guid question) => byQuestion.TryGetValue(question, out var values) ? values : [];

    public GivenAnswers With(IReadOnlyDictionary<Guid, IReadOnlyList<string>> later)
    {
        var all = new Dictionary<Guid, IReadOnlyList<string>>(byQuestion);
        foreach (var (question, values) in later) all[question] = values;
        return new(all);
    }
}

/// <summary>One page of the form: what stands before the first section, or one section.</summary>
/// <param name="Number">From 1, among all pages, hidden ones too: an address stays the same whatever is answered.</param>
/// <param name="Section">Its heading; null before the first section.</param>
/// <param name="Items">What is on it.</param>
public sealed record FormPage(int Number, FormItem? Section, IReadOnlyList<FormItem> Items)
{
    /// <summary>What stands on it after the answers of earlier pages; what depends on this page itself is there, to be answered where it applies.</summary>
    public IEnumerable<FormItem> On(Form form, GivenAnswers answers)
    {
        var visible = new FormPages(form).Visible(answers);
        return Items.Where(i => visible.Contains(i.Id) || DependsOnItself(i));
    }

    /// <summary>Whether an answer on this page decides if an item of it is asked.</summary>
    public bool DependsOnItself(FormItem item) => item.ShownWhere is { } where && Items.Any(i => i.Id == where.Question);
}

/// <summary>A form in its pages, and what of it is shown after which answers.</summary>
public sealed class FormPages
{
    private readonly Form form;

    public FormPages(Form form)
    {
        this.form = form;
        var pages = new List<FormPage>();
        FormItem? section = null;
        var items = new List<FormItem>();
        foreach (var item in form.Items)
        {
            // The information and the consents that begin a form are a page of their own, section or not.
            var begins = item.Kind == Question.Section
                || section is null && IsFront(item) is false && items.Count > 0 && items.TrueForAll(IsFront);
            if (begins && (section is not null || items.Count > 0)) pages.Add(new(pages.Count + 1, section, items));
            if (begins) (section, items) = (item.Kind == Question.Section ? item : null, []);
            if (item.Kind != Question.Section) items.Add(item);
        }
        if (section is not null || items.Count > 0 || pages.Count == 0) pages.Add(new(pages.Count + 1, section, items));
        All = pages;
    }

    public IReadOnlyList<FormPage> All { get; }

    /// <summary>The pages with anything to show after these answers.</summary>
    public IReadOnlyList<FormPage> Shown(GivenAnswers answers)
    {
        var visible = Visible(answers);
        return [.. All.Where(p => p.Number == 1 || (p.Section is null || visible.Contains(p.Section.Id)) && p.Items.Any(i => visible.Contains(i.Id)))];
    }

    /// <summary>What is shown: a question whose condition holds, in a section whose condition holds. What is hidden counts as not answered.</summary>
    public IReadOnlySet<Guid> Visible(GivenAnswers answers)
    {
        var visible = new HashSet<Guid>();
        var inHidden = false;
        foreach (var item in form.Items)
        {
            var holds = item.ShownWhere is not { } where || visible.Contains(where.Question) && answers.To(where.Question).Any(where.Is.Contains);
            if (item.Kind == Question.Section) inHidden = !holds;
            if (holds && !inHidden) visible.Add(item.Id);
        }
        return visible;
    }

    private static bool IsFront(FormItem item) => item.Kind is Question.Information or Question.Consent;
}
