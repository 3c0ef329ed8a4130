using Microsoft.EntityFrameworkCore;
using Throughline.Workbench.Access;
using Throughline.Workbench.Shared;

namespace Throughline.Workbench.Codebook;

/// <summary>Adds a code at the end of its siblings. The same id twice is one code.</summary>
public sealed class AddCode(StudyStore store) : IVerb
{
    public sealed record Request(Guid Id, string Name, Guid? Parent = null, bool InVivo = false, int? Dye = null, int? Weave = null, CodeMeaning? Meaning = null);

    public Task<Outcome<Done<Code>>> DoAsync(StudyRef study, Actor actor, Request request, CancellationToken cancel) =>
        store.ChangeAsync<Code>(study, actor, Right.EditCodebook, async scope =>
        {
            if (await scope.Codes.FirstOrDefaultAsync(c => c.Id == request.Id, cancel) is { } there) return there;
            if ((await AddToAsync(scope, request)).Is(out var code, out var problem) is false) return problem;
            scope.Record(nameof(AddCode), $"added the code {code.Name}");
            return code;
        }, cancel);

    /// <summary>Adds within an act that does more: an in vivo coding, an import of a codebook.</summary>
    public static async Task<Outcome<Code>> AddToAsync(StudyScope scope, Request request)
    {
        var siblings = scope.Codes.Where(c => c.ParentId == request.Parent);
        if (await CheckNameAsync(scope, request.Name, request.Parent, request.Id) is { } wrong) return wrong;
        if (request.Parent is { } parent && !await scope.Codes.AnyAsync(c => c.Id == parent, scope.Cancel))
            return new Problem.NotFound("code", parent.ToString());
        var meaning = request.Meaning?.Tidy();
        if (meaning?.TooLong() is { } tooLong) return tooLong;
        var order = await scope.Codes.CountAsync(scope.Cancel);
        if (ColourCode.Wrong(request.Dye ?? 1, request.Weave ?? 1) is { } colour) return colour;
        var code = scope.Add(new Code
        {
            Id = request.Id, ParentId = request.Parent, Name = request.Name.Trim(), NameKey = NameKey.Of(request.Name), InVivo = request.InVivo,
            Position = (await siblings.MaxAsync(c => (long?)c.Position, scope.Cancel) ?? 0) + Code.Step,
            Dye = request.Dye ?? Dyes.Nth(order).Dye, Weave = request.Weave ?? Dyes.Nth(order).Weave, CreatedAt = scope.Now,
        });
        meaning?.AddTo(scope, code, "");
        return code;
    }

    /// <summary>Siblings must be told apart by name; codes in different places need not.</summary>
    public static async Task<Problem?> CheckNameAsync(StudyScope scope, string name, Guid? parent, Guid self)
    {
        if (string.IsNullOrWhiteSpace(name)) return new Problem.Invalid("name", "A code needs a name.");
        if (name.Trim().Length > Code.NameLength) return new Problem.Invalid("name", $"A name has at most {Code.NameLength} characters.");
        var key = NameKey.Of(name);
        return await scope.Codes.AnyAsync(c => c.ParentId == parent && c.NameKey == key && c.Id != self, scope.Cancel)
            ? new Problem.Invalid("name", $"There is a code “{name.Trim()}” in this place. Choose another name, or merge the two.")
            : null;
    }
}
