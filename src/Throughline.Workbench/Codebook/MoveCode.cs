using Microsoft.EntityFrameworkCore;
using Throughline.Workbench.Access;
using Throughline.Workbench.Shared;

namespace Throughline.Workbench.Codebook;

/// <summary>Puts a code elsewhere in the tree, with all that stands under it.</summary>
public sealed class MoveCode(StudyStore store) : IVerb
{
    /// <summary>Beside a sibling, which settles the parent; or at the end under <paramref name="Parent"/>, or of the top where that is null.</summary>
    public sealed record Request(string Code, string? Parent = null, string? Before = null, string? After = null);

    private sealed record Place(Code? Parent, Code? Sibling, bool IsBefore);

    public Task<Outcome<Done<Code>>> DoAsync(StudyRef study, Actor actor, Request request, CancellationToken cancel) =>
        store.ChangeAsync<Code>(study, actor, Right.EditCodebook, async scope =>
        {
            if (!(await scope.CodeAsync(request.Code)).Is(out var code, out var problem)) return problem;
            if (!(await PlaceAsync(scope, request)).Is(out var place, out problem)) return problem;
            if (place.Sibling == code) return new Problem.Invalid("before", "A code cannot stand beside itself.");
            if (await PutAsync(scope, code, place.Parent, place.Sibling, place.IsBefore) is { } wrong) return wrong;
            scope.Record(nameof(MoveCode), $"moved the code {code.Name} {Told(place)}");
            return code;
        }, cancel);

    /// <summary>Puts it there within an act that does more. Without a sibling, at the end.</summary>
    public static async Task<Problem?> PutAsync(StudyScope scope, Code code, Code? parent, Code? sibling = null, bool before = false)
    {
        var parents = await scope.Codes.AsNoTracking().ToDictionaryAsync(c => c.Id, c => c.ParentId, scope.Cancel);
        foreach (var changed in scope.Rows.Codes.Local) parents[changed.Id] = changed.ParentId;
        if (parent is not null && CodeOrder.IsWithin(parents, parent.Id, code.Id))
            return new Problem.Conflict("A code cannot stand under itself", $"{parent.Name} is {code.Name} or stands under it. Move it out first.");
        var id = parent?.Id;
        if (code.ParentId != id && await AddCode.CheckNameAsync(scope, code.Name, id, code.Id) is { } wrong) return wrong;
        var siblings = (await scope.Codes.Where(c => c.ParentId == id).ToListAsync(scope.Cancel))
            .Where(c => c.Id != code.Id && c.ParentId == id).Sorted().ToList();
        var index = sibling is null ? siblings.Count : siblings.IndexOf(sibling) + (before ? 0 : 1);
        if (code.ParentId == id && siblings.Count(s => ComesBefore(s, code)) == index) return null;
        code.ParentId = id;
        CodeOrder.Place(code, siblings, index);
        return null;
    }

    private static bool ComesBefore(Code one, Code other) => new[] { other, one }.Sorted().First() == one;

    private static async Task<Outcome<Place>> PlaceAsync(StudyScope scope, Request request)
    {
        Code? parent = null;
        if (request.Parent is { } named && !(await scope.CodeAsync(named)).Is(out parent, out var problem)) return problem;
        if ((request.Before ?? request.After) is not { } beside) return new Place(parent, null, false);
        if (!(await scope.CodeAsync(beside)).Is(out var sibling, out problem)) return problem;
        if (parent is not null && sibling.ParentId != parent.Id)
            return new Problem.Invalid("parent", $"{sibling.Name} does not stand under {parent.Name}.");
        parent ??= sibling.ParentId is { } id ? await scope.Codes.SingleAsync(c => c.Id == id, scope.Cancel) : null;
        return new Place(parent, sibling, request.Before is not null);
    }

    private static string Told(Place place)
    {
        var beside = place.Sibling is { } sibling ? $"{(place.IsBefore ? "before" : "after")} {sibling.Name}" : "";
        return place.Parent is { } parent ? $"under {parent.Name}{(beside.Length > 0 ? ", " + beside : "")}" : $"to the top{(beside.Length > 0 ? ", " + beside : "")}";
    }
}
