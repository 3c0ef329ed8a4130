using Microsoft.EntityFrameworkCore;
using Throughline.Workbench.Codebook;
using Throughline.Workbench.Coding;
using Throughline.Workbench.History;
using Throughline.Workbench.Participants;
using Throughline.Workbench.Shared;
using Throughline.Workbench.Sources;

namespace Throughline.Workbench.Themes;

/// <summary>All that themes are made of, as it stands or stood: read once, in a handful of queries.</summary>
internal sealed class ThemeMaterial
{
    private ILookup<Guid, Guid> below = Array.Empty<Guid>().ToLookup(g => g);
    private ILookup<Guid, Guid> codesOf = Array.Empty<Guid>().ToLookup(g => g);
    private ILookup<Guid, ThemeSegment> segmentsOf = Array.Empty<ThemeSegment>().ToLookup(_ => Guid.Empty);

    /// <summary>By number; the overarching one first.</summary>
    public IReadOnlyList<Theme> Themes { get; private set; } = [];

    /// <summary>The whole codebook from the top down.</summary>
    public IReadOnlyList<Code> Codes { get; private set; } = [];

    public required IReadOnlyDictionary<Guid, Code> CodeOf { get; init; }
    public required IReadOnlyDictionary<Guid, Source> Sources { get; init; }
    public required StudyVoices Voices { get; init; }
    public required SegmentTally Tally { get; init; }

    /// <summary>The segments that are placed under themes one by one. One that is not here is gone from the study.</summary>
    public required IReadOnlyDictionary<Guid, CodedSegment> Placed { get; init; }

    public static async Task<ThemeMaterial> LoadAsync(StudyScope scope, DateTimeOffset? asOf = null)
    {
        var then = await TodayAsync(scope);
        // Segments are many: they are read one by one only where they are not counted as they stand.
        if (asOf is not null) then.With(await scope.Segments.ToListAsync(scope.Cancel));
        await then.BackToAsync(scope, asOf);
        var (sources, codes, placed) = (then.Of<Source>().ToList(), then.Of<Code>().ToList(), then.Of<ThemeSegment>().ToList());
        var voices = await StudyVoices.OfAsync(scope, sources, [.. then.Of<Speaker>()], [.. then.Of<Participant>()]);
        var all = then.IsPast ? then.Of<CodedSegment>().ToList() : null;
        var tree = CodeOrder.Tree(codes);
        return new()
        {
            Themes = [.. then.Of<Theme>().OrderByDescending(t => t.Overarching).ThenBy(t => t.Number).ThenBy(t => t.CreatedAt)],
            Codes = [.. tree.Select(t => t.Code)],
            CodeOf = codes.ToDictionary(c => c.Id),
            Sources = sources.ToDictionary(s => s.Id),
            Voices = voices,
            Tally = all is null ? await SegmentTally.NowAsync(scope, voices) : SegmentTally.Of(all, voices),
            Placed = all is null ? await PlacedAsync(scope) : PlacedAmong(all, placed),
            below = codes.ToLookup(c => c.ParentId ?? Guid.Empty, c => c.Id),
            codesOf = then.Of<ThemeCode>().ToLookup(t => t.ThemeId, t => t.CodeId),
            segmentsOf = placed.ToLookup(t => t.ThemeId),
        };
    }

    private static async Task<RowsAsOf> TodayAsync(StudyScope scope) => new RowsAsOf()
        .With(await scope.Themes.ToListAsync(scope.Cancel)).With(await scope.ThemeCodes.ToListAsync(scope.Cancel))
        .With(await scope.ThemeSegments.ToListAsync(scope.Cancel)).With(await scope.Codes.ToListAsync(scope.Cancel))
        .With(await scope.Sources.ToListAsync(scope.Cancel)).With(await scope.Speakers.ToListAsync(scope.Cancel))
        .With(await scope.Participants.ToListAsync(scope.Cancel));

    /// <summary>The codes placed under a theme, in the order of the codebook.</summary>
    public IReadOnlyList<Code> CodesOf(Guid theme)
    {
        var placed = codesOf[theme].ToHashSet();
        return [.. Codes.Where(c => placed.Contains(c.Id))];
    }

    public IEnumerable<ThemeSegment> SegmentsOf(Guid theme) => segmentsOf[theme];

    public bool HasBelow(Guid code) => below.Contains(code);

    /// <summary>These codes and all below them.</summary>
    public HashSet<Guid> Within(IEnumerable<Guid> codes)
    {
        var found = new HashSet<Guid>();
        var open = new Stack<Guid>(codes);
        while (open.TryPop(out var code))
            if (found.Add(code)) foreach (var child in below[code]) open.Push(child);
        return found;
    }

    private static async Task<Dictionary<Guid, CodedSegment>> PlacedAsync(StudyScope scope) =>
        await scope.ThemeSegments.Select(t => t.SegmentId).Distinct().Join(scope.Segments, t => t, s => s.Id, (_, s) => s).ToDictionaryAsync(s => s.Id, scope.Cancel);

    private static Dictionary<Guid, CodedSegment> PlacedAmong(List<CodedSegment> all, List<ThemeSegment> placed)
    {
        var wanted = placed.Select(p => p.SegmentId).ToHashSet();
        return all.Where(s => wanted.Contains(s.Id)).ToDictionary(s => s.Id);
    }
}
