namespace Throughline.Formats.Surveys;

/// <summary>Finds the batteries: items that stand side by side and are answered on the same scale.</summary>
internal static class Batteries
{
    private const int WidestScale = 11;

    public static void Find(SurveyDraft draft)
    {
        var run = new List<ColumnDraft>();
        foreach (var column in draft.Columns)
        {
            if (run.Count > 0 && !(Fits(column, draft) && Belongs(run, column, draft)))
                Close(run, draft);
            if (Fits(column, draft))
                run.Add(column);
        }
        Close(run, draft);
    }

    private static bool Fits(ColumnDraft column, SurveyDraft draft) =>
        column is { Group: null, CompanionOf: null } && (column.Kind == SurveyKind.ScaleItem || IsSteps(column, draft.Of(column)));

    private static bool IsSteps(ColumnDraft column, ColumnValues values) =>
        column.Kind is SurveyKind.Number or SurveyKind.SingleChoice && column.Categories.All(c => c.Value == c.Label)
            && values.IsWhole && values.Lowest >= 0 && values.Highest - values.Lowest < WidestScale && values.Highest < WidestScale;

    private static bool Belongs(List<ColumnDraft> run, ColumnDraft column, SurveyDraft draft)
    {
        var isStem = ColumnStem.Of(column) is { } stem && ColumnStem.Of(run[0])?.Key == stem.Key;
        var (first, own) = (draft.Of(run[0]), draft.Of(column));
        if (run[0].Categories.Any(c => c.Value != c.Label) || column.Categories.Any(c => c.Value != c.Label))
            return run[0].Categories.SequenceEqual(column.Categories);
        if (first.IsWhole && own.IsWhole)
            return isStem || (run[0].Kind == SurveyKind.ScaleItem && column.Kind == SurveyKind.ScaleItem
                && first.Lowest.Equals(own.Lowest) && first.Highest.Equals(own.Highest));
        return !first.IsWhole && !own.IsWhole && AnswerScales.Order([.. Words(run, draft), .. own.Distinct]) is not null;
    }

    private static HashSet<string> Words(List<ColumnDraft> run, SurveyDraft draft) => [.. run.SelectMany(c => c.Categories.Select(k => k.Value))];

    private static void Close(List<ColumnDraft> run, SurveyDraft draft)
    {
        if (run.Count >= 2 && IsScale(run, draft))
            Join([.. run], draft);
        run.Clear();
    }

    /// <summary>Items of 0 and 1 alone are questions with yes and no, not a scale with steps.</summary>
    private static bool IsScale(List<ColumnDraft> run, SurveyDraft draft) =>
        run.Exists(c => c.Kind == SurveyKind.ScaleItem) || run.Max(c => draft.Of(c).Highest) - run.Min(c => draft.Of(c).Lowest) >= 2;

    private static void Join(List<ColumnDraft> run, SurveyDraft draft)
    {
        var stem = run.TrueForAll(c => ColumnStem.Of(c) is { } own && own.Key == ColumnStem.Of(run[0])!.Key) ? ColumnStem.Of(run[0]) : null;
        var name = stem?.Name ?? $"{run[0].Name} to {run[^1].Name}";
        var group = new SurveyGroup(name, stem?.Label ?? name, IsBattery: true);
        var categories = Steps(run, draft);
        var range = categories.Count == 0 ? "the same scale"
            : $"the same scale, from \u201C{categories[0].Label}\u201D to \u201C{categories[^1].Label}\u201D";
        var missing = run.SelectMany(c => c.Missing.Values).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        foreach (var item in run)
        {
            item.Group = group;
            item.Categories = categories;
            if (missing.Count > item.Missing.Values.Count)
                item.Missing = item.Missing with { Values = missing };
            item.Change(SurveyKind.ScaleItem, $"It is one of {run.Count} items side by side that are answered on {range}.");
        }
    }

    private static IReadOnlyList<SurveyCategory> Steps(List<ColumnDraft> run, SurveyDraft draft)
    {
        if (run[0].Categories.Any(c => c.Value != c.Label))
            return run[0].Categories;
        if (run.TrueForAll(c => draft.Of(c).IsWhole))
        {
            var (low, high) = ((int)run.Min(c => draft.Of(c).Lowest), (int)run.Max(c => draft.Of(c).Highest));
            return [.. Enumerable.Range(low, high - low + 1).Select(n => $"{n}").Select(n => new SurveyCategory(n, n))];
        }
        var words = Words(run, draft);
        return AnswerScales.Order(words) is { } scale ? [.. scale.Steps.Select(s => new SurveyCategory(s, s))] : [.. words.Select(w => new SurveyCategory(w, w))];
    }
}
