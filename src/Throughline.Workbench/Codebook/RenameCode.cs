using Throughline.Workbench.Access;
using Throughline.Workbench.Shared;

namespace Throughline.Workbench.Codebook;

/// <summary>Gives a code another name, or says whether the name is a participant's own words.</summary>
public sealed class RenameCode(StudyStore store) : IVerb
{
    public sealed record Request(string Code, string? Name, bool? InVivo = null);

    public Task<Outcome<Done<Code>>> DoAsync(StudyRef study, Actor actor, Request request, CancellationToken cancel) =>
        store.ChangeAsync<Code>(study, actor, Right.EditCodebook, async scope =>
        {
            if (!(await scope.CodeAsync(request.Code)).Is(out var code, out var problem)) return problem;
            var was = code.Name;
            if (request.Name is { } name)
            {
                if (await AddCode.CheckNameAsync(scope, name, code.ParentId, code.Id) is { } wrong) return wrong;
                (code.Name, code.NameKey) = (name.Trim(), NameKey.Of(name));
            }
            code.InVivo = request.InVivo ?? code.InVivo;
            scope.Record(nameof(RenameCode), was == code.Name
                ? $"marked {code.Name} as {(code.InVivo ? "a participant’s own words" : "our own words")}"
                : $"renamed the code {was} to {code.Name}");
            return code;
        }, cancel);
}
