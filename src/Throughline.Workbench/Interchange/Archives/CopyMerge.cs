using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Throughline.Workbench.Codebook;
using Throughline.Workbench.Coding;
using Throughline.Workbench.History;
using Throughline.Workbench.Respondents;
using Throughline.Workbench.Shared;
using Throughline.Workbench.Studies;
using Throughline.Workbench.Themes;

namespace Throughline.Workbench.Interchange.Archives;

/// <summary>
/// Lays what a copy did over what stands here, row by row and field by field: what only the copy changed is taken, what only we
/// changed stays, and where both did, a person settles it.
/// </summary>
internal sealed class CopyMerge(StudyScope scope, IReadOnlyDictionary<Guid, Guid> coders, IReadOnlyDictionary<Guid, bool> takeTheirs)
{
    private readonly Dictionary<(string Kind, Guid Id), IRecorded> here = [];

    /// <summary>Segments that came new: they may be very many, and nothing is asked of them but that they hang on something.</summary>
    private readonly Dictionary<Guid, CodedSegment> segments = [];
    private readonly List<MergeCopy.Conflict> conflicts = [];
    private readonly List<MergeCopy.Told> told = [];
    private Dictionary<Guid, string> names = [];

    /// <summary>What nobody is asked about where both sides altered it: it goes with what is asked of the same row, or stays as it is here.</summary>
    private static readonly HashSet<string> Quiet = ["nameKey", "codeKey", "editedAt", "createdAt", "addedAt", "at", "position", "definitionVersion"];

    private int added, changed, removed, same;

    public IReadOnlyList<MergeCopy.Conflict> Conflicts => conflicts;

    public MergeCopy.Report Report(string file, CopyChanges changes, bool isDryRun) =>
        new(file, changes.Count, [.. changes.Actors.Order(StringComparer.Ordinal)], added, changed, removed, same, conflicts, told, isDryRun) { Done = changes.Acts };

    public async Task RunAsync(CopyChanges changes)
    {
        var rows = changes.Rows.Where(r => r.Kind != nameof(Exchange)).ToList();
        foreach (var kind in rows.GroupBy(r => r.Kind))
            foreach (var (id, row) in await RecordedTypes.Of(kind.Key).LoadAsync(scope.Rows, scope.StudyId, [.. kind.Select(r => r.Id)], scope.Cancel))
                here[(kind.Key, id)] = row;
        names = await PlanWords.HereAsync(scope);
        await new CopiedDefinitions(scope, here).RenumberAsync(rows, (code, row, ours, theirs) => Settled(code, row, "definition", ours, theirs));
        scope.Rows.ChangeTracker.AutoDetectChangesEnabled = false;
        try
        {
            foreach (var row in rows) Lay(row);
        }
        finally
        {
            scope.Rows.ChangeTracker.AutoDetectChangesEnabled = true;
        }
        scope.Rows.ChangeTracker.DetectChanges();
        await NamesAsync();
        await HoldAsync();
    }

    private void Lay(CopiedRow row)
    {
        var ours = here.GetValueOrDefault((row.Kind, row.Id));
        if (row.IsRemoved) Remove(row, ours);
        else if (ours is null) Put(row);
        else Alter(row, ours);
    }

    private void Remove(CopiedRow row, IRecorded? ours)
    {
        if (ours is null) same++;
        else if (row.Before!.All(f => RowEdit.Property(ours, f.Key) is not { } p || RowEdit.Same(p.GetValue(ours), Mapped(f.Value))) || Settled(row, row, "", "changed here", "removed there"))
        {
            scope.Rows.Remove(ours);
            removed++;
        }
    }

