using Microsoft.EntityFrameworkCore;
using Throughline.Workbench.Access;
using Throughline.Workbench.Shared;

namespace Throughline.Workbench.Studies;

/// <summary>
/// Copies a study as it stands: sources, codebook, coding, notes, themes. The copy begins a history of its own. Ids are kept,
/// as they are unique within a study.
/// </summary>
public sealed class DuplicateStudy(StudyStore store) : IVerb
{
    public async Task<Outcome<Done<Study>>> DoAsync(StudyRef study, Actor actor, Guid copy, CancellationToken cancel)
    {
        var named = await store.AskAsync<Study>(study, actor, async scope => await scope.Studies.SingleAsync(cancel), cancel);
        if (!named.Is(out var original, out var problem)) return problem;
        return await store.BeginAsync<Study>(copy, actor, async scope =>
        {
            if (await scope.Studies.FirstOrDefaultAsync(cancel) is { } there) return there;
            var db = scope.Rows;
            await CopyAsync(db, db.Coders, original.Id, copy, cancel);
            foreach (var type in RecordedTypes.All) await type.CopyAsync(db, original.Id, copy, cancel);
            foreach (var text in await db.Texts.AsNoTracking().Where(t => t.StudyId == original.Id).ToListAsync(cancel))
            {
                text.StudyId = copy;
                db.Add(text);
            }
            var study = db.Studies.Local.Single(s => s.StudyId == copy);
            (study.Name, study.CreatedAt, study.DeletedAt, study.ArchivedAt) = (await CreateStudy.FreeAsync(scope, $"{Told.Words(original.Name, Study.NameLength - 14)} (copy)"), scope.Now, scope.Now, null);
            study.NameKey = NameKey.Of(study.Name);
            await db.SaveChangesAsync(cancel);
            study.DeletedAt = null;
            scope.Record(nameof(DuplicateStudy), $"began the study {study.Name} as a copy of {original.Name}");
            return study;
        }, cancel);
    }

    private static async Task CopyAsync(StudyDb db, DbSet<Coder> coders, Guid from, Guid to, CancellationToken cancel)
    {
        foreach (var coder in await coders.AsNoTracking().Where(c => c.StudyId == from).ToListAsync(cancel))
        {
            coder.StudyId = to;
            db.Add(coder);
        }
    }
}
