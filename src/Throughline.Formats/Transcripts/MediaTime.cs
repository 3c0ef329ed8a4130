using System.Globalization;

namespace Throughline.Formats.Transcripts;

/// <summary>Times in a recording: milliseconds from its beginning, and the ways in which transcripts write them.</summary>
internal static class MediaTime
{
    /// <summary>No recording is longer than ten thousand hours; a time beyond is a fault in the file.</summary>
    public const long LongestMs = 10_000L * 3_600_000;

    /// <summary>Reads h:mm:ss.fff, mm:ss.fff or mm:ss, with a point or a comma.</summary>
    /// <param name="text">The time and nothing else.</param>
    /// <param name="unpadded">
    /// The file writes 0:0:6.90 for six seconds and ninety milliseconds, as Teams did: what follows the point is a number of
    /// milliseconds, not a decimal fraction.
    /// </param>
    /// <param name="ms">The time, milliseconds.</param>
    public static bool TryParse(ReadOnlySpan<char> text, bool unpadded, out long ms)
    {
        ms = 0;
        var point = text.IndexOfAny('.', ',');
        var fraction = 0L;
        if (point >= 0 && !TryFraction(text[(point + 1)..], unpadded, out fraction))
            return false;
        var clock = point >= 0 ? text[..point] : text;
        if (!TryCut(ref clock, out var seconds) || seconds > 59 || clock.IsEmpty || !TryCut(ref clock, out var minutes))
            return false;
        var hours = 0L;
        if (!clock.IsEmpty && (minutes > 59 || !TryCut(ref clock, out hours) || !clock.IsEmpty))
            return false;
        ms = (((((hours * 60) + minutes) * 60) + seconds) * 1000) + fraction;
        return ms <= LongestMs;
    }

    /// <summary>From seconds as Praat writes them; null where the number is no time.</summary>
    public static long? FromSeconds(double seconds) =>
        double.IsFinite(seconds) && seconds >= 0 && seconds * 1000 <= LongestMs ? (long)Math.Round(seconds * 1000) : null;

    /// <summary>Whether a time is written without leading zeros in its minutes or seconds: 0:0:6.90.</summary>
    public static bool IsUnpadded(ReadOnlySpan<char> text)
    {
        var point = text.IndexOfAny('.', ',');
        var clock = point >= 0 ? text[..point] : text;
        var last = clock.LastIndexOf(':');
        if (last < 0)
            return false;
        var middle = clock[..last].LastIndexOf(':');
        return middle >= 0 && (clock.Length - last == 2 || last - middle == 2);
    }

    /// <summary>As a person finds it in a player: 09:14, or 1:09:14.</summary>
    public static string Show(long ms)
    {
        var time = TimeSpan.FromMilliseconds(ms);
        return time.TotalHours >= 1
            ? string.Create(CultureInfo.InvariantCulture, $"{(long)time.TotalHours}:{time.Minutes:00}:{time.Seconds:00}")
            : string.Create(CultureInfo.InvariantCulture, $"{time.Minutes:00}:{time.Seconds:00}");
    }

    /// <summary>The same, to a tenth of a second: 09:14.2.</summary>
    public static string ShowTenths(long ms) =>
        string.Create(CultureInfo.InvariantCulture, $"{Show(ms)}.{ms % 1000 / 100}");

    private static bool TryFraction(ReadOnlySpan<char> digits, bool unpadded, out long ms)
    {
        ms = 0;
        if (digits.IsEmpty || digits.Length > 12 || digits.ContainsAnyExceptInRange('0', '9'))
            return false;
        var three = digits[..Math.Min(3, digits.Length)];
        ms = long.Parse(three, NumberStyles.None, CultureInfo.InvariantCulture);
        for (var i = three.Length; i < 3 && !unpadded; i++)
            ms *= 10;
        return true;
    }

    private static bool TryCut(ref ReadOnlySpan<char> clock, out long number)
    {
        var colon = clock.LastIndexOf(':');
        var digits = clock[(colon + 1)..];
        clock = colon < 0 ? [] : clock[..colon];
        number = 0;
        return digits.Length is > 0 and <= 6
            && !digits.ContainsAnyExceptInRange('0', '9')
            && long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out number);
    }
}
