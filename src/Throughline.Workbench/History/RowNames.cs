using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Throughline.Workbench.Coding;
using Throughline.Workbench.Shared;
using Throughline.Workbench.Sources;

namespace Throughline.Workbench.History;

/// <summary>Says ids, instants and flags of rows as people would. What has gone since is found in the change itself, where it is there.</summary>
internal sealed class RowNames
{
    private const string Gone = "something removed since";

    private readonly Dictionary<Guid, string> names = [];
    private readonly Dictionary<Guid, Source> sources = [];
    private readonly Dictionary<Guid, CodedSegment> segments = [];

    public static async Task<RowNames> LoadAsync(StudyScope scope, IReadOnlyCollection<RowEdit> edits)
    {
        var found = new RowNames();
        var ids = edits.SelectMany(Ids).Distinct().ToList();
        foreach (var edit in edits) found.Learn(edit);
        foreach (var some in ids.Chunk(500)) await found.LoadAsync(scope, some);
        await found.NameSegmentsAsync(scope, [.. edits.Select(e => e.Id)]);
        return found;
    }

    private static IEnumerable<Guid> Ids(RowEdit edit) => new[] { edit.Before, edit.After }.OfType<IReadOnlyDictionary<string, JsonElement>>()
        .SelectMany(side => side.Values).Where(v => v.ValueKind == JsonValueKind.String && v.TryGetGuid(out _)).Select(v => v.GetGuid()).Append(edit.Id);

    private void Learn(RowEdit edit)
    {
        foreach (var side in new[] { edit.Before, edit.After })
            foreach (var field in new[] { "name", "code", "label", "title" })
                if (side is not null && side.TryGetValue(field, out var name) && name.GetString() is { Length: > 0 } said) names[edit.Id] = said;
    }

    private async Task LoadAsync(StudyScope scope, Guid[] ids)
    {
        var cancel = scope.Cancel;
        foreach (var code in await scope.Codes.Where(c => ids.Contains(c.Id)).Select(c => new { c.Id, c.Name }).ToListAsync(cancel)) names[code.Id] = code.Name;
        foreach (var theme in await scope.Themes.Where(t => ids.Contains(t.Id)).Select(t => new { t.Id, t.Label }).ToListAsync(cancel)) names[theme.Id] = theme.Label;
        foreach (var one in await scope.Participants.Where(p => ids.Contains(p.Id)).Select(p => new { p.Id, p.Name }).ToListAsync(cancel)) names[one.Id] = one.Name;
        foreach (var one in await scope.Respondents.Where(r => ids.Contains(r.Id)).Select(r => new { r.Id, r.Code }).ToListAsync(cancel)) names[one.Id] = one.Code;
        foreach (var one in await scope.Variables.Where(v => ids.Contains(v.Id)).Select(v => new { v.Id, v.Name }).ToListAsync(cancel)) names[one.Id] = one.Name;
        foreach (var one in await scope.Questionnaires.Where(q => ids.Contains(q.Id)).Select(q => new { q.Id, q.Name }).ToListAsync(cancel)) names[one.Id] = one.Name;
        foreach (var one in await scope.Samples.Where(s => ids.Contains(s.Id)).Select(s => new { s.Id, s.Name }).ToListAsync(cancel)) names[one.Id] = one.Name;
        foreach (var coder in await scope.Coders.Where(c => ids.Contains(c.Id)).ToListAsync(cancel)) names[coder.Id] = coder.Name;
        foreach (var note in await scope.Notes.Where(n => ids.Contains(n.Id)).Select(n => new { n.Id, n.Title, n.Text }).ToListAsync(cancel))
            names[note.Id] = note.Title.Length > 0 ? note.Title : Told.Words(note.Text);
        foreach (var segment in await scope.Segments.Where(s => ids.Contains(s.Id)).ToListAsync(cancel)) segments[segment.Id] = segment;
        var wanted = ids.Concat(segments.Values.Select(s => s.SourceId)).Distinct().ToList();
        foreach (var source in await scope.Sources.Where(s => wanted.Contains(s.Id)).ToListAsync(cancel)) (sources[source.Id], names[source.Id]) = (source, source.Name);
    }

    /// <summary>A segment that something else points at is called by its words; of those that were changed themselves the words are told anyway.</summary>
    private async Task NameSegmentsAsync(StudyScope scope, HashSet<Guid> changed)
    {
        foreach (var segment in segments.Values.Where(s => !changed.Contains(s.Id)))
            if (sources.TryGetValue(segment.SourceId, out var source))
                names[segment.Id] = segment.End > segment.Start ? $"‘{Told.Words((await scope.ContentAsync(source)).Words(segment.Start, segment.End))}’ in {source.Name}" : $"a segment of {source.Name}";
    }

    public string Name(Guid id) => names.GetValueOrDefault(id, Gone);

    public bool Stands(Guid id) => names.ContainsKey(id) || segments.ContainsKey(id);

    public CodedSegment? Segment(Guid id) => segments.GetValueOrDefault(id);

    public Source? Source(Guid id) => sources.GetValueOrDefault(id);

    public string? Say(RowWords.Saying saying, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => saying == RowWords.Saying.Moment ? "no" : null,
        JsonValueKind.True or JsonValueKind.False => value.GetBoolean() ? "yes" : "no",
        JsonValueKind.Number => saying switch
        {
            RowWords.Saying.Moment => Instant.At(value.GetInt64()).ToLocalTime().ToString("d MMMM yyyy, HH:mm", CultureInfo.GetCultureInfo("en-GB")),
            RowWords.Saying.Version => value.GetInt64() == 0 ? "none" : $"version {value.GetInt64()}",
            _ => value.TryGetInt64(out var whole) ? whole.ToString("N0", CultureInfo.InvariantCulture) : value.GetDouble().ToString(CultureInfo.InvariantCulture),
        },
        _ => saying switch
        {
            RowWords.Saying.Values => Values(value.GetString()!),
            >= RowWords.Saying.Code and <= RowWords.Saying.Target when value.TryGetGuid(out var id) => Name(id),
            _ => value.GetString(),
        },
    };

    private static string Values(string json)
    {
        using var document = JsonDocument.Parse(json);
        return string.Join("\n", document.RootElement.EnumerateObject().Select(v => $"{v.Name}: {v.Value}"));
    }
}
