using System.Text;

namespace Throughline.Formats;

/// <summary>The one cleaning that every kept text goes through, and the count of what it changed.</summary>
internal sealed class TextCleaning
{
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

    private string Cleaned(string raw)
    {
        var clean = new StringBuilder(raw.Length);
        var line = 1;
        for (var i = 0; i < raw.Length; i++)
        {
            var c = raw[i];
            if (c == '\r')
            {
                c = '\n';
                i += i + 1 < raw.Length && raw[i + 1] == '\n' ? 1 : 0;
            }

            if (c == '\n')
                line++;
            if (c == '\0')
                firstZeroLine = zeros++ == 0 ? line : firstZeroLine;
            else if (!char.IsSurrogate(c))
                clean.Append(c);
            else if (i + 1 < raw.Length && char.IsSurrogatePair(c, raw[i + 1]))
                clean.Append(c).Append(raw[++i]);
            else
                AppendReplacement(clean, line);
        }

        return clean.ToString();
    }

    private void AppendReplacement(StringBuilder clean, int line)
    {
        clean.Append('\uFFFD');
        firstSurrogateLine = surrogates++ == 0 ? line : firstSurrogateLine;
    }
}
