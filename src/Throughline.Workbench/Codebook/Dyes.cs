using System.Globalization;
using Throughline.Methods.Colours;

namespace Throughline.Workbench.Codebook;

/// <summary>24 dyes, given out in order; then again notched, then again dashed.</summary>
public static class Dyes
{
    public const int Count = 24, Weaves = 3;

    private static readonly (string Name, string Hex)[] All =
    [
        ("oxblood", "#721405"), ("cornflower", "#5586f4"), ("saffron", "#b6770b"), ("aubergine", "#4f254f"), ("sage", "#7c8566"), ("mauve", "#9882a7"),
        ("bottle", "#174d41"), ("heather", "#676099"), ("amber", "#a65705"), ("fir", "#2c7162"), ("hay", "#816b46"), ("verdigris", "#2e9a84"),
        ("olive", "#565436"), ("leaf", "#65964d"), ("rust", "#973200"), ("indigo", "#3542b0"), ("lichen", "#557c82"), ("wine", "#5d2128"),
        ("iris", "#440d84"), ("orchid", "#b26cc2"), ("dusk", "#463f74"), ("plum", "#67465f"), ("amethyst", "#8058cc"), ("slate", "#4f667c"),
    ];

    private static readonly string[] WeaveNames = ["plain", "notched", "dashed"];
    private static readonly LabColour[] Colours = [.. All.Select(d => LabColour.OfHex(d.Hex)!.Value)];

    public static (int Dye, int Weave) Nth(int order) => (order % Count + 1, order / Count % Weaves + 1);

    public static string Name(int dye) => dye is >= 1 and <= Count ? All[dye - 1].Name : "no colour";

    public static string WeaveName(int weave) => weave is >= 1 and <= Weaves ? WeaveNames[weave - 1] : WeaveNames[0];

    /// <summary>On white paper, as other programs write a colour: #3542b0.</summary>
    public static string Hex(int dye) => All[Math.Clamp(dye, 1, Count) - 1].Hex;

    /// <summary>indigo; indigo, notched.</summary>
    public static string Told(int dye, int weave) => weave > 1 ? $"{Name(dye)}, {WeaveName(weave)}" : Name(dye);

    /// <summary>
    /// A colour as people and other programs write it: a dye's name or number, with its weave or without, or #rrggbb, which
    /// becomes the dye that looks most like it. Null where it is none of these.
    /// </summary>
    public static (int Dye, int Weave)? Read(string text)
    {
        var words = text.ToLowerInvariant().Split([' ', ',', '.', '/'], StringSplitOptions.RemoveEmptyEntries);
        if (words.Length is 0 or > 2) return null;
        var weave = words.Length == 1 ? 1 : Numbered(words[1], WeaveNames, Weaves);
        if (weave is null) return null;
        if (LabColour.OfHex(words[0]) is { } colour) return (DyeChoice.Nearest(Colours, colour) + 1, weave.Value);
        return Numbered(words[0], [.. All.Select(d => d.Name)], Count) is { } dye ? (dye, weave.Value) : null;
    }

    /// <summary>The dye that is furthest from those of the codes it overlaps, the more so the more often it does.</summary>
    /// <param name="overlaps">How often each dye, 1 to 24, is overlapped.</param>
    public static int Furthest(IReadOnlyDictionary<int, int> overlaps)
    {
        var weights = new double[Count];
        foreach (var (dye, often) in overlaps)
            if (dye is >= 1 and <= Count) weights[dye - 1] = often;
        return DyeChoice.Furthest(Colours, weights) + 1;
    }

    private static int? Numbered(string word, string[] names, int count) =>
        Array.IndexOf(names, word) is >= 0 and var index ? index + 1
        : int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= count ? number
        : null;
}
