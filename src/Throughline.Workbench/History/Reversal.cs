using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Throughline.Workbench.Codebook;
using Throughline.Workbench.Shared;

namespace Throughline.Workbench.History;

/// <summary>Puts the rows of a change back to what they were before it, or says what stands in the way.</summary>
internal sealed class Reversal(StudyScope scope, Change change)
{
    private readonly IReadOnlyList<RowEdit> edits = RowEdit.Read(change.Edits);
    private readonly Dictionary<(string, Guid), IRecorded> rows = [];

    public async Task<Problem?> ApplyAsync()
    {
        scope.Rows.ChangeTracker.AutoDetectChangesEnabled = false;
        foreach (var kind in edits.GroupBy(e => e.Kind))
            foreach (var (id, row) in await RecordedTypes.Of(kind.Key).LoadAsync(scope.Rows, scope.StudyId, [.. kind.Select(e => e.Id)], scope.Cancel))
                rows[(kind.Key, id)] = row;
        foreach (var edit in edits.Reverse())
            if (!Reverse(edit)) return await ConflictAsync(edit.Id);
        scope.Rows.ChangeTracker.AutoDetectChangesEnabled = true;
        scope.Rows.ChangeTracker.DetectChanges();
        return await DependentAsync() ?? await CodebookAsync();
    }

    /// <summary>Later acts may have taken a name, or put the one code under the other, so that the old place is no longer possible.</summary>
    private async Task<Problem?> CodebookAsync()
    {
        var touched = edits.Where(e => e.Kind == nameof(Code) && e.Before is not null).Select(e => e.Id).ToHashSet();
        if (touched.Count == 0) return null;
        await scope.Codes.LoadAsync(scope.Cancel);
        return CodeOrder.Impossible([.. scope.Rows.Codes.Local], touched) is not { } code ? null : new Problem.Conflict(
            "This change cannot be undone alone",
            $"The place or the name that {code.Name} had is taken since. Move or rename what stands there now, and undo again.");
    }

    private bool Reverse(RowEdit edit)
    {
        var row = rows.GetValueOrDefault((edit.Kind, edit.Id));
        if (edit.After is null) return row is null && Restore(edit);
        if (row is null || !Stands(row, edit.After)) return false;
        if (edit.Before is null) scope.Rows.Remove(row);
        else Write(row, edit.Before);
        return true;
    }

    private bool Restore(RowEdit edit)
    {
        var row = RecordedTypes.Of(edit.Kind).Create();
        (row.StudyId, row.Id) = (scope.StudyId, edit.Id);
        Write(row, edit.Before!);
        scope.Rows.Add((object)row);
        return true;
    }

    private static bool Stands(IRecorded row, IReadOnlyDictionary<string, JsonElement> after) =>
        after.All(field => Property(row, field.Key) is not { } property || RowEdit.Same(property.GetValue(row), field.Value));

    private static void Write(IRecorded row, IReadOnlyDictionary<string, JsonElement> values)
    {
        foreach (var (name, value) in values)
            if (Property(row, name) is { } property) property.SetValue(row, RowEdit.Value(value, property.PropertyType));
    }

    /// <summary>A field that a later version of the program no longer has is passed over.</summary>
    private static System.Reflection.PropertyInfo? Property(IRecorded row, string name) =>
        row.GetType().GetProperty(char.ToUpperInvariant(name[0]) + name[1..]);

    /// <summary>Rows that would be removed and that others have come to depend on since.</summary>
    private async Task<Problem?> DependentAsync()
    {
        // What this same reversal takes away, or puts back to before they were there, does not stand in its own way.
        var settled = edits.Select(e => e.Id).ToHashSet();
        foreach (var edit in edits.Where(e => e.Before is null))
        {
            var held = edit.Kind switch
            {
                "Code" => await scope.Segments.Where(s => s.CodeId == edit.Id).Select(s => s.Id)
                    .Union(scope.Codes.Where(c => c.ParentId == edit.Id).Select(c => c.Id))
                    .Union(scope.Definitions.Where(d => d.CodeId == edit.Id).Select(d => d.Id))
                    .Union(scope.ThemeCodes.Where(t => t.CodeId == edit.Id).Select(t => t.Id)).ToListAsync(scope.Cancel),
                "Source" => await scope.Segments.Where(s => s.SourceId == edit.Id).Select(s => s.Id)
                    .Union(scope.Speakers.Where(s => s.SourceId == edit.Id).Select(s => s.Id))
                    .Union(scope.Notes.Where(n => n.TargetId == edit.Id).Select(n => n.Id)).ToListAsync(scope.Cancel),
                "Theme" => await scope.ThemeCodes.Where(t => t.ThemeId == edit.Id).Select(t => t.Id)
                    .Union(scope.ThemeSegments.Where(t => t.ThemeId == edit.Id).Select(t => t.Id)).ToListAsync(scope.Cancel),
                "Participant" => await scope.Speakers.Where(s => s.ParticipantId == edit.Id).Select(s => s.Id).ToListAsync(scope.Cancel),
                "Note" => await scope.NoteLinks.Where(l => l.NoteId == edit.Id).Select(l => l.Id).ToListAsync(scope.Cancel),
                _ => [],
            };
            if (held.Any(h => !settled.Contains(h))) return await ConflictAsync(edit.Id);
        }
        return null;
    }

    private async Task<Problem> ConflictAsync(Guid id)
    {
        var text = id.ToString();
        var later = await scope.Changes.AsNoTracking()
            .Where(c => c.Number > change.Number && c.ReversedBy == null && c.Reverses == null && c.Edits.Contains(text))
            .OrderByDescending(c => c.Number).FirstOrDefaultAsync(scope.Cancel);
        return later is null
            ? new Problem.Conflict("This change cannot be undone alone", "What it left has changed since. Undo the later changes first.")
            : new Problem.Conflict(
                "This change cannot be undone alone",
                $"Since then {later.Actor} {later.Summary} ({Instant.At(later.At):d MMMM, HH:mm}). Undo that first, change {later.Number}.",
                ChangeLine.Of(later));
    }
}
