using Microsoft.EntityFrameworkCore;
using Throughline.Workbench.Access;
using Throughline.Workbench.History;
using Throughline.Workbench.Shared;

namespace Throughline.Workbench.Codebook;

/// <summary>The codebook as it stood at an instant: today's, with every later change taken back.</summary>
public sealed class CodebookAsOf(StudyStore store) : IQuestion
{
    public sealed record Line(Code Code, int Level, CodeDefinition? Meaning);

    public Task<Outcome<IReadOnlyList<Line>>> AskAsync(StudyRef study, Actor actor, DateTimeOffset at, CancellationToken cancel) =>
        store.AskAsync<IReadOnlyList<Line>>(study, actor, async scope =>
        {
            var then = await new RowsAsOf().With(await scope.Codes.ToListAsync(cancel)).With(await scope.Definitions.ToListAsync(cancel)).BackToAsync(scope, at);
            var meanings = then.Of<CodeDefinition>().ToLookup(d => (d.CodeId, d.Version));
            return Outcome.Of<IReadOnlyList<Line>>(
                [.. CodeOrder.Tree([.. then.Of<Code>()]).Select(t => new Line(t.Code, t.Level, meanings[(t.Code.Id, t.Code.DefinitionVersion)].FirstOrDefault()))]);
        }, cancel);
}
