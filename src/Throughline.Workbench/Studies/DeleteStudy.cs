using Microsoft.EntityFrameworkCore;
using Throughline.Workbench.Access;
using Throughline.Workbench.Shared;

namespace Throughline.Workbench.Studies;

/// <summary>Takes a study out of every list. Nothing of it is lost: undo brings it back.</summary>
public sealed class DeleteStudy(StudyStore store) : IVerb
{
    public Task<Outcome<Done<Study>>> DoAsync(StudyRef study, Actor actor, CancellationToken cancel) =>
        store.ChangeAsync<Study>(study, actor, Right.EditStudy, async scope =>
        {
            var row = await scope.Studies.SingleAsync(cancel);
            row.DeletedAt ??= scope.Now;
            scope.Record(nameof(DeleteStudy), $"deleted the study {row.Name}");
            return row;
        }, cancel);
}

/// <summary>Puts a study aside, or takes it up again.</summary>
public sealed class ArchiveStudy(StudyStore store) : IVerb
{
    public Task<Outcome<Done<Study>>> DoAsync(StudyRef study, Actor actor, bool archived, CancellationToken cancel) =>
        store.ChangeAsync<Study>(study, actor, Right.EditStudy, async scope =>
        {
            var row = await scope.Studies.SingleAsync(cancel);
            row.ArchivedAt = archived ? row.ArchivedAt ?? scope.Now : null;
            scope.Record(nameof(ArchiveStudy), archived ? $"archived the study {row.Name}" : $"took up the study {row.Name} again");
            return row;
        }, cancel);
}
