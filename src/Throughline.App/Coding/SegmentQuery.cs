using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Throughline.App.Shell;
using Throughline.Workbench.Coding;
using Throughline.Workbench.Shared;
using Throughline.Workbench.Themes;

namespace Throughline.App.Coding;

/// <summary>Which segments, as addresses and commands say it: the page, REST and exports all read the same words.</summary>
public sealed record SegmentQuery
{
    public static readonly IReadOnlyList<string> Orders = ["participant", "source", "code", "coder", "date"], Contexts = ["none", "turn", "1", "3"];

    [FromQuery] public string[]? Code { get; init; }

    /// <summary>any (the default) or all: whether every code must stand on the same words.</summary>
    [FromQuery] public string? Codes { get; init; }
    [FromQuery] public bool? Children { get; init; }
    [FromQuery] public string[]? Source { get; init; }
    [FromQuery] public string[]? Coder { get; init; }
    [FromQuery] public string[]? Participant { get; init; }
    [FromQuery] public string? From { get; init; }
    [FromQuery] public string? To { get; init; }
    [FromQuery] public string? Text { get; init; }
    [FromQuery] public bool? Older { get; init; }

    /// <summary>A theme, or none: what no theme holds.</summary>
    [FromQuery] public string? Theme { get; init; }
    [FromQuery] public string? Stance { get; init; }

    /// <summary>none, turn, 1 or 3 turns around it.</summary>
    [FromQuery] public string? Context { get; init; }
    [FromQuery] public string? By { get; init; }
    [FromQuery] public string? Cursor { get; init; }
    [FromQuery] public int? Limit { get; init; }

    /// <summary>As the address of a page says it.</summary>
    public static SegmentQuery Of(IQueryCollection query)
    {
        string? One(string name) => query[name].ToString() is { Length: > 0 } value ? value : null;
        string[] All(string name) => [.. query[name].OfType<string>()];
        return new()
        {
            Code = All("code"), Codes = One("codes"), Children = One("children") == "true", Source = All("source"), Coder = All("coder"),
            Participant = All("participant"), From = One("from"), To = One("to"), Text = One("text"), Older = One("older") == "true", Theme = One("theme"),
            Stance = One("stance"), Context = One("context"), By = One("by"), Cursor = One("cursor"),
            Limit = int.TryParse(One("limit"), NumberStyles.None, CultureInfo.InvariantCulture, out var limit) ? limit : null,
        };
    }

    public Outcome<SegmentsWhere.Request> Request()
    {
        if (!Days.Read(From, To).Is(out var days, out var problem)) return problem;
        if (Said(Codes) is { } every && every is not ("any" or "all")) return new Problem.Invalid("codes", $"codes is any or all, not “{every}”.");
        if (Said(Stance) is { } stance && stance is not (ThemeSegment.Supporting or ThemeSegment.Contrary))
            return new Problem.Invalid("stance", $"A stance is {ThemeSegment.Supporting} or {ThemeSegment.Contrary}, not “{stance}”.");
        if (!Read(By, Orders, SegmentOrder.Source, "by").Is(out var by, out problem)) return problem;
        if (!Read(Context, Contexts, ContextWidth.None, "context").Is(out var context, out problem)) return problem;
        var theme = Said(Theme);
        var filter = new SegmentFilter
        {
            Codes = Some(Code), AllCodes = Codes == "all", WithChildren = Children ?? false, Sources = Some(Source), Coders = Some(Coder),
            Participants = Some(Participant), From = days.From, To = days.To, Text = Said(Text), Older = Older ?? false,
            Theme = theme == "none" ? null : theme, Unthemed = theme == "none", Stance = Said(Stance),
        };
        return new SegmentsWhere.Request(filter, by, context, Said(Cursor), Limit);
    }

    /// <summary>The same in the words of an address, without the place in the list.</summary>
    public QueryString ToQuery(params ReadOnlySpan<(string Name, string? Value)> instead)
    {
        var parts = new List<KeyValuePair<string, string?>>();
        void Add(string name, params IEnumerable<string?> values) => parts.AddRange(values.Where(v => !string.IsNullOrEmpty(v)).Select(v => KeyValuePair.Create(name, v)));
        Add("code", Some(Code));
        Add("codes", Codes == "all" ? "all" : null);
        Add("children", Children == true ? "true" : null);
        Add("source", Some(Source));
        Add("coder", Some(Coder));
        Add("participant", Some(Participant));
        Add("from", From);
        Add("to", To);
        Add("text", Text);
        Add("older", Older == true ? "true" : null);
        Add("theme", Theme);
        Add("stance", Stance);
        Add("context", Context);
        Add("by", By);
        foreach (var (name, value) in instead)
        {
            parts.RemoveAll(p => p.Key == name);
            Add(name, value);
        }
        return QueryString.Create(parts);
    }

    /// <summary>The same codes, context and order, and nothing else that narrows.</summary>
    public QueryString Cleared() => new SegmentQuery { Code = Code, Codes = Codes, Children = Children, Context = Context, By = By }.ToQuery();

    private static Outcome<T> Read<T>(string? written, IReadOnlyList<string> words, T otherwise, string field) where T : struct, Enum
    {
        if (Said(written) is not { } word) return otherwise;
        var place = words.TakeWhile(w => !string.Equals(w, word.TrimStart('±', '+'), StringComparison.OrdinalIgnoreCase)).Count();
        return place < words.Count
            ? Enum.GetValues<T>()[place]
            : new Problem.Invalid(field, $"{field} is one of {string.Join(", ", words)}, not “{word}”.");
    }

    private static string? Said(string? value) => string.IsNullOrWhiteSpace(value) ? null : value.Trim();

    private static IReadOnlyList<string> Some(string[]? values) => [.. (values ?? []).Where(v => !string.IsNullOrWhiteSpace(v)).Select(v => v.Trim())];
}
