using System.Globalization;
using System.Net;
using System.Text;

namespace Throughline.Formats.Charts;

/// <summary>The inks of figures. In a page the style sheet gives each its colour by day and by night; elsewhere the day's colour stands.</summary>
public enum Ink
{
    /// <summary>Words, axes.</summary>
    Ink,

    /// <summary>Words of less weight.</summary>
    Quiet,

    /// <summary>Hairlines and grids.</summary>
    Line,

    /// <summary>The thing itself: bars, points.</summary>
    Bar,

    /// <summary>The first series of several; the others follow.</summary>
    Series1,

    /// <summary>The second series.</summary>
    Series2,

    /// <summary>The third series.</summary>
    Series3,

    /// <summary>The fourth series.</summary>
    Series4,

    /// <summary>The fifth series.</summary>
    Series5,

    /// <summary>The sixth series.</summary>
    Series6,

    /// <summary>The seventh series.</summary>
    Series7,

    /// <summary>The eighth series; further ones begin anew.</summary>
    Series8,

    /// <summary>The surface under everything.</summary>
    Paper,
}

/// <summary>Where words stand against their point.</summary>
public enum Anchor
{
    /// <summary>They begin at it.</summary>
    Start,

    /// <summary>Their middle is over it.</summary>
    Middle,

    /// <summary>They end at it.</summary>
    End,
}

/// <summary>One mark of a figure. Lengths are CSS pixels from the top left.</summary>
public abstract record Shape
{
    private Shape()
    {
    }

    /// <summary>A rectangle.</summary>
    /// <param name="X">Left edge.</param>
    /// <param name="Y">Upper edge.</param>
    /// <param name="Width">Width.</param>
    /// <param name="Height">Height.</param>
    /// <param name="Fill">Its ink.</param>
    /// <param name="IsOutlined">Whether only its edge is drawn.</param>
    public sealed record Box(double X, double Y, double Width, double Height, Ink Fill, bool IsOutlined = false) : Shape
    {
        /// <summary>What it says when pointed at; empty for nothing.</summary>
        public string Told { get; init; } = "";
    }

    /// <summary>A straight line.</summary>
    /// <param name="X1">Where it begins.</param>
    /// <param name="Y1">Where it begins.</param>
    /// <param name="X2">Where it ends.</param>
    /// <param name="Y2">Where it ends.</param>
    /// <param name="Stroke">Its ink.</param>
    /// <param name="Width">How wide it is.</param>
    /// <param name="IsArrow">Whether its end is a point.</param>
    public sealed record Line(double X1, double Y1, double X2, double Y2, Ink Stroke, double Width = 1, bool IsArrow = false) : Shape;

    /// <summary>A disc.</summary>
    /// <param name="X">Its middle.</param>
    /// <param name="Y">Its middle.</param>
    /// <param name="Radius">Its radius.</param>
    /// <param name="Fill">Its ink.</param>
    public sealed record Dot(double X, double Y, double Radius, Ink Fill) : Shape;

    /// <summary>Words in one line.</summary>
    /// <param name="X">Their point.</param>
    /// <param name="Y">Their base line.</param>
    /// <param name="Said">The words.</param>
    /// <param name="At">Where they stand against the point.</param>
    /// <param name="Fill">Their ink.</param>
    /// <param name="Size">Size of the type in pixels.</param>
    /// <param name="IsBold">Whether they are bold.</param>
    public sealed record Words(double X, double Y, string Said, Anchor At = Anchor.Start, Ink Fill = Ink.Ink, double Size = 12, bool IsBold = false) : Shape;
}

