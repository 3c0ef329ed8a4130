using Microsoft.EntityFrameworkCore;
using Throughline.Workbench.Access;
using Throughline.Workbench.Shared;

namespace Throughline.Workbench.Codebook;

/// <summary>The codebook as a table under <see cref="CodebookColumns.Own"/>, which comes in again unchanged.</summary>
public sealed class CodebookExport(StudyStore store) : IQuestion
{
    public sealed record Answer(string Study, IReadOnlyList<IReadOnlyList<string>> Rows);

    public Task<Outcome<Answer>> AskAsync(StudyRef study, Actor actor, CancellationToken cancel) =>
        store.AskAsync<Answer>(study, actor, async scope =>
        {
            var codes = await scope.Codes.ToListAsync(cancel);
            var meanings = await CodebookTree.InForceAsync(scope);
            var paths = CodePath.All(codes);
            var name = await scope.Studies.Select(s => s.Name).SingleAsync(cancel);
            return new Answer(name, [.. CodeOrder.Tree(codes).Select(t => Row(t.Code, meanings.GetValueOrDefault(t.Code.Id), paths))]);
        }, cancel);

    private static IReadOnlyList<string> Row(Code code, CodeDefinition? meaning, IReadOnlyDictionary<Guid, string> paths) =>
    [
        code.Id.ToString(), code.ParentId is { } parent ? paths[parent] : "", code.Name,
        .. CodeMeaning.Of(meaning).Fields.Select(f => f.Text), Dyes.Told(code.Dye, code.Weave), code.InVivo ? "yes" : "no",
    ];
}