    private void Put(CopiedRow row)
    {
        // A row that was removed here comes back whole only if the copy still tells all of it.
        if (!row.IsAdded && RecordedTypes.Of(row.Kind).Clr.GetProperties().Any(p => p.CanWrite && p.Name is not (nameof(IStudyRow.StudyId) or nameof(IStudyRow.Id)) && !Knows(row, p.Name)))
        {
            told.Add(new(row.Kind, row.Id, $"{Named(row)} was removed here and altered there ({row.Last.Summary}). It stays removed: to have it, undo the removal here and merge again."));
            return;
        }
        if (!row.IsAdded && !Settled(row, row, "", "removed here", "changed there")) return;
        var made = RecordedTypes.Of(row.Kind).Create();
        (made.StudyId, made.Id) = (scope.StudyId, row.Id);
        foreach (var (field, value) in (row.Before ?? []).Concat(row.After!)) RowEdit.Write(made, field, Mapped(value));
        if (made is CodedSegment segment) segments[row.Id] = segment;
        else scope.Rows.Add((object)made);
        here[(row.Kind, row.Id)] = made;
        added++;
    }

    private static bool Knows(CopiedRow row, string property)
    {
        var field = char.ToLowerInvariant(property[0]) + property[1..];
        return row.After!.ContainsKey(field) || (row.Before?.ContainsKey(field) ?? false);
    }

    private void Alter(CopiedRow row, IRecorded ours)
    {
        var any = false;
        foreach (var (field, raw) in row.After!)
        {
            if (RowEdit.Property(ours, field) is not { } property) continue;
            var (theirs, now) = (Mapped(raw), property.GetValue(ours));
            if (RowEdit.Same(now, theirs)) continue;
            var isOursAsBefore = row.Before is not null && row.Before.TryGetValue(field, out var before) && RowEdit.Same(now, Mapped(before));
            if (!isOursAsBefore && !(Quiet.Contains(field) ? takeTheirs.GetValueOrDefault(row.Id) : Settled(row, row, field, Said(now), Said(theirs)))) continue;
            RowEdit.Write(ours, field, theirs);
            any = true;
        }
        if (any) changed++;
        else same++;
    }

    /// <summary>Whether theirs is taken in a conflict. One that nobody has settled is noted, and ours stays meanwhile.</summary>
    /// <param name="row">What a person chooses for.</param>
    /// <param name="by">What was done there.</param>
    private bool Settled(CopiedRow row, CopiedRow by, string field, string ours, string theirs)
    {
        var isSettled = takeTheirs.TryGetValue(row.Id, out var take);
        var (mine, other) = PlanWords.Differing(ours, theirs);
        conflicts.Add(new(row.Kind, row.Id, Named(row), field, mine, other, by.Last.Actor, by.Last.Summary, RowWords.One(row.Kind), isSettled ? take ? "theirs" : "ours" : null));
        return take;
    }

