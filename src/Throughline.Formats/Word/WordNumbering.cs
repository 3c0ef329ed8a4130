using System.Text.RegularExpressions;
using System.Xml;

namespace Throughline.Formats.Word;

/// <summary>
/// The markers of list items and numbered headings (ECMA-376 part 1, 17.9). Word does not write them into the text; they are
/// counted out of numbering.xml and of the styles that carry a numbering.
/// </summary>
internal sealed partial class WordNumbering
{
    private const int Levels = 9;
    private const int DeepestStyle = 20;

    private readonly Dictionary<int, Dictionary<int, Level>> lists = [];
    private readonly Dictionary<int, (int List, Dictionary<int, Level> Overrides)> numberings = [];
    private readonly Dictionary<int, int[]> counters = [];
    private readonly Dictionary<string, Style> styles = [];
    private readonly HashSet<int> restarted = [];

    private sealed record Level(string Format, string Text, int Start, bool Restarts);

    private sealed record Style(string? BasedOn, int? Numbering, int Level);

    public WordNumbering(OfficeParts parts)
    {
        using (var xml = parts.Open(parts.Of("styles")))
            if (xml is not null)
                ReadStyles(xml);
        using (var xml = parts.Open(parts.Of("numbering")))
            if (xml is not null)
                ReadLists(xml);
    }

    /// <summary>The marker of the next paragraph with this numbering, with a space behind it; empty where it has none.</summary>
    /// <param name="style">The paragraph's style.</param>
    /// <param name="numbering">Its own numbering; null where it takes its style's. 0 means: none.</param>
    /// <param name="level">Its own level, from 0.</param>
    public string Next(string? style, int? numbering, int? level)
    {
        var indent = numbering is > 0;
        if (numbering is null && Inherited(style) is { } inherited)
            (numbering, level) = (inherited.Numbering, level ?? inherited.Level);
        if (numbering is not { } id || !numberings.TryGetValue(id, out var found))
            return "";
        var at = Math.Clamp(level ?? 0, 0, Levels - 1);
        if (LevelOf(found, at) is not { } rule)
            return "";
        var marker = rule.Format == "bullet" ? Bullet(rule.Text) : Numbered(id, found, at, rule);
        return marker.Length == 0 ? "" : (indent ? new string(' ', at * 2) : "") + marker + " ";
    }

    private Style? Inherited(string? style)
    {
        for (var depth = 0; style is not null && depth < DeepestStyle; depth++)
        {
            if (!styles.TryGetValue(style, out var found))
                return null;
            if (found.Numbering is not null)
                return found;
            style = found.BasedOn;
        }
        return null;
    }

    private Level? LevelOf((int List, Dictionary<int, Level> Overrides) numbering, int level) =>
        numbering.Overrides.TryGetValue(level, out var rule) && rule.Format.Length > 0
            ? rule
            : lists.GetValueOrDefault(numbering.List)?.GetValueOrDefault(level);

    private string Numbered(int id, (int List, Dictionary<int, Level> Overrides) numbering, int level, Level rule)
    {
        if (!counters.TryGetValue(numbering.List, out var count))
            counters[numbering.List] = count = new int[Levels];
        if (restarted.Add(id))
            foreach (var (restartedLevel, restart) in numbering.Overrides)
                if (restart.Restarts && restartedLevel < Levels)
                    count[restartedLevel] = restart.Start - 1;
        count[level] = count[level] == 0 ? Math.Max(rule.Start, 0) : count[level] + 1;
        Array.Clear(count, level + 1, Levels - level - 1);
        return Placeholder().Replace(rule.Text, m =>
        {
            var of = m.Value[1] - '1';
            var kind = LevelOf(numbering, of)?.Format ?? "decimal";
            return ListNumber.Format(Math.Max(count[of], 1), Kind(kind));
        });
    }

    private static string Bullet(string text) =>
        text.Length == 0 ? "" : SignFonts.Character(text[0]) is { } sign && sign != 'o' ? sign.ToString() : "\u2022";

    private static string Kind(string format) => format switch
    {
        "lowerLetter" => "a",
        "upperLetter" => "A",
        "lowerRoman" => "i",
        "upperRoman" => "I",
        _ => "1",
    };

    private void ReadStyles(HardenedXml xml)
    {
        foreach (var reader in xml.Elements())
            if (reader.LocalName == "style" && reader.Own("styleId") is { } id)
                styles[id] = ReadStyle(xml);
    }

    private static Style ReadStyle(HardenedXml xml)
    {
        var style = new Style(null, null, 0);
        foreach (var reader in xml.Within())
            style = reader.LocalName switch
            {
                "basedOn" => style with { BasedOn = reader.Own("val") },
                "numId" => style with { Numbering = reader.OwnNumber("val") },
                "ilvl" => style with { Level = reader.OwnNumber("val") ?? 0 },
                _ => style,
            };
        return style;
    }

    private void ReadLists(HardenedXml xml)
    {
        foreach (var reader in xml.Elements())
            if (reader.LocalName == "abstractNum" && reader.OwnNumber("abstractNumId") is { } list)
                lists[list] = ReadLevels(xml, "lvl");
            else if (reader.LocalName == "num" && reader.OwnNumber("numId") is { } id)
                numberings[id] = ReadNumbering(xml);
    }

    private static (int List, Dictionary<int, Level> Overrides) ReadNumbering(HardenedXml xml)
    {
        var list = -1;
        var overrides = ReadLevels(xml, "lvlOverride", reader =>
        {
            if (reader.LocalName == "abstractNumId")
                list = reader.OwnNumber("val") ?? -1;
        });
        return (list, overrides);
    }

    private static Dictionary<int, Level> ReadLevels(HardenedXml xml, string element, Action<XmlReader>? other = null)
    {
        var levels = new Dictionary<int, Level>();
        var at = -1;
        foreach (var reader in xml.Within())
        {
            other?.Invoke(reader);
            if (reader.LocalName == element && reader.OwnNumber("ilvl") is { } level)
                levels[at = level] = new Level(element == "lvl" ? "decimal" : "", "", 1, false);
            if (!levels.TryGetValue(at, out var rule))
                continue;
            levels[at] = reader.LocalName switch
            {
                "numFmt" => rule with { Format = reader.Own("val") ?? "decimal" },
                "lvlText" => rule with { Text = (reader.Own("val") ?? "")[..Math.Min(reader.Own("val")?.Length ?? 0, 40)] },
                "start" => rule with { Start = Math.Clamp(reader.OwnNumber("val") ?? 1, 0, 1_000_000) },
                "startOverride" => rule with { Start = Math.Clamp(reader.OwnNumber("val") ?? 1, 0, 1_000_000), Restarts = true },
                _ => rule,
            };
        }
        return levels;
    }

    [GeneratedRegex("%[1-9]")]
    private static partial Regex Placeholder();
}
