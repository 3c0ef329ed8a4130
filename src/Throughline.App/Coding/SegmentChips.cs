using Throughline.Workbench.Coding;

namespace Throughline.App.Coding;

/// <summary>What narrows the list, as chips: each can be taken away.</summary>
public static class SegmentChips
{
    /// <param name="Name">What it says: "P07, P11".</param>
    /// <param name="Without">The list without it.</param>
    public sealed record Chip(string Name, QueryString Without);

    public static IEnumerable<Chip> Of(SegmentQuery query, SegmentsWhere.Answer found, SegmentChoices.Answer choices)
    {
        Chip Make(string name, params ReadOnlySpan<(string, string?)> gone) => new(name, query.ToQuery(gone));
        if (found.Codes.Count > 1)
            yield return Make(string.Join(query.Codes == "all" ? " with " : " or ", found.Codes.Select(c => c.Name)), ("code", null), ("codes", null), ("children", null));
        else if (query.Children == true && found.Codes.Count == 1) yield return Make("with the codes under it", ("children", null));
        if (query.Participant is { Length: > 0 } people) yield return Make(Names(people, choices.Participants), ("participant", null));
        if (query.Source is { Length: > 0 } sources) yield return Make(Names(sources, choices.Sources), ("source", null));
        if (query.Coder is { Length: > 0 } coders) yield return Make($"by {string.Join(", ", coders)}", ("coder", null));
        if (Days(query.From, query.To) is { } days) yield return Make(days, ("from", null), ("to", null));
        if (query.Text is { Length: > 0 } text) yield return Make($"holding “{text}”", ("text", null));
        if (query.Older == true) yield return Make("under an older definition", ("older", null));
        if (query.Theme == "none") yield return Make("in no theme", ("theme", null));
        else if (query.Theme is { Length: > 0 } theme)
            yield return Make($"{query.Stance ?? "in"} {(query.Stance is null ? "" : "for ")}{Names([theme], choices.Themes)}", ("theme", null), ("stance", null));
    }

    private static string? Days(string? from, string? to) => (from, to) switch
    {
        ({ Length: > 0 }, { Length: > 0 }) when from == to => $"coded on {from}",
        ({ Length: > 0 }, { Length: > 0 }) => $"coded {from} to {to}",
        ({ Length: > 0 }, _) => $"coded since {from}",
        (_, { Length: > 0 }) => $"coded until {to}",
        _ => null,
    };

    private static string Names(IEnumerable<string> named, IReadOnlyList<SegmentChoices.Choice> all)
    {
        var names = named.Select(n => Guid.TryParse(n, out var id) ? all.FirstOrDefault(c => c.Id == id)?.Name ?? n : n).ToList();
        return names.Count <= 5 ? string.Join(", ", names) : $"{string.Join(", ", names.Take(4))} and {names.Count - 4} others";
    }
}
