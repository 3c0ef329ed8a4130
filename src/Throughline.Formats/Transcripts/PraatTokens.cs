using System.Globalization;
using System.Text;

namespace Throughline.Formats.Transcripts;

/// <summary>
/// The values of a Praat text file. By Praat's own rule (manual, "TextGrid file formats") all that counts are free-standing
/// numbers, texts in double quotes and flags in angle brackets; the words around them in the long form are comment, and the
/// short form simply leaves them out. So one reader does for both.
/// </summary>
internal sealed class PraatTokens(string text)
{
    private int at;
    private int line = 1;

    /// <summary>The line on which the value read last begins.</summary>
    public int Line { get; private set; } = 1;

    /// <summary>Whether the file ended before the value that was asked for.</summary>
    public bool Ended { get; private set; }

    /// <summary>Whether the file ended within a text.</summary>
    public bool EndedInText { get; private set; }

    /// <summary>The next number; NaN for one that is none. Texts and flags on the way are passed over.</summary>
    public double Number()
    {
        while (Find())
        {
            if (text[at] == '"')
                TakeText();
            else if (TakeWord() is var word && IsNumber(word))
                return double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : double.NaN;
        }

        return double.NaN;
    }

    /// <summary>The next text, its doubled quotes made single; null at the end of the file.</summary>
    public string? Text()
    {
        while (Find())
        {
            if (text[at] == '"')
                return TakeText();
            TakeWord();
        }

        return null;
    }

    private static bool IsNumber(ReadOnlySpan<char> word) =>
        char.IsAsciiDigit(word[0]) || (word.Length > 1 && word[0] is '-' or '+' or '.' && char.IsAsciiDigit(word[1]))
        || word is "--undefined--" or "NaN" or "nan";

    private bool Find()
    {
        while (at < text.Length)
        {
            if (text[at] == '!')
                SkipLine();
            else if (!char.IsWhiteSpace(text[at]))
                break;
            else
                line += text[at++] == '\n' ? 1 : 0;
        }

        Line = line;
        Ended |= at >= text.Length;
        return at < text.Length;
    }

    private void SkipLine()
    {
        var end = text.IndexOf('\n', at);
        at = end < 0 ? text.Length : end;
    }

    private ReadOnlySpan<char> TakeWord()
    {
        var from = at;
        while (at < text.Length && !char.IsWhiteSpace(text[at]) && (at == from || text[at] != '"'))
            at++;
        return text.AsSpan(from, at - from);
    }

    private string TakeText()
    {
        var value = new StringBuilder();
        at++;
        while (at < text.Length)
        {
            var end = text.IndexOf('"', at);
            end = end < 0 ? text.Length : end;
            value.Append(text, at, end - at);
            at = Math.Min(end + 1, text.Length);
            if (end == text.Length)
                EndedInText = true;
            if (at >= text.Length || text[at] != '"')
                break;
            value.Append('"');
            at++;
        }

        line += Newlines(value);
        return value.ToString();
    }

    private static int Newlines(StringBuilder value)
    {
        var count = 0;
        foreach (var chunk in value.GetChunks())
            count += chunk.Span.Count('\n');
        return count;
    }
}
