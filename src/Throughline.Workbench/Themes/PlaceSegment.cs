using Microsoft.EntityFrameworkCore;
using Throughline.Workbench.Access;
using Throughline.Workbench.Shared;

namespace Throughline.Workbench.Themes;

/// <summary>Says that a segment speaks for a theme or against it, and whether the report is to quote it.</summary>
public sealed class PlaceSegment(StudyStore store) : IVerb
{
    /// <param name="Stance">supporting or contrary; null leaves it, and begins as supporting.</param>
    /// <param name="Chosen">Whether the report quotes it; null leaves it.</param>
    /// <param name="AsNow">Takes the words as they now stand for the ones that were chosen.</param>
    public sealed record Request(Guid Theme, Guid Segment, string? Stance = null, bool? Chosen = null, bool AsNow = false);

    public Task<Outcome<Done<ThemeSegment>>> DoAsync(StudyRef study, Actor actor, Request request, CancellationToken cancel) =>
        store.ChangeAsync<ThemeSegment>(study, actor, Right.EditThemes, async scope =>
        {
            if (request.Stance is { } stance && stance is not (ThemeSegment.Supporting or ThemeSegment.Contrary))
                return new Problem.Invalid("stance", $"A segment is {ThemeSegment.Supporting} or {ThemeSegment.Contrary}, not “{stance}”.");
            if (await scope.Themes.FirstOrDefaultAsync(t => t.Id == request.Theme, cancel) is not { } theme)
                return new Problem.NotFound("theme", request.Theme.ToString());
            if (await scope.Segments.FirstOrDefaultAsync(s => s.Id == request.Segment, cancel) is not { } segment)
                return new Problem.NotFound("segment", request.Segment.ToString());
            var source = await scope.Sources.SingleAsync(s => s.Id == segment.SourceId, cancel);
            var words = (await scope.ContentAsync(source)).Words(segment.Start, segment.End);
            var placed = await scope.ThemeSegments.FirstOrDefaultAsync(t => t.ThemeId == theme.Id && t.SegmentId == segment.Id, cancel)
                ?? scope.Add(new ThemeSegment { Id = Guid.CreateVersion7(), ThemeId = theme.Id, SegmentId = segment.Id, Words = words });
            placed.Stance = request.Stance ?? placed.Stance;
            if (request.AsNow || (request.Chosen == true && !placed.Chosen)) placed.Words = words;
            placed.Chosen = request.Chosen ?? placed.Chosen;
            scope.Record(nameof(PlaceSegment), $"{Did(request, placed)} ‘{Told.Words(words)}’ {(placed.Stance == ThemeSegment.Contrary ? "as contrary to" : "as supporting")} {theme.Label}, {source.Name}");
            return placed;
        }, cancel);

    public Task<Outcome<Done<Nothing>>> TakeOutAsync(StudyRef study, Actor actor, Guid theme, Guid segment, CancellationToken cancel) =>
        store.ChangeAsync<Nothing>(study, actor, Right.EditThemes, async scope =>
        {
            if (await scope.ThemeSegments.FirstOrDefaultAsync(t => t.ThemeId == theme && t.SegmentId == segment, cancel) is not { } placed) return default(Nothing);
            var label = await scope.Themes.Where(t => t.Id == theme).Select(t => t.Label).SingleAsync(cancel);
            scope.Remove(placed);
            scope.Record("TakeOutSegment", $"took ‘{Told.Words(placed.Words)}’ out of {label}");
            return default(Nothing);
        }, cancel);

    private static string Did(Request request, ThemeSegment placed) => request.AsNow ? "accepted" : request.Chosen is null ? "marked" : placed.Chosen ? "chose" : "no longer quotes";
}
