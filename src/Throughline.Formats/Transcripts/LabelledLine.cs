namespace Throughline.Formats.Transcripts;

/// <summary>
/// A line of a typed transcript that may begin a turn: "Name: words", "[00:12:31] Name: words", "Name (00:12): words".
/// </summary>
/// <param name="Name">The label.</param>
/// <param name="Words">What stands behind it on the same line.</param>
/// <param name="StartMs">The time that stands with it; null where none does.</param>
/// <param name="EndMs">The end, where the line gives a range.</param>
internal readonly record struct LabelledLine(string Name, string Words, long? StartMs, long? EndMs)
{
    private const int LongestLabel = 110;

    /// <param name="line">The line, trimmed.</param>
    /// <param name="found">The line, taken apart.</param>
    public static bool TryParse(ReadOnlySpan<char> line, out LabelledLine found)
    {
        found = default;
        var rest = line;
        TakeTime(ref rest, bracketed: false, out var start, out var end);
        if (TryNameThenTime(rest, start, end, out found))
            return true;
        var length = SpeakerLabels.NameLength(rest, out var words);
        if (length == 0)
            return false;
        found = new LabelledLine(rest[..length].ToString(), rest[words..].Trim().ToString(), start, end);
        return true;
    }

    private static bool TryNameThenTime(ReadOnlySpan<char> line, long? start, long? end, out LabelledLine found)
    {
        found = default;
        var bracket = line[..Math.Min(line.Length, LongestLabel)].IndexOfAny('[', '(');
        if (bracket <= 0)
            return false;
        var name = line[..bracket].TrimEnd();
        var rest = line[bracket..];
        if (!(SpeakerLabels.IsName(name) || SpeakerLabels.IsMark(name)) || !TakeTime(ref rest, bracketed: true, out var own, out var ownEnd))
            return false;
        if (!rest.IsEmpty && rest[0] != ':')
            return false;
        rest = rest.IsEmpty ? rest : rest[1..].Trim();
        found = new LabelledLine(name.ToString(), rest.ToString(), start ?? own, end ?? ownEnd);
        return true;
    }

    /// <summary>Takes "[00:12:31]", "(12:31)", "[00:01.000 --&gt; 00:02.500]" or a bare time with space behind it.</summary>
    private static bool TakeTime(ref ReadOnlySpan<char> line, bool bracketed, out long? start, out long? end)
    {
        start = end = null;
        var close = line.IsEmpty ? -1 : line[0] switch
        {
            '[' => line.IndexOf(']'),
            '(' => line.IndexOf(')'),
            _ when bracketed => -1,
            _ => line.IndexOfAny(' ', '\t'),
        };
        if (close is < 4 or > 60)
            return false;
        var inside = line[0] is '[' or '(' ? line[1..close] : line[..close];
        if (!TryRange(inside.Trim(), out start, out end))
            return false;
        line = line[(close + 1)..].TrimStart([' ', '\t', '-', '–']);
        return true;
    }

    private static bool TryRange(ReadOnlySpan<char> inside, out long? start, out long? end)
    {
        start = end = null;
        var cut = inside.IndexOfAny(' ', '-', '–');
        var first = cut < 0 ? inside : inside[..cut];
        if (!MediaTime.TryParse(first, false, out var from))
            return false;
        start = from;
        if (cut < 0)
            return true;
        var last = inside[cut..].TrimStart([' ', '-', '–', '>']);
        if (!MediaTime.TryParse(last, false, out var to))
            return false;
        end = to >= from ? to : null;
        return true;
    }
}
