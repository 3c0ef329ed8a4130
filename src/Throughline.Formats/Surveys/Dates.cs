using System.Globalization;
using System.Text.RegularExpressions;

namespace Throughline.Formats.Surveys;

/// <summary>Days and times as they stand in answers.</summary>
public static partial class Dates
{
    private static readonly string[] Times = ["H:mm", "H:mm:ss", "H:mm:ss.FFFFFFF", "h:mm tt", "h:mm:ss tt", "h:mmtt"];

    /// <summary>
    /// A day as 2025-03-04, with its time where it has one (2025-03-04 14:30:00); a time alone as 14:30:00. Null where the text is
    /// none. A zone behind the time is left away.
    /// </summary>
    /// <param name="text">The text of a cell: "2025-03-04T14:30:00Z", "04/03/2025 2:30 PM", "4.3.2025".</param>
    /// <param name="isDayFirst">Whether 04/03/2025 is a day of March.</param>
    public static string? Read(string text, bool isDayFirst)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length > 60)
            return null;
        var match = Day().Match(text);
        var words = match.Success ? match.Groups["time"].Value : text;
        var time = words.Trim().Length == 0 ? null : Time(words);
        if (!match.Success)
            return time is { } alone ? alone.ToString("HH:mm:ss", CultureInfo.InvariantCulture) : null;
        if (words.Trim().Length > 0 && time is null)
            return null;
        return Date(match, isDayFirst) is not { } day ? null
            : time is { } at ? day.ToDateTime(at).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)
            : day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
    }

    /// <summary>Whether the text is a day, a time or both, whichever of day and month stands first.</summary>
    internal static bool Looks(string text) =>
        text.Length >= 4 && char.IsAsciiDigit(text[0]) && (Read(text, isDayFirst: true) ?? Read(text, isDayFirst: false)) is not null;

    /// <summary>Whether the day stands first; null where the text fits both ways, or where the year stands first.</summary>
    internal static bool? IsDayFirst(string text)
    {
        var match = Day().Match(text);
        if (!match.Success || match.Groups["year"].Success)
            return null;
        if (match.Groups["sign"].Value == ".")
            return true;
        return Number(match, "one") > 12 ? true : Number(match, "two") > 12 ? false : null;
    }

    private static DateOnly? Date(Match match, bool isDayFirst)
    {
        var isYearFirst = match.Groups["year"].Success;
        var (one, two) = (Number(match, "one"), Number(match, "two"));
        var year = Number(match, isYearFirst ? "year" : "last");
        var (month, day) = isYearFirst ? (one, two) : isDayFirst || match.Groups["sign"].Value == "." ? (two, one) : (one, two);
        return year is >= 1 and <= 9999 && month is >= 1 and <= 12 && day >= 1 && day <= DateTime.DaysInMonth(year, month)
            ? new DateOnly(year, month, day)
            : null;
    }

    private static TimeOnly? Time(string words)
    {
        var plain = Zone().Replace(words.Trim().TrimStart('T', ',').Trim(), "");
        return TimeOnly.TryParseExact(plain, Times, CultureInfo.InvariantCulture, DateTimeStyles.AllowWhiteSpaces, out var time) ? time : null;
    }

    private static int Number(Match match, string group) => int.Parse(match.Groups[group].ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex(
        @"^\s*((?<year>\d{4})(?<sign>[-/.])(?<one>\d{1,2})\k<sign>(?<two>\d{1,2})|(?<one>\d{1,2})(?<sign>[-/.])(?<two>\d{1,2})\k<sign>(?<last>\d{4}))(?!\d)(?<time>.*)\z",
        RegexOptions.ExplicitCapture)]
    private static partial Regex Day();

    [GeneratedRegex(@"\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2})\z")]
    private static partial Regex Zone();
}
