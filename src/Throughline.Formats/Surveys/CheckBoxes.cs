using System.Text.RegularExpressions;

namespace Throughline.Formats.Surveys;

/// <summary>Finds the columns that are the boxes of one question, where several may be ticked.</summary>
internal static partial class CheckBoxes
{
    public static void Find(SurveyDraft draft)
    {
        foreach (var column in draft.Columns)
            if (column.Kind is null && Redcap().Match(column.Name) is { Success: true } match)
                Join([column], match.Groups[1].Value, match.Groups[1].Value, "1", _ => match.Groups[2].Value, draft);
        var run = new List<ColumnDraft>();
        foreach (var column in draft.Columns)
        {
            if (run.Count > 0 && (ColumnStem.Of(column) is not { } stem || stem.Key != ColumnStem.Of(run[0])!.Key || !Fits(column, draft)))
                Close(run, draft);
            if (column.Kind is null && ColumnStem.Of(column) is not null && Fits(column, draft))
                run.Add(column);
        }
        Close(run, draft);
    }

    /// <summary>Whether a column is a box or empty: only its own words, only 1, or only 0 and 1, and not for everyone.</summary>
    private static bool Fits(ColumnDraft column, SurveyDraft draft)
    {
        var values = draft.Of(column);
        return column.Kind is null && !values.IsMany && (values.Filled == 0 || Ticked(column, draft) is not null);
    }

    /// <summary>What a ticked box holds.</summary>
    private static string? Ticked(ColumnDraft column, SurveyDraft draft)
    {
        var values = draft.Of(column);
        if (values.Distinct.Count == 0)
            return null;
        if (values.Distinct.Count == 1)
        {
            var only = values.Distinct.First();
            var isOwn = ColumnStem.Of(column) is { } stem && string.Equals(stem.Own, ColumnDraft.Plain(only), StringComparison.OrdinalIgnoreCase);
            return isOwn || (only is "1" or "x" or "X" && values.Filled < draft.Rows.Count) || IsYes(only) ? only : null;
        }
        return values.Distinct.Count == 2 && values.Distinct.FirstOrDefault(IsNo) is not null
            && values.Distinct.FirstOrDefault(d => !IsNo(d)) is { } yes && (yes == "1" || IsYes(yes)) ? yes : null;
    }

    private static bool IsYes(string value) => value.ToLowerInvariant() is "checked" or "selected" or "ticked";

    private static bool IsNo(string value) => value.ToLowerInvariant() is "0" or "unchecked" or "not selected" or "not ticked";

    private static void Close(List<ColumnDraft> run, SurveyDraft draft)
    {
        if (run.Count >= 2 && run.Exists(c => draft.Of(c).Filled > 0) && LooksTicked(run, draft))
            Join(run, ColumnStem.Of(run[0])!.Name, ColumnStem.Of(run[0])!.Label, null, c => ColumnStem.Of(c)!.Own, draft);
        run.Clear();
    }

    /// <summary>Columns of 0 and 1 alone may be questions with yes and no; they are boxes only where their heading says so.</summary>
    private static bool LooksTicked(List<ColumnDraft> run, SurveyDraft draft) =>
        run.Exists(c => draft.Of(c).Distinct.Count == 1 && draft.Of(c).Filled < draft.Rows.Count)
            || run.Exists(c => All().IsMatch(c.Label));

    private static void Join(
        List<ColumnDraft> boxes, string name, string label, string? ticked, Func<ColumnDraft, string> words, SurveyDraft draft)
    {
        var group = new SurveyGroup(name, label, IsBattery: false);
        foreach (var box in boxes)
        {
            var own = words(box);
            box.Take(SurveyKind.MultipleChoice, $"It is one box of \u201C{Cut(label)}\u201D, where several may be ticked.");
            box.Group = group;
            box.Box = new SurveyBox(own, ticked ?? Ticked(box, draft));
        }
    }

    private static string Cut(string text) => text.Length <= 80 ? text : text[..79] + "\u2026";

    [GeneratedRegex(@"^([a-z][a-z0-9_]*?)___(\w{1,60})\z")]
    private static partial Regex Redcap();

    [GeneratedRegex(@"\b(all that apply|as many as|tick all|check all|select all|choose all|mark all|multiple answers)\b", RegexOptions.IgnoreCase)]
    private static partial Regex All();
}
