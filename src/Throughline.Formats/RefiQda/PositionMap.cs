namespace Throughline.Formats.RefiQda;

/// <summary>
/// From positions as a program counts them in a text as it stood, to UTF-16 code units of the cleaned text. Only the places where the
/// two drift apart are kept.
/// </summary>
internal sealed class PositionMap
{
    private readonly List<int> counted = [0];
    private readonly List<int> cleaned = [0];
    private readonly int shift;
    private readonly int countedLength;
    private readonly int cleanedLength;
    private readonly RefiPositionRule rule;

    /// <summary>Walks the text once.</summary>
    /// <param name="raw">The text as it stood, without a byte order mark.</param>
    /// <param name="hasMark">Whether a byte order mark stood before it.</param>
    /// <param name="rule">How positions count.</param>
    public PositionMap(string raw, bool hasMark, RefiPositionRule rule)
    {
        this.rule = rule;
        shift = hasMark && rule.MarkCounts ? 1 : 0;
        int c = 0, k = 0;
        for (var i = 0; i < raw.Length; i++)
        {
            var isCrlf = raw[i] == '\r' && i + 1 < raw.Length && raw[i + 1] == '\n';
            var isPair = char.IsHighSurrogate(raw[i]) && i + 1 < raw.Length && char.IsLowSurrogate(raw[i + 1]);
            if (isCrlf && rule.CrlfCountsTwo)
                Drift(++c, k);
            else if (raw[i] == '\0')
            {
                Drift(++c, k);
                continue;
            }
            else if (isPair && rule.Unit is RefiUnit.CodePoint)
                Drift(c + 1, ++k + 1);
            else if (isPair)
                (c, k) = (c + 1, k + 1);
            i += isCrlf || isPair ? 1 : 0;
            (c, k) = (c + 1, k + 1);
        }
        (countedLength, cleanedLength) = (c, k);
    }

    /// <summary>
    /// A position in the cleaned text, within it. Where a line end counts two, a position in its middle is the one before it.
    /// </summary>
    /// <param name="position">As the program counts.</param>
    /// <param name="isInside">Whether the position is one of the text; if not, the nearest is given.</param>
    public int Of(int position, out bool isInside)
    {
        var at = (long)position - shift;
        isInside = at >= 0 && at <= countedLength;
        if (at <= 0 || at >= countedLength)
            return at <= 0 ? 0 : cleanedLength;
        var found = counted.BinarySearch((int)at);
        var drift = found >= 0 ? found : ~found - 1;
        return Math.Min(cleanedLength, cleaned[drift] + (int)at - counted[drift]);
    }

    /// <summary>The end of a selection, one past its last code unit.</summary>
    public int End(int position, out bool isInside) =>
        Of(rule.EndIsLast && position < int.MaxValue ? position + 1 : position, out isInside);

    private void Drift(int from, int to)
    {
        if (counted[^1] == from)
            cleaned[^1] = to;
        else
        {
            counted.Add(from);
            cleaned.Add(to);
        }
    }
}
