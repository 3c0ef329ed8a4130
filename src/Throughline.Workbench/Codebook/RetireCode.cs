using Throughline.Workbench.Access;
using Throughline.Workbench.Shared;

namespace Throughline.Workbench.Codebook;

/// <summary>Takes a code out of use. Its segments stay; nothing new is coded with it.</summary>
public sealed class RetireCode(StudyStore store) : IVerb
{
    public Task<Outcome<Done<Code>>> DoAsync(StudyRef study, Actor actor, string named, CancellationToken cancel) =>
        store.ChangeAsync<Code>(study, actor, Right.EditCodebook, async scope =>
        {
            if (!(await scope.CodeAsync(named)).Is(out var code, out var problem)) return problem;
            code.RetiredAt ??= scope.Now;
            scope.Record(nameof(RetireCode), $"retired the code {code.Name}");
            return code;
        }, cancel);
}