/// <summary>A figure: the same in a page, in a report and as a file.</summary>
/// <param name="Title">What it shows, for those who hear it.</param>
/// <param name="Description">What can be read from it, in words.</param>
/// <param name="Width">In CSS pixels.</param>
/// <param name="Height">In CSS pixels.</param>
/// <param name="Shapes">Its marks, the lowest first.</param>
public sealed record Drawing(string Title, string Description, double Width, double Height, IReadOnlyList<Shape> Shapes)
{
    /// <summary>As SVG 1.1, without styles or scripts: each mark has its ink as a class and its day's colour as an attribute.</summary>
    /// <param name="isFile">Whether it stands alone, as a file: with a ground of its own.</param>
    public string Svg(bool isFile = false)
    {
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"""<svg xmlns="http://www.w3.org/2000/svg" class="figure" role="img" viewBox="0 0 {Width:0.##} {Height:0.##}" width="{Width:0.##}" height="{Height:0.##}" font-family="{Inks.Font}">""");
        svg.Append("<title>").Append(Safe(Title)).Append("</title><desc>").Append(Safe(Description)).Append("</desc>");
        if (isFile) Append(svg, new Shape.Box(0, 0, Width, Height, Ink.Paper));
        foreach (var shape in Shapes) Append(svg, shape);
        return svg.Append("</svg>").ToString();
    }

    private static void Append(StringBuilder svg, Shape shape)
    {
        var c = CultureInfo.InvariantCulture;
        switch (shape)
        {
            case Shape.Box box:
                svg.Append(c, $"""<rect class="{Inks.Class(box.Fill, box.IsOutlined)}" x="{box.X:0.##}" y="{box.Y:0.##}" width="{Math.Max(0, box.Width):0.##}" height="{Math.Max(0, box.Height):0.##}" """);
                svg.Append(box.IsOutlined ? $"fill=\"none\" stroke=\"{Inks.Hex(box.Fill)}\"" : $"fill=\"{Inks.Hex(box.Fill)}\"");
                svg.Append(box.Told.Length > 0 ? $"><title>{Safe(box.Told)}</title></rect>" : "/>");
                break;
            case Shape.Line line:
                svg.Append(c, $"""<line class="{Inks.Class(line.Stroke, true)}" x1="{line.X1:0.##}" y1="{line.Y1:0.##}" x2="{line.X2:0.##}" y2="{line.Y2:0.##}" stroke="{Inks.Hex(line.Stroke)}" stroke-width="{line.Width:0.##}"/>""");
                if (line.IsArrow) svg.Append(c, $"""<polygon class="{Inks.Class(line.Stroke, false)}" points="{string.Join(' ', Arrow(line).Select(p => string.Create(c, $"{p.X:0.##},{p.Y:0.##}")))}" fill="{Inks.Hex(line.Stroke)}"/>""");
                break;
            case Shape.Dot dot:
                svg.Append(c, $"""<circle class="{Inks.Class(dot.Fill, false)}" cx="{dot.X:0.##}" cy="{dot.Y:0.##}" r="{dot.Radius:0.##}" fill="{Inks.Hex(dot.Fill)}"/>""");
                break;
            case Shape.Words words:
                svg.Append(c, $"""<text class="{Inks.Class(words.Fill, false)}" x="{words.X:0.##}" y="{words.Y:0.##}" font-size="{words.Size:0.##}"{(words.IsBold ? " font-weight=\"600\"" : "")} text-anchor="{words.At.ToString().ToLowerInvariant()}" fill="{Inks.Hex(words.Fill)}">{Safe(words.Said)}</text>""");
                break;
        }
    }

    /// <summary>The point at a line's end: a triangle.</summary>
    internal static (double X, double Y)[] Arrow(Shape.Line line)
    {
        var (x, y) = (line.X2 - line.X1, line.Y2 - line.Y1);
        var length = Math.Max(1e-9, Math.Sqrt((x * x) + (y * y)));
        (x, y) = (x / length, y / length);
        return [(line.X2, line.Y2), (line.X2 - (7 * x) + (3.5 * y), line.Y2 - (7 * y) - (3.5 * x)), (line.X2 - (7 * x) - (3.5 * y), line.Y2 - (7 * y) + (3.5 * x))];
    }

    private static string Safe(string words) => WebUtility.HtmlEncode(new string([.. words.Where(ch => ch is '\t' or '\n' or '\r' or >= ' ' and not '\uFFFE' and not '\uFFFF')]));
}

internal static class Inks
{
    public const string Font = "Segoe UI, Noto Sans, Liberation Sans, Helvetica Neue, Arial, sans-serif";

    public static string Hex(Ink ink) => ink switch
    {
        Ink.Ink => "#1a2321",
        Ink.Quiet => "#5d6863",
        Ink.Line => "#dfe3de",
        Ink.Bar => "#0b5f6f",
        Ink.Paper => "#fdfdfb",
        Ink.Series1 => "#721405",
        Ink.Series2 => "#5586f4",
        Ink.Series3 => "#b6770b",
        Ink.Series4 => "#4f254f",
        Ink.Series5 => "#7c8566",
        Ink.Series6 => "#9882a7",
        Ink.Series7 => "#174d41",
        _ => "#676099",
    };

    public static string Class(Ink ink, bool isStroke) => $"{(isStroke ? "s" : "f")}-{ink.ToString().ToLowerInvariant()}";

    public static Ink Series(int index) => Ink.Series1 + (index % 8);
}
