using Microsoft.EntityFrameworkCore;
using Throughline.Workbench.Access;
using Throughline.Workbench.Coding;
using Throughline.Workbench.Shared;

namespace Throughline.Workbench.History;

/// <summary>The history of a study, the newest first, by pages.</summary>
public sealed class HistoryOf(StudyStore store) : IQuestion
{
    public const int Most = 5000;
    private const int AtOnce = 1000;

    /// <param name="Changes">The newest first.</param>
    /// <param name="Next">Where the next page begins: ask for what came before this change. Null where there is no more.</param>
    public sealed record Answer(IReadOnlyList<ChangeLine> Changes, long? Next);

    /// <summary>How much was done on a day, and in all.</summary>
    public sealed record Overview(int Total, int Found, DateTimeOffset? Since, IReadOnlyList<(DateOnly Day, int Count)> Days, IReadOnlyList<string> Actors);

    /// <param name="study">The study.</param>
    /// <param name="actor">Who asks.</param>
    /// <param name="filter">Which changes.</param>
    /// <param name="before">Only changes before this one.</param>
    /// <param name="limit">At most so many.</param>
    /// <param name="cancel">Stops it.</param>
    public Task<Outcome<Answer>> AskAsync(StudyRef study, Actor actor, HistoryFilter filter, long? before, int limit, CancellationToken cancel) =>
        store.AskAsync<Answer>(study, actor, async scope =>
        {
            if (filter.Wrong() is { } wrong) return wrong;
            limit = Math.Clamp(limit, 1, Most);
            var (found, at) = (new List<ChangeLine>(), before ?? long.MaxValue);
            while (found.Count <= limit)
            {
                var from = at;
                var some = await ChangesSince.LinesAsync(
                    filter.Among(scope.Changes.Where(c => c.Number < from)).OrderByDescending(c => c.Number).Take(filter.IsNone ? limit + 1 : AtOnce), cancel);
                found.AddRange(some.Where(c => filter.Takes(c.Verb, c.Touches, c.Summary)));
                if (some.Count < (filter.IsNone ? limit + 1 : AtOnce)) break;
                at = some[^1].Number;
            }
            return found.Count > limit ? new Answer(found[..limit], found[limit - 1].Number) : new Answer(found, null);
        }, cancel);

    /// <summary>What the top of the page says: how many, since when, by whom, and on which days.</summary>
    /// <param name="study">The study.</param>
    /// <param name="actor">Who asks.</param>
    /// <param name="filter">Which changes the days count.</param>
    /// <param name="zone">Whose days.</param>
    /// <param name="cancel">Stops it.</param>
    public Task<Outcome<Overview>> OverviewAsync(StudyRef study, Actor actor, HistoryFilter filter, TimeZoneInfo zone, CancellationToken cancel) =>
        store.AskAsync<Overview>(study, actor, async scope =>
        {
            if (filter.Wrong() is { } wrong) return wrong;
            var all = await scope.Changes.Select(c => new { c.At, c.Actor }).ToListAsync(cancel);
            var counted = filter.IsNone ? all.Select(c => c.At) : await CountedAsync(scope, filter);
            var days = counted.GroupBy(at => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(Instant.At(at), zone).DateTime)).Select(g => (g.Key, g.Count())).OrderBy(d => d.Key).ToList();
            return new Overview(
                all.Count, days.Sum(d => d.Item2), all.Count == 0 ? null : Instant.At(all.Min(c => c.At)), days,
                [.. all.Select(c => c.Actor).Distinct().Order(StringComparer.CurrentCulture)]);
        }, cancel);

    private static async Task<IEnumerable<long>> CountedAsync(StudyScope scope, HistoryFilter filter) =>
        (await filter.Among(scope.Changes).Select(c => new { c.At, c.Verb, c.Touches, c.Summary }).ToListAsync(scope.Cancel))
        .Where(c => filter.Takes(c.Verb, c.Touches, c.Summary)).Select(c => c.At);

    /// <summary>A segment that a change added.</summary>
    public sealed record Coding(Guid Segment, Guid Code, string Source);

    /// <summary>What some codings were on. For changes of few rows only.</summary>
    public Task<Outcome<IReadOnlyDictionary<long, IReadOnlyList<Coding>>>> CodingsAsync(
        StudyRef study, Actor actor, IReadOnlyCollection<long> numbers, CancellationToken cancel) =>
        store.AskAsync(study, actor, async scope =>
        {
            var found = new Dictionary<long, IReadOnlyList<Coding>>();
            var sources = numbers.Count == 0 ? [] : await scope.Sources.ToDictionaryAsync(s => s.Id, s => s.Name, cancel);
            foreach (var some in numbers.Chunk(500))
                foreach (var change in await scope.Changes.Where(c => some.Contains(c.Number)).Select(c => new { c.Number, c.Edits }).ToListAsync(cancel))
                    found[change.Number] = [.. RowEdit.Read(change.Edits).Where(e => e is { Kind: nameof(CodedSegment), Before: null, After: not null })
                        .Select(e => new Coding(e.Id, e.After!["codeId"].GetGuid(), sources.GetValueOrDefault(e.After["sourceId"].GetGuid(), "a source removed since")))];
            return Outcome.Of<IReadOnlyDictionary<long, IReadOnlyList<Coding>>>(found);
        }, cancel);
}
