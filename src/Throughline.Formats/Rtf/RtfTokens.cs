using System.Text;

namespace Throughline.Formats.Rtf;

internal enum RtfTokenKind
{
    End,
    Open,
    Close,
    Word,
    Symbol,
    Byte,
}

/// <summary>One token of an RTF file (RTF 1.9.1, "Conventions of an RTF reader").</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Word">The control word, without its backslash and number; empty for other tokens.</param>
/// <param name="Number">Its number; null where it has none.</param>
/// <param name="Value">The byte of text, or the character of a control symbol.</param>
/// <param name="Escaped">Whether the byte was written as <c>\'hh</c>.</param>
internal readonly record struct RtfToken(RtfTokenKind Kind, string Word, int? Number, byte Value, bool Escaped);

/// <summary>Cuts an RTF file into tokens, one pass, nothing kept.</summary>
internal sealed class RtfTokens(ReadOnlyMemory<byte> bytes)
{
    private const int LongestWord = 32;
    private int at;

    /// <summary>Passes over binary data.</summary>
    public void Skip(int count) => at = (int)Math.Min((long)at + Math.Max(count, 0), bytes.Length);

    /// <summary>The next token; line ends between tokens mean nothing and are passed over.</summary>
    public RtfToken Next()
    {
        var span = bytes.Span;
        while (at < span.Length && span[at] is (byte)'\r' or (byte)'\n' or 0)
            at++;
        if (at >= span.Length)
            return new RtfToken(RtfTokenKind.End, "", null, 0, false);
        var first = span[at++];
        return first switch
        {
            (byte)'{' => new RtfToken(RtfTokenKind.Open, "", null, 0, false),
            (byte)'}' => new RtfToken(RtfTokenKind.Close, "", null, 0, false),
            (byte)'\\' => Control(span),
            _ => new RtfToken(RtfTokenKind.Byte, "", null, first, false),
        };
    }

    private RtfToken Control(ReadOnlySpan<byte> span)
    {
        if (at >= span.Length)
            return new RtfToken(RtfTokenKind.End, "", null, 0, false);
        if (char.IsAsciiLetter((char)span[at]))
            return ControlWord(span);
        var symbol = span[at++];
        if (symbol == '\'' && at + 2 <= span.Length && Hex(span[at]) is var high and >= 0 && Hex(span[at + 1]) is var low and >= 0)
        {
            at += 2;
            return new RtfToken(RtfTokenKind.Byte, "", null, (byte)((high << 4) | low), true);
        }
        return new RtfToken(RtfTokenKind.Symbol, "", null, symbol, false);
    }

    private RtfToken ControlWord(ReadOnlySpan<byte> span)
    {
        var start = at;
        while (at < span.Length && at - start < LongestWord && char.IsAsciiLetter((char)span[at]))
            at++;
        var word = Encoding.ASCII.GetString(span[start..at]);
        var number = Number(span);
        if (at < span.Length && span[at] == ' ')
            at++;
        return new RtfToken(RtfTokenKind.Word, word, number, 0, false);
    }

    private int? Number(ReadOnlySpan<byte> span)
    {
        var negative = at + 1 < span.Length && span[at] == '-' && char.IsAsciiDigit((char)span[at + 1]);
        if (negative)
            at++;
        if (at >= span.Length || !char.IsAsciiDigit((char)span[at]))
            return null;
        var value = 0L;
        for (; at < span.Length && char.IsAsciiDigit((char)span[at]); at++)
            value = Math.Min((value * 10) + (span[at] - '0'), int.MaxValue);
        return (int)(negative ? -value : value);
    }

    private static int Hex(byte digit) => char.IsAsciiHexDigit((char)digit) ? Convert.ToInt32(((char)digit).ToString(), 16) : -1;
}
