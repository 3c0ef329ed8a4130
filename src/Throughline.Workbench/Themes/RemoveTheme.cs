using Microsoft.EntityFrameworkCore;
using Throughline.Workbench.Access;
using Throughline.Workbench.Shared;

namespace Throughline.Workbench.Themes;

/// <summary>Removes a theme with what was gathered under it; codes and segments stay.</summary>
public sealed class RemoveTheme(StudyStore store) : IVerb
{
    public Task<Outcome<Done<Nothing>>> DoAsync(StudyRef study, Actor actor, Guid theme, CancellationToken cancel) =>
        store.ChangeAsync<Nothing>(study, actor, Right.EditThemes, async scope =>
        {
            if (await scope.Themes.FirstOrDefaultAsync(t => t.Id == theme, cancel) is not { } removed) return default(Nothing);
            foreach (var code in await scope.ThemeCodes.Where(c => c.ThemeId == theme).ToListAsync(cancel)) scope.Remove(code);
            foreach (var segment in await scope.ThemeSegments.Where(s => s.ThemeId == theme).ToListAsync(cancel)) scope.Remove(segment);
            foreach (var later in await scope.Themes.Where(t => t.Number > removed.Number && !removed.Overarching).ToListAsync(cancel)) later.Number--;
            scope.Remove(removed);
            scope.Record(nameof(RemoveTheme), $"removed the theme {removed.Label}");
            return default(Nothing);
        }, cancel);
}
