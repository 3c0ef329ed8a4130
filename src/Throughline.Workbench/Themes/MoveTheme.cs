using Microsoft.EntityFrameworkCore;
using Throughline.Workbench.Access;
using Throughline.Workbench.Shared;

namespace Throughline.Workbench.Themes;

/// <summary>Gives a theme another number; the others close up.</summary>
public sealed class MoveTheme(StudyStore store) : IVerb
{
    public Task<Outcome<Done<Theme>>> DoAsync(StudyRef study, Actor actor, Guid theme, int number, CancellationToken cancel) =>
        store.ChangeAsync<Theme>(study, actor, Right.EditThemes, async scope =>
        {
            var all = (await scope.Themes.Where(t => !t.Overarching).ToListAsync(cancel)).OrderBy(t => t.Number).ToList();
            if (all.Find(t => t.Id == theme) is not { } moved) return new Problem.NotFound("theme", theme.ToString());
            if (number < 1 || number > all.Count) return new Problem.Invalid("number", $"There are {all.Count} themes: the number is 1 to {all.Count}.");
            all.Remove(moved);
            all.Insert(number - 1, moved);
            for (var i = 0; i < all.Count; i++) all[i].Number = i + 1;
            scope.Record(nameof(MoveTheme), $"made {moved.Label} theme {number}");
            return moved;
        }, cancel);
}
