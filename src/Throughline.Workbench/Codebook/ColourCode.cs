using Throughline.Workbench.Access;
using Throughline.Workbench.Shared;

namespace Throughline.Workbench.Codebook;

/// <summary>Gives a code another dye or weave.</summary>
public sealed class ColourCode(StudyStore store) : IVerb
{
    public sealed record Request(string Code, int Dye, int Weave = 1);

    public Task<Outcome<Done<Code>>> DoAsync(StudyRef study, Actor actor, Request request, CancellationToken cancel) =>
        store.ChangeAsync<Code>(study, actor, Right.EditCodebook, async scope =>
        {
            if (Wrong(request.Dye, request.Weave) is { } wrong) return wrong;
            if (!(await scope.CodeAsync(request.Code)).Is(out var code, out var problem)) return problem;
            (code.Dye, code.Weave) = (request.Dye, request.Weave);
            scope.Record(nameof(ColourCode), $"dyed the code {code.Name} {Dyes.Told(code.Dye, code.Weave)}");
            return code;
        }, cancel);

    public static Problem? Wrong(int dye, int weave) => dye is < 1 or > Dyes.Count
        ? new Problem.Invalid("dye", $"A dye is a number from 1 to {Dyes.Count}.")
        : weave is < 1 or > Dyes.Weaves ? new Problem.Invalid("weave", "A weave is 1 plain, 2 notched or 3 dashed.") : null;
}
