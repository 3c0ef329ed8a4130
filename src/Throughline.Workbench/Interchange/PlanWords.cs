using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Throughline.Workbench.Codebook;
using Throughline.Workbench.Coding;
using Throughline.Workbench.Shared;
using Throughline.Workbench.Sources;

namespace Throughline.Workbench.Interchange;

/// <summary>How what stands here and what a file says are told to a person: names for ids, words for places, and of long texts the part that differs.</summary>
internal sealed class PlanWords(StudyScope scope, SaidRows said)
{
    private const int Most = 300, Edge = 50;
    private Dictionary<Guid, string> names = [];
    private readonly Dictionary<Guid, string?> texts = [];
    private readonly List<(int Line, SaidRow Row, object? Ours, object? There)> altered = [];

    public async Task LoadAsync() => names = await HereAsync(scope);

    /// <summary>What codes, sources, coders, themes and participants are called here.</summary>
    public static async Task<Dictionary<Guid, string>> HereAsync(StudyScope scope)
    {
        var names = new Dictionary<Guid, string>();
        foreach (var one in await scope.Codes.Select(c => new { c.Id, c.Name }).ToListAsync(scope.Cancel)) names[one.Id] = one.Name;
        foreach (var one in await scope.Sources.Select(s => new { s.Id, s.Name }).ToListAsync(scope.Cancel)) names[one.Id] = one.Name;
        foreach (var one in await scope.Coders.Select(c => new { c.Id, c.Name }).ToListAsync(scope.Cancel)) names[one.Id] = one.Name;
        foreach (var one in await scope.Themes.Select(t => new { t.Id, t.Label }).ToListAsync(scope.Cancel)) names[one.Id] = one.Label;
        foreach (var one in await scope.Participants.Select(p => new { p.Id, p.Name }).ToListAsync(scope.Cancel)) names[one.Id] = one.Name;
        return names;
    }

    public string NameOf(SaidRow row) => ExchangeNames.Of(row, said, names);

    public string NameOf(IRecorded row) => ExchangeNames.Of(row, names);

    /// <summary>Said once all is known: of most lines nobody reads it.</summary>
    public void Altered(int line, SaidRow row, object? ours, object? there) => altered.Add((line, row, ours, there));

    public async Task SayAsync(List<PlanLine> lines, Func<Guid, Source?> source)
    {
        var more = ExchangeReport.MostLines;
        foreach (var (at, row, ours, there) in altered)
        {
            if (lines[at].Did != PlanLine.Conflict && more-- <= 0) continue;
            var (here, other) = await SaidAsync(row, lines[at].Field, (ours, there), source);
            lines[at] = lines[at] with { Here = here, There = other };
        }
    }

    private async Task<(string?, string?)> SaidAsync(SaidRow row, string field, (object? Ours, object? There) sides, Func<Guid, Source?> source)
    {
        if (field is nameof(CodedSegment.Start) or nameof(CodedSegment.End) && row["SourceId"] is Guid id && await TextAsync(id, source) is { } text)
            return (At(text, field, sides.Ours), At(text, field, sides.There));
        return sides is (string a, string b) ? Differing(a, b) : (Plain(field, sides.Ours), Plain(field, sides.There));
    }

    private async Task<string?> TextAsync(Guid id, Func<Guid, Source?> source)
    {
        if (!texts.TryGetValue(id, out var text)) texts[id] = text = source(id) is { Length: > 0 } standing ? (await scope.ContentAsync(standing)).Text : null;
        return text;
    }

    /// <summary>The first words from a beginning, the last words up to an end.</summary>
    private static string? At(string text, string field, object? place)
    {
        if (place is not int at || at < 0 || at > text.Length) return Plain(place);
        if (field == nameof(CodedSegment.Start)) return $"“{Told.Words(text[at..Math.Min(text.Length, at + 2 * Edge)], Edge)}”";
        var from = Math.Max(0, at - Edge);
        if (from > 0) from = text.IndexOf(' ', from, at - from) is var space && space >= 0 ? space + 1 : char.IsLowSurrogate(text[from]) ? from + 1 : from;
        return $"“{(from > 0 ? "…" : "")}{text[from..at].ReplaceLineEndings(" ").Trim()}”";
    }

    /// <summary>Two texts that begin alike are told from a little before where they part.</summary>
    public static (string Ours, string There) Differing(string ours, string there)
    {
        if (ours.Length <= Most && there.Length <= Most) return (Told.Words(ours, Most), Told.Words(there, Most));
        var part = ours.AsSpan().CommonPrefixLength(there);
        var from = part <= Most / 2 ? 0 : ours.LastIndexOf(' ', part - Edge) + 1;
        string Of(string text) => from == 0 ? Told.Words(text, Most) : "…" + (from < text.Length ? Told.Words(text[from..], Most) : "");
        return (Of(ours), Of(there));
    }

    private string? Plain(string field, object? value) => value switch
    {
        null when field == nameof(Code.ParentId) => "at the top",
        Guid id => names.GetValueOrDefault(id) ?? (NamedThere(id) ?? id.ToString()),
        long at when field.EndsWith("At", StringComparison.Ordinal) => Instant.At(at).ToLocalTime().ToString("d MMMM yyyy, HH:mm", CultureInfo.GetCultureInfo("en-GB")),
        long ms when field is nameof(CodedSegment.FromMs) or nameof(CodedSegment.ToMs) => Told.Clock(ms),
        _ when field == nameof(Code.Position) => null,
        _ => Plain(value),
    };

    private string? NamedThere(Guid id) => said.Find(nameof(Code), id) is { } code ? code["Name"] as string : said.Find(nameof(Source), id)?["Name"] as string;

    private static string? Plain(object? value) => value switch
    {
        null => null,
        string text => Told.Words(text, Most),
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString(),
    };
}
