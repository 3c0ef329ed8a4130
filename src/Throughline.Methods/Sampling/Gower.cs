namespace Throughline.Methods.Sampling;

/// <summary>Distances between the people of a frame, by their places.</summary>
internal sealed class Gower
{
    private readonly double[] values;
    private readonly double[] weights;
    private readonly double[] scales;
    private readonly int width;

    public Gower(IReadOnlyList<FrameColumn> columns, IReadOnlyList<double> weights)
    {
        var used = Enumerable.Range(0, columns.Count).Where(k => weights[k] > 0).ToArray();
        width = used.Length;
        this.weights = [.. used.Select(k => weights[k])];
        scales = [.. used.Select(k => columns[k].IsNominal ? double.NaN : columns[k].Range > 0 ? weights[k] / columns[k].Range : 0)];
        var people = columns[0].Values.Length;
        values = new double[people * width];
        for (var k = 0; k < width; k++)
            for (var i = 0; i < people; i++)
                values[(i * width) + k] = columns[used[k]].Values[i];
    }

    /// <summary>The values of one person on the attributes that count; NaN where missing.</summary>
    public ReadOnlySpan<double> Row(int person) => values.AsSpan(person * width, width);

    public bool IsComplete(int person)
    {
        foreach (var value in Row(person))
            if (double.IsNaN(value)) return false;
        return true;
    }

    /// <summary>0 to 1; NaN where nothing can be compared.</summary>
    public double Distance(int one, int other)
    {
        var a = Row(one);
        var b = Row(other);
        double apart = 0, compared = 0;
        for (var k = 0; k < a.Length; k++)
        {
            var difference = Math.Abs(a[k] - b[k]);
            if (double.IsNaN(difference)) continue;
            compared += weights[k];
            apart += !double.IsNaN(scales[k]) ? difference * scales[k] : difference > 0 ? weights[k] : 0;
        }
        return compared > 0 ? apart / compared : double.NaN;
    }
}
