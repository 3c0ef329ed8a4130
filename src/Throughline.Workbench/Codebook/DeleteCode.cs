using Microsoft.EntityFrameworkCore;
using Throughline.Workbench.Access;
using Throughline.Workbench.Shared;

namespace Throughline.Workbench.Codebook;

/// <summary>
/// Removes a code that was a mistake. One that has segments, or codes under it, goes only with all of them, and only when that
/// is said. Notes on it stay, for they are somebody's thoughts.
/// </summary>
public sealed class DeleteCode(StudyStore store) : IVerb
{
    /// <param name="Code">The code, by id, name or path.</param>
    /// <param name="Whole">With the codes under it and all their segments.</param>
    public sealed record Request(string Code, bool Whole = false);

    public sealed record Deleted(string Name, int Codes, int Segments);

    public Task<Outcome<Done<Deleted>>> DoAsync(StudyRef study, Actor actor, Request request, CancellationToken cancel) =>
        store.ChangeAsync<Deleted>(study, actor, Right.EditCodebook, async scope =>
        {
            var found = await scope.CodeAsync(request.Code);
            if (found.Problem is Problem.NotFound && Guid.TryParse(request.Code, out _)) return new Deleted("", 0, 0);
            if (!found.Is(out var code, out var problem)) return problem;
            var all = await scope.Codes.ToListAsync(cancel);
            var parents = all.ToDictionary(c => c.Id, c => c.ParentId);
            var gone = all.Where(c => CodeOrder.IsWithin(parents, c.Id, code.Id)).ToList();
            var segments = 0;
            foreach (var some in gone.Select(c => c.Id).Chunk(500))
                segments += await scope.Segments.CountAsync(s => some.Contains(s.CodeId), cancel);
            var deleted = new Deleted(code.Name, gone.Count, segments);
            if (!request.Whole && (segments > 0 || gone.Count > 1)) return Refuse(deleted);
            foreach (var some in gone.Select(c => c.Id).Chunk(500)) await RemoveAsync(scope, some);
            foreach (var one in gone) scope.Remove(one);
            scope.Record(nameof(DeleteCode), $"deleted the code {code.Name}{With(deleted)}");
            return deleted;
        }, cancel);

    private static async Task RemoveAsync(StudyScope scope, Guid[] codes)
    {
        foreach (var row in await scope.Segments.Where(s => codes.Contains(s.CodeId)).ToListAsync(scope.Cancel)) scope.Remove(row);
        foreach (var row in await scope.Definitions.Where(d => codes.Contains(d.CodeId)).ToListAsync(scope.Cancel)) scope.Remove(row);
        foreach (var row in await scope.ThemeCodes.Where(t => codes.Contains(t.CodeId)).ToListAsync(scope.Cancel)) scope.Remove(row);
    }

    private static Problem.Conflict Refuse(Deleted deleted) => new(
        $"{deleted.Name} is not empty",
        $"Deleting it takes{With(deleted)[5..]} as well. Say so if you mean it; or retire it, and all stays.");

    private static string With(Deleted deleted)
    {
        var parts = new[]
        {
            deleted.Codes > 1 ? $"{Told.Count(deleted.Codes - 1, "code")} under it" : "",
            deleted.Segments > 0 ? Told.Count(deleted.Segments, "segment") : "",
        }.Where(p => p.Length > 0).ToList();
        return parts.Count == 0 ? "" : $" with {string.Join(" and ", parts)}";
    }
}
