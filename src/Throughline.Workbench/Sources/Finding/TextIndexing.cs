using Microsoft.EntityFrameworkCore;
using Throughline.Workbench.Access;
using Throughline.Workbench.Shared;

namespace Throughline.Workbench.Sources.Finding;

/// <summary>
/// Brings the index of words in step with the texts of some sources, in the transaction of the act that changed them: the store does
/// it, so that no verb has to think of it. It compares what is in force with what is indexed, whatever happened in between.
/// </summary>
internal static class TextIndexing
{
    private const int AtOnce = 500;

    /// <param name="db">What the act has changed is saved in it. The rows that are added here are not yet.</param>
    /// <param name="index">The engine's.</param>
    /// <param name="study">The study.</param>
    /// <param name="sources">Those that came, went, or have other words.</param>
    /// <param name="cancel">Stops it.</param>
    public static async Task FollowAsync(StudyDb db, ITextIndex index, Guid study, IEnumerable<Guid> sources, CancellationToken cancel)
    {
        var fresh = new List<(Guid Source, int Version)>();
        foreach (var some in sources.Chunk(AtOnce))
        {
            var inForce = await db.Sources.AsNoTracking().Where(s => s.StudyId == study && some.Contains(s.Id))
                .Select(s => new { s.Id, s.TextVersion }).ToDictionaryAsync(s => s.Id, s => s.TextVersion, cancel);
            var indexed = await db.IndexedTexts.AsNoTracking().Where(t => t.StudyId == study && some.Contains(t.SourceId))
                .Select(t => new { t.SourceId, t.Version, t.Number }).ToListAsync(cancel);
            foreach (var gone in indexed.Where(t => inForce.GetValueOrDefault(t.SourceId, -1) != t.Version))
            {
                await index.RemoveAsync(db, gone.Number, cancel);
                await db.IndexedTexts.Where(t => t.StudyId == study && t.SourceId == gone.SourceId).ExecuteDeleteAsync(cancel);
            }
            var standing = indexed.Where(t => inForce.GetValueOrDefault(t.SourceId, -1) == t.Version).Select(t => t.SourceId).ToHashSet();
            fresh.AddRange(inForce.Where(s => !standing.Contains(s.Key)).Select(s => (s.Key, s.Value)));
        }
        if (fresh.Count > 0) await AddAsync(db, index, study, fresh, cancel);
    }

    private static async Task AddAsync(StudyDb db, ITextIndex index, Guid study, List<(Guid Source, int Version)> fresh, CancellationToken cancel)
    {
        var held = db.ChangeTracker.Entries<SourceText>().Where(e => e.Entity.StudyId == study).ToDictionary(e => (e.Entity.SourceId, e.Entity.Version), e => e.Entity);
        var number = await db.IndexedTexts.Where(t => t.StudyId == study).MaxAsync(t => (long?)t.Number, cancel)
            ?? TextNumber.FirstText(await index.NextStudyAsync(db, cancel));
        foreach (var (source, version) in fresh)
        {
            var text = held.GetValueOrDefault((source, version))
                ?? await db.Texts.AsNoTracking().FirstOrDefaultAsync(t => t.StudyId == study && t.SourceId == source && t.Version == version, cancel);
            if (text is null) continue;
            var passages = Passages.Of(text.Text, Layout.Read(text.Layout));
            await index.AddAsync(db, ++number, passages, cancel);
            db.Add(new IndexedText { StudyId = study, SourceId = source, Version = version, Number = number, Starts = passages.Starts });
            passages.Words.Forget();
        }
    }
}

/// <summary>
/// Takes in texts that stood there before there was an index, a few at a time, so that nobody waits for it. It records nothing: an
/// index can be made again from the texts.
/// </summary>
public sealed class IndexTexts(StudyStore store) : IVerb
{
    private const int AtOnce = 10;

    private static readonly Actor Itself = new("Throughline");

    /// <summary>Studies with texts that are in no index.</summary>
    public Task<List<Guid>> WaitingAsync(CancellationToken cancel) =>
        store.AskAllAsync(db => Missing(db).Where(s => db.Studies.Any(t => t.Id == s.StudyId && t.DeletedAt == null)).Select(s => s.StudyId).Distinct().ToListAsync(cancel));

    /// <returns>Whether there may be more.</returns>
    public async Task<bool> DoAsync(Guid study, CancellationToken cancel)
    {
        var done = await store.ChangeAsync<int>(study, Itself, Right.Read, async scope =>
        {
            var some = await Missing(scope.Rows).Where(s => s.StudyId == study).Select(s => s.Id).Take(AtOnce).ToListAsync(cancel);
            await TextIndexing.FollowAsync(scope.Rows, store.Index, study, some, cancel);
            return some.Count;
        }, cancel);
        return done.Succeeded && done.Value.Value == AtOnce;
    }

    private static IQueryable<Source> Missing(StudyDb db) => db.Sources.Where(s =>
        !db.IndexedTexts.Any(t => t.StudyId == s.StudyId && t.SourceId == s.Id && t.Version == s.TextVersion) &&
        db.Texts.Any(t => t.StudyId == s.StudyId && t.SourceId == s.Id && t.Version == s.TextVersion));
}
