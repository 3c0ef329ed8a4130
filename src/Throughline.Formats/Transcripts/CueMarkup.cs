using System.Buffers;
using System.Net;
using System.Text;

namespace Throughline.Formats.Transcripts;

/// <summary>
/// The markup inside cues. Voices are taken out as speakers; tags that only dress the words go; anything else in angle
/// brackets is the transcriber's (such as &lt;laughs&gt;) and stays.
/// </summary>
internal static class CueMarkup
{
    private const int LongestName = 200;
    private const int LongestOverride = 100;

    private static readonly SearchValues<char> ClockSigns = SearchValues.Create("0123456789:.,");
    private static readonly SearchValues<char> EndsOfName = SearchValues.Create(" .\t\n/");

    private static readonly HashSet<string> Dress = new(StringComparer.OrdinalIgnoreCase)
    {
        "v", "c", "i", "b", "u", "s", "ruby", "rt", "lang", "font", "span", "p", "br", "div", "em", "strong", "a", "small",
        "big", "sub", "sup",
    };

    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> DressBySpan =
        Dress.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The words of a cue by voice, in order. Line breaks of the file become spaces.</summary>
    /// <param name="raw">The lines of the cue.</param>
    public static List<(string? Voice, string Words)> Voices(ReadOnlySpan<char> raw)
    {
        var found = new List<(string?, string)>(1);
        var words = new StringBuilder();
        string? voice = null;
        Walk(raw, words, tag =>
        {
            if (!IsVoice(tag, out var name))
                return;
            Flush(found, voice, words);
            voice = name;
        });
        Flush(found, voice, words);
        return found;
    }

    /// <summary>The words of a cue with every dressing tag gone and entities decoded; its line breaks stand.</summary>
    /// <param name="raw">The lines of the cue.</param>
    public static string Plain(ReadOnlySpan<char> raw)
    {
        if (raw.IndexOfAny('<', '&', '{') < 0)
            return raw.ToString();
        var words = new StringBuilder();
        Walk(raw, words, _ => { });
        return Decoded(words.ToString());
    }

    /// <summary>Joins lines by one space each. Spaces within a line stand.</summary>
    /// <param name="words">Words with line breaks.</param>
    public static string OneLine(string words) =>
        words.Contains('\n')
            ? string.Join(' ', words.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            : words.Trim();

    /// <summary>Whether the lines end within a tag: the file was cut off.</summary>
    /// <param name="raw">The lines of the cue.</param>
    public static bool EndsInTag(ReadOnlySpan<char> raw)
    {
        var open = raw.LastIndexOf('<');
        return open >= 0 && raw[open..].IndexOf('>') < 0
            && (raw.Length - open == 1 || raw[open + 1] is '/' or 'v' or 'c' or 'i' or 'b' or 'u');
    }

    private delegate void OnTag(ReadOnlySpan<char> tag);

    private static void Walk(ReadOnlySpan<char> raw, StringBuilder words, OnTag onTag)
    {
        while (!raw.IsEmpty)
        {
            var at = raw.IndexOfAny('<', '{');
            if (at < 0)
                break;
            words.Append(raw[..at]);
            raw = raw[at..];
            var length = TagLength(raw);
            if (length > 1 && raw[0] == '<')
                onTag(raw[1..(length - 1)]);
            if (length > 1 && raw.StartsWith("<br", StringComparison.OrdinalIgnoreCase))
                words.Append('\n');
            if (length == 1)
                words.Append(raw[0]);
            raw = raw[length..];
        }

        words.Append(raw);
    }

    /// <summary>Length of the tag at the beginning; 1 where the sign is only a sign.</summary>
    private static int TagLength(ReadOnlySpan<char> raw)
    {
        if (raw[0] == '{')
        {
            var brace = raw.StartsWith("{\\") ? raw[..Math.Min(raw.Length, LongestOverride)].IndexOf('}') : -1;
            return brace > 0 ? brace + 1 : 1;
        }

        var end = raw[1..].IndexOfAny('<', '>');
        if (end < 0 || raw[end + 1] == '<')
            return 1;
        var inside = raw.Slice(1, end);
        return IsDress(inside) ? end + 2 : 1;
    }

    private static bool IsDress(ReadOnlySpan<char> inside)
    {
        if (inside.IsEmpty)
            return false;
        if (char.IsAsciiDigit(inside[0]))
            return inside.IndexOfAnyExcept(ClockSigns) < 0 && inside.Contains(':');
        var name = inside[0] == '/' ? inside[1..] : inside;
        var end = name.IndexOfAny(EndsOfName);
        if (end >= 0)
            name = name[..end];
        return DressBySpan.Contains(name) && (name is not "v" || inside.Length <= LongestName);
    }

    /// <summary>Whether a tag changes the voice: &lt;v Name&gt;, &lt;v.loud Name&gt; or &lt;/v&gt;, which ends it.</summary>
    private static bool IsVoice(ReadOnlySpan<char> tag, out string? name)
    {
        name = null;
        if (tag is "/v")
            return true;
        if (tag[0] != 'v' || (tag.Length > 1 && tag[1] is not (' ' or '\t' or '\n' or '.')))
            return false;
        var space = tag.IndexOfAny(' ', '\t', '\n');
        var written = space < 0 ? "" : OneLine(Decoded(tag[space..].ToString()));
        name = written.Length == 0 ? null : written;
        return true;
    }

    private static void Flush(List<(string? Voice, string Words)> found, string? voice, StringBuilder words)
    {
        var said = OneLine(Decoded(words.ToString()));
        words.Clear();
        if (said.Length > 0)
            found.Add((voice, said));
    }

    private static string Decoded(string words) =>
        words.Contains('&') ? TextDecoding.Clean(WebUtility.HtmlDecode(words)) : words;
}
