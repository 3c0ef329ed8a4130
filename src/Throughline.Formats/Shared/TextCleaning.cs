using System.Buffers;

namespace Throughline.Formats;

/// <summary>The one cleaning that every kept text goes through, and the count of what it changed.</summary>
internal sealed class TextCleaning
{
    private static readonly SearchValues<char> Special = SearchValues.Create([.. "\r\0", .. Enumerable.Range(0xD800, 0x800).Select(c => (char)c)]);

    private int zeros;
    private int surrogates;
    private int firstZeroLine;
    private int firstSurrogateLine;

    public TextCleaning(string raw) =>
        Text = raw.AsSpan().IndexOfAny('\r', '\0') < 0 && !raw.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF')
            ? raw
            : Cleaned(raw);

    public string Text { get; }

    public void Warn(List<ReadWarning> warnings)
    {
        if (zeros > 0)
            warnings.Add(new ReadWarning(Line(firstZeroLine), $"{Of(zeros, "zero byte")} dropped."));
        if (surrogates > 0)
        {
            warnings.Add(new ReadWarning(
                Line(firstSurrogateLine),
                $"{Of(surrogates, "half character")} replaced by \uFFFD: the other half is missing in the file."));
        }
    }

    private static string Line(int line) => $"line {Refusal.Count(line)}";

    private static string Of(int count, string what) =>
        count == 1 ? $"1 {what} was" : $"{Refusal.Count(count)} {what}s were";

    /// <summary>Written into its place at once: texts are long, and every copy of one costs more than the walk.</summary>
    private string Cleaned(string raw) => string.Create(
        raw.Length - raw.AsSpan().Count("\r\n") - raw.AsSpan().Count('\0'), (Cleaning: this, Raw: raw), static (to, work) => work.Cleaning.Fill(to, work.Raw));

    private void Fill(Span<char> to, ReadOnlySpan<char> raw)
    {
        var at = 0;
        for (var i = 0; i < raw.Length; i++)
        {
            var plain = raw[i..].IndexOfAny(Special) is var next && next < 0 ? raw.Length - i : next;
            raw.Slice(i, plain).CopyTo(to[at..]);
            (at, i) = (at + plain, i + plain);
            if (i == raw.Length)
                return;
            var c = raw[i];
            if (c == '\0')
                firstZeroLine = zeros++ == 0 ? 1 + to[..at].Count('\n') : firstZeroLine;
            else if (c == '\r')
            {
                to[at++] = '\n';
                i += i + 1 < raw.Length && raw[i + 1] == '\n' ? 1 : 0;
            }
            else if (i + 1 < raw.Length && char.IsSurrogatePair(c, raw[i + 1]))
                (to[at++], to[at++]) = (c, raw[++i]);
            else
                (to[at++], firstSurrogateLine) = ('\uFFFD', surrogates++ == 0 ? 1 + to[..at].Count('\n') : firstSurrogateLine);
        }
    }
}
