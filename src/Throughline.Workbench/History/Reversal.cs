using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Throughline.Workbench.Respondents;
using Throughline.Workbench.Shared;

namespace Throughline.Workbench.History;

/// <summary>Puts the rows of changes back to what they were before them, or says what stands in the way.</summary>
internal sealed class Reversal(StudyScope scope)
{
    /// <summary>Stands in a recorded edit whose content was erased, with the study code of whose wish it was.</summary>
    public const string ErasedMark = "erased";

    private readonly Dictionary<(string Kind, Guid Id), IRecorded> standing = [], removed = [];

    /// <param name="changes">The changes, the newest first.</param>
    public async Task<Problem?> ApplyAsync(IReadOnlyList<Change> changes)
    {
        if (changes.FirstOrDefault(c => Irreversible.Is(c)) is { } final) return Irreversible.Told(final);
        var all = changes.Select(c => (Change: c, Edits: RowEdit.Read(c.Edits))).ToList();
        await LoadAsync(all.SelectMany(a => a.Edits));
        var obstacles = new Obstacles(scope, all[^1].Change);
        scope.Rows.ChangeTracker.AutoDetectChangesEnabled = false;
        foreach (var (change, edits) in all)
            foreach (var edit in edits.Reverse())
                if (!Reverse(edit)) return await obstacles.OnAsync(edit.Id, after: change.Number);
        scope.Rows.ChangeTracker.AutoDetectChangesEnabled = true;
        scope.Rows.ChangeTracker.DetectChanges();
        return await new Pointers(scope, obstacles).CheckAsync() ?? await new OneOfEach(scope, obstacles).CheckAsync() ?? await new WordsStand(scope, obstacles).CheckAsync();
    }

    private async Task LoadAsync(IEnumerable<RowEdit> edits)
    {
        foreach (var kind in edits.GroupBy(e => e.Kind))
            foreach (var (id, row) in await RecordedTypes.Of(kind.Key).LoadAsync(scope.Rows, scope.StudyId, [.. kind.Select(e => e.Id).Distinct()], scope.Cancel))
                standing[(kind.Key, id)] = row;
    }

    private bool Reverse(RowEdit edit)
    {
        var key = (edit.Kind, edit.Id);
        var row = standing.GetValueOrDefault(key);
        if (edit.After is null) return row is null && Restore(key, edit.Before!);
        if (row is null || !Stands(row, edit.After)) return false;
        if (edit.Before is null) Remove(key, row);
        else Write(row, edit.Before);
        return true;
    }

    private void Remove((string, Guid) key, IRecorded row)
    {
        var isKept = scope.Rows.Entry(row).State != EntityState.Added;
        scope.Rows.Remove(row);
        standing.Remove(key);
        if (isKept) removed[key] = row;
    }

    private bool Restore((string Kind, Guid Id) key, IReadOnlyDictionary<string, JsonElement> values)
    {
        if (removed.Remove(key, out var row)) Revive(row);
        else
        {
            row = RecordedTypes.Of(key.Kind).Create();
            (row.StudyId, row.Id) = (scope.StudyId, key.Id);
        }
        Write(row, values);
        if (scope.Rows.Entry(row).State == EntityState.Detached) scope.Rows.Add((object)row);
        standing[key] = row;
        return true;
    }

    /// <summary>What one of the changes had added and an older one had removed is one row, altered, to the history.</summary>
    private void Revive(IRecorded row)
    {
        var entry = scope.Rows.Entry(row);
        var kept = entry.OriginalValues.Clone();
        entry.State = EntityState.Unchanged;
        entry.OriginalValues.SetValues(kept);
    }

    private static bool Stands(IRecorded row, IReadOnlyDictionary<string, JsonElement> after) =>
        after.All(field => RowEdit.Property(row, field.Key) is not { } property || RowEdit.Same(property.GetValue(row), field.Value));

    private static void Write(IRecorded row, IReadOnlyDictionary<string, JsonElement> values)
    {
        foreach (var (name, value) in values) RowEdit.Write(row, name, value);
    }
}

/// <summary>The few acts that nothing takes back: what was done with the identity vault, and erasures that ethics demands.</summary>
internal static class Irreversible
{
    private const string Erased = $"\"{Reversal.ErasedMark}\":\"";

    public static bool Is(Change change) => change.Touches.Split(',').Contains(nameof(VaultEvent)) || change.Edits.Contains(Erased, StringComparison.Ordinal);

    public static Problem Told(Change change) => !change.Touches.Split(',').Contains(nameof(VaultEvent)) ? ErasedSince(change) : new Problem.Conflict(
        "This cannot be undone", $"Change {change.Number} ({change.Summary}) tells of the identity vault or of an erasure. It happened, and its record stays.");

    private static Problem.Conflict ErasedSince(Change change)
    {
        var from = change.Edits.IndexOf(Erased, StringComparison.Ordinal) + Erased.Length;
        var code = change.Edits[from..change.Edits.IndexOf('"', from)];
        return new("It was erased", $"Change {change.Number} held what {code} had given. {code} withdrew, and at their wish it was erased here too; it cannot be brought back.");
    }
}
