using Throughline.Workbench.Codebook;
using Throughline.Workbench.Coding;
using Throughline.Workbench.History;
using Throughline.Workbench.Notes;
using Throughline.Workbench.Shared;
using Throughline.Workbench.Tests.Codebook;

namespace Throughline.Workbench.Tests.History;

public sealed class HistoryOfTests
{
    private const string Words = "My mortgage is for twenty-six years and my contract’s for nine months.";

    [Theory, Engines]
    public async Task The_history_is_filtered_by_who_what_part_sort_and_words(Engine engine)
    {
        await using var desk = await StudyAsync(engine);

        Assert.Equal(["RemoveSegment"], Verbs(await desk.HistoryAsync(new(By: "Idris Kaya"))));
        Assert.Equal(["RemoveSegment", "ApplyCode", "ApplyCode"], Verbs(await desk.HistoryAsync(new(Part: "coding"))));
        Assert.Equal(["MergeCodes"], Verbs(await desk.HistoryAsync(new(Sort: "merged or split"))));
        Assert.Equal(["RemoveSegment"], Verbs(await desk.HistoryAsync(new(Sort: "removed"))));
        Assert.Equal(["UndoChange"], Verbs(await desk.HistoryAsync(new(Sort: "undone or redone"))));
        Assert.Equal(["ApplyCode"], Verbs(await desk.HistoryAsync(new(Words: "coded TWENTY-SIX"))));
        Assert.Equal(["ApplyCode", "ApplyCode"], Verbs(await desk.HistoryAsync(new(Verb: nameof(ApplyCode), By: "Maren Holt"))));
        Assert.Empty(await desk.HistoryAsync(new(To: DateTimeOffset.UtcNow.AddHours(-1))));
        Assert.Equal(9, (await desk.HistoryAsync(new(From: DateTimeOffset.UtcNow.AddHours(-1)))).Count);
        Assert.IsType<Problem.Invalid>((await desk.Get<HistoryOf>().AskAsync(desk.Study, Desk.Maren, new(Part: "walls"), null, 10, default)).Problem);
    }

    [Theory, Engines]
    public async Task Pages_follow_one_another_without_gap_or_double(Engine engine)
    {
        await using var desk = await StudyAsync(engine);
        var all = (await desk.HistoryAsync()).Select(c => c.Number).ToList();
        foreach (var filter in new[] { HistoryFilter.None, new HistoryFilter(Sort: HistoryWords.Added) })
        {
            var (seen, before) = (new List<long>(), (long?)null);
            do
            {
                var page = (await desk.Get<HistoryOf>().AskAsync(desk.Study, Desk.Maren, filter, before, 3, default)).Value;
                Assert.True(page.Changes.Count <= 3);
                seen.AddRange(page.Changes.Select(c => c.Number));
                before = page.Next;
            }
            while (before is not null);
            Assert.Equal(filter.IsNone ? all : (await desk.HistoryAsync(filter)).Select(c => c.Number), seen);
        }
        Assert.Equal(9, all.Count);
    }

    [Theory, Engines]
    public async Task The_overview_counts_days_of_the_zone_and_names_who_took_part(Engine engine)
    {
        await using var desk = await StudyAsync(engine);

        var overview = (await desk.Get<HistoryOf>().OverviewAsync(desk.Study, Desk.Maren, HistoryFilter.None, TimeZoneInfo.Utc, default)).Value;
        var far = TimeZoneInfo.CreateCustomTimeZone("far", TimeSpan.FromHours(14), "far", "far");
        var ofIdris = (await desk.Get<HistoryOf>().OverviewAsync(desk.Study, Desk.Maren, new(By: "Idris Kaya"), far, default)).Value;

        Assert.Equal(["Idris Kaya", "Maren Holt"], overview.Actors);
        Assert.Equal((9, 9), (overview.Total, overview.Days.Sum(d => d.Count)));
        Assert.Equal((9, 1), (ofIdris.Total, ofIdris.Found));
        Assert.Equal(DateOnly.FromDateTime(ofIdris.Since!.Value.UtcDateTime.AddHours(14)), Assert.Single(ofIdris.Days).Day);
    }

