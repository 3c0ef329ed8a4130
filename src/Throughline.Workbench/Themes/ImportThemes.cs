using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Throughline.Workbench.Access;
using Throughline.Workbench.Coding;
using Throughline.Workbench.Shared;

namespace Throughline.Workbench.Themes;

/// <summary>
/// Brings themes in from a table, in one Change. A row is the theme of its label, else a new one; cells that say nothing leave
/// what is there, and codes are added, never taken away. The same file twice changes nothing.
/// </summary>
public sealed class ImportThemes(StudyStore store) : IVerb
{
    public Task<Outcome<Done<ThemeReport>>> DoAsync(StudyRef study, Actor actor, string file, IReadOnlyList<ThemeRow> rows, CancellationToken cancel) =>
        store.ChangeAsync<ThemeReport>(study, actor, Right.EditThemes, async scope =>
        {
            var import = new Import(
                scope, await CodePaths.OpenAsync(scope), await scope.Themes.ToListAsync(cancel),
                (await scope.ThemeCodes.ToListAsync(cancel)).Select(t => (t.ThemeId, t.CodeId)).ToHashSet());
            foreach (var row in rows.OrderBy(Number)) import.Take(row);
            scope.Record(nameof(ImportThemes), $"imported themes from {file}: {import.Added} new, {import.Changed} changed");
            return new ThemeReport(file, rows.Count, import.Added, import.Changed, import.There, [.. import.Troubles.OrderBy(t => t.Place, NaturalOrder.Names)]);
        }, cancel);

    /// <summary>Themes without a number come after those with one, in the order of the file.</summary>
    private static int Number(ThemeRow row) => int.TryParse(row.Number, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : int.MaxValue;

    private sealed class Import(StudyScope scope, CodePaths codes, List<Theme> themes, HashSet<(Guid, Guid)> placed)
    {
        public int Added { get; private set; }
        public int Changed { get; private set; }
        public int There { get; private set; }
        public List<RowTrouble> Troubles { get; } = [];

        public void Take(ThemeRow row)
        {
            var status = row.Status.ToLowerInvariant();
            var request = new WriteTheme.Request(Guid.Empty, row.Label, Said(row.Subtitle), Said(row.CentralIdea), Said(row.Boundary), Said(status));
            if (WriteTheme.CheckText(request, isNew: true) is { } wrong)
            {
                Troubles.Add(new(row.Place, wrong.Detail));
                return;
            }
            var known = themes.Find(t => NameKey.Of(t.Label) == NameKey.Of(row.Label));
            var theme = known ?? Begin();
            var before = (theme.Subtitle, theme.CentralIdea, theme.Boundary, theme.Status, theme.Overarching);
            WriteTheme.Write(theme, known is null ? request : request with { Label = null });
            Raise(theme, row);
            var gathered = Gather(theme, row);
            if (known is null) Added++;
            else if (gathered || before != (theme.Subtitle, theme.CentralIdea, theme.Boundary, theme.Status, theme.Overarching)) Changed++;
            else There++;
        }

        private Theme Begin()
        {
            var theme = scope.Add(new Theme { Id = Guid.CreateVersion7(), CreatedAt = scope.Now, Number = themes.Select(t => t.Number).DefaultIfEmpty().Max() + 1 });
            themes.Add(theme);
            return theme;
        }

        private void Raise(Theme theme, ThemeRow row)
        {
            if (ThemeTables.IsYes(row.Overarching) is not { } overarching)
                Troubles.Add(new(row.Place, $"“{Told.Words(row.Overarching, 40)}” under overarching is neither yes nor no. The theme came in as an ordinary one."));
            else if (overarching && themes.Find(t => t.Overarching && t != theme) is { } other)
                Troubles.Add(new(row.Place, $"“{other.Label}” is the overarching theme already. “{theme.Label}” came in as an ordinary one."));
            else if (overarching && !theme.Overarching)
            {
                foreach (var later in themes.Where(t => t.Number > theme.Number)) later.Number--;
                (theme.Overarching, theme.Number) = (true, 0);
            }
        }

        private bool Gather(Theme theme, ThemeRow row)
        {
            var any = false;
            foreach (var named in row.Codes.Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            {
                if (!codes.Find(named).Is(out var code, out var problem)) Troubles.Add(new(row.Place, problem.Detail));
                else if (placed.Add((theme.Id, code.Id)))
                {
                    scope.Add(new ThemeCode { Id = Guid.CreateVersion7(), ThemeId = theme.Id, CodeId = code.Id });
                    any = true;
                }
            }
            return any;
        }

        private static string? Said(string cell) => cell.Length == 0 ? null : cell;
    }
}
