namespace Throughline.Formats.Charts;

/// <summary>A step of a flow: how many came so far, and who left there.</summary>
/// <param name="Said">What the box says: "64 approached".</param>
/// <param name="Leaving">What the box beside it says of those who left after this step, line by line; empty for none.</param>
public sealed record FlowStep(string Said, IReadOnlyList<string> Leaving);

/// <summary>The figure of who came how far, as reports of recruitment show it.</summary>
public static class FlowFigures
{
    private const double Wide = 250, Side = 250, Gap = 44, Padding = 12, Line = 17, Down = 30;

    /// <summary>Boxes one below the other, with those who left to the right.</summary>
    /// <param name="title">What it shows.</param>
    /// <param name="steps">From the first to the last.</param>
    public static Drawing Flow(string title, IReadOnlyList<FlowStep> steps)
    {
        ArgumentNullException.ThrowIfNull(steps);
        var shapes = new List<Shape>();
        var y = 8.0;
        for (var i = 0; i < steps.Count; i++)
        {
            var high = Boxed(shapes, steps[i].Said.Split('\n'), 1, y, Wide, isBold: true);
            var next = y + high + Down;
            if (steps[i].Leaving.Count > 0)
            {
                var beside = y + high + (Down / 2);
                var tall = Height(steps[i].Leaving, Side);
                next = Math.Max(next, beside + tall + (Down / 2));
                var middle = beside + (tall / 2);
                shapes.Add(new Shape.Line(1 + (Wide / 2), middle, Wide + Gap, middle, Ink.Quiet, 1, IsArrow: true));
                Boxed(shapes, steps[i].Leaving, Wide + Gap + 1, beside, Side, isBold: false);
            }
            if (i < steps.Count - 1) shapes.Add(new Shape.Line(1 + (Wide / 2), y + high, 1 + (Wide / 2), next, Ink.Quiet, 1, IsArrow: true));
            y = i < steps.Count - 1 ? next : Math.Max(y + high, next - (Down / 2));
        }
        var told = steps.Select(s => s.Leaving.Count == 0 ? s.Said : $"{s.Said} (then left: {string.Join(", ", s.Leaving)})");
        return new(title, string.Join("; ", told), Wide + Gap + Side + 2, y + 8, shapes);
    }

    private static double Boxed(List<Shape> shapes, IReadOnlyList<string> said, double x, double y, double width, bool isBold)
    {
        var lines = Lines(said, width);
        var high = (lines.Count * Line) + Padding + 4;
        shapes.Add(new Shape.Box(x, y, width, high, Ink.Quiet, IsOutlined: true));
        for (var i = 0; i < lines.Count; i++)
            shapes.Add(new Shape.Words(x + Padding, y + Padding + 7 + (i * Line), lines[i], IsBold: isBold && i == 0));
        return high;
    }

    private static double Height(IReadOnlyList<string> said, double width) => (Lines(said, width).Count * Line) + Padding + 4;

    private static List<string> Lines(IReadOnlyList<string> said, double width) => [.. said.SelectMany(s => TextLines.Wrap(s, width - (2 * Padding)))];
}
