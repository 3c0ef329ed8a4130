namespace Throughline.Formats.Transcripts;

/// <summary>
/// Overlapping speech as Whisper tools mark it: "//S02: mhm//" within what S01 says, or in a cue of its own whose end stands
/// at the beginning of the next. Each voice gets its own words, in the order of the file.
/// </summary>
internal sealed class OverlapMarks(IReadOnlySet<string> voices)
{
    private const string Mark = "//";
    private const int LongestName = 40;
    private bool open;

    /// <summary>A voice without the marks: "//S02" is S02.</summary>
    public static string? Voice(string? name)
    {
        var bare = name?.Trim('/').Trim();
        return string.IsNullOrEmpty(bare) ? null : bare;
    }

    /// <summary>The words of one cue by voice.</summary>
    public IEnumerable<(string? Voice, string Words)> Split(string? named, string words)
    {
        var speaker = Voice(named);
        words = WithoutOwnName(speaker, words);
        if (!words.Contains(Mark, StringComparison.Ordinal))
            return [(speaker, words)];
        return Cut(speaker, words);
    }

    private List<(string? Voice, string Words)> Cut(string? speaker, string words)
    {
        var found = new List<(string?, string)>();
        var current = speaker;
        var from = 0;
        for (var at = words.IndexOf(Mark, StringComparison.Ordinal); at >= 0;)
        {
            var (length, name) = MarkAt(words, at);
            if (length > 0)
            {
                Keep(found, current, words[from..at]);
                current = name ?? speaker;
                open = name is not null;
                from = at + length;
            }

            at = words.IndexOf(Mark, at + Math.Max(length, Mark.Length), StringComparison.Ordinal);
        }

        Keep(found, current, words[from..]);
        return found;
    }

    /// <summary>How long the mark is that begins here, and whom it names; length 0 where the slashes are only slashes.</summary>
    private (int Length, string? Name) MarkAt(string words, int at)
    {
        if (at > 0 && words[at - 1] == ':')
            return (0, null);
        var rest = words.AsSpan(at + Mark.Length);
        var colon = rest[..Math.Min(rest.Length, LongestName)].IndexOf(':');
        var name = colon > 0 ? rest[..colon].Trim().ToString() : "";
        if (voices.Contains(name))
            return (Mark.Length + colon + 1, name);
        return open ? (Mark.Length, null) : (0, null);
    }

    private static string WithoutOwnName(string? speaker, string words)
    {
        if (speaker is null || !words.StartsWith(speaker, StringComparison.Ordinal))
            return words;
        var rest = words.AsSpan(speaker.Length).TrimStart();
        if (rest.StartsWith("[") && rest.IndexOf(']') is > 0 and < 20 and var end)
            rest = rest[(end + 1)..];
        return rest.StartsWith(":") ? rest[1..].Trim().ToString() : words;
    }

    private static void Keep(List<(string? Voice, string Words)> found, string? voice, string words)
    {
        var said = words.Trim();
        if (said.Length > 0)
            found.Add((voice, said));
    }
}
