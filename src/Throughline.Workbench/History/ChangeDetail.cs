using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Throughline.Workbench.Access;
using Throughline.Workbench.Codebook;
using Throughline.Workbench.Coding;
using Throughline.Workbench.Shared;

namespace Throughline.Workbench.History;

/// <summary>One change as people understand it: what it touched, and what each thing was before and after, in words.</summary>
public sealed class ChangeDetail(StudyStore store) : IQuestion
{
    /// <summary>A change may have touched twenty thousand rows; nobody reads them all.</summary>
    public const int Most = 40;
    private const int LongestText = 20_000;

    public const string Added = "added", Changed = "changed", Removed = "removed";

    /// <param name="Label">What the field is called.</param>
    /// <param name="Before">Null where there was none.</param>
    /// <param name="After">Null where there is none.</param>
    /// <param name="IsProse">Worth comparing word by word.</param>
    /// <param name="IsSaid">Words of a participant.</param>
    public sealed record Field(string Label, string? Before, string? After, bool IsProse, bool IsSaid);

    /// <param name="Kind">code, segment, theme: in people's words.</param>
    /// <param name="Type">The same in the program's.</param>
    /// <param name="Id">Its id.</param>
    /// <param name="Name">What it is called.</param>
    /// <param name="Did">added, changed or removed.</param>
    /// <param name="Source">For a segment, where it is.</param>
    /// <param name="Fields">What was altered; for what was added or removed, what it said.</param>
    public sealed record Item(string Kind, string Type, Guid Id, string Name, string Did, Guid? Source, IReadOnlyList<Field> Fields);

    public sealed record Sum(string Kind, string Did, int Count);

    /// <param name="Change">Who, when and what.</param>
    /// <param name="Sums">How many of each kind it touched.</param>
    /// <param name="Items">The first of them.</param>
    public sealed record Answer(ChangeLine Change, IReadOnlyList<Sum> Sums, IReadOnlyList<Item> Items);

    public Task<Outcome<Answer>> AskAsync(StudyRef study, Actor actor, long number, CancellationToken cancel) =>
        store.AskAsync<Answer>(study, actor, async scope =>
        {
            if (await scope.Changes.FirstOrDefaultAsync(c => c.Number == number, cancel) is not { } change) return new Problem.NotFound("change", $"{number}");
            var edits = RowEdit.Read(change.Edits);
            var told = edits.OrderBy(Weight).Take(Most).ToList();
            var names = await RowNames.LoadAsync(scope, told);
            var items = new List<Item>();
            foreach (var edit in told) items.Add(await ItemAsync(scope, names, edit));
            return new Answer(ChangeLine.Of(change), Sums(edits), items);
        }, cancel);

    /// <summary>What says most comes first: definitions before the code that points at their version, codes before segments.</summary>
    private static int Weight(RowEdit edit) => edit.Kind switch { nameof(CodeDefinition) => 0, nameof(Code) => 1, nameof(CodedSegment) => 3, _ => 2 };

    private static List<Sum> Sums(IReadOnlyList<RowEdit> edits) =>
        [.. edits.GroupBy(e => (e.Kind, Did: Did(e))).Select(g => new Sum(g.Count() == 1 ? RowWords.One(g.Key.Kind) : RowWords.Many(g.Key.Kind), g.Key.Did, g.Count()))];

    private static string Did(RowEdit edit) => edit.Before is null ? Added : edit.After is null ? Removed : Changed;

