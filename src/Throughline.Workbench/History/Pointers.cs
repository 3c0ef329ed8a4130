using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;
using Throughline.Workbench.Codebook;
using Throughline.Workbench.Coding;
using Throughline.Workbench.Notes;
using Throughline.Workbench.Questionnaires;
using Throughline.Workbench.Shared;
using Throughline.Workbench.Sources;

namespace Throughline.Workbench.History;

/// <summary>
/// Whether every row would still find what it points at. What points at what is read from the schema, so that a new kind of row
/// is minded as soon as it is mapped.
/// </summary>
internal sealed class Pointers(StudyScope scope, Obstacles obstacles)
{
    private readonly List<EntityEntry<IRecorded>> entries = [.. scope.Rows.ChangeTracker.Entries<IRecorded>()];

    private readonly Dictionary<Type, Dictionary<Guid, EntityEntry<IRecorded>>> byKind = [];

    public async Task<Problem?> CheckAsync() => await HangingAsync() ?? await MissingAsync() ?? await NotesAsync() ?? await DefinitionsAsync() ?? await VersionsAsync();

    /// <summary>The pointing column of a foreign key; the other one is always the study.</summary>
    private static IProperty Column(IForeignKey key) => key.Properties.Single(p => p.Name != nameof(IStudyRow.StudyId));

    private Dictionary<Guid, EntityEntry<IRecorded>> Of(Type kind)
    {
        if (!byKind.TryGetValue(kind, out var known)) byKind[kind] = known = entries.Where(e => e.Metadata.ClrType == kind).ToDictionary(e => e.Entity.Id);
        return known;
    }

    /// <summary>Rows that would go although others, left where they are, point at them.</summary>
    private async Task<Problem?> HangingAsync()
    {
        foreach (var gone in entries.Where(e => e.State == EntityState.Deleted).GroupBy(e => e.Metadata))
        {
            var ids = gone.Select(e => e.Entity.Id).ToList();
            foreach (var key in gone.Key.GetReferencingForeignKeys())
                if (await StillAsync(key, ids) is { } held) return await obstacles.OnAsync(held);
        }
        return null;
    }

    private async Task<Guid?> StillAsync(IForeignKey key, List<Guid> ids)
    {
        var (kind, column) = (RecordedTypes.Of(key.DeclaringEntityType.ClrType.Name), Column(key));
        var known = Of(kind.Clr);
        foreach (var some in ids.Chunk(500))
            foreach (var (id, target) in await kind.PointingAsync(scope.Rows, scope.StudyId, column, some, scope.Cancel))
                if (!known.TryGetValue(id, out var entry) || entry.State != EntityState.Deleted && Equals(entry.CurrentValues[column], target)) return target;
        return null;
    }

    /// <summary>Rows that would come back, or point elsewhere, although what they point at has gone.</summary>
    private async Task<Problem?> MissingAsync()
    {
        foreach (var back in entries.Where(e => e.State is EntityState.Added or EntityState.Modified).GroupBy(e => e.Metadata))
            foreach (var key in back.Key.GetForeignKeys().Where(k => k.PrincipalEntityType.ClrType.IsAssignableTo(typeof(IRecorded))))
                if (await LostAsync(key, back) is { } lost) return await obstacles.OnAsync(lost);
        return null;
    }

    private async Task<Guid?> LostAsync(IForeignKey key, IEnumerable<EntityEntry<IRecorded>> back)
    {
        var kind = RecordedTypes.Of(key.PrincipalEntityType.ClrType.Name);
        var known = Of(kind.Clr);
        var wanted = back.Select(e => (Guid?)e.CurrentValues[Column(key)]).OfType<Guid>().Distinct()
            .Where(id => !known.TryGetValue(id, out var entry) || entry.State == EntityState.Deleted).ToList();
        var gone = wanted.Where(known.ContainsKey).ToList();
        if (gone.Count > 0) return gone[0];
        var there = await kind.LoadAsync(scope.Rows, scope.StudyId, wanted, scope.Cancel);
        return wanted.Where(id => !there.ContainsKey(id)).Select(id => (Guid?)id).FirstOrDefault();
    }

