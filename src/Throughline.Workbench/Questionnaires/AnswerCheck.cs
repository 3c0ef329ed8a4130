using System.Globalization;

namespace Throughline.Workbench.Questionnaires;

/// <summary>Whether what was entered is an answer to the question, said as the respondent needs to hear it.</summary>
public static class AnswerCheck
{
    public const int ShortLength = 500, LongLength = 10_000;

    /// <summary>What was entered without what no answer has: control characters, space around it, empty fields, the same twice.</summary>
    public static IReadOnlyList<string> Clean(FormItem item, IEnumerable<string?> entered) =>
        [.. entered.OfType<string>().Select(e => Tidy(item, e)).Where(e => e.Length > 0).Distinct().Take(Math.Max(1, item.Options.Count + 1))];

    /// <summary>What is wrong with the answer; null where nothing is. No answer is right unless one is <paramref name="required"/>.</summary>
    public static string? Wrong(FormItem item, IReadOnlyList<string> values, bool required)
    {
        if (values.Count == 0) return required && item.Required ? Missing(item) : null;
        if (values.Count > 1 && item.Kind != Question.Multiple) return "Only one answer can be given here.";
        return item.Kind switch
        {
            _ when item.IsChosen => values.All(v => item.Options.Any(o => o.Value == v)) ? null : "Choose from the answers that are offered.",
            Question.Number => WrongNumber(item, values[0]),
            Question.Date => Day(values[0]) is null ? "Enter a date as day, month and year: 31/01/2026." : null,
            Question.Long => TooLong(values[0], LongLength),
            _ => TooLong(values[0], ShortLength) ?? WrongContact(item, values[0]),
        };
    }

    /// <summary>The answer as it is kept: a number with a full stop, a date as ISO 8601 writes it.</summary>
    public static IReadOnlyList<string> Kept(FormItem item, IReadOnlyList<string> values) => item.Kind switch
    {
        Question.Number when values is [var one] && Number(one) is { } number => [number.ToString("R", CultureInfo.InvariantCulture)],
        Question.Date when values is [var one] && Day(one) is { } day => [day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)],
        Question.Multiple => [.. item.Options.Select(o => o.Value).Where(values.Contains)],
        _ => values,
    };

    private static string Tidy(FormItem item, string entered)
    {
        var lines = item.Kind == Question.Long;
        var text = entered.ReplaceLineEndings("\n");
        return string.Concat(text.Select(c => char.IsControl(c) && !(lines && c is '\n' or '\t') ? ' ' : c)).Trim();
    }

    private static string Missing(FormItem item) => item.Kind switch
    {
        Question.Consent => "Choose yes or no.",
        Question.Single or Question.Item => "Choose an answer.",
        Question.Multiple => "Choose at least one.",
        Question.Number => "Enter a number.",
        Question.Date => "Enter a date.",
        _ => "Write something here.",
    };

    private static string? WrongNumber(FormItem item, string entered)
    {
        if (Number(entered) is not { } number) return $"“{Shared.Told.Words(entered, 30)}” is not a number. Use figures: 14.";
        return (item.Least, item.Most) switch
        {
            ({ } least, { } most) when number < least || number > most => $"Enter a number from {Said(least)} to {Said(most)}.",
            ({ } least, null) when number < least => $"Enter {Said(least)} or more.",
            (null, { } most) when number > most => $"Enter {Said(most)} or less.",
            _ => null,
        };
    }

    private static string? WrongContact(FormItem item, string entered) => item.ConsentUse switch
    {
        Question.ContactEmail when entered.IndexOf('@') is var at && (at < 1 || at == entered.Length - 1 || entered.Contains(' ')) => "Enter a whole e-mail address: name@example.org.",
        Question.ContactTelephone when entered.Count(char.IsDigit) < 5 => "Enter the whole telephone number.",
        _ => null,
    };

    private static string? TooLong(string entered, int most) =>
        entered.Length > most ? $"This has {entered.Length.ToString("N0", CultureInfo.InvariantCulture)} characters; there is room for {most.ToString("N0", CultureInfo.InvariantCulture)}." : null;

    private static string Said(double number) => number.ToString("0.##########", CultureInfo.InvariantCulture);

    /// <summary>Figures with a full stop or a comma before decimals; infinity and the like are no numbers.</summary>
    private static double? Number(string entered)
    {
        var plain = entered.Replace(" ", "", StringComparison.Ordinal);
        if (!plain.Contains('.') && plain.Count(c => c == ',') == 1) plain = plain.Replace(',', '.');
        return double.TryParse(plain, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? number : null;
    }

    private static DateOnly? Day(string entered)
    {
        foreach (var format in new[] { "yyyy-MM-dd", "d/M/yyyy", "d.M.yyyy", "d-M-yyyy", "d MMMM yyyy", "d MMM yyyy" })
            if (DateOnly.TryParseExact(entered, format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return day;
        return null;
    }
}
