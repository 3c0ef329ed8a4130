using Microsoft.EntityFrameworkCore;
using Throughline.Workbench.Access;
using Throughline.Workbench.Coding;
using Throughline.Workbench.Shared;

namespace Throughline.Workbench.Themes;

/// <summary>
/// The segments of a theme, or those of one code as they bear on it: what is chosen first, then what is placed, then what only
/// its codes bring; in each as one reads the sources.
/// </summary>
public sealed class SegmentsOfTheme(StudyStore store) : IQuestion
{
    public const int Most = 500;

    /// <param name="Theme">The theme.</param>
    /// <param name="Code">Only segments of this code and those below it, whether or not the theme holds it.</param>
    /// <param name="Stance">Only what is supporting or contrary.</param>
    /// <param name="Cursor">The <see cref="Answer.Next"/> of the page before; null for the first.</param>
    /// <param name="Limit">How many at most.</param>
    public sealed record Request(Guid Theme, Guid? Code = null, string? Stance = null, string? Cursor = null, int Limit = 100);

    /// <param name="Quote">The words, where they stand and how they bear on the theme.</param>
    /// <param name="Placed">Whether that was said of this segment itself.</param>
    /// <param name="Code">The code on them.</param>
    public sealed record Line(BoardQuote Quote, bool Placed, BoardCode Code);

    public sealed record Answer(Theme Theme, IReadOnlyList<Line> Segments, int Count, string? Next);

    private sealed record Spot(Guid Id, Guid Source, Guid Code, int Start);

    public Task<Outcome<Answer>> AskAsync(StudyRef study, Actor actor, Request request, CancellationToken cancel) =>
        store.AskAsync<Answer>(study, actor, async scope =>
        {
            var material = await ThemeMaterial.LoadAsync(scope);
            if (material.Themes.FirstOrDefault(t => t.Id == request.Theme) is not { } theme) return new Problem.NotFound("theme", request.Theme.ToString());
            if (request.Code is { } code && !material.CodeOf.ContainsKey(code)) return new Problem.NotFound("code", code.ToString());
            var placed = material.SegmentsOf(theme.Id).GroupBy(s => s.SegmentId).ToDictionary(g => g.Key, g => g.First());
            var spots = await SpotsAsync(scope, material, request);
            string Stance(Spot spot) => placed.TryGetValue(spot.Id, out var row) ? row.Stance : ThemeSegment.Supporting;
            if (request.Stance is { } stance) spots = spots.FindAll(s => Stance(s) == stance);
            var sorted = spots.OrderByDescending(s => placed.TryGetValue(s.Id, out var row) ? row.Chosen ? 2 : 1 : 0)
                .ThenBy(s => material.Sources[s.Source].Name, NaturalOrder.Names).ThenBy(s => s.Start).ThenBy(s => s.Id).ToList();
            var first = Page.After(sorted, s => s.Id, request.Cursor);
            var page = sorted.Skip(first).Take(Math.Clamp(request.Limit, 1, Most)).ToList();
            var lines = await LinesAsync(scope, material, page, placed);
            return new Answer(theme, lines, sorted.Count, first + page.Count < sorted.Count ? Page.Cursor(first + page.Count - 1, page[^1].Id) : null);
        }, cancel);

    private static async Task<List<Spot>> SpotsAsync(StudyScope scope, ThemeMaterial material, Request request)
    {
        var within = material.Within(request.Code is { } code ? [code] : material.CodesOf(request.Theme).Select(c => c.Id));
        var spots = new List<Spot>();
        foreach (var some in within.Chunk(500))
            spots.AddRange(await scope.Segments.Where(s => some.Contains(s.CodeId)).Select(s => new Spot(s.Id, s.SourceId, s.CodeId, s.Start)).ToListAsync(scope.Cancel));
        if (request.Code is null)
            spots.AddRange(material.SegmentsOf(request.Theme).Select(s => material.Placed.GetValueOrDefault(s.SegmentId)).OfType<CodedSegment>()
                .Where(s => !within.Contains(s.CodeId)).Select(s => new Spot(s.Id, s.SourceId, s.CodeId, s.Start)));
        return spots;
    }

    private static async Task<IReadOnlyList<Line>> LinesAsync(
        StudyScope scope, ThemeMaterial material, List<Spot> page, Dictionary<Guid, ThemeSegment> placed)
    {
        var ids = page.ConvertAll(s => s.Id);
        var segments = await scope.Segments.Where(s => ids.Contains(s.Id)).ToDictionaryAsync(s => s.Id, scope.Cancel);
        var lines = new List<Line>();
        foreach (var segment in ids.Select(id => segments.GetValueOrDefault(id)).OfType<CodedSegment>())
        {
            var row = placed.GetValueOrDefault(segment.Id);
            var quote = await BoardQuote.OfAsync(scope, material, row ?? new ThemeSegment { Stance = ThemeSegment.Supporting }, segment);
            var code = material.CodeOf[segment.CodeId];
            lines.Add(new(row is null ? quote with { Changed = false } : quote, row is not null, new(code.Id, code.Name, code.Dye, code.Weave, code.InVivo, 0, 0)));
        }
        return lines;
    }
}
