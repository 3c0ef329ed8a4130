using Microsoft.EntityFrameworkCore;
using Throughline.Workbench.Access;
using Throughline.Workbench.Coding;
using Throughline.Workbench.Shared;

namespace Throughline.Workbench.Themes;

/// <summary>
/// Places coded segments under themes from a table, in one Change. A segment is known by its source and its words. Where several
/// codes stand on the same words, those of the theme's own codes are meant. What is placed already is left as it is.
/// </summary>
public sealed class ImportThemeSegments(StudyStore store) : IVerb
{
    private sealed record Spot(Guid Id, Guid Code, int Start, int End, string Words);

    private sealed record Found(ThemeSegmentRow Row, Theme Theme, IReadOnlyList<Spot> Spots, string Stance, bool Chosen);

    private sealed record Reading(List<Found> Found, List<RowTrouble> Troubles);

    public async Task<Outcome<Done<ThemeReport>>> DoAsync(StudyRef study, Actor actor, string file, IReadOnlyList<ThemeSegmentRow> rows, CancellationToken cancel)
    {
        if (!(await store.AskAsync<Reading>(study, actor, async scope => await ReadAsync(scope, rows), cancel)).Is(out var reading, out var problem)) return problem;
        return await store.ChangeAsync<ThemeReport>(study, actor, Right.EditThemes, async scope =>
        {
            var (added, there) = await KeepAsync(scope, reading);
            scope.Record(nameof(ImportThemeSegments), $"placed {Told.Count(added, "segment")} under themes from {file}");
            return new ThemeReport(file, rows.Count, added, 0, there, [.. reading.Troubles.OrderBy(t => t.Place, NaturalOrder.Names)]);
        }, cancel);
    }

    /// <summary>Finding words takes time; it is done before anybody has to wait for the study.</summary>
    private static async Task<Reading> ReadAsync(StudyScope scope, IReadOnlyList<ThemeSegmentRow> rows)
    {
        var material = await ThemeMaterial.LoadAsync(scope);
        var quotes = await QuotePlaces.OpenAsync(scope);
        var spots = new Dictionary<Guid, ILookup<string, Spot>>();
        var reading = new Reading([], []);
        foreach (var row in rows)
        {
            if ((await FindAsync(scope, material, quotes, spots, row)).Is(out var found, out var problem)) reading.Found.Add(found);
            else reading.Troubles.Add(new(row.Place, problem.Detail));
        }
        return reading;
    }

    private static async Task<Outcome<Found>> FindAsync(
        StudyScope scope, ThemeMaterial material, QuotePlaces quotes, Dictionary<Guid, ILookup<string, Spot>> spots, ThemeSegmentRow row)
    {
        var named = material.Themes.Where(t => NameKey.Of(t.Label) == NameKey.Of(row.Theme) || (Guid.TryParse(row.Theme, out var id) && t.Id == id)).ToList();
        if (named.Count != 1) return new Problem.Invalid("theme", named.Count == 0 ? $"There is no theme “{Told.Words(row.Theme)}”. Bring the themes in first, or correct its label." : $"{named.Count} themes are called “{Told.Words(row.Theme)}”. Name it by its id.");
        var stance = row.Stance.Length == 0 ? ThemeSegment.Supporting : row.Stance.ToLowerInvariant();
        if (stance is not (ThemeSegment.Supporting or ThemeSegment.Contrary)) return new Problem.Invalid("stance", $"A segment is supporting or contrary, not “{Told.Words(row.Stance, 40)}”.");
        if (ThemeTables.IsYes(row.Chosen) is not { } chosen) return new Problem.Invalid("chosen", $"“{Told.Words(row.Chosen, 40)}” under chosen is neither yes nor no.");
        if (string.IsNullOrWhiteSpace(row.Quote)) return new Problem.Invalid("quote", "The row has no quotation.");
        if (!quotes.Source(row.Source).Is(out var source, out var problem)) return problem;
        if (!spots.TryGetValue(source.Id, out var inSource)) spots[source.Id] = inSource = await SpotsAsync(scope, source);
        var found = inSource[FoldedText.Fold(row.Quote)].ToList();
        if (found.Count == 0)
            return new Problem.Invalid("quote", $"‘{Told.Words(row.Quote)}’ is not a coded segment of {source.Name}. Code these words first, or copy them as the segment has them.");
        var within = material.Within(material.CodesOf(named[0].Id).Select(c => c.Id));
        var own = found.FindAll(s => within.Contains(s.Code));
        // Words that go against a theme go against it whichever of its codes stand on them; words that support it are quoted once.
        return new Found(row, named[0], own.Count == 0 ? [found[0]] : stance == ThemeSegment.Contrary ? own : [own[0]], stance, chosen);
    }

    private static async Task<ILookup<string, Spot>> SpotsAsync(StudyScope scope, Sources.Source source)
    {
        var content = await scope.ContentAsync(source);
        var segments = await scope.Segments.Where(s => s.SourceId == source.Id).OrderBy(s => s.At).ThenBy(s => s.Id).ToListAsync(scope.Cancel);
        return segments.Select(s => new Spot(s.Id, s.CodeId, s.Start, s.End, content.Words(s.Start, s.End))).ToLookup(s => FoldedText.Fold(s.Words));
    }

    private static async Task<(int Added, int There)> KeepAsync(StudyScope scope, Reading reading)
    {
        var placed = (await scope.ThemeSegments.Select(t => new { t.ThemeId, t.SegmentId }).ToListAsync(scope.Cancel)).Select(t => (t.ThemeId, t.SegmentId)).ToHashSet();
        var themes = (await scope.Themes.Select(t => t.Id).ToListAsync(scope.Cancel)).ToHashSet();
        var standing = await StandingAsync(scope, reading);
        var (added, there) = (0, 0);
        foreach (var found in reading.Found)
        {
            if (!themes.Contains(found.Theme.Id) || !found.Spots.All(s => standing.GetValueOrDefault(s.Id) == (s.Start, s.End)))
            {
                reading.Troubles.Add(new(found.Row.Place, "The theme or the segment was changed while the table was read. Import it again."));
                continue;
            }
            var before = added;
            foreach (var (spot, i) in found.Spots.Select((s, i) => (s, i)))
            {
                if (!placed.Add((found.Theme.Id, spot.Id))) continue;
                scope.Add(new ThemeSegment
                {
                    Id = Guid.CreateVersion7(), ThemeId = found.Theme.Id, SegmentId = spot.Id, Stance = found.Stance, Chosen = found.Chosen && i == 0, Words = spot.Words,
                });
                added++;
            }
            if (added == before) there++;
        }
        return (added, there);
    }

    private static async Task<Dictionary<Guid, (int, int)>> StandingAsync(StudyScope scope, Reading reading)
    {
        var standing = new Dictionary<Guid, (int, int)>();
        foreach (var some in reading.Found.SelectMany(f => f.Spots).Select(s => s.Id).Distinct().Chunk(500))
            foreach (var s in await scope.Segments.Where(s => some.Contains(s.Id)).Select(s => new { s.Id, s.Start, s.End }).ToListAsync(scope.Cancel))
                standing[s.Id] = (s.Start, s.End);
        return standing;
    }
}
