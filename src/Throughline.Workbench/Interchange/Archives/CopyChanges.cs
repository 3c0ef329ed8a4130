using System.Text.Json;
using Throughline.Workbench.History;
using Throughline.Workbench.Shared;

namespace Throughline.Workbench.Interchange.Archives;

/// <summary>What a copy did to one row since a certain change: how it stood then, and how it stands at the end.</summary>
internal sealed class CopiedRow(string kind, Guid id)
{
    public string Kind => kind;
    public Guid Id => id;

    /// <summary>Its fields when the copies parted, as far as they were changed since; null where it was not there.</summary>
    public Dictionary<string, JsonElement>? Before { get; private set; }

    /// <summary>Its fields at the end, as far as they were changed; null where it is gone.</summary>
    public Dictionary<string, JsonElement>? After { get; private set; }

    /// <summary>The last act that touched it, and who did it.</summary>
    public (long Number, string Actor, string Summary) Last { get; private set; }

    public bool IsAdded => Before is null && After is not null;
    public bool IsRemoved => Before is not null && After is null;
    public bool IsUntouched => Before is null && After is null;

    public static CopiedRow First(RowEdit edit) => new(edit.Kind, edit.Id) { Before = edit.Before is null ? null : new(edit.Before), After = edit.After is null ? null : new(edit.After) };

    public void Follow(RowEdit edit)
    {
        if (edit.After is null)
        {
            // What it was before its removal, under what is known already of how it was at first.
            if (Before is not null) foreach (var (field, value) in edit.Before!) if (!(After?.ContainsKey(field) ?? false)) Before.TryAdd(field, value);
            After = null;
            return;
        }
        if (After is null) After = new(edit.After);
        else
            foreach (var (field, value) in edit.After)
            {
                if (Before is not null && edit.Before is not null && !After.ContainsKey(field)) Before.TryAdd(field, edit.Before[field]);
                After[field] = value;
            }
    }

    public void By(Change change) => Last = (change.Number, change.Actor, change.Summary);
}

/// <summary>All that a copy did since the copies parted, or since they were last merged.</summary>
internal sealed class CopyChanges
{
    private readonly Dictionary<(string, Guid), CopiedRow> rows = [];

    /// <summary>In the order in which they were first touched.</summary>
    public IEnumerable<CopiedRow> Rows => rows.Values.Where(r => !r.IsUntouched);

    public int Count { get; private set; }

    public long Last { get; private set; }

    public HashSet<string> Actors { get; } = [];

    /// <summary>The first of the acts, as the history there tells them.</summary>
    public List<MergeCopy.Act> Acts { get; } = [];

    public void Take(Change change)
    {
        Last = change.Number;
        // That the copy was brought in there says nothing of what was done in it.
        if (change.Verb == nameof(ImportArchive)) return;
        Count++;
        Actors.Add(change.Actor);
        if (Acts.Count < MergeCopy.MostActs) Acts.Add(new(change.Actor, change.Summary, Instant.At(change.At)));
        foreach (var edit in RowEdit.Read(change.Edits))
        {
            if (rows.TryGetValue((edit.Kind, edit.Id), out var row)) row.Follow(edit);
            else rows[(edit.Kind, edit.Id)] = row = CopiedRow.First(edit);
            row.By(change);
        }
    }
}
