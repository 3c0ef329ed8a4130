using Microsoft.EntityFrameworkCore;
using Throughline.Workbench.Access;
using Throughline.Workbench.Shared;

namespace Throughline.Workbench.Codebook;

/// <summary>The code that is meant by an id, a name or a path.</summary>
public sealed class CodeNamed(StudyStore store) : IQuestion
{
    /// <summary>Null where nothing is named: the top of the codebook.</summary>
    public readonly record struct Found(Guid? Id);

    public Task<Outcome<Found>> AskAsync(StudyRef study, Actor actor, string? named, CancellationToken cancel) =>
        store.AskAsync<Found>(study, actor, async scope =>
        {
            if (string.IsNullOrWhiteSpace(named)) return new Found(null);
            return (await scope.CodeAsync(named)).Is(out var code, out var problem) ? new Found(code.Id) : problem;
        }, cancel);

    /// <summary>What it means at present.</summary>
    public Task<Outcome<CodeMeaning>> MeaningAsync(StudyRef study, Actor actor, string named, CancellationToken cancel) =>
        store.AskAsync<CodeMeaning>(study, actor, async scope =>
        {
            if (!(await scope.CodeAsync(named)).Is(out var code, out var problem)) return problem;
            return CodeMeaning.Of(await scope.Definitions.FirstOrDefaultAsync(d => d.CodeId == code.Id && d.Version == code.DefinitionVersion, cancel));
        }, cancel);
}
