using Microsoft.EntityFrameworkCore;
using Throughline.Workbench.Access;
using Throughline.Workbench.Shared;
using Throughline.Workbench.Sources;

namespace Throughline.Workbench.Coding;

/// <summary>Segments of a source, of a code, or of all, in the order in which they were made, a page at a time.</summary>
public sealed class SegmentPage(StudyStore store) : IQuestion
{
    public const int Most = 5000;

    /// <param name="After">The last id of the page before.</param>
    public sealed record Request(string? Source = null, string? Code = null, Guid? After = null, int? Limit = null);

    /// <param name="Next">What to ask the next page after; null where this is the last.</param>
    public sealed record Answer(IReadOnlyList<PlacedSegment> Segments, Guid? Next);

    public Task<Outcome<Answer>> AskAsync(StudyRef study, Actor actor, Request request, CancellationToken cancel) =>
        store.AskAsync<Answer>(study, actor, async scope =>
        {
            var limit = Math.Clamp(request.Limit ?? 500, 1, Most);
            if (!(await WantedAsync(scope, request)).Is(out var wanted, out var problem)) return problem;
            var rows = await wanted.OrderBy(s => s.Id).Take(limit + 1).ToListAsync(cancel);
            var coders = await scope.Coders.ToDictionaryAsync(c => c.Id, cancel);
            var sources = await SourcesAsync(scope, [.. rows.Take(limit).Select(r => r.SourceId).Distinct()]);
            var answer = new List<PlacedSegment>(rows.Count);
            foreach (var row in rows.Take(limit))
            {
                var (source, positions) = sources[row.SourceId];
                var words = (await scope.ContentAsync(source)).Words(row.Start, row.End);
                answer.Add(new(SegmentLine.Of(row, words, coders[row.CoderId]), positions));
            }
            return new Answer(answer, rows.Count > limit ? rows[limit - 1].Id : null);
        }, cancel);

    private static async Task<Outcome<IQueryable<CodedSegment>>> WantedAsync(StudyScope scope, Request request)
    {
        var wanted = scope.Segments;
        if (request.Source is { } sourceNamed)
        {
            if (!(await scope.SourceAsync(sourceNamed)).Is(out var source, out var problem)) return problem;
            wanted = wanted.Where(s => s.SourceId == source.Id);
        }
        if (request.Code is { } codeNamed)
        {
            if (!(await scope.CodeAsync(codeNamed)).Is(out var code, out var problem)) return problem;
            wanted = wanted.Where(s => s.CodeId == code.Id);
        }
        return Outcome.Of(request.After is { } after ? wanted.Where(s => s.Id > after) : wanted);
    }

    private static async Task<Dictionary<Guid, (Source, Methods.Anchors.TextPositions)>> SourcesAsync(StudyScope scope, Guid[] ids)
    {
        var found = new Dictionary<Guid, (Source, Methods.Anchors.TextPositions)>();
        foreach (var some in ids.Chunk(900))
            foreach (var source in await scope.Sources.Where(s => some.Contains(s.Id)).ToListAsync(scope.Cancel))
                found[source.Id] = (source, source.Positions());
        return found;
    }
}
