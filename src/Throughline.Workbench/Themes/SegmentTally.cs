using Microsoft.EntityFrameworkCore;
using Throughline.Workbench.Coding;
using Throughline.Workbench.Shared;

namespace Throughline.Workbench.Themes;

/// <summary>How many segments each code has of each voice. Counted by the database, but for sources in which several are heard.</summary>
internal sealed class SegmentTally
{
    /// <summary>Stands for words of which nobody knows whose they are.</summary>
    public const int Nobody = -1;

    private readonly Dictionary<Guid, Dictionary<int, int>> byCode = [];

    public static async Task<SegmentTally> NowAsync(StudyScope scope, StudyVoices voices)
    {
        var tally = new SegmentTally();
        foreach (var row in await scope.Segments.GroupBy(s => new { s.CodeId, s.SourceId })
            .Select(g => new { g.Key.CodeId, g.Key.SourceId, Count = g.Count() }).ToListAsync(scope.Cancel))
            if (!voices.Shared.Contains(row.SourceId)) tally.Add(row.CodeId, voices.Of(row.SourceId, 0), row.Count);
        foreach (var some in voices.Shared.Chunk(500))
            foreach (var row in await scope.Segments.Where(s => some.Contains(s.SourceId)).Select(s => new { s.CodeId, s.SourceId, s.Start }).ToListAsync(scope.Cancel))
                tally.Add(row.CodeId, voices.Of(row.SourceId, row.Start), 1);
        return tally;
    }

    public static SegmentTally Of(IEnumerable<CodedSegment> segments, StudyVoices voices)
    {
        var tally = new SegmentTally();
        foreach (var segment in segments) tally.Add(segment.CodeId, voices.Of(segment.SourceId, segment.Start), 1);
        return tally;
    }

    public bool Has(Guid code) => byCode.ContainsKey(code);

    /// <summary>Segments of these codes by voice.</summary>
    public Dictionary<int, int> Sum(IEnumerable<Guid> codes)
    {
        var sum = new Dictionary<int, int>();
        foreach (var code in codes)
            if (byCode.TryGetValue(code, out var voices))
                foreach (var (voice, count) in voices) sum[voice] = sum.GetValueOrDefault(voice) + count;
        return sum;
    }

    public (int Segments, int Participants) Count(IEnumerable<Guid> codes)
    {
        var sum = Sum(codes);
        return (sum.Values.Sum(), sum.Count(s => s.Key != Nobody && s.Value > 0));
    }

    private void Add(Guid code, int? voice, int count)
    {
        if (!byCode.TryGetValue(code, out var voices)) byCode[code] = voices = [];
        voices[voice ?? Nobody] = voices.GetValueOrDefault(voice ?? Nobody) + count;
    }
}