    private static async Task<Item> ItemAsync(StudyScope scope, RowNames names, RowEdit edit)
    {
        var (before, after) = (edit.Before, edit.After);
        if (edit.Kind == nameof(CodeDefinition) && before is null) before = await EarlierAsync(scope, after!);
        var fields = new List<Field>();
        foreach (var field in RowWords.FieldsOf(edit.Kind))
        {
            var (was, became) = field.Name == "stretch"
                ? (await WordsAsync(scope, names, edit, edit.Before), await WordsAsync(scope, names, edit, edit.After))
                : (Say(names, field, before), Say(names, field, after));
            if (field.Saying == RowWords.Saying.Place) (was, became) = (null, edit is { Before: not null, After: not null } && after!.ContainsKey(field.Name) ? "changed" : null);
            if (was == became || string.IsNullOrEmpty(was) && string.IsNullOrEmpty(became)) continue;
            fields.Add(new(field.Label, was, became, field.Saying is RowWords.Saying.Long or RowWords.Saying.Serif, field.Saying == RowWords.Saying.Serif));
        }
        return new(RowWords.One(edit.Kind), edit.Kind, edit.Id, await NameAsync(scope, names, edit), Did(edit), SourceOf(names, edit), fields);
    }

    private static string? Say(RowNames names, RowWords.Field field, IReadOnlyDictionary<string, JsonElement>? side) =>
        side is not null && side.TryGetValue(field.Name, out var value) && names.Say(field.Saying, value) is { } said
            ? said.Length > LongestText ? said[..LongestText] + "…" : said
            : null;

    /// <summary>A new version of a definition stands beside the old one; people compare the two.</summary>
    private static async Task<IReadOnlyDictionary<string, JsonElement>?> EarlierAsync(StudyScope scope, IReadOnlyDictionary<string, JsonElement> added)
    {
        var (code, version) = (added["codeId"].GetGuid(), added["version"].GetInt32() - 1);
        var earlier = await scope.Definitions.FirstOrDefaultAsync(d => d.CodeId == code && d.Version == version, scope.Cancel);
        return earlier is null ? null : JsonSerializer.SerializeToElement(earlier, JsonSerializerOptions.Web).EnumerateObject()
            .Where(f => f.Name is not ("reason" or "at" or "by")).ToDictionary(f => f.Name, f => f.Value);
    }

    private static Guid? SourceOf(RowNames names, RowEdit edit) =>
        edit.Kind != nameof(CodedSegment) ? null : FieldOf(edit, edit.After ?? edit.Before, "sourceId") ?? names.Segment(edit.Id)?.SourceId;

    private static Guid? FieldOf(RowEdit edit, IReadOnlyDictionary<string, JsonElement>? side, string name) =>
        side is not null && side.TryGetValue(name, out var value) && value.TryGetGuid(out var id) ? id
        : edit.Before is not null && edit.Before.TryGetValue(name, out value) && value.TryGetGuid(out id) ? id
        : null;

    private static async Task<string> NameAsync(StudyScope scope, RowNames names, RowEdit edit) => edit.Kind switch
    {
        nameof(CodedSegment) => $"‘{Told.Words(await StretchAsync(scope, names, edit, edit.After ?? edit.Before!) ?? "words removed since")}’",
        nameof(CodeDefinition) => FieldOf(edit, edit.After ?? edit.Before, "codeId") is { } code ? names.Name(code) : "",
        _ => names.Stands(edit.Id) ? names.Name(edit.Id) : "",
    };

    /// <summary>The words of a segment, where its bounds were altered or it came or went.</summary>
    private static async Task<string?> WordsAsync(StudyScope scope, RowNames names, RowEdit edit, IReadOnlyDictionary<string, JsonElement>? side) =>
        side is not null && (side.ContainsKey("start") || side.ContainsKey("end")) ? await StretchAsync(scope, names, edit, side) : null;

    private static async Task<string?> StretchAsync(StudyScope scope, RowNames names, RowEdit edit, IReadOnlyDictionary<string, JsonElement> side)
    {
        var now = names.Segment(edit.Id);
        if (SourceOf(names, edit) is not { } id || names.Source(id) is not { } source) return null;
        int? Bound(string name, int? current) => side.TryGetValue(name, out var value) ? value.GetInt32() : current;
        if (Bound("start", now?.Start) is not { } start || Bound("end", now?.End) is not { } end) return null;
        return (await scope.ContentAsync(source)).Words(start, end);
    }
}
