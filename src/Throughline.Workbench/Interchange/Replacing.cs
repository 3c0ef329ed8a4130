using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Throughline.Formats;
using Throughline.Workbench.Sources;

namespace Throughline.Workbench.Interchange;

/// <summary>Words with names replaced by pseudonyms, and where each place of the words has moved to.</summary>
internal sealed class Replacing
{
    private const int Shortest = 4, MostNamed = 12;
    private readonly Regex? names, near;
    private readonly SortedSet<string> left = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, string> instead;

    public Replacing(IReadOnlyList<Pseudonym> pseudonyms)
    {
        var all = pseudonyms.Where(p => p.Name.Trim().Length > 0).DistinctBy(p => Once(p.Name), StringComparer.OrdinalIgnoreCase).ToList();
        instead = all.ToDictionary(p => Once(p.Name), p => p.Instead.Trim(), StringComparer.OrdinalIgnoreCase);
        // An underscore is no part of a name: Markdown puts it around words. A name may run over the end of a line.
        if (all.Count == 0) return;
        names = new(string.Join('|', instead.Keys.OrderByDescending(n => n.Length).Select(n => $@"(?<![\p{{L}}\p{{M}}\p{{N}}]){string.Join(@"\s+", n.Split(' ').Select(Regex.Escape))}(?![\p{{L}}\p{{M}}\p{{N}}])")), RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
        var longer = instead.Keys.Where(n => n.Length >= Shortest && !n.Contains(' ', StringComparison.Ordinal)).ToList();
        if (longer.Count > 0) near = new($@"(?<![\p{{L}}\p{{M}}\p{{N}}])(?:{string.Join('|', longer.Select(Regex.Escape))})[\p{{L}}\p{{M}}\p{{N}}]+", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
    }

    /// <summary>Words of the texts that only begin with a name of the list, as where a language bends names: they stay.</summary>
    public IEnumerable<ReadWarning> Remarks() => left.Count == 0 ? [] :
    [
        new("Pseudonyms", $"{string.Join(", ", left.Take(MostNamed).Select(w => $"“{w}”"))}{(left.Count > MostNamed ? $" and {left.Count - MostNamed:N0} more" : "")} only {(left.Count == 1 ? "begins" : "begin")} with a name of the list, and {(left.Count == 1 ? "stays" : "stay")}. Put {(left.Count == 1 ? "it" : "them")} on the list if {(left.Count == 1 ? "it tells" : "they tell")} who somebody is."),
    ];

    public string Of(string text) => names is null ? text : names.Replace(text, m => instead[Once(m.Value)]);

    private static string Once(string name) => string.Join(' ', name.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static readonly JsonSerializerOptions Plainly = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The same within JSON, whose escapes hide where a name begins and which a pseudonym must not break; other words as they are.</summary>
    public string OfKept(string text)
    {
        if (names is null || text.Length < 2 || text[0] is not ('{' or '[')) return Of(text);
        try
        {
            return Of(JsonNode.Parse(text))!.ToJsonString(Plainly);
        }
        catch (JsonException)
        {
            return Of(text);
        }
    }

    private JsonNode? Of(JsonNode? node) => node switch
    {
        JsonObject held => new JsonObject(held.Select(p => KeyValuePair.Create(Of(p.Key), Of(p.Value))).DistinctBy(p => p.Key)),
        JsonArray all => new JsonArray([.. all.Select(Of)]),
        JsonValue value when value.TryGetValue<string>(out var text) => JsonValue.Create(Of(text)),
        _ => node?.DeepClone(),
    };

    /// <summary>The words, and a way from places in the old to places in the new; a place within a name is at the edge of its pseudonym.</summary>
    public (string Text, Func<int, int> At) Placed(string text)
    {
        foreach (Match match in near?.Matches(text) ?? Enumerable.Empty<Match>())
            if (!instead.ContainsKey(match.Value)) left.Add(match.Value);
        if (names is null || names.Matches(text) is not { Count: > 0 } found) return (text, at => at);
        var (built, last) = (new StringBuilder(), 0);
        var (from, to) = (new List<int> { 0 }, new List<int> { 0 });
        foreach (Match match in found)
        {
            built.Append(text, last, match.Index - last);
            (from, to) = (Add(from, match.Index), Add(to, built.Length));
            built.Append(instead[Once(match.Value)]);
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
