using Microsoft.EntityFrameworkCore;
using Throughline.Workbench.Access;
using Throughline.Workbench.Shared;

namespace Throughline.Workbench.Codebook;

/// <summary>Keeps the next version of what a code means. Words that have not changed make no version.</summary>
public sealed class DefineCode(StudyStore store) : IVerb
{
    public const int ReasonLength = 500;

    public sealed record Request(string Code, CodeMeaning Meaning, string Reason = "");

    public Task<Outcome<Done<Code>>> DoAsync(StudyRef study, Actor actor, Request request, CancellationToken cancel) =>
        store.ChangeAsync<Code>(study, actor, Right.EditCodebook, async scope =>
        {
            if (!(await scope.CodeAsync(request.Code)).Is(out var code, out var problem)) return problem;
            if (request.Reason.Length > ReasonLength) return new Problem.Invalid("reason", $"Why it was changed has at most {ReasonLength} characters.");
            if (!(await KeepAsync(scope, code, request.Meaning, request.Reason.Trim())).Is(out _, out problem)) return problem;
            scope.Record(nameof(DefineCode), code.DefinitionVersion <= 1 ? $"defined the code {code.Name}" : $"kept version {code.DefinitionVersion} of the definition of {code.Name}");
            return code;
        }, cancel);

    /// <summary>Whether a version was kept; within an act that does more.</summary>
    public static async Task<Outcome<bool>> KeepAsync(StudyScope scope, Code code, CodeMeaning meaning, string reason)
    {
        var kept = meaning.Tidy();
        if (kept.TooLong() is { } wrong) return wrong;
        var inForce = await scope.Definitions.AsNoTracking()
            .FirstOrDefaultAsync(d => d.CodeId == code.Id && d.Version == code.DefinitionVersion, scope.Cancel);
        if (CodeMeaning.Of(inForce) == kept) return false;
        return kept.AddTo(scope, code, reason) is not null;
    }
}
