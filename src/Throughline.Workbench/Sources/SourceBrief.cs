using Microsoft.EntityFrameworkCore;
using Throughline.Workbench.Shared;

namespace Throughline.Workbench.Sources;

/// <summary>A source in a line. <paramref name="Points"/>: the length of its text in Unicode code points.</summary>
public sealed record SourceBrief(
    Guid Id, string Name, string Kind, string Format, int Points, int Turns, int Words, long? DurationMs, IReadOnlyList<string> Speakers)
{
    /// <summary>Two voices of one name are told once: they have been renamed to be one.</summary>
    public static SourceBrief Of(Source source, IEnumerable<Speaker> speakers) => new(
        source.Id, source.Name, source.Kind, source.Format, source.Positions().Points, source.TurnCount, source.WordCount, source.DurationMs,
        [.. speakers.OrderBy(s => s.Number).Select(s => s.Name).Distinct()]);

    /// <summary>Those of these sources that are there, by their ids.</summary>
    public static async Task<Dictionary<Guid, SourceBrief>> OfAsync(StudyScope scope, IReadOnlyCollection<Guid> ids)
    {
        var found = new Dictionary<Guid, SourceBrief>();
        foreach (var some in ids.Distinct().Chunk(500))
        {
            var speakers = (await scope.Speakers.AsNoTracking().Where(s => some.Contains(s.SourceId)).ToListAsync(scope.Cancel)).ToLookup(s => s.SourceId);
            foreach (var source in await scope.Sources.AsNoTracking().Where(s => some.Contains(s.Id)).ToListAsync(scope.Cancel))
                found[source.Id] = Of(source, speakers[source.Id]);
        }
        return found;
    }
}
