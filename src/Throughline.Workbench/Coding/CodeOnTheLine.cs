using Microsoft.EntityFrameworkCore;
using Throughline.Workbench.Access;
using Throughline.Workbench.Shared;

namespace Throughline.Workbench.Coding;

/// <summary>A code with what stands above it: its parent, the themes that hold it, the overarching theme.</summary>
public sealed class CodeOnTheLine(StudyStore store) : IQuestion
{
    public sealed record ThemeName(Guid Id, int Number, string Label);

    /// <param name="Parent">The code that it stands under.</param>
    /// <param name="Definition">What it means, in force.</param>
    /// <param name="Themes">Those that hold the code, by number.</param>
    public sealed record Answer(SegmentCode Code, SegmentCode? Parent, string Definition, IReadOnlyList<ThemeName> Themes, ThemeName? Overarching);

    public Task<Outcome<Answer>> AskAsync(StudyRef study, Actor actor, Guid code, CancellationToken cancel) =>
        store.AskAsync<Answer>(study, actor, async scope =>
        {
            var names = await SegmentNames.LoadAsync(scope);
            return names.Codes.ContainsKey(code) ? await OfAsync(scope, names, code) : new Problem.NotFound("code", code.ToString());
        }, cancel);

    internal static async Task<Answer> OfAsync(StudyScope scope, SegmentNames names, Guid code)
    {
        var found = names.Codes[code];
        var definition = await scope.Definitions.Where(d => d.CodeId == code && d.Version == found.Version).Select(d => d.Definition).FirstOrDefaultAsync(scope.Cancel);
        var themes = await scope.Themes.Select(t => new { t.Id, t.Number, t.Label, t.Overarching, Holds = scope.ThemeCodes.Any(c => c.ThemeId == t.Id && c.CodeId == code) })
            .ToListAsync(scope.Cancel);
        var over = themes.Find(t => t.Overarching);
        return new(
            found.Told, found.Parent is { } parent && names.Codes.TryGetValue(parent, out var above) ? above.Told : null, definition ?? "",
            [.. themes.Where(t => t.Holds && !t.Overarching).OrderBy(t => t.Number).Select(t => new ThemeName(t.Id, t.Number, t.Label))],
            over is null ? null : new(over.Id, 0, over.Label));
    }
}
