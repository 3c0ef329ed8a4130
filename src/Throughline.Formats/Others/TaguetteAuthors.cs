using System.Text.Json;
using Throughline.Formats.Databases;

namespace Throughline.Formats.Others;

/// <summary>Who highlighted and tagged, from the log of commands: each highlight_add gives all tags of a highlight, so whoever first gave one put it there.</summary>
internal sealed class TaguetteAuthors
{
    private readonly Dictionary<long, By> made = [];
    private readonly Dictionary<(long Highlight, long Tag), By> tagged = [];
    private readonly Dictionary<long, HashSet<long>> last = [];

    /// <summary>A person and a moment.</summary>
    public sealed record By(string Login, DateTimeOffset? At);

    /// <summary>The one member of the project; null where there are more or none.</summary>
    public string? Only { get; private init; }

    public static TaguetteAuthors Read(SqliteFile file, long project)
    {
        var members = file.Rows("project_members", "project_id", "user_login").Where(r => r.Number(0) == project).Select(r => r.Words(1)).OfType<string>().Distinct().Take(2).ToList();
        var authors = new TaguetteAuthors { Only = members is [var only] ? only : null };
        foreach (var row in file.Rows("commands", "project_id", "user_login", "date", "payload"))
            if (row.Number(0) == project && row.Words(1) is { } login && row.Text(3) is { } payload && payload.Contains("highlight_add", StringComparison.Ordinal))
                authors.Take(payload, new(login, row.Moment(2)));
        return authors;
    }

    /// <summary>Who made a highlight.</summary>
    public By? Of(long highlight) => made.GetValueOrDefault(highlight);

    /// <summary>Who put a tag on it.</summary>
    public By? Of(long highlight, long tag) => tagged.GetValueOrDefault((highlight, tag));

    private void Take(string payload, By by)
    {
        try
        {
            using var json = JsonDocument.Parse(payload, new JsonDocumentOptions { MaxDepth = 16 });
            if (json.RootElement is not { ValueKind: JsonValueKind.Object } root || !root.TryGetProperty("highlight_id", out var id) || !id.TryGetInt64(out var highlight)) return;
            made.TryAdd(highlight, by);
            var now = root.TryGetProperty("tags", out var list) && list.ValueKind == JsonValueKind.Array
                ? list.EnumerateArray().Where(t => t.ValueKind == JsonValueKind.Number).Select(t => t.TryGetInt64(out var tag) ? tag : -1).ToHashSet() : [];
            var before = last.GetValueOrDefault(highlight, []);
            foreach (var tag in now.Where(t => !before.Contains(t))) tagged[(highlight, tag)] = by;
            last[highlight] = now;
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            // Only who did it stays unknown.
        }
    }
}
