namespace Throughline.Methods.Colours;

/// <summary>Choosing one colour of a palette by how it looks beside others.</summary>
public static class DyeChoice
{
    private const double Closest = 0.5;

    /// <summary>
    /// The colour that is furthest from those it will be seen beside. Each of these pushes with its weight over the square of
    /// its difference (CIEDE2000), as like charges do; the colour with the least push is taken.
    /// </summary>
    /// <param name="palette">The colours to choose among.</param>
    /// <param name="weights">How often each colour of the palette is beside it; as many as there are colours.</param>
    /// <returns>An index into the palette; the first of several equally good ones.</returns>
    /// <exception cref="ArgumentException">There is no colour, or not a weight for each.</exception>
    public static int Furthest(IReadOnlyList<LabColour> palette, IReadOnlyList<double> weights)
    {
        if (palette.Count == 0 || weights.Count != palette.Count) throw new ArgumentException("Each colour needs a weight.", nameof(weights));
        return Least(palette, candidate => Enumerable.Range(0, palette.Count)
            .Sum(i => weights[i] / Math.Pow(Math.Max(Closest, candidate.DifferenceFrom(palette[i])), 2)));
    }

    /// <summary>The colour of a palette that looks most like another.</summary>
    /// <param name="palette">The colours to choose among; at least one.</param>
    /// <param name="colour">The colour to come near.</param>
    /// <returns>An index into the palette; the first of several equally near ones.</returns>
    public static int Nearest(IReadOnlyList<LabColour> palette, LabColour colour) => Least(palette, colour.DifferenceFrom);

    private static int Least(IReadOnlyList<LabColour> palette, Func<LabColour, double> cost)
    {
        var (best, least) = (0, double.PositiveInfinity);
        for (var i = 0; i < palette.Count; i++)
            if (cost(palette[i]) is var c && c < least) (best, least) = (i, c);
        return best;
    }
}
