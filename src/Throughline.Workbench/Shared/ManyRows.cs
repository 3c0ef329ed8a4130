using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Throughline.Workbench.Shared;

/// <summary>
/// Saves what an act has changed. Where it has added many rows, they go in by the engine's own way of taking many, kind by kind,
/// each after the kinds that it points at.
/// </summary>
internal static class ManyRows
{
    private const int Many = 200;

    public static async Task SaveAsync(StudyDb db, IStudyDbs dbs, CancellationToken cancel)
    {
        db.NoteNewWords();
        var added = db.ChangeTracker.Entries().Where(e => e.State == EntityState.Added).GroupBy(e => e.Metadata).ToDictionary(g => g.Key, g => g.ToList());
        var beside = db.OfMany.GroupBy(r => r.GetType()).ToDictionary(g => db.Model.FindEntityType(g.Key)!, g => g.ToList<object>());
        if (beside.Count > 0 || added.Values.Any(rows => rows.Count >= Many))
            foreach (var kind in PointedAtFirst(added.Keys.Union(beside.Keys)))
            {
                if (added.TryGetValue(kind, out var entries)) await InsertAsync(db, dbs, kind, entries, cancel);
                if (beside.TryGetValue(kind, out var rows)) await dbs.InsertAsync(db, kind, rows, cancel);
            }
        db.OfMany.Clear();
        if (db.ChangeTracker.HasChanges()) await db.SaveChangesAsync(cancel);
    }

    private static async Task InsertAsync(StudyDb db, IStudyDbs dbs, IEntityType kind, List<EntityEntry> entries, CancellationToken cancel)
    {
        IReadOnlyList<object> rows = entries.ConvertAll(e => e.Entity);
        if (kind.GetForeignKeys().FirstOrDefault(k => k.PrincipalEntityType == kind) is { } own) rows = PointedAtFirst(rows, own);
        await dbs.InsertAsync(db, kind, rows, cancel);
        foreach (var entry in entries) entry.State = EntityState.Unchanged;
    }

    private static List<IEntityType> PointedAtFirst(IEnumerable<IEntityType> kinds)
    {
        var (open, ordered) = (kinds.OrderBy(k => k.Name, StringComparer.Ordinal).ToList(), new List<IEntityType>());
        while (open.Count > 0)
        {
            var next = open.Find(k => !k.GetForeignKeys().Any(f => f.PrincipalEntityType != k && open.Contains(f.PrincipalEntityType)))
                ?? throw new InvalidOperationException("Kinds of rows point at each other in a ring.");
            open.Remove(next);
            ordered.Add(next);
        }
        return ordered;
    }

    /// <summary>Rows that point at others of their own kind, as a code at the one above it.</summary>
    private static List<object> PointedAtFirst(IReadOnlyList<object> rows, IForeignKey own)
    {
        var column = own.Properties.Single(p => p.Name != nameof(IStudyRow.StudyId)).GetGetter();
        var below = rows.ToLookup(r => column.GetClrValue(r) as Guid? ?? Guid.Empty);
        var here = rows.Select(r => ((IStudyRow)r).Id).ToHashSet();
        var ordered = new List<object>(rows.Count);
        var next = rows.Where(r => column.GetClrValue(r) is not Guid above || !here.Contains(above)).ToList();
        for (; next.Count > 0; next = [.. next.SelectMany(r => below[((IStudyRow)r).Id])]) ordered.AddRange(next);
        return ordered.Count == rows.Count ? ordered : throw new InvalidOperationException("Rows point at each other in a ring.");
    }
}
