using System.Globalization;

namespace Throughline.Workbench.Shared;

/// <summary>The order in which people look names up: case aside, P2 before P10.</summary>
public sealed class NaturalOrder : IComparer<string>
{
    public static readonly NaturalOrder Names = new();

    public int Compare(string? x, string? y) =>
        CultureInfo.InvariantCulture.CompareInfo.Compare(x, y, CompareOptions.NumericOrdering | CompareOptions.IgnoreCase);

    /// <summary>
    /// Sorts rows by their names. Names that are a number after one and the same beginning, as study codes are, are sorted by the number:
    /// a hundred thousand of them take a moment instead of seconds.
    /// </summary>
    public static void Sort<T>(List<T> rows, Func<T, string> name)
    {
        var keys = new long[rows.Count];
        var beginning = rows.Count == 0 ? "" : name(rows[0]).TrimEnd(Digits);
        for (var i = 0; i < keys.Length; i++)
        {
            var number = name(rows[i]) is var one && one.StartsWith(beginning, StringComparison.Ordinal) ? one.AsSpan(beginning.Length) : [];
            if (number.Length is > 0 and <= 18 && !number.ContainsAnyExceptInRange('0', '9') && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out keys[i])) continue;
            rows.Sort((a, b) => Names.Compare(name(a), name(b)));
            return;
        }
        var sorted = rows.ToArray();
        Array.Sort(keys, sorted);
        rows.Clear();
        rows.AddRange(sorted);
    }

    private static readonly char[] Digits = [.. "0123456789"];
}
