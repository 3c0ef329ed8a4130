using Microsoft.EntityFrameworkCore;
using Throughline.Workbench.Access;
using Throughline.Workbench.Shared;
using Throughline.Workbench.Sources;

namespace Throughline.Workbench.Coding;

/// <summary>All segments of one source, in the order of the text.</summary>
public sealed class SegmentsOfSource(StudyStore store) : IQuestion
{
    /// <summary>Positions in UTF-16 code units.</summary>
    public sealed record Line(Guid Id, Guid Code, string Coder, int Start, int End, int DefinitionVersion, long At);

    public sealed record Answer(Source Source, IReadOnlyList<Line> Segments, long LastChange);

    public Task<Outcome<Answer>> AskAsync(StudyRef study, Actor actor, string source, CancellationToken cancel) =>
        store.AskAsync<Answer>(study, actor, async scope =>
        {
            if (!(await scope.SourceAsync(source)).Is(out var row, out var problem)) return problem;
            var last = await scope.Changes.MaxAsync(c => (long?)c.Number, cancel) ?? 0;
            var coders = await scope.Coders.ToDictionaryAsync(c => c.Id, c => c.Name, cancel);
            var segments = await scope.Segments.Where(s => s.SourceId == row.Id).OrderBy(s => s.Start).ThenByDescending(s => s.End)
                .Select(s => new { s.Id, s.CodeId, s.CoderId, s.Start, s.End, s.DefinitionVersion, s.At }).ToListAsync(cancel);
            return new Answer(row, [.. segments.Select(s => new Line(s.Id, s.CodeId, coders[s.CoderId], s.Start, s.End, s.DefinitionVersion, s.At))], last);
        }, cancel);
}
