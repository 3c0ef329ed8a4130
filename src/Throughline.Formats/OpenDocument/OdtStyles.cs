using System.Xml;

namespace Throughline.Formats.OpenDocument;

/// <summary>What the styles of an OpenDocument file say about its text (ODF 1.3 part 3, 16).</summary>
internal sealed class OdtStyles
{
    private const int Levels = 10;

    private readonly HashSet<string> hidden = [];
    private readonly HashSet<string> breakBefore = [];
    private readonly HashSet<string> breakAfter = [];
    private readonly Dictionary<string, ListLevel?[]> lists = [];
    private string current = "";

    /// <summary>One level of a list style.</summary>
    /// <param name="Kind">"1", "a", "A", "i", "I", or empty for a bullet.</param>
    /// <param name="Before">What stands before the number.</param>
    /// <param name="After">What stands after it.</param>
    /// <param name="Shown">How many levels' numbers are shown.</param>
    /// <param name="Start">The first number.</param>
    internal sealed record ListLevel(string Kind, string Before, string After, int Shown, int Start);

    /// <summary>Whether text in the style is hidden.</summary>
    public bool IsHidden(string? style) => style is not null && hidden.Contains(style);

    /// <summary>Whether a page begins with a paragraph in the style.</summary>
    public bool BreaksBefore(string? style) => style is not null && breakBefore.Contains(style);

    /// <summary>Whether a page begins after a paragraph in the style.</summary>
    public bool BreaksAfter(string? style) => style is not null && breakAfter.Contains(style);

    /// <summary>A level of a list style, from 0; null where it has no marker that is known.</summary>
    public ListLevel? Level(string? style, int level) =>
        style is not null && lists.TryGetValue(style, out var levels) ? levels[Math.Clamp(level, 0, Levels - 1)] : null;

    /// <summary>Takes one element of the styles, in the order of the file.</summary>
    public void Take(XmlReader reader)
    {
        switch (reader.LocalName)
        {
            case "style" or "list-style":
                current = Any(reader, "name") ?? "";
                if (reader.LocalName == "style" && reader.Own("master-page-name") is { Length: > 0 })
                    breakBefore.Add(current);
                break;
            case "text-properties" when Any(reader, "display") == "none":
                hidden.Add(current);
                break;
            case "paragraph-properties":
                if (Any(reader, "break-before") == "page")
                    breakBefore.Add(current);
                if (Any(reader, "break-after") == "page")
                    breakAfter.Add(current);
                break;
            case "list-level-style-bullet" or "list-level-style-number" or "list-level-style-image":
                TakeLevel(reader);
                break;
        }
    }

    private void TakeLevel(XmlReader reader)
    {
        var at = Number(Any(reader, "level"), 1) - 1;
        if (at is < 0 or >= Levels)
            return;
        if (!lists.TryGetValue(current, out var levels))
            lists[current] = levels = new ListLevel?[Levels];
        var kind = reader.LocalName == "list-level-style-number" ? Any(reader, "num-format") ?? "" : "";
        if (reader.LocalName == "list-level-style-number" && kind.Length == 0)
            return;
        levels[at] = new ListLevel(
            kind,
            Short(Any(reader, "num-prefix")),
            Short(Any(reader, "num-suffix")),
            Math.Clamp(Number(Any(reader, "display-levels"), 1), 1, Levels),
            Number(Any(reader, "start-value"), 1));
    }

    private static string Short(string? sign) => sign is null ? "" : sign[..Math.Min(sign.Length, 8)];

    internal static int Number(string? value, int otherwise) =>
        int.TryParse(value, System.Globalization.CultureInfo.InvariantCulture, out var number)
            ? Math.Clamp(number, 0, 1_000_000)
            : otherwise;

    /// <summary>An attribute by its local name: the same word stands in several namespaces (text, style, fo).</summary>
    internal static string? Any(XmlReader reader, string name)
    {
        string? found = null;
        for (var more = reader.MoveToFirstAttribute(); more && found is null; more = reader.MoveToNextAttribute())
            if (reader.LocalName == name)
                found = reader.Value;
        reader.MoveToElement();
        return found;
    }
}
