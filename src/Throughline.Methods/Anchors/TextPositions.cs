namespace Throughline.Methods.Anchors;

/// <summary>
/// Turns positions counted in UTF-16 code units into positions counted in Unicode code points, and back, for one text.
/// </summary>
/// <remarks>
/// The two differ only behind characters outside the Basic Multilingual Plane, which UTF-16 writes as two units (The Unicode
/// Standard, 3.9, D91). So it is enough to know where these stand; for most interviews that is nowhere.
/// </remarks>
public sealed class TextPositions
{
    private readonly int[] astral;

    private TextPositions(int[] astral, int length)
    {
        this.astral = astral;
        Length = length;
    }

    /// <summary>Length of the text in UTF-16 code units.</summary>
    public int Length { get; }

    /// <summary>Length of the text in Unicode code points.</summary>
    public int Points => Length - astral.Length;

    /// <summary>The UTF-16 offsets of the first units of all surrogate pairs, ascending.</summary>
    public IReadOnlyList<int> Astral => astral;

    /// <summary>Reads the positions of <paramref name="text"/>. A lone surrogate counts as one code point.</summary>
    /// <param name="text">The text that positions refer to.</param>
    public static TextPositions Of(ReadOnlySpan<char> text)
    {
        var found = new List<int>();
        for (var i = 0; i < text.Length - 1; i++)
            if (char.IsHighSurrogate(text[i]) && char.IsLowSurrogate(text[i + 1]))
                found.Add(i++);
        return new([.. found], text.Length);
    }

    /// <summary>The positions of a text whose surrogate pairs are already known.</summary>
    /// <param name="astral">UTF-16 offsets of the first units of all surrogate pairs, ascending.</param>
    /// <param name="length">Length of the text in UTF-16 code units.</param>
    public static TextPositions From(IEnumerable<int> astral, int length) => new([.. astral], length);

    /// <summary>The code-point position of a UTF-16 position.</summary>
    /// <param name="unit">A position between characters, 0 to <see cref="Length"/>; within a pair it counts as before it.</param>
    /// <exception cref="ArgumentOutOfRangeException">The position lies outside the text.</exception>
    public int ToPoints(int unit)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(unit);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(unit, Length);
        return unit - PairsEndingBy(unit);
    }

    /// <summary>The UTF-16 position of a code-point position.</summary>
    /// <param name="point">A position between characters, 0 to <see cref="Points"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">The position lies outside the text.</exception>
    public int ToUnits(int point)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(point);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(point, Points);
        int low = 0, high = astral.Length;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (astral[middle] - middle < point) low = middle + 1;
            else high = middle;
        }
        return point + low;
    }

    private int PairsEndingBy(int unit)
    {
        var index = Array.BinarySearch(astral, unit - 1);
        return index >= 0 ? index + 1 : ~index;
    }
}
