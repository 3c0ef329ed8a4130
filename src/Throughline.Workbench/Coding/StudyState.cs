using Microsoft.EntityFrameworkCore;
using Throughline.Workbench.Access;
using Throughline.Workbench.Shared;

namespace Throughline.Workbench.Coding;

/// <summary>The number of a study's last change, with how many studies there are beside it: all that a page of it can depend on.</summary>
public sealed class StudyState(StudyStore store) : IQuestion
{
    public Task<Outcome<string>> AskAsync(StudyRef study, Actor actor, CancellationToken cancel) =>
        store.AskAsync<string>(study, actor, async scope =>
        {
            var last = await scope.Rows.Clocks.Where(c => c.StudyId == scope.StudyId).Select(c => c.LastChange).SingleAsync(cancel);
            var others = await scope.Rows.Studies.CountAsync(s => s.DeletedAt == null && s.ArchivedAt == null, cancel);
            return $"{last}-{others}";
        }, cancel);
}
