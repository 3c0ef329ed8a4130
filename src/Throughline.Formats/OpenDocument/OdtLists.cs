namespace Throughline.Formats.OpenDocument;

/// <summary>Counts the items of lists and spells their markers (ODF 1.3 part 3, 5.3).</summary>
internal sealed class OdtLists(OdtStyles styles)
{
    private const int Levels = 10;
    private readonly Stack<string?> open = new();
    private readonly Dictionary<string, int[]> counters = [];

    /// <summary>A list begins, perhaps within another; without a style of its own it has that of the outer.</summary>
    public void Start(string? style, bool continues)
    {
        var named = style ?? (open.TryPeek(out var outer) ? outer : null);
        if (open.Count == 0 && !continues && named is not null)
            counters.Remove(named);
        open.Push(named);
    }

    /// <summary>The list ends.</summary>
    public void End() => open.TryPop(out _);

    /// <summary>The marker of the next item, indented, with a space behind it.</summary>
    /// <param name="number">The number that the item itself gives; null for the next.</param>
    public string Next(int? number)
    {
        var level = Math.Clamp(open.Count - 1, 0, Levels - 1);
        var style = open.TryPeek(out var top) ? top : null;
        var indent = new string(' ', level * 2);
        if (styles.Level(style, level) is not { Kind.Length: > 0 } rule)
            return indent + "\u2022 ";
        if (!counters.TryGetValue(style!, out var count))
            counters[style!] = count = new int[Levels];
        count[level] = number ?? (count[level] == 0 ? rule.Start : count[level] + 1);
        Array.Clear(count, level + 1, Levels - level - 1);
        var numbers = Enumerable.Range(level - Math.Min(rule.Shown, level + 1) + 1, Math.Min(rule.Shown, level + 1))
            .Select(l => ListNumber.Format(Math.Max(count[l], 1), styles.Level(style, l)?.Kind ?? "1"));
        return $"{indent}{rule.Before}{string.Join('.', numbers)}{rule.After} ";
    }
}
