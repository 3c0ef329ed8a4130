using System.Globalization;
using System.Text.RegularExpressions;

namespace Throughline.Formats.Surveys;

/// <summary>The kind of a column by its answers, where nothing in the file says it.</summary>
internal static partial class AnswerKinds
{
    private const int MostChoices = 30;
    private const int LongestChoice = 200;

    /// <summary>An answer longer than this, characters on average, is one to be read.</summary>
    private const int LongAnswer = 60;

    public static void Apply(ColumnDraft column, ColumnValues values, SurveyOrigin origin)
    {
        if (values.Filled == 0)
        {
            column.Take(SurveyKind.ShortText, "Nothing stands in it.");
            if (column is { Box: null, Categories.Count: 0 })
                column.DropReason ??= "Nothing stands in it.";
        }
        else if (column.Kind is null)
            Guess(column, values, origin);
        if (column.Kind == SurveyKind.Date)
            column.IsDayFirst = values.IsDayFirst;
        if (column.Kind is SurveyKind.SingleChoice or SurveyKind.ScaleItem && column.Categories.Count == 0)
            column.Categories = Choices(values);
    }

    private static void Guess(ColumnDraft column, ColumnValues values, SurveyOrigin origin)
    {
        if (values.Mostly(values.Dates))
            column.Take(SurveyKind.Date, $"Its answers are days or times, such as \u201C{values.Distinct.First()}\u201D.");
        else if (SeveralAnswers.In(values, origin) is { } several)
            several.Apply(column);
        else if (values.Mostly(values.Numeric))
            GuessNumber(column, values);
        else if (!values.IsMany && AnswerScales.Order(values.Distinct) is { } scale)
        {
            column.Take(SurveyKind.ScaleItem, $"Its answers are steps of a scale, from \u201C{scale.Steps[0]}\u201D to \u201C{scale.Steps[^1]}\u201D.");
            column.Categories = [.. scale.Steps.Select(s => new SurveyCategory(s, s))];
            if (scale.Missing.Count > 0)
                column.Missing = new MissingAnswers(scale.Missing, null, null);
        }
        else
            GuessText(column, values);
    }

    private static void GuessNumber(ColumnDraft column, ColumnValues values)
    {
        var (low, high) = (Shown(values.Lowest), Shown(values.Highest));
        if (values.Numeric < values.Filled)
            column.Take(
                SurveyKind.Number,
                $"{Refusal.Count(values.Numeric)} of its {Refusal.Count(values.Filled)} answers are numbers, from {low} to {high}; the others are not.");
        else if (Counted().IsMatch(column.Label) || Counted().IsMatch(column.Name))
            column.Take(SurveyKind.Number, $"It asks for a number, and its answers are numbers from {low} to {high}.");
        else if (values.IsWhole && values.Lowest >= 0 && values.Highest <= 9 && values.Distinct.Count <= 2 && values.Filled > 2)
            column.Take(SurveyKind.SingleChoice, $"Its answers are only {string.Join(" and ", values.Distinct.Order(StringComparer.Ordinal))}.");
        else if (values.IsWhole && values.Lowest >= 1 && values.Highest <= 7 && values.Filled > 2)
            column.Take(SurveyKind.ScaleItem, $"Its answers are whole numbers from {low} to {high}, which look like the steps of a scale.");
        else
            column.Take(
                SurveyKind.Number,
                $"Its answers are numbers from {low} to {high}{(values.Commas > 0 ? ", some with a decimal comma" : "")}.");
    }

    private static void GuessText(ColumnDraft column, ColumnValues values)
    {
        var isShort = values.Longest <= LongestChoice && values.WithLineBreak == 0;
        var isRepeated = values.Distinct.Count <= Math.Min(MostChoices, Math.Max(2, values.Filled / 2)) && values.Filled > 2;
        var areSteps = !values.IsMany && values.Distinct.All(d => YesNo.Contains(d.ToLowerInvariant()));
        if (isShort && !values.IsMany && (isRepeated || areSteps) && values.MeanLength <= LongAnswer * 2)
            column.Take(
                SurveyKind.SingleChoice,
                values.Distinct.Count == 1
                    ? $"All who answered said \u201C{Cut(values.Distinct.First())}\u201D."
                    : $"{values.Distinct.Count} answers are repeated over {Refusal.Count(values.Filled)} respondents.");
        else if (values.MeanLength > LongAnswer || values.WithLineBreak > 0 || values.Longest > LongestChoice)
            column.Take(SurveyKind.LongText, $"Its answers are text of {Refusal.Count((long)Math.Round(values.MeanLength))} characters on average.");
        else
            column.Take(SurveyKind.ShortText, "Its answers are a few words, and hardly any is repeated.");
    }

    /// <summary>The answers given, in an order that a person expects: by number where they have one, otherwise by letters.</summary>
    private static IReadOnlyList<SurveyCategory> Choices(ColumnValues values)
    {
        var ranked = values.Distinct.Select(d => (Answer: d, Rank: Rank(d))).ToList();
        var byNumber = ranked.Count(r => r.Rank is not null) * 2 >= ranked.Count;
        return
        [
            .. ranked.OrderBy(r => YesNo.IndexOf(r.Answer.ToLowerInvariant()))
                .ThenBy(r => byNumber ? r.Rank ?? double.PositiveInfinity : 0)
                .ThenBy(r => r.Answer, StringComparer.OrdinalIgnoreCase)
                .Select(r => new SurveyCategory(r.Answer, r.Answer)),
        ];
    }

    /// <summary>The first number of an answer such as "18-24"; "under 18" stands just before it.</summary>
    private static double? Rank(string answer)
    {
        var match = FirstNumber().Match(answer);
        if (!match.Success || !double.TryParse(match.Value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
            return null;
        return Below().IsMatch(answer) ? number - 0.5 : number;
    }

    private static string Shown(double number) => number.ToString("0.###", CultureInfo.InvariantCulture);

    private static string Cut(string text) => text.Length <= 60 ? text : text[..59] + "\u2026";

    private static readonly List<string> YesNo = ["yes", "no", "don't know", "not sure", "prefer not to say", "true", "false", "y", "n"];

    [GeneratedRegex(@"\b(how (many|much|old|long)|number of|years?|hours?|minutes?|days|weeks|months|age|aged|count|total|score|height|weight|bmi)\b",
        RegexOptions.IgnoreCase)]
    private static partial Regex Counted();

    [GeneratedRegex(@"\d{1,12}(\.\d{1,6})?")]
    private static partial Regex FirstNumber();

    [GeneratedRegex(@"^\s*(under|below|less than|up to|fewer than|<|younger than)", RegexOptions.IgnoreCase)]
    private static partial Regex Below();
}
