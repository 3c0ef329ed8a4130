using Throughline.App.Shell;
using Throughline.Workbench.Access;
using Throughline.Workbench.Shared;
using Throughline.Workbench.Themes;

namespace Throughline.App.Themes;

/// <summary>A table of themes or of their segments; which it is, is seen in its columns.</summary>
public static class ThemeFile
{
    public static async Task<Outcome<Done<ThemeReport>>> ImportAsync(
        (ImportThemes Themes, ImportThemeSegments Segments) verbs, StudyRef study, Actor actor, TableFile file, CancellationToken cancel)
    {
        IReadOnlyList<(int, IReadOnlyList<string>)> table = [.. file.Rows.Select(r => (r.Line, r.Cells))];
        if (ThemeTables.HasQuotes(table))
            return ThemeTables.Segments(file.Name, table).Is(out var segments, out var unread) ? await verbs.Segments.DoAsync(study, actor, file.Name, segments, cancel) : unread;
        return ThemeTables.Themes(file.Name, table).Is(out var themes, out var problem) ? await verbs.Themes.DoAsync(study, actor, file.Name, themes, cancel) : problem;
    }
}
