using System.Globalization;

namespace Throughline.Methods.Colours;

/// <summary>A colour in CIE L*a*b* under D65, where distances are close to what people see.</summary>
/// <param name="L">Lightness, 0 to 100.</param>
/// <param name="A">From green (negative) to red.</param>
/// <param name="B">From blue (negative) to yellow.</param>
public readonly record struct LabColour(double L, double A, double B)
{
    /// <summary>Reads #rrggbb or #rgb, an sRGB colour (IEC 61966-2-1).</summary>
    /// <param name="hex">The colour, with its hash.</param>
    /// <returns>Null where it is not written so.</returns>
    public static LabColour? OfHex(string hex)
    {
        if (hex.Length is not (4 or 7) || hex[0] != '#') return null;
        var full = hex.Length == 7 ? hex[1..] : string.Concat(hex[1..].Select(c => new string(c, 2)));
        return int.TryParse(full, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var rgb)
            ? OfLinear(Linear(rgb >> 16 & 255), Linear(rgb >> 8 & 255), Linear(rgb & 255))
            : null;
    }

    /// <summary>The difference from another colour, in units of which one is just noticeable: CIEDE2000.</summary>
    /// <remarks>Sharma, Wu and Dalal, Color Research and Application 30(1), 2005, equations 2 to 22, with kL = kC = kH = 1.</remarks>
    /// <param name="other">The other colour.</param>
    public double DifferenceFrom(LabColour other)
    {
        var meanC = (double.Hypot(A, B) + double.Hypot(other.A, other.B)) / 2;
        var g = 0.5 * (1 - Chromatic(meanC));
        var (c1, h1) = Polar(A * (1 + g), B);
        var (c2, h2) = Polar(other.A * (1 + g), other.B);
        var (deltaH, meanH) = Hues(c1, h1, c2, h2);
        var (meanL, meanC2) = ((L + other.L) / 2, (c1 + c2) / 2);
        var t = 1 - 0.17 * Cos(meanH - 30) + 0.24 * Cos(2 * meanH) + 0.32 * Cos(3 * meanH + 6) - 0.20 * Cos(4 * meanH - 63);
        var fromMiddle = Math.Pow(meanL - 50, 2);
        var l = (other.L - L) / (1 + 0.015 * fromMiddle / Math.Sqrt(20 + fromMiddle));
        var c = (c2 - c1) / (1 + 0.045 * meanC2);
        var h = 2 * Math.Sqrt(c1 * c2) * Math.Sin(double.DegreesToRadians(deltaH / 2)) / (1 + 0.015 * meanC2 * t);
        var turn = 60 * Math.Exp(-Math.Pow((meanH - 275) / 25, 2));
        var r = -Math.Sin(double.DegreesToRadians(turn)) * 2 * Chromatic(meanC2);
        return Math.Sqrt(l * l + c * c + h * h + r * c * h);
    }

    private static (double Delta, double Mean) Hues(double c1, double h1, double c2, double h2)
    {
        if (c1 * c2 == 0) return (0, h1 + h2);
        var apart = h2 - h1;
        if (Math.Abs(apart) <= 180) return (apart, (h1 + h2) / 2);
        return (apart > 180 ? apart - 360 : apart + 360, h1 + h2 < 360 ? (h1 + h2 + 360) / 2 : (h1 + h2 - 360) / 2);
    }

    private static (double Chroma, double Hue) Polar(double a, double b)
    {
        var hue = a == 0 && b == 0 ? 0 : double.RadiansToDegrees(Math.Atan2(b, a));
        return (double.Hypot(a, b), hue < 0 ? hue + 360 : hue);
    }

    private static double Chromatic(double c) => Math.Sqrt(Math.Pow(c, 7) / (Math.Pow(c, 7) + Math.Pow(25, 7)));

    private static double Cos(double degrees) => Math.Cos(double.DegreesToRadians(degrees));

    private static double Linear(int channel) =>
        channel / 255.0 is var c && c <= 0.04045 ? c / 12.92 : Math.Pow((channel / 255.0 + 0.055) / 1.055, 2.4);

    private static LabColour OfLinear(double r, double g, double b)
    {
        var x = Cell((0.4124564 * r + 0.3575761 * g + 0.1804375 * b) / 0.95047);
        var y = Cell(0.2126729 * r + 0.7151522 * g + 0.0721750 * b);
        var z = Cell((0.0193339 * r + 0.1191920 * g + 0.9503041 * b) / 1.08883);
        return new(116 * y - 16, 500 * (x - y), 200 * (y - z));
    }

    private static double Cell(double t) => t > 216.0 / 24389 ? Math.Cbrt(t) : (24389.0 / 27 * t + 16) / 116;
}
