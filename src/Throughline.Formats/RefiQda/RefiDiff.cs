using System.Runtime.InteropServices;

namespace Throughline.Formats.RefiQda;

/// <summary>One difference between two projects.</summary>
/// <param name="Kind">What differs: "project", "users", "codes", "variables", "sources", "notes", "selections", "codings", "cases", "sets", "links" or "graphs".</param>
/// <param name="Place">How a person finds it.</param>
/// <param name="Field">Which part of it: "text", "name"; empty where the whole thing is on one side only.</param>
/// <param name="First">What the first project says; null where it says nothing.</param>
/// <param name="Second">What the second project says; null where it says nothing.</param>
public sealed record RefiDifference(string Kind, string Place, string Field, string? First, string? Second);

/// <summary>What differs between two projects by meaning. Order, the spelling of ids, and ids of selections and codings do not count.</summary>
public static class RefiDiff
{
    private const int Shown = 60;

    /// <summary>Compares two projects.</summary>
    /// <param name="first">One.</param>
    /// <param name="second">The other.</param>
    /// <param name="withTimes">Whether the times of making and changing count.</param>
    /// <returns>The differences, by kind and place; empty where both say the same.</returns>
    public static IReadOnlyList<RefiDifference> Compare(RefiProject first, RefiProject second, bool withTimes = false)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        var sides = new Dictionary<(string Kind, string Key, string Field), Sides>();
        Fill(sides, new RefiFacts(first, withTimes).All(), isFirst: true);
        Fill(sides, new RefiFacts(second, withTimes).All(), isFirst: false);
        var oneSided = sides.Where(s => s.Key.Field.Length == 0 && s.Value.First is null != s.Value.Second is null).Select(s => (s.Key.Kind, s.Key.Key)).ToHashSet();
        return
        [
            .. sides.Where(s => s.Value.First != s.Value.Second && (s.Key.Field.Length == 0 || !oneSided.Contains((s.Key.Kind, s.Key.Key))))
                .Select(s => Difference(s.Key, s.Value))
                .OrderBy(d => d.Kind, StringComparer.Ordinal).ThenBy(d => d.Place, StringComparer.Ordinal).ThenBy(d => d.Field, StringComparer.Ordinal),
        ];
    }

    private sealed record Sides(string Place)
    {
        public string? First { get; set; }

        public string? Second { get; set; }
    }

    private static void Fill(Dictionary<(string Kind, string Key, string Field), Sides> sides, IEnumerable<RefiFact> facts, bool isFirst)
    {
        foreach (var fact in facts)
        {
            ref var side = ref CollectionsMarshal.GetValueRefOrAddDefault(sides, (fact.Kind, fact.Key, fact.Field), out _);
            side ??= new Sides(fact.Place);
            if (isFirst)
                side.First = fact.Value;
            else
                side.Second = fact.Value;
        }
    }

    private static RefiDifference Difference((string Kind, string Key, string Field) key, Sides sides)
    {
        if (key.Field.Length == 0)
            return new RefiDifference(key.Kind, sides.Place, "", sides.First is null ? null : "there", sides.Second is null ? null : "there");
        if (sides.First is not { } first || sides.Second is not { } second)
            return new RefiDifference(key.Kind, sides.Place, key.Field, Cut(sides.First, 0), Cut(sides.Second, 0));
        var at = first.AsSpan().CommonPrefixLength(second);
        return new RefiDifference(key.Kind, sides.Place, key.Field, Cut(first, at), Cut(second, at));
    }

    /// <summary>A little of a long value, around where the two part.</summary>
    internal static string? Cut(string? value, int at)
    {
        if (value is null || value.Length <= 2 * Shown)
            return value;
        var from = Math.Max(0, at - Shown);
        var to = Math.Min(value.Length, at + Shown);
        return $"{(from > 0 ? "…" : "")}{value[from..to]}{(to < value.Length ? "…" : "")}";
    }
}
