using System.Globalization;

namespace Throughline.Formats.Pdf;

/// <summary>
/// Ranges of characters that would fill the memory. What the characters of a font mean is told by the first and the last of a range
/// (<c>beginbfrange</c>, Adobe Technical Note 5014), and the library writes down each between them: a damaged last one of four bytes makes
/// gigabytes of a line. A range that no font needs is cut to its first character.
/// </summary>
internal static class PdfRanges
{
    /// <summary>A font has at most so many characters. Codes of two bytes cannot name more.</summary>
    private const ulong Most = 1 << 16;

    private const int TwoBytes = 4;

    /// <summary>Cuts the ranges that are too long.</summary>
    /// <param name="stream">A PDF, or what a stream of it decodes to; changed in place, its length stays.</param>
    public static void Bound(Span<byte> stream)
    {
        for (int next; (next = stream.IndexOf("beginbfrange"u8)) >= 0;)
        {
            stream = stream[(next + "beginbfrange".Length)..];
            var at = 0;
            while (Code(stream, ref at, out var first) && Code(stream, ref at, out var last))
            {
                BoundOne(first, last);
                SkipMeaning(stream, ref at);
            }
        }
    }

    private static void BoundOne(Span<byte> first, Span<byte> last)
    {
        if (first.Length <= TwoBytes || Value(first) is { } from && Value(last) is { } to && last.Length == first.Length && to - from < Most) return;
        if (last.Length == first.Length) first.CopyTo(last);
        else last.Fill((byte)' ');
    }

    private static ulong? Value(ReadOnlySpan<byte> digits) =>
        ulong.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value) ? value : null;

    /// <summary>What stands between the next angle brackets, if nothing but space and remarks stands before them.</summary>
    private static bool Code(Span<byte> stream, ref int at, out Span<byte> code)
    {
        code = default;
        SkipSpace(stream, ref at);
        if (at >= stream.Length || stream[at] != '<' || stream[at..].IndexOf((byte)'>') is not (> 0 and var length)) return false;
        code = stream.Slice(at + 1, length - 1);
        at += length + 1;
        return true;
    }

    /// <summary>A code, or a list of them.</summary>
    private static void SkipMeaning(Span<byte> stream, ref int at)
    {
        SkipSpace(stream, ref at);
        if (at < stream.Length && stream[at] is (byte)'<' or (byte)'[' && stream[at..].IndexOf(stream[at] == '<' ? (byte)'>' : (byte)']') is > 0 and var length)
            at += length + 1;
    }

    private static void SkipSpace(ReadOnlySpan<byte> stream, ref int at)
    {
        for (; at < stream.Length && (stream[at] <= ' ' || stream[at] == '%'); at++)
            if (stream[at] == '%' && stream[at..].IndexOfAny((byte)'\r', (byte)'\n') is var end)
                at = end < 0 ? stream.Length - 1 : at + end;
    }
}
