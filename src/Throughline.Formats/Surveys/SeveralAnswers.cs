namespace Throughline.Formats.Surveys;

/// <summary>Columns whose cells hold several answers each: "Tea;Coffee", "1,3,5".</summary>
/// <param name="Separator">What stands between the answers.</param>
/// <param name="Answers">The answers, in the order in which they first occur.</param>
internal sealed record SeveralAnswers(string Separator, IReadOnlyList<string> Answers)
{
    private const int MostAnswers = 25;
    private const int LongestAnswer = 80;

    public static SeveralAnswers? In(ColumnValues values, SurveyOrigin origin)
    {
        if (values.Filled < 3 || values.WithLineBreak > 0)
            return null;
        foreach (var separator in new[] { ";", "|", "," })
            if (Split(values, separator) is { } found && (separator != "," || IsNoNumber(values, origin)))
                return found;
        return null;
    }

    public void Apply(ColumnDraft column)
    {
        column.Take(
            SurveyKind.MultipleChoice,
            $"Its cells hold one or more of {Answers.Count} answers, with \u201C{Separator}\u201D between them.");
        column.AnswerSeparator = Separator;
        column.Categories = [.. Ordered().Select(a => new SurveyCategory(a, a))];
    }

    private IEnumerable<string> Ordered() =>
        Answers.All(Numbers.IsWhole) ? Answers.OrderBy(a => Numbers.Read(a)) : Answers.Order(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether commas cannot be decimal: two in one cell, or Qualtrics, which writes the numbers of ticked boxes so.</summary>
    private static bool IsNoNumber(ColumnValues values, SurveyOrigin origin) =>
        values.Commas == 0 || values.Distinct.Any(d => d.Count(c => c == ',') > 1) || origin == SurveyOrigin.Qualtrics;

    private static SeveralAnswers? Split(ColumnValues values, string separator)
    {
        int joined = 0, given = 0;
        var pieces = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var cell in values.Distinct)
        {
            var times = values.Times(cell);
            var parts = cell.Split(separator, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            joined += parts.Length > 1 ? times : 0;
            foreach (var part in parts)
            {
                if (part.Length > LongestAnswer)
                    return null;
                given += times;
                pieces[part] = pieces.GetValueOrDefault(part) + times;
                if (pieces.Count > MostAnswers)
                    return null;
            }
        }
        var isRepeated = given >= pieces.Count * 2 && pieces.Count(p => p.Value > 1) * 2 >= pieces.Count;
        var areFewer = pieces.Count < values.Distinct.Count || joined * 2 >= values.Filled;
        return joined * 10 >= values.Filled && isRepeated && areFewer ? new SeveralAnswers(separator, [.. pieces.Keys]) : null;
    }
}
