namespace Throughline.Formats.Transcripts;

/// <summary>The line of a cue that holds its times, and what can be wrong with it.</summary>
internal static class CueTiming
{
    private const int LongestLine = 400;

    /// <summary>
    /// Whether a line is meant as a time line: something that begins with a digit, an arrow, something that begins with a digit
    /// or nothing. "02:34.567 --&gt; that is when the alert fired" is speech.
    /// </summary>
    public static bool Looks(ReadOnlySpan<char> line)
    {
        var arrow = line.Length > LongestLine ? -1 : line.IndexOf("-->");
        if (arrow < 0)
            return false;
        var left = line[..arrow].Trim();
        var right = line[(arrow + 3)..].Trim();
        return left.Length > 0 && char.IsAsciiDigit(left[0]) && left.IndexOfAny(' ', '\t') < 0
            && (right.IsEmpty || char.IsAsciiDigit(right[0]));
    }

    public static bool IsUnpadded(ReadOnlySpan<char> line) => MediaTime.IsUnpadded(line[..line.IndexOf("-->")].Trim());

    /// <summary>Reads the times into the cue. One that cannot be believed is dropped, and said.</summary>
    public static Cue Read(Cue cue, ReadOnlySpan<char> line, bool unpadded, WarningList warnings)
    {
        var arrow = line.IndexOf("-->");
        var left = line[..arrow].Trim();
        var right = line[(arrow + 3)..].Trim();
        var space = right.IndexOfAny(' ', '\t');
        right = space < 0 ? right : right[..space];
        if (!MediaTime.TryParse(left, unpadded, out var start) || !MediaTime.TryParse(right, unpadded, out var end))
        {
            warnings.Repeat(
                "cues have a time that cannot be read", cue.Place,
                $"“{Shown(line)}” is not a time. The words were kept, without a time.");
            return cue with { LostTime = true };
        }

        if (end >= start)
            return cue with { StartMs = start, EndMs = end };
        warnings.Repeat(
            "cues end before they start", cue.Place,
            $"{MediaTime.Show(start)}: ends before it starts ({MediaTime.ShowTenths(start)} to {MediaTime.ShowTenths(end)}). "
            + "The words were kept, without a time.");
        return cue with { LostTime = true };
    }

    private static string Shown(ReadOnlySpan<char> line)
    {
        var text = line.Trim();
        return text.Length <= 60 ? text.ToString() : $"{text[..60]}…";
    }
}
