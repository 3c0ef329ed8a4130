namespace Throughline.Formats.RefiQda;

/// <summary>From UTF-16 code units of the cleaned text to positions as a program counts them.</summary>
internal sealed class PositionOut
{
    private readonly List<int> cleaned = [0];
    private readonly List<int> counted = [0];
    private readonly int length;
    private readonly bool isSame;

    /// <summary>Walks the text once.</summary>
    /// <param name="text">The cleaned text.</param>
    /// <param name="unit">What one position counts.</param>
    /// <param name="lineEndCountsTwo">Whether each LF is written as CR and LF, which counts two.</param>
    public PositionOut(string text, RefiUnit unit, bool lineEndCountsTwo)
    {
        length = text.Length;
        isSame = (unit is RefiUnit.Utf16 || !text.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF')) && (!lineEndCountsTwo || !text.Contains('\n'));
        if (isSame)
            return;
        var count = 0;
        for (var at = 0; at < text.Length; at++, count++)
        {
            if (text[at] == '\n' && lineEndCountsTwo)
                Drift(at + 1, ++count + 1);
            else if (unit is RefiUnit.CodePoint && char.IsHighSurrogate(text[at]) && at + 1 < text.Length && char.IsLowSurrogate(text[at + 1]))
            {
                Drift(at + 1, count);
                Drift(++at + 1, count + 1);
            }
        }
    }

    /// <summary>A position; one past the end of the text is its end.</summary>
    public int Of(int position)
    {
        var at = Math.Clamp(position, 0, length);
        if (isSame)
            return at;
        var found = cleaned.BinarySearch(at);
        var drift = found >= 0 ? found : ~found - 1;
        return counted[drift] + at - cleaned[drift];
    }

    private void Drift(int from, int to)
    {
        cleaned.Add(from);
        counted.Add(to);
    }
}
