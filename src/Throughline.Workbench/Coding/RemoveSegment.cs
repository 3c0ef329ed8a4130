using Microsoft.EntityFrameworkCore;
using Throughline.Workbench.Access;
using Throughline.Workbench.Shared;

namespace Throughline.Workbench.Coding;

/// <summary>Takes a code off a stretch. Removing what is already gone changes nothing.</summary>
public sealed class RemoveSegment(StudyStore store) : IVerb
{
    public Task<Outcome<Done<Nothing>>> DoAsync(StudyRef study, Actor actor, Guid id, CancellationToken cancel) =>
        store.ChangeAsync<Nothing>(study, actor, Right.Code, async scope =>
        {
            if (await scope.Segments.FirstOrDefaultAsync(s => s.Id == id, cancel) is not { } segment) return default(Nothing);
            var source = await scope.Sources.SingleAsync(s => s.Id == segment.SourceId, cancel);
            var code = await scope.Codes.SingleAsync(c => c.Id == segment.CodeId, cancel);
            scope.Record(nameof(RemoveSegment), await ApplyCode.ToldAsync(scope, "removed", source, code, segment));
            scope.Remove(segment);
            return default(Nothing);
        }, cancel);
}
