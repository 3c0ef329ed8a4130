using Microsoft.EntityFrameworkCore;
using Throughline.Workbench.Access;
using Throughline.Workbench.Codebook;
using Throughline.Workbench.Coding;
using Throughline.Workbench.Shared;
using Throughline.Workbench.Sources;

namespace Throughline.Workbench.History;

/// <summary>The coding of one source as it stood at an instant, with the words, the codes and their names of then.</summary>
public sealed class SegmentsAsOf(StudyStore store) : IQuestion
{
    /// <param name="Segment">As it stood then.</param>
    /// <param name="Code">The code as it was then.</param>
    /// <param name="Coder">Who coded it.</param>
    /// <param name="Text">The words, of the text as it was then.</param>
    /// <param name="Turn">The turn that it begins in, from 0; null outside turns.</param>
    public sealed record Line(CodedSegment Segment, Code? Code, string Coder, string Text, int? Turn);

    /// <param name="Source">The source as it was then.</param>
    public sealed record Answer(Source Source, IReadOnlyList<Line> Segments);

    public Task<Outcome<Answer>> AskAsync(StudyRef study, Actor actor, string source, DateTimeOffset at, CancellationToken cancel) =>
        store.AskAsync<Answer>(study, actor, async scope =>
        {
            var sources = (await new RowsAsOf().With(await scope.Sources.ToListAsync(cancel)).BackToAsync(scope, at)).Of<Source>().ToList();
            var key = NameKey.Of(source);
            if ((sources.Find(s => s.Id.ToString() == source) ?? sources.Find(s => s.NameKey == key)) is not { } row)
                return (await scope.SourceAsync(source)).Is(out var today, out var problem) ? NotYet(today, at) : problem;
            return new Answer(row, await LinesAsync(scope, row, at));
        }, cancel);

    private static Problem NotYet(Source source, DateTimeOffset at) => new Problem.NotFound(
        $"source as of {at.ToLocalTime():d MMMM yyyy, HH:mm}", source.Name);

    private static async Task<IReadOnlyList<Line>> LinesAsync(StudyScope scope, Source source, DateTimeOffset at)
    {
        var today = await scope.Segments.Where(s => s.SourceId == source.Id).ToListAsync(scope.Cancel);
        var rows = await new RowsAsOf().With(today).With(await scope.Codes.ToListAsync(scope.Cancel)).BackToAsync(scope, at);
        var codes = rows.Of<Code>().ToDictionary(c => c.Id);
        var coders = await scope.Coders.ToDictionaryAsync(c => c.Id, c => c.Name, scope.Cancel);
        var content = await scope.ContentAsync(source);
        return [.. rows.Of<CodedSegment>().Where(s => s.SourceId == source.Id).OrderBy(s => s.Start).ThenByDescending(s => s.End).ThenBy(s => s.Id)
            .Select(s => new Line(s, codes.GetValueOrDefault(s.CodeId), coders.GetValueOrDefault(s.CoderId, ""), content.Words(s.Start, s.End), content.Layout.TurnAt(s.Start)))];
    }
}
