using Microsoft.EntityFrameworkCore;
using Throughline.Workbench.Access;
using Throughline.Workbench.Shared;

namespace Throughline.Workbench.Sources;

/// <summary>All sources of a study by name, with who speaks in them and how far each is coded.</summary>
public sealed class SourceList(StudyStore store) : IQuestion
{
    /// <param name="Coded">The share of the text that lies under at least one code, 0 to 1.</param>
    public sealed record Line(Source Source, IReadOnlyList<Speaker> Speakers, int Segments, int Codes, double Coded, int Notes);

    public Task<Outcome<IReadOnlyList<Line>>> AskAsync(StudyRef study, Actor actor, CancellationToken cancel) =>
        store.AskAsync<IReadOnlyList<Line>>(study, actor, async scope =>
        {
            var sources = await scope.Sources.ToListAsync(cancel);
            var speakers = (await scope.Speakers.ToListAsync(cancel)).OrderBy(s => s.Number).ToLookup(s => s.SourceId);
            var coding = await scope.KeptAsync(() => CodedShare.OfAsync(scope, null), shares => shares.Count);
            var notes = await NotesAsync(scope);
            return Outcome.Of<IReadOnlyList<Line>>(
            [
                .. sources.OrderBy(s => s.Name, NaturalOrder.Names).Select(s =>
                {
                    var coded = coding.GetValueOrDefault(s.Id, CodedShare.None);
                    return new Line(s, [.. speakers[s.Id]], coded.Segments, coded.Codes, coded.Of(s.Length), notes.GetValueOrDefault(s.Id));
                }),
            ]);
        }, cancel);

    private static Task<Dictionary<Guid, int>> NotesAsync(StudyScope scope) =>
        scope.Notes.Where(n => n.TargetId != null && (n.On == "source" || n.On == "words")).GroupBy(n => n.TargetId!.Value)
            .Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, scope.Cancel);
}

/// <summary>How much of a source is coded: the length of what lies under any code, each stretch counted once.</summary>
public sealed record CodedShare(int Segments, int Codes, long Length)
{
    public static readonly CodedShare None = new(0, 0, 0);

    public double Of(int length) => length == 0 ? 0 : Math.Min(1, (double)Length / length);

    /// <param name="scope">The study.</param>
    /// <param name="source">One source; null for all.</param>
    public static async Task<Dictionary<Guid, CodedShare>> OfAsync(StudyScope scope, Guid? source)
    {
        var segments = source is { } one ? scope.Segments.Where(s => s.SourceId == one) : scope.Segments;
        var stretches = await segments.OrderBy(s => s.SourceId).ThenBy(s => s.Start).Select(s => new { s.SourceId, s.CodeId, s.Start, s.End }).ToListAsync(scope.Cancel);
        var shares = new Dictionary<Guid, CodedShare>();
        var codes = new HashSet<Guid>();
        foreach (var group in stretches.GroupBy(s => s.SourceId))
        {
            var (count, covered, until) = (0, 0L, 0);
            codes.Clear();
            foreach (var stretch in group)
            {
                count++;
                codes.Add(stretch.CodeId);
                covered += Math.Max(0, stretch.End - Math.Max(until, stretch.Start));
                until = Math.Max(until, stretch.End);
            }
            shares[group.Key] = new(count, codes.Count, covered);
        }
        return shares;
    }
}
