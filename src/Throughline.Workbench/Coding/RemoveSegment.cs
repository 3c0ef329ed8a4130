using Throughline.Workbench.Access;
using Throughline.Workbench.Shared;

namespace Throughline.Workbench.Coding;

/// <summary>Takes a code off a stretch. Removing what is already gone changes nothing.</summary>
public sealed class RemoveSegment(StudyStore store) : IVerb
{
    public Task<Outcome<Done<Nothing>>> DoAsync(StudyRef study, Actor actor, Guid id, CancellationToken cancel) =>
        store.ChangeAsync<Nothing>(study, actor, Right.Code, async scope =>
        {
            if (await scope.SegmentAsync(id) is not { } segment) return default(Nothing);
            if (!(await scope.SourceToCodeAsync(segment.SourceId.ToString())).Is(out var source, out var problem)) return problem;
            if (!(await scope.CodeToApplyAsync(segment.CodeId.ToString())).Is(out var code, out problem)) return problem;
            var words = (await scope.ContentAsync(source)).Words(segment.Start, segment.End);
            scope.Record(nameof(RemoveSegment), ApplyCode.Told("removed", words, source, code));
            scope.Remove(segment);
            return default(Nothing);
        }, cancel);
}
