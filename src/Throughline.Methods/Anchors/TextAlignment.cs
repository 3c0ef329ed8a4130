namespace Throughline.Methods.Anchors;

/// <summary>
/// Where the places of one text lie in another that is nearly the same. Words are matched by a shortest edit script
/// (E. W. Myers, "An O(ND) Difference Algorithm and Its Variations", Algorithmica 1, 1986, the greedy algorithm).
/// </summary>
public sealed class TextAlignment
{
    private readonly string from, to;
    private readonly List<(int From, int To, int Length)> runs;

    private TextAlignment(string from, string to, List<(int From, int To, int Length)> runs) => (this.from, this.to, this.runs) = (from, to, runs);

    /// <summary>The share of the longer text that stands in the other, too, 0 to 1.</summary>
    public double Share => Math.Max(from.Length, to.Length) is > 0 and var longer ? (double)runs.Sum(r => r.Length) / longer : 1;

    /// <summary>How many stretches of one text or the other have no match.</summary>
    public int Differences => runs.Count == 0 ? 1 : runs.Count - 1 + (Begins ? 0 : 1) + (Ends ? 0 : 1);

    private bool Begins => runs[0] is { From: 0, To: 0 };

    private bool Ends => runs[^1] is var last && last.From + last.Length == from.Length && last.To + last.Length == to.Length;

    /// <summary>Aligns two texts.</summary>
    /// <param name="from">The text whose places are known.</param>
    /// <param name="to">The text in which they are sought.</param>
    /// <param name="mostEdits">How many words may be added and removed in all; work and memory grow with its square.</param>
    /// <returns>The alignment; null where the texts differ in more words than that.</returns>
    public static TextAlignment? Of(string from, string to, int mostEdits = 600)
    {
        ArgumentNullException.ThrowIfNull(from);
        ArgumentNullException.ThrowIfNull(to);
        var (a, b) = (Words(from), Words(to));
        bool Same(int x, int y) => from.AsSpan(a[x], a[x + 1] - a[x]).SequenceEqual(to.AsSpan(b[y], b[y + 1] - b[y]));
        if (Script((a.Count - 1, b.Count - 1), Same, mostEdits) is not { } matched) return null;
        var runs = new List<(int From, int To, int Length)>();
        foreach (var (x, y) in matched)
        {
            var (start, other, length) = (a[x], b[y], a[x + 1] - a[x]);
            if (runs.Count > 0 && runs[^1] is var last && last.From + last.Length == start && last.To + last.Length == other) runs[^1] = last with { Length = last.Length + length };
            else runs.Add((start, other, length));
        }
        return new(from, to, runs);
    }

    /// <summary>Finds a stretch of the first text in the second.</summary>
    /// <param name="start">Its first UTF-16 code unit.</param>
    /// <param name="end">One past its last.</param>
    /// <returns>
    /// The stretch in the second text, and whether its words are the same; null where it begins or ends in words that have no match.
    /// </returns>
    public (int Start, int End, bool IsSame)? Place(int start, int end)
    {
        if (At(start, isEnd: start == end && start == from.Length) is not { } first || (start == end ? first : At(end, isEnd: true)) is not { } last || last < first) return null;
        return (first, last, from.AsSpan(start, end - start).SequenceEqual(to.AsSpan(first, last - first)));
    }

    /// <summary>An end belongs to the words before it, a start to those behind it.</summary>
    private int? At(int position, bool isEnd)
    {
        var (low, high) = (0, runs.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (isEnd ? runs[middle].From < position : runs[middle].From <= position) low = middle + 1;
            else high = middle;
        }
        if (low == 0) return isEnd && position == 0 ? 0 : null;
        var run = runs[low - 1];
        return position < run.From + run.Length || isEnd && position == run.From + run.Length ? run.To + position - run.From : null;
    }

    /// <summary>Where words begin, and the end: letters and digits together, any other sign alone.</summary>
    private static List<int> Words(string text)
    {
        var starts = new List<int>(text.Length / 3 + 2);
        for (var i = 0; i < text.Length; i++)
            if (i == 0 || !IsWord(text[i]) || !IsWord(text[i - 1])) starts.Add(i);
        starts.Add(text.Length);
        return starts;
    }

    private static bool IsWord(char c) => char.IsLetterOrDigit(c) || char.IsSurrogate(c) || c is '_' || char.GetUnicodeCategory(c) is System.Globalization.UnicodeCategory.NonSpacingMark;

    private static List<(int X, int Y)>? Script((int A, int B) length, Func<int, int, bool> same, int mostEdits)
    {
        var (n, m) = length;
        var furthest = new int[2 * mostEdits + 3];
        var (trace, middle) = (new List<int[]>(), mostEdits + 1);
        for (var d = 0; d <= mostEdits; d++)
        {
            trace.Add(furthest[(middle - d - 1)..(middle + d + 2)]);
            for (var k = -d; k <= d; k += 2)
            {
                var x = k == -d || k != d && furthest[middle + k - 1] < furthest[middle + k + 1] ? furthest[middle + k + 1] : furthest[middle + k - 1] + 1;
                while (x < n && x - k >= 0 && x - k < m && same(x, x - k)) x++;
                furthest[middle + k] = x;
                if (x >= n && x - k >= m) return Matched(trace, (n, m));
            }
        }
        return null;
    }

    private static List<(int X, int Y)> Matched(List<int[]> trace, (int X, int Y) end)
    {
        var matched = new List<(int, int)>();
        var (x, y) = end;
        for (var d = trace.Count - 1; d >= 0; d--)
        {
            var (row, k) = (trace[d], x - y);
            int V(int diagonal) => row[diagonal + d + 1];
            var before = d == 0 ? 0 : k == -d || k != d && V(k - 1) < V(k + 1) ? k + 1 : k - 1;
            var (toX, toY) = d == 0 ? (0, 0) : (V(before), V(before) - before);
            for (; x > toX && y > toY; x--, y--) matched.Add((x - 1, y - 1));
            (x, y) = (toX, toY);
        }
        matched.Reverse();
        return matched;
    }
}
