using Microsoft.EntityFrameworkCore;
using Throughline.Workbench.Access;
using Throughline.Workbench.Coding;
using Throughline.Workbench.Shared;
using Throughline.Workbench.Sources;

namespace Throughline.Workbench.History;

/// <summary>The sources that a study had at an instant, each with how many segments it had.</summary>
public sealed class SourcesAsOf(StudyStore store) : IQuestion
{
    public Task<Outcome<IReadOnlyList<(Source Source, int Segments)>>> AskAsync(StudyRef study, Actor actor, DateTimeOffset at, CancellationToken cancel) =>
        store.AskAsync(study, actor, async scope =>
        {
            if (Instant.Micros(at) < await scope.Studies.Select(s => s.CreatedAt).SingleAsync(cancel)) return Outcome.Of<IReadOnlyList<(Source, int)>>([]);
            var then = (await new RowsAsOf().With(await scope.Sources.ToListAsync(cancel)).BackToAsync(scope, at)).Of<Source>().ToList();
            var counts = await scope.Segments.GroupBy(s => s.SourceId).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, cancel);
            await foreach (var edits in RowsAsOf.LaterAsync(scope, at, [nameof(CodedSegment)], cancel))
                foreach (var edit in RowEdit.Read(edits).Where(e => e.Kind == nameof(CodedSegment) && (e.Before is null || e.After is null)))
                {
                    var source = (edit.After ?? edit.Before)!["sourceId"].GetGuid();
                    counts[source] = counts.GetValueOrDefault(source) + (edit.Before is null ? -1 : 1);
                }
            return Outcome.Of<IReadOnlyList<(Source, int)>>([.. then.OrderBy(s => s.Name, NaturalOrder.Names).Select(s => (s, counts.GetValueOrDefault(s.Id)))]);
        }, cancel);
}
