using Throughline.Workbench.Access;
using Throughline.Workbench.Shared;

namespace Throughline.Workbench.Codebook;

/// <summary>Takes a retired code into use again.</summary>
public sealed class RestoreCode(StudyStore store) : IVerb
{
    public Task<Outcome<Done<Code>>> DoAsync(StudyRef study, Actor actor, string named, CancellationToken cancel) =>
        store.ChangeAsync<Code>(study, actor, Right.EditCodebook, async scope =>
        {
            if (!(await scope.CodeAsync(named)).Is(out var code, out var problem)) return problem;
            code.RetiredAt = null;
            scope.Record(nameof(RestoreCode), $"restored the code {code.Name}");
            return code;
        }, cancel);
}
