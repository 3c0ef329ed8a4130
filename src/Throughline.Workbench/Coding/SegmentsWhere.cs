using Throughline.Workbench.Access;
using Throughline.Workbench.Shared;
using Throughline.Workbench.Sources;

namespace Throughline.Workbench.Coding;

/// <summary>
/// All segments of a code, or of any combination of codes, sources, coders, dates and more, in any order, with what is said around them.
/// </summary>
public sealed class SegmentsWhere(StudyStore store) : IQuestion
{
    public const int Most = 1000;

    /// <param name="Filter">Which.</param>
    /// <param name="By">In which order.</param>
    /// <param name="Context">With how much around them.</param>
    /// <param name="Cursor">The <see cref="Answer.Next"/> of the page before; null for the first.</param>
    /// <param name="Limit">How many at most; null for all.</param>
    /// <param name="Others">Whether to tell the other codes on the same words.</param>
    public sealed record Request(
        SegmentFilter Filter, SegmentOrder By = SegmentOrder.Source, ContextWidth Context = ContextWidth.None, string? Cursor = null, int? Limit = null,
        bool Others = false);

    /// <summary>8 of 41 segments, 4 of 16 participants: found, of all that bear the codes asked for.</summary>
    public sealed record Counts(int Segments, int OfSegments, int Participants, int OfParticipants, int Sources, int OfSources);

    /// <param name="Rows">The page asked for.</param>
    /// <param name="Counts">Of the whole list.</param>
    /// <param name="Groups">The groups of the whole list, by key.</param>
    /// <param name="Voices">Everybody who could say it, with how often they do, whatever narrows the list besides its codes.</param>
    /// <param name="Codes">The codes asked for.</param>
    /// <param name="First">The number of the first row in the whole list, from 0.</param>
    /// <param name="Next">What to ask on with; null at the end.</param>
    public sealed record Answer(
        IReadOnlyList<SegmentRow> Rows, Counts Counts, IReadOnlyDictionary<string, SegmentGroup> Groups, IReadOnlyList<SegmentVoices> Voices,
        IReadOnlyList<SegmentCode> Codes, int First, string? Next);

    public Task<Outcome<Answer>> AskAsync(StudyRef study, Actor actor, Request request, CancellationToken cancel) =>
        store.AskAsync<Answer>(study, actor, scope => AnswerAsync(scope, request), cancel);

    private static async Task<Outcome<Answer>> AnswerAsync(StudyScope scope, Request request)
    {
        var names = await SegmentNames.LoadAsync(scope);
        if (!SegmentChoice.Of(scope, names, request.Filter).Is(out var choice, out var problem)) return problem;
        var all = await choice.BaseAsync();
        var speaking = await Speaking.LoadAsync(scope, names);
        if (!(await choice.NarrowAsync(all, speaking)).Is(out var found, out problem)) return problem;
        var order = new SegmentSorting(names, speaking, request.By);
        var (sorted, groups) = order.Sort(found);
        var first = Page.After(sorted, k => k.Id, request.Cursor);
        var page = sorted.GetRange(first, Math.Min(sorted.Count - first, request.Limit is { } most ? Math.Clamp(most, 1, Most) : int.MaxValue));
        var rows = await new SegmentRows(scope, names, speaking, order).ReadAsync(page, request.Context, request.Others);
        var next = page.Count > 0 && first + page.Count < sorted.Count ? Page.Cursor(first + page.Count - 1, page[^1].Id) : null;
        var tally = SegmentTally.Of(found, speaking);
        var whole = choice.IsPartOfWhole ? await SegmentTally.OfAllAsync(scope, names, speaking) : found.Count == all.Count ? tally : SegmentTally.Of(all, speaking);
        return new Answer(rows, Count(tally, whole), groups, Voices(whole, names), [.. choice.Asked.Select(c => names.Codes[c].Told)], first, next);
    }

    private static Counts Count(SegmentTally found, SegmentTally whole) => new(
        found.Segments, whole.Segments, found.ByPerson.Count, whole.ByPerson.Count, found.BySource.Count, whole.BySource.Count);

    /// <summary>By participant where participants are known, else by source.</summary>
    internal static IReadOnlyList<SegmentVoices> Voices(SegmentTally whole, SegmentNames names)
    {
        var counts = names.People.Count > 0 ? whole.ByPerson : whole.BySource;
        var voices = names.People.Count > 0 ? names.People.Values.Select(p => (p.Id, p.Name)) : names.Sources.Values.Select(s => (s.Id, s.Name));
        return [.. voices.OrderBy(v => v.Name, NaturalOrder.Names).ThenBy(v => v.Id)
            .Select(v => new SegmentVoices(v.Id.ToString(), v.Name, counts.GetValueOrDefault(v.Id)))];
    }
}