    /// <summary>A note outlives a code or a theme, but not the words that it is on.</summary>
    private async Task<Problem?> NotesAsync()
    {
        var (gone, known) = (Gone<Source>().Select(s => s.Id), Of(typeof(Note)));
        foreach (var some in gone.Chunk(500))
            foreach (var note in await scope.Notes.AsNoTracking().Where(n => n.TargetId != null && some.Contains(n.TargetId.Value)).Select(n => n.Id).ToListAsync(scope.Cancel))
                if (!known.TryGetValue(note, out var entry) || entry.State != EntityState.Deleted) return await obstacles.OnAsync(note);
        return null;
    }

    /// <summary>What was coded under a version of a definition must find that version.</summary>
    private async Task<Problem?> DefinitionsAsync() => await TakenAwayAsync() ?? await UndefinedAsync();

    private async Task<Problem?> TakenAwayAsync()
    {
        var known = Of(typeof(CodedSegment));
        foreach (var gone in Gone<CodeDefinition>().Where(d => Of(typeof(Code)).GetValueOrDefault(d.CodeId)?.State != EntityState.Deleted))
        {
            var under = await scope.Segments.AsNoTracking().Where(s => s.CodeId == gone.CodeId && s.DefinitionVersion == gone.Version).Select(s => s.Id).ToListAsync(scope.Cancel);
            var held = under.Count(id => !known.TryGetValue(id, out var entry) || Holds(entry, gone));
            if (held > 0) return new Problem.Conflict(Obstacles.Title,
                $"{Told.Count(held, "segment")} {(held == 1 ? "was" : "were")} coded under this definition since. Change the definition again instead: its versions stay side by side.");
        }
        return null;
    }

    private static bool Holds(EntityEntry<IRecorded> entry, CodeDefinition gone) =>
        entry.State != EntityState.Deleted && entry.Entity is CodedSegment segment && segment.CodeId == gone.CodeId && segment.DefinitionVersion == gone.Version;

    private async Task<Problem?> UndefinedAsync()
    {
        var back = entries.Where(e => e.State is EntityState.Added or EntityState.Modified).Select(e => e.Entity).OfType<CodedSegment>()
            .Where(s => s.DefinitionVersion > 0).Select(s => (s.CodeId, s.DefinitionVersion)).Distinct().ToList();
        foreach (var codes in back.Select(b => b.CodeId).Distinct().Chunk(500))
            await scope.Definitions.Where(d => codes.Contains(d.CodeId)).LoadAsync(scope.Cancel);
        var there = scope.Rows.Definitions.Local.Select(d => (d.CodeId, d.Version)).ToHashSet();
        foreach (var (code, _) in back.Where(b => !there.Contains(b)))
            return await obstacles.OnAsync(code, "The definition under which it was coded is gone.");
        return null;
    }

    /// <summary>What was answered, or is being answered, must find the version of the questionnaire that it answers.</summary>
    private async Task<Problem?> VersionsAsync()
    {
        foreach (var gone in Gone<QuestionnaireVersion>().Where(v => Of(typeof(Questionnaire)).GetValueOrDefault(v.QuestionnaireId)?.State != EntityState.Deleted))
        {
            var begun = await scope.AnswerSheets.CountAsync(s => s.QuestionnaireId == gone.QuestionnaireId && s.Version == gone.Version, scope.Cancel);
            if (begun > 0) return new Problem.Conflict(Obstacles.Title,
                $"{Told.Count(begun, "respondent")} began to answer version {gone.Version} since. Change the questions and keep another version instead.");
        }
        return null;
    }

    private IEnumerable<T> Gone<T>() where T : class => entries.Where(e => e.State == EntityState.Deleted).Select(e => e.Entity).OfType<T>();
}
