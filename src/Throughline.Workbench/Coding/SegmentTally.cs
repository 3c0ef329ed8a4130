using Microsoft.EntityFrameworkCore;
using Throughline.Workbench.Shared;

namespace Throughline.Workbench.Coding;

/// <summary>How many segments there are, in which sources and by whom.</summary>
internal sealed record SegmentTally(int Segments, IReadOnlyDictionary<Guid, int> BySource, IReadOnlyDictionary<Guid, int> ByPerson)
{
    public static SegmentTally Of(List<SegmentKey> keys, Speaking speaking) => new(
        keys.Count, keys.CountBy(k => k.Source).ToDictionary(),
        keys.Select(speaking.Of).Where(p => p is not null).CountBy(p => p!.Value).ToDictionary());

    /// <summary>Of the whole study, counted in the database; only where several are heard in a source is each segment looked at.</summary>
    public static async Task<SegmentTally> OfAllAsync(StudyScope scope, SegmentNames names, Speaking speaking)
    {
        var bySource = await scope.Segments.GroupBy(s => s.SourceId).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, scope.Cancel);
        var shared = bySource.Keys.Where(s => names.Heard[s].Skip(1).Any()).ToList();
        var people = bySource.Keys.Except(shared).Where(s => names.Heard[s].Any()).GroupBy(s => names.Heard[s].First()).ToDictionary(g => g.Key, g => g.Sum(s => bySource[s]));
        if (shared.Count > 0)
            foreach (var place in await scope.Segments.Where(s => shared.Contains(s.SourceId)).Select(s => new { s.SourceId, s.Start }).ToListAsync(scope.Cancel))
                if (speaking.Of(place.SourceId, place.Start) is { } person) people[person] = people.GetValueOrDefault(person) + 1;
        return new(bySource.Values.Sum(), bySource, people);
    }
}
