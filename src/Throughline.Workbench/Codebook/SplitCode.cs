using Microsoft.EntityFrameworkCore;
using Throughline.Workbench.Access;
using Throughline.Workbench.Coding;
using Throughline.Workbench.Shared;
using Throughline.Workbench.Themes;

namespace Throughline.Workbench.Codebook;

/// <summary>Moves chosen segments of a code to a new one right after it, in the same themes. The same new id twice is one split.</summary>
public sealed class SplitCode(StudyStore store) : IVerb
{
    public const int MostSegments = 20_000;

    public sealed record Request(string Code, Guid Id, string Name, IReadOnlyList<Guid> Segments);

    public sealed record Split(Code Code, int Moved);

    public Task<Outcome<Done<Split>>> DoAsync(StudyRef study, Actor actor, Request request, CancellationToken cancel) =>
        store.ChangeAsync<Split>(study, actor, Right.EditCodebook, async scope =>
        {
            if (await scope.Codes.FirstOrDefaultAsync(c => c.Id == request.Id, cancel) is { } there) return new Split(there, 0);
            if (!(await scope.CodeAsync(request.Code)).Is(out var code, out var problem)) return problem;
            if (!(await ChosenAsync(scope, code, request.Segments)).Is(out var segments, out problem)) return problem;
            if (!(await AddCode.AddToAsync(scope, new(request.Id, request.Name, code.ParentId))).Is(out var made, out problem)) return problem;
            await PlaceAsync(scope, code, made);
            foreach (var segment in segments) (segment.CodeId, segment.DefinitionVersion) = (made.Id, made.DefinitionVersion);
            foreach (var theme in await scope.ThemeCodes.Where(t => t.CodeId == code.Id).ToListAsync(cancel))
                scope.Add(new ThemeCode { Id = Guid.CreateVersion7(), ThemeId = theme.ThemeId, CodeId = made.Id });
            scope.Record(nameof(SplitCode), $"split {made.Name} from {code.Name}: {Told.Count(segments.Count, "segment")} moved");
            return new Split(made, segments.Count);
        }, cancel);

    private static async Task<Outcome<List<CodedSegment>>> ChosenAsync(StudyScope scope, Code code, IReadOnlyList<Guid> chosen)
    {
        if (chosen.Count is 0 or > MostSegments) return new Problem.Invalid("segments", $"Choose the segments that go to the new code, at most {MostSegments:N0}.");
        var found = new List<CodedSegment>();
        foreach (var some in chosen.Distinct().Chunk(500))
            found.AddRange(await scope.Segments.Where(s => s.CodeId == code.Id && some.Contains(s.Id)).ToListAsync(scope.Cancel));
        var missing = chosen.Distinct().Count() - found.Count;
        return missing == 0 ? found
            : new Problem.Conflict($"{Told.Count(missing, "segment")} of these {(missing == 1 ? "is" : "are")} not coded with {code.Name}", "They may have been recoded since. Look again and choose afresh.");
    }

    private static async Task PlaceAsync(StudyScope scope, Code code, Code made)
    {
        var siblings = (await scope.Codes.Where(c => c.ParentId == code.ParentId).ToListAsync(scope.Cancel)).Where(c => c.Id != made.Id).Sorted().ToList();
        CodeOrder.Place(made, siblings, siblings.IndexOf(code) + 1);
    }
}
