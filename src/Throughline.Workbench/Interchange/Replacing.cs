using System.Text;
using System.Text.RegularExpressions;
using Throughline.Workbench.Sources;

namespace Throughline.Workbench.Interchange;

/// <summary>Words with names replaced by pseudonyms, and where each place of the words has moved to.</summary>
internal sealed class Replacing
{
    private readonly Regex? names;
    private readonly Dictionary<string, string> instead;

    public Replacing(IReadOnlyList<Pseudonym> pseudonyms)
    {
        var all = pseudonyms.Where(p => p.Name.Trim().Length > 0).DistinctBy(p => p.Name.Trim(), StringComparer.OrdinalIgnoreCase).ToList();
        instead = all.ToDictionary(p => p.Name.Trim(), p => p.Instead.Trim(), StringComparer.OrdinalIgnoreCase);
        if (all.Count > 0)
            names = new(string.Join('|', instead.Keys.OrderByDescending(n => n.Length).Select(n => $@"(?<!\w){Regex.Escape(n)}(?!\w)")), RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
    }

    public string Of(string text) => names is null ? text : names.Replace(text, m => instead[m.Value]);

    /// <summary>The words, and a way from places in the old to places in the new; a place within a name is at the edge of its pseudonym.</summary>
    public (string Text, Func<int, int> At) Placed(string text)
    {
        if (names is null || names.Matches(text) is not { Count: > 0 } found) return (text, at => at);
        var (built, last) = (new StringBuilder(), 0);
        var (from, to) = (new List<int> { 0 }, new List<int> { 0 });
        foreach (Match match in found)
        {
            built.Append(text, last, match.Index - last);
            (from, to) = (Add(from, match.Index), Add(to, built.Length));
            built.Append(instead[match.Value]);
            last = match.Index + match.Length;
            (from, to) = (Add(from, last), Add(to, built.Length));
        }
        built.Append(text, last, text.Length - last);
        return (built.ToString(), at =>
        {
            var index = from.BinarySearch(at);
            if (index < 0) index = ~index - 1;
            while (index + 1 < from.Count && from[index + 1] == at) index++;
            return index % 2 == 1 && at > from[index] ? to[index + 1] : to[index] + at - from[index];
        });
    }

    public static Layout Moved(Layout layout, Func<int, int> at) => new(
        [.. layout.Turns.Select(t => t with { Start = at(t.Start), End = at(t.End), Fragments = [.. t.Fragments.Select(f => f with { Start = at(f.Start), End = at(f.End) })] })],
        [.. layout.Pages.Select(at)]);

    private static List<int> Add(List<int> list, int value)
    {
        list.Add(value);
        return list;
    }
}
