using System.Globalization;

namespace Throughline.Workbench.Shared;

/// <summary>How things are said in a line.</summary>
public static class Told
{
    /// <summary>The beginning of some words, cut between words.</summary>
    public static string Words(string words, int length = 60)
    {
        var line = words.ReplaceLineEndings(" ").Trim();
        if (line.Length <= length) return line;
        var cut = line.LastIndexOf(' ', length - 1);
        return line[..(cut > length / 2 ? cut : char.IsLowSurrogate(line[length]) ? length - 1 : length)] + "…";
    }

    /// <summary>1 segment, 2 segments, 1,204 segments.</summary>
    public static string Count(int count, string one, string? many = null) =>
        $"{count.ToString("N0", CultureInfo.InvariantCulture)} {(count == 1 ? one : many ?? one + "s")}";

    /// <summary>A time in a recording: 19:52, or 1:02:07.</summary>
    public static string Clock(long ms)
    {
        var time = TimeSpan.FromMilliseconds(ms);
        return time.TotalHours >= 1 ? $"{(int)time.TotalHours}:{time.Minutes:00}:{time.Seconds:00}" : $"{time.Minutes:00}:{time.Seconds:00}";
    }
}
