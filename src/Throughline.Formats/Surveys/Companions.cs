using System.Text.RegularExpressions;

namespace Throughline.Formats.Surveys;

/// <summary>Finds the columns of words typed beside "Other", and the question that each belongs to.</summary>
internal static partial class Companions
{
    public static void Find(SurveyDraft draft)
    {
        var names = new Dictionary<string, ColumnDraft>(StringComparer.OrdinalIgnoreCase);
        foreach (var column in draft.Columns)
            names.TryAdd(column.Name, column);
        for (var i = 0; i < draft.Columns.Count; i++)
        {
            var column = draft.Columns[i];
            if (column.CompanionOf is null && Owner(column, i, draft, names) is { } owner)
            {
                column.CompanionOf = owner.Name;
                if (column.Kind is SurveyKind.SingleChoice or SurveyKind.ScaleItem or SurveyKind.MultipleChoice)
                    (column.Categories, column.Box, column.Group) = ([], null, null);
                if (column.Kind is not (SurveyKind.ContactDetail or SurveyKind.LongText))
                    column.Change(SurveyKind.ShortText, $"It holds the words typed beside an answer of \u201C{owner.Name}\u201D.");
            }
        }
    }

    private static ColumnDraft? Owner(ColumnDraft column, int index, SurveyDraft draft, Dictionary<string, ColumnDraft> names)
    {
        if (Typed().Match(column.Name) is { Success: true } match)
        {
            var stem = match.Groups[1].Value;
            for (; stem.Length > 0; stem = stem.Contains('_') ? stem[..stem.LastIndexOf('_')] : "")
                if (names.TryGetValue(stem, out var owner) && owner != column)
                    return owner;
                else if (draft.Columns.Take(index).LastOrDefault(c => c.Group?.Name == stem) is { } boxed)
                    return boxed;
        }
        if (index == 0 || !Other().IsMatch(column.Tag.Length > 0 ? column.Tag : column.Label))
            return null;
        var before = draft.Columns[index - 1];
        return before.Kind is SurveyKind.SingleChoice or SurveyKind.MultipleChoice ? before : null;
    }

    [GeneratedRegex("^(.+)_(TEXT|other|specify|other_text)\\z", RegexOptions.IgnoreCase)]
    private static partial Regex Typed();

    [GeneratedRegex(@"^\W*(\d+(\.\w+)*\.?\s*)?(if (you )?(selected |chose |answered )?\W?other\b|other\b.{0,12}\b(please )?(specify|state|describe|explain))", RegexOptions.IgnoreCase)]
    private static partial Regex Other();
}