    private string Said(object? value) => value switch
    {
        null => "",
        string text => text,
        Guid id => names.GetValueOrDefault(id, id.ToString()),
        JsonElement { ValueKind: JsonValueKind.String } json when json.TryGetGuid(out var id) => names.GetValueOrDefault(id, id.ToString()),
        IFormattable other => other.ToString(null, System.Globalization.CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    private string Named(CopiedRow row)
    {
        if (here.GetValueOrDefault((row.Kind, row.Id)) is { } ours) return ExchangeNames.Of(ours, names);
        object? Field(string name) => char.ToLowerInvariant(name[0]) + name[1..] is var field && (row.After?.TryGetValue(field, out var value) == true || row.Before?.TryGetValue(field, out value) == true)
            && value.ValueKind == JsonValueKind.String ? value.TryGetGuid(out var id) ? id : value.GetString() : null;
        return ExchangeNames.Of(row.Kind, Field, id => names.GetValueOrDefault(id));
    }

    /// <summary>The same person may have two ids, having first acted in each copy apart.</summary>
    private JsonElement Mapped(JsonElement value) =>
        value.ValueKind == JsonValueKind.String && value.TryGetGuid(out var id) && coders.TryGetValue(id, out var other) && other != id
            ? JsonSerializer.SerializeToElement(other) : value;

    /// <summary>Two things made apart may have one name where only one may have it: the one that comes in is numbered, and that is told.</summary>
    private async Task NamesAsync()
    {
        await NumberedAsync<Code>(c => (c.ParentId, c.NameKey), (c, n) => (c.Name, c.NameKey) = ($"{c.Name} ({n})", NameKey.Of($"{c.Name} ({n})")), c => c.Name);
        await NumberedAsync<Sources.Source>(s => s.NameKey, (s, n) => (s.Name, s.NameKey) = ($"{s.Name} ({n})", NameKey.Of($"{s.Name} ({n})")), s => s.Name);
        await NumberedAsync<Participants.Participant>(p => p.NameKey, (p, n) => (p.Name, p.NameKey) = ($"{p.Name} ({n})", NameKey.Of($"{p.Name} ({n})")), p => p.Name);
        await NumberedAsync<Variable>(v => v.NameKey, (v, n) => (v.Name, v.NameKey) = ($"{v.Name} ({n})", NameKey.Of($"{v.Name} ({n})")), v => v.Name);
        await NumberedAsync<Respondent>(r => r.CodeKey, (r, n) => (r.Code, r.CodeKey) = ($"{r.Code} ({n})", NameKey.Of($"{r.Code} ({n})")), r => r.Code);
        var overarching = await scope.Themes.CountAsync(t => t.Overarching, scope.Cancel) > 0;
        foreach (var theme in Added<Theme>().Where(t => t.Overarching && overarching))
        {
            theme.Overarching = false;
            told.Add(new(nameof(Theme), theme.Id, $"{theme.Label} was the overarching theme there. Here stands another, so it came in beside the others."));
        }
        await NumberedAsync<Theme>(t => t.Overarching ? null : t.Number, (t, n) => t.Number += n - 1, t => t.Label);
    }

    private async Task NumberedAsync<T>(Func<T, object?> key, Action<T, int> number, Func<T, string> said) where T : class, IRecorded
    {
        var fresh = Added<T>();
        if (fresh.Count == 0) return;
        await scope.Rows.Set<T>().Where(r => r.StudyId == scope.StudyId).LoadAsync(scope.Cancel);
        var taken = scope.Rows.Set<T>().Local.Except(fresh).Select(key).OfType<object>().ToHashSet();
        foreach (var row in fresh)
        {
            var was = said(row);
            if (key(row) is not { } first || taken.Add(first)) continue;
            for (var n = 2; !taken.Add(key(row)!); n++) number(row, n);
            told.Add(new(typeof(T).Name, row.Id, $"{was} was made in both copies apart. What came in is {(said(row) != was ? $"called {said(row)}" : "numbered behind the others")} here."));
        }
    }

    private List<T> Added<T>() where T : class, IRecorded => [.. scope.Rows.ChangeTracker.Entries<T>().Where(e => e.State == EntityState.Added).Select(e => e.Entity)];

    /// <summary>What points at something that is gone is left out, what is still pointed at is left in; each is told.</summary>
    private async Task HoldAsync()
    {
        // Every look at the tracked rows would otherwise compare all of them with what they were.
        scope.Rows.ChangeTracker.AutoDetectChangesEnabled = false;
        try
        {
            for (var isCalm = false; !isCalm;) isCalm = !await KeepPointedAsync() & !await LeaveSegmentsAsync() & !await LeaveHangingAsync();
            foreach (var segment in segments.Values) scope.AddOneOfMany(segment);
        }
        finally
        {
            scope.Rows.ChangeTracker.AutoDetectChangesEnabled = true;
        }
    }

    private async Task<bool> KeepPointedAsync()
    {
        var any = false;
        var tracked = scope.Rows.ChangeTracker.Entries<IRecorded>().ToDictionary(e => (e.Metadata, e.Entity.Id));
        foreach (var gone in tracked.Values.Where(e => e.State == EntityState.Deleted).GroupBy(e => e.Metadata).ToList())
            foreach (var key in gone.Key.GetReferencingForeignKeys().Where(k => k.DeclaringEntityType.ClrType.IsAssignableTo(typeof(IRecorded))))
            {
                var column = key.Properties.Single(p => p.Name != nameof(IStudyRow.StudyId));
                foreach (var (id, target) in await RecordedTypes.Of(key.DeclaringEntityType.ClrType.Name).PointingAsync(scope.Rows, scope.StudyId, column, [.. gone.Select(e => e.Entity.Id)], scope.Cancel))
                {
                    var pointing = tracked.GetValueOrDefault((key.DeclaringEntityType, id));
                    if (pointing is { State: EntityState.Deleted } || (pointing is not null && !Equals(pointing.CurrentValues[column], target))) continue;
                    var kept = tracked[(gone.Key, target)];
                    if (kept.State != EntityState.Deleted) continue;
                    kept.State = EntityState.Unchanged;
                    removed--;
                    told.Add(new(gone.Key.ClrType.Name, target, $"{ExchangeNames.Of(kept.Entity, names)} was removed there, but {RowWords.Many(key.DeclaringEntityType.ClrType.Name)} of ours need it, so it stays."));
                    any = true;
                }
            }
        return any;
    }

    private async Task<bool> LeaveHangingAsync()
    {
        var any = false;
        foreach (var group in scope.Rows.ChangeTracker.Entries<IRecorded>().Where(e => e.State == EntityState.Added).GroupBy(e => e.Metadata).ToList())
            foreach (var key in group.Key.GetForeignKeys().Where(k => k.PrincipalEntityType.ClrType.IsAssignableTo(typeof(IRecorded))))
                any |= await LeaveAsync(group.ToList(), key);
        return any;
    }

    private async Task<bool> LeaveAsync(List<Microsoft.EntityFrameworkCore.ChangeTracking.EntityEntry<IRecorded>> rows, IForeignKey key)
    {
        var column = key.Properties.Single(p => p.Name != nameof(IStudyRow.StudyId));
        var there = await StandingAsync(key, rows.Select(e => (Guid?)e.CurrentValues[column]).OfType<Guid>());
        var any = false;
        foreach (var row in rows.Where(e => (Guid?)e.CurrentValues[column] is { } id && !there.Contains(id) && e.State == EntityState.Added))
        {
            row.State = EntityState.Detached;
            any = Leave(row.Entity, key);
        }
        return any;
    }

    private async Task<bool> LeaveSegmentsAsync()
    {
        var any = false;
        foreach (var key in scope.Rows.Model.FindEntityType(typeof(CodedSegment))!.GetForeignKeys().Where(k => segments.Count > 0 && k.PrincipalEntityType.ClrType.IsAssignableTo(typeof(IRecorded))))
        {
            var column = key.Properties.Single(p => p.Name != nameof(IStudyRow.StudyId)).GetGetter();
            var there = await StandingAsync(key, segments.Values.Select(s => column.GetClrValue(s) as Guid?).OfType<Guid>());
            foreach (var one in segments.Values.Where(s => column.GetClrValue(s) is Guid id && !there.Contains(id)).ToList())
            {
                segments.Remove(one.Id);
                any = Leave(one, key);
            }
        }
        return any;
    }

    private bool Leave(IRecorded row, IForeignKey key)
    {
        added--;
        told.Add(new(row.GetType().Name, row.Id, $"{ExchangeNames.Of(row, names)}: the {RowWords.One(key.PrincipalEntityType.ClrType.Name)} that it belongs to was removed here, so this {RowWords.One(row.GetType().Name)} was left out. Undo the removal here and merge again to have both."));
        return true;
    }

    /// <summary>Those of the rows that are wanted which stand here, or will.</summary>
    private async Task<HashSet<Guid>> StandingAsync(IForeignKey key, IEnumerable<Guid> wanted)
    {
        var tracked = scope.Rows.ChangeTracker.Entries<IRecorded>().Where(e => e.Metadata == key.PrincipalEntityType).ToDictionary(e => e.Entity.Id);
        var isOfSegments = key.PrincipalEntityType.ClrType == typeof(CodedSegment);
        var unknown = wanted.Distinct().Where(id => !tracked.ContainsKey(id) && !(isOfSegments && segments.ContainsKey(id))).ToList();
        var there = (await RecordedTypes.Of(key.PrincipalEntityType.ClrType.Name).LoadAsync(scope.Rows, scope.StudyId, unknown, scope.Cancel)).Keys.ToHashSet();
        there.UnionWith(tracked.Where(t => t.Value.State != EntityState.Deleted).Select(t => t.Key));
        if (isOfSegments) there.UnionWith(segments.Keys);
        return there;
    }
}
