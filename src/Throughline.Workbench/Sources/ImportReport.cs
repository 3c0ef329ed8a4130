using Microsoft.EntityFrameworkCore;
using Throughline.Workbench.Access;
using Throughline.Workbench.Shared;

namespace Throughline.Workbench.Sources;

/// <summary>What became of the files of an import, in the order in which they were given.</summary>
public sealed class ImportReport(StudyStore store) : IQuestion
{
    /// <param name="Standing">Whether sources that it brought in can still be taken back by undoing it.</param>
    public sealed record Answer(Guid Import, IReadOnlyList<ImportedLine> Files, bool Standing, long From, long To, string By)
    {
        public int Count(string status) => Files.Count(f => f.Status == status);
    }

    public Task<Outcome<Answer>> AskAsync(StudyRef study, Actor actor, Guid import, CancellationToken cancel) =>
        store.AskAsync<Answer>(study, actor, async scope =>
        {
            var rows = await scope.ImportedFiles.Where(f => f.ImportId == import).ToListAsync(cancel);
            if (rows.Count == 0) return new Problem.NotFound("import", import.ToString());
            var sources = await SourceBrief.OfAsync(scope, [.. rows.Select(r => r.SourceId).OfType<Guid>()]);
            var changes = await ImportChanges.OfAsync(scope, import);
            return new Answer(
                import, [.. rows.OrderBy(r => r.Position).Select(r => ImportedLine.Of(r, r.SourceId is { } id ? sources.GetValueOrDefault(id) : null))],
                changes!.Any(c => c.ReversedBy is null), rows.Min(r => r.At), rows.Max(r => r.At), rows[0].By);
        }, cancel);
}

/// <summary>The imports of a study, the last first.</summary>
public sealed class ImportList(StudyStore store) : IQuestion
{
    public sealed record Line(Guid Import, long At, string By, IReadOnlyList<string> Statuses);

    public Task<Outcome<IReadOnlyList<Line>>> AskAsync(StudyRef study, Actor actor, CancellationToken cancel) =>
        store.AskAsync<IReadOnlyList<Line>>(study, actor, async scope => Outcome.Of<IReadOnlyList<Line>>(
        [
            .. (await scope.ImportedFiles.Select(f => new { f.ImportId, f.At, f.By, f.Status }).ToListAsync(cancel)).GroupBy(f => f.ImportId)
                .Select(g => new Line(g.Key, g.Max(f => f.At), g.First().By, [.. g.Select(f => f.Status)])).OrderByDescending(l => l.At),
        ]), cancel);
}
