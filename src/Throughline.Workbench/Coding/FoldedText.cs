using System.Text;

namespace Throughline.Workbench.Coding;

/// <summary>
/// A text in which every run of white space is one space, so that a quotation is found whatever a spreadsheet did to its line
/// ends; and the way back to where it stands.
/// </summary>
public sealed class FoldedText
{
    private readonly string folded;
    private readonly int[] origin;

    private FoldedText(string folded, int[] origin) => (this.folded, this.origin) = (folded, origin);

    public static FoldedText Of(string text)
    {
        var folded = new StringBuilder(text.Length);
        var origin = new int[text.Length + 1];
        for (var i = 0; i < text.Length; i++)
        {
            var isSpace = char.IsWhiteSpace(text[i]);
            if (isSpace && folded.Length > 0 && folded[^1] == ' ') continue;
            origin[folded.Length] = i;
            folded.Append(isSpace ? ' ' : text[i]);
        }
        return new(folded.ToString(), origin);
    }

    public static string Fold(string words) => Of(words.Trim()).folded;

    /// <summary>Where the words stand, in UTF-16 code units of the text; at most <paramref name="most"/> places, with how many there are.</summary>
    public (IReadOnlyList<(int Start, int End)> Places, int Count) Find(string words, int most)
    {
        var sought = Fold(words);
        var places = new List<(int, int)>();
        var count = 0;
        if (sought.Length == 0) return (places, 0);
        for (var at = folded.IndexOf(sought, StringComparison.Ordinal); at >= 0; at = folded.IndexOf(sought, at + 1, StringComparison.Ordinal))
            if (++count <= most) places.Add((origin[at], origin[at + sought.Length - 1] + 1));
        return (places, count);
    }
}
