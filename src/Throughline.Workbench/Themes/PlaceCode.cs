using Microsoft.EntityFrameworkCore;
using Throughline.Workbench.Access;
using Throughline.Workbench.Shared;

namespace Throughline.Workbench.Themes;

/// <summary>Gathers a code, and with it the codes below it, under a theme; or takes it out again.</summary>
public sealed class PlaceCode(StudyStore store) : IVerb
{
    /// <param name="From">The theme that it leaves at the same time; null to leave it where else it is.</param>
    public sealed record Request(Guid Theme, string Code, Guid? From = null);

    public Task<Outcome<Done<ThemeCode>>> DoAsync(StudyRef study, Actor actor, Request request, CancellationToken cancel) =>
        store.ChangeAsync<ThemeCode>(study, actor, Right.EditThemes, async scope =>
        {
            if (await scope.Themes.FirstOrDefaultAsync(t => t.Id == request.Theme, cancel) is not { } theme)
                return new Problem.NotFound("theme", request.Theme.ToString());
            if (!(await scope.CodeAsync(request.Code)).Is(out var code, out var problem)) return problem;
            foreach (var left in await scope.ThemeCodes.Where(t => t.ThemeId == request.From && t.CodeId == code.Id && t.ThemeId != theme.Id).ToListAsync(cancel))
                scope.Remove(left);
            scope.Record(nameof(PlaceCode), $"placed {code.Name} under {theme.Label}");
            return await scope.ThemeCodes.FirstOrDefaultAsync(t => t.ThemeId == theme.Id && t.CodeId == code.Id, cancel)
                ?? scope.Add(new ThemeCode { Id = Guid.CreateVersion7(), ThemeId = theme.Id, CodeId = code.Id });
        }, cancel);

    public Task<Outcome<Done<Nothing>>> TakeOutAsync(StudyRef study, Actor actor, Guid theme, Guid code, CancellationToken cancel) =>
        store.ChangeAsync<Nothing>(study, actor, Right.EditThemes, async scope =>
        {
            if (await scope.ThemeCodes.FirstOrDefaultAsync(t => t.ThemeId == theme && t.CodeId == code, cancel) is not { } placed) return default(Nothing);
            var label = await scope.Themes.Where(t => t.Id == theme).Select(t => t.Label).SingleAsync(cancel);
            var name = await scope.Codes.Where(c => c.Id == code).Select(c => c.Name).SingleAsync(cancel);
            scope.Remove(placed);
            scope.Record("TakeOutCode", $"took {name} out of {label}");
            return default(Nothing);
        }, cancel);
}
