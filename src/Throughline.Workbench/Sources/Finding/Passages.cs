namespace Throughline.Workbench.Sources.Finding;

/// <summary>
/// The passages of a text, in which words are looked for together: its turns; outside them its paragraphs. What is longer than any
/// person speaks in one breath is parted, at the end of a sentence where there is one.
/// </summary>
public sealed class Passages
{
    /// <summary>In words. An engine that keeps positions keeps no more of one word than 256 in a row.</summary>
    private const int Most = 1500, Enough = 1000;

    private readonly List<int> begins = [];

    private Passages(FoldedWords words) => Words = words;

    public FoldedWords Words { get; }

    public int Count => begins.Count;

    /// <summary>The first word of a passage, and the first after it.</summary>
    public (int From, int To) this[int index] => (begins[index], index + 1 < begins.Count ? begins[index + 1] : Words.Count);

    /// <summary>Where each begins in the text, as it is kept beside the index.</summary>
    public string Starts => string.Join(',', begins.Select(w => Words.Start(w)));

    public static Passages Of(string text, Layout layout)
    {
        var passages = new Passages(FoldedWords.Of(text));
        var (words, next, turn) = (passages.Words, 0, -1);
        for (var i = 0; i < words.Count; i++)
        {
            while (next < layout.Turns.Count && layout.Turns[next].Start <= words.Start(i)) next++;
            var within = next > 0 && words.Start(i) < layout.Turns[next - 1].End ? next - 1 : -1;
            if (i == 0 || within != turn || IsOver(text.AsSpan(words.End(i - 1), words.Start(i) - words.End(i - 1)), within >= 0, i - passages.begins[^1])) passages.begins.Add(i);
            turn = within;
        }
        return passages;
    }

    /// <param name="between">What stands between two words.</param>
    /// <param name="inTurn">Whether a turn holds both.</param>
    /// <param name="words">How many the passage has so far.</param>
    private static bool IsOver(ReadOnlySpan<char> between, bool inTurn, int words)
    {
        if (words >= Most) return true;
        if (inTurn && words < Enough) return false;
        var isEnd = between.IndexOfAny(".!?:;…。！？") >= 0;
        return words >= Enough ? isEnd || between.Contains('\n') : between.IndexOf('\n') is >= 0 and var line && (isEnd || between[(line + 1)..].Contains('\n'));
    }
}
