using Microsoft.EntityFrameworkCore;
using Throughline.Workbench.Coding;
using Throughline.Workbench.Shared;

namespace Throughline.Workbench.Sources.Finding;

/// <summary>
/// Finds words in the texts of a study in the order of their names. The index says which passages to look at; a text that is not in
/// it yet is read through, and so are all where the index does not know what is asked.
/// </summary>
internal sealed class PlacesInTexts(StudyScope scope, ITextIndex index, WordQuery query)
{
    /// <summary>What stands in more passages than these is found soonest by reading on from the first text.</summary>
    private const int Rare = 2000;

    /// <summary>Having read so many texts in vain one asks which ones are worth it.</summary>
    private const int InVain = 8;

    private const int AtOnce = 100;

    /// <summary>A text in which the words stand.</summary>
    public sealed record Found(Guid Source, SourceContent Content, IReadOnlyList<WordQuery.Match> Matches);

    private readonly Dictionary<Guid, string> starts = [];
    private Dictionary<Guid, long> numbers = [];
    private ILookup<long, int>? passages;
    private HashSet<long>? texts;
    private int vain;

    public async Task<(IReadOnlyList<Found> Texts, bool More)> FindAsync(int wanted, int inEach)
    {
        var (found, count, more) = (new List<Found>(), 0, false);
        if (query.Terms.Count == 0) return (found, false);
        await AskIndexAsync();
        var order = (await SourcesInOrder.OfAsync(scope)).Select(s => s.Id).ToList();
        foreach (var source in order)
        {
            if (!await IsWorthReadingAsync(source)) continue;
            var content = await ContentAsync(source);
            var matches = (await MatchesAsync(source, content, order)).Take(Math.Min(inEach, wanted - count) + 1).ToList();
            vain = matches.Count == 0 ? vain + 1 : 0;
            if (matches.Count == 0) continue;
            var shown = Math.Min(inEach, wanted - count);
            more |= matches.Count > shown;
            if (shown > 0) found.Add(new(source, content, matches.GetRange(0, Math.Min(shown, matches.Count))));
            count += Math.Min(shown, matches.Count);
            if (more && count == wanted) break;
        }
        return (found, more);
    }

    private async Task AskIndexAsync()
    {
        if (!query.IsIndexed) return;
        numbers = await scope.Rows.IndexedTexts.Where(t => t.StudyId == scope.StudyId)
            .Join(scope.Sources, t => new { Id = t.SourceId, t.Version }, s => new { s.Id, Version = s.TextVersion }, (t, _) => new { t.SourceId, t.Number })
            .ToDictionaryAsync(t => t.SourceId, t => t.Number, scope.Cancel);
        if (numbers.Count == 0) return;
        var hits = await index.PassagesAsync(scope.Rows, Study, query, Rare + 1, scope.Cancel);
        if (hits.Count <= Rare) passages = hits.Select(TextNumber.Of).ToLookup(h => h.Text, h => h.Passage);
    }

    private long Study => TextNumber.OfStudy(numbers.Values.First());

    private async Task<bool> IsWorthReadingAsync(Guid source)
    {
        if (!numbers.TryGetValue(source, out var number)) return true;
        if (passages is not null) return passages.Contains(number);
        if (vain >= InVain) texts ??= [.. await index.TextsAsync(scope.Rows, Study, query, scope.Cancel)];
        return texts is null || texts.Contains(number);
    }

    private async Task<SourceContent> ContentAsync(Guid source) =>
        await scope.ContentAsync(source, await scope.Sources.Where(s => s.Id == source).Select(s => s.TextVersion).SingleAsync(scope.Cancel));

    private async Task<IEnumerable<WordQuery.Match>> MatchesAsync(Guid source, SourceContent content, List<Guid> order)
    {
        if (passages is null || !numbers.TryGetValue(source, out var number)) return InAll(content);
        if (!starts.ContainsKey(source)) await StartsAsync(order.SkipWhile(s => s != source));
        int[] begins = [.. starts[source].Split(',').Select(s => int.Parse(s, System.Globalization.CultureInfo.InvariantCulture))];
        return passages[number].Order().SelectMany(p => InOne(content.Text, begins[p], p + 1 < begins.Length ? begins[p + 1] : content.Text.Length));
    }

    /// <summary>Where the passages of the next texts begin that will be looked at.</summary>
    private async Task StartsAsync(IEnumerable<Guid> order)
    {
        Guid[] some = [.. order.Where(s => numbers.TryGetValue(s, out var n) && passages!.Contains(n)).Take(AtOnce)];
        foreach (var row in await scope.Rows.IndexedTexts.Where(t => t.StudyId == scope.StudyId && some.Contains(t.SourceId)).Select(t => new { t.SourceId, t.Starts }).ToListAsync(scope.Cancel))
            starts[row.SourceId] = row.Starts;
    }

    private IEnumerable<WordQuery.Match> InAll(SourceContent content)
    {
        var all = Passages.Of(content.Text, content.Layout);
        for (var i = 0; i < all.Count; i++)
            foreach (var match in query.In(all.Words, all[i].From, all[i].To)) yield return match;
    }

    private IEnumerable<WordQuery.Match> InOne(string text, int start, int end)
    {
        var words = FoldedWords.Of(text.AsSpan(start, end - start));
        return query.In(words, 0, words.Count).Select(m => new WordQuery.Match(
            m.Start + start, m.End + start, [.. m.Words.Select(w => (w.Start + start, w.End + start))]));
    }
}