    [Theory, Engines]
    public async Task A_detail_says_names_and_words_before_and_after(Engine engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        var (source, code) = (await desk.SourceAsync("P09", Words), await desk.CodeAsync("Contract end dates"));
        await desk.DefineAsync(code, "When the contract runs out.");
        var defined = (await desk.DefineAsync(code, "When the contract runs out, or may.", "P14 never says it.")).Value.Change!.Number;
        var coded = (await desk.CodeAsync(source, code, 0, 11)).Value;
        var moved = (await desk.CodeAsync(source, code, 3, 11, coded.Value.Segment.Id)).Value.Change!.Number;

        var definition = Assert.Single((await DetailAsync(desk, defined)).Items, i => i.Type == nameof(CodeDefinition));
        var wording = definition.Fields.Single(f => f.Label == "Definition");
        Assert.Equal(("Contract end dates", "When the contract runs out.", "When the contract runs out, or may.", true), (definition.Name, wording.Before, wording.After, wording.IsProse));
        Assert.Equal("P14 never says it.", definition.Fields.Single(f => f.Label == "Why").After);

        var added = Assert.Single((await DetailAsync(desk, coded.Change!.Number)).Items);
        Assert.Equal(("segment", "added", "‘My mortgage’", source.Id), (added.Kind, added.Did, added.Name, added.Source));
        Assert.Equal("Contract end dates", added.Fields.Single(f => f.Label == "Code").After);
        Assert.Equal("P09", added.Fields.Single(f => f.Label == "Source").After);

        var words = Assert.Single(Assert.Single((await DetailAsync(desk, moved)).Items).Fields);
        Assert.Equal(("Words", "My mortgage", "mortgage", true), (words.Label, words.Before, words.After, words.IsSaid));

        var note = await desk.Get<WriteNote>().DoAsync(desk.Study, Desk.Idris, new(Guid.CreateVersion7(), Note.Analytic, new("segment", $"{coded.Value.Segment.Id}"), "", "Hers"), default);
        Assert.Equal("‘mortgage’ in P09", Assert.Single((await DetailAsync(desk, note.Value.Change!.Number)).Items).Fields.Single(f => f.Label == "On").After);
        Assert.IsType<Problem.NotFound>((await desk.Get<ChangeDetail>().AskAsync(desk.Study, Desk.Maren, 999, default)).Problem);
    }

    [Theory, Engines]
    public async Task A_detail_of_very_much_is_bounded_and_still_counts_all(Engine engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        var (source, code, other) = (await desk.SourceAsync("P09", Words), await desk.CodeAsync("Contract end dates"), await desk.CodeAsync("Contracts"));
        for (var i = 0; i < 60; i++) await desk.CodeAsync(source, code, i, i + 5);
        var merged = (await desk.MergeAsync(code, other)).Value.Change!.Number;

        var detail = await DetailAsync(desk, merged);

        Assert.Equal(ChangeDetail.Most, detail.Items.Count);
        Assert.Contains(detail.Sums, s => s is { Kind: "segments", Did: "changed", Count: 60 });
        Assert.Equal(("code", "removed", "Contract end dates"), (detail.Items[0].Kind, detail.Items[0].Did, detail.Items[0].Name));
    }

    private static async Task<ChangeDetail.Answer> DetailAsync(Desk desk, long number) =>
        (await desk.Get<ChangeDetail>().AskAsync(desk.Study, Desk.Maren, number, default)).Value;

    private static IEnumerable<string> Verbs(IReadOnlyList<ChangeLine> lines) => lines.Select(l => l.Verb);

    /// <summary>Began, a source, two codes, two codings, one removed by another person, a merge, and that undone: nine changes.</summary>
    private static async Task<Desk> StudyAsync(Engine engine)
    {
        var desk = await Desk.OpenAsync(engine);
        var (source, code, other) = (await desk.SourceAsync("P09", Words), await desk.CodeAsync("Contract end dates"), await desk.CodeAsync("Contracts"));
        await desk.CodeAsync(source, code, 19, 35);
        var coded = await desk.CodeAsync(source, code, 0, 11);
        await desk.Get<RemoveSegment>().DoAsync(desk.Study, Desk.Idris, coded.Value.Value.Segment.Id, default);
        await desk.MergeAsync(other, code);
        await desk.UndoAsync();
        return desk;
    }
}
