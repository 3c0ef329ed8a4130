using System.Globalization;
using Throughline.Workbench.Shared;

namespace Throughline.App.Shell;

/// <summary>Days and moments as people write them. A bare day is a day of this computer's time zone, its end included.</summary>
public static class Days
{
    /// <summary>From, inclusive, and to, exclusive, in UTC microseconds.</summary>
    public static Outcome<(long? From, long? To)> Read(string? from, string? to)
    {
        if (!Moment(from, "from", endOfDay: false).Is(out var first, out var problem)) return problem;
        return Moment(to, "to", endOfDay: true).Is(out var last, out problem) ? (first, last) : problem;
    }

    private static Outcome<long?> Moment(string? written, string field, bool endOfDay)
    {
        if (string.IsNullOrWhiteSpace(written)) return (long?)null;
        if (DateOnly.TryParseExact(written.Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return day > new DateOnly(9998, 1, 1) || day.Year < 2 ? Wrong(field, written) : Start(endOfDay ? day.AddDays(1) : day);
        return DateTimeOffset.TryParse(written, CultureInfo.InvariantCulture, DateTimeStyles.AssumeLocal, out var at) ? Instant.Micros(at) : Wrong(field, written);
    }

    private static long? Start(DateOnly day)
    {
        var local = day.ToDateTime(TimeOnly.MinValue, DateTimeKind.Unspecified);
        return Instant.Micros(new(local, TimeZoneInfo.Local.GetUtcOffset(local)));
    }

    private static Problem.Invalid Wrong(string field, string written) =>
        new(field, $"“{written}” is not a date. Write it as 2025-11-12, or with its time as 2025-11-12T14:30:00Z.");
}
