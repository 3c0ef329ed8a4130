using Throughline.Workbench.Access;
using Throughline.Workbench.Codebook;
using Throughline.Workbench.Coding;
using Throughline.Workbench.Shared;
using Throughline.Workbench.Sources;
using Throughline.Workbench.Themes;

namespace Throughline.Workbench.Tests.Themes;

public sealed class ThemesBoardTests
{
    private const string Words = "I’m on everyone’s list and nobody’s team. They gave me a pigeonhole.";

    [Theory, Engines]
    public async Task Segments_of_the_codes_and_of_those_below_support_a_theme_save_those_placed_against_it(Engine engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        var source = await desk.SourceAsync("P07", Words);
        var above = await desk.CodeAsync("Belonging");
        var (below, other, theme) = (await desk.CodeAsync("Left off the list", above.Id), await desk.CodeAsync("A clear remit"), await desk.ThemeAsync("Disconnection"));
        await desk.SegmentAsync(source, above, "everyone’s list");
        var contrary = await desk.SegmentAsync(source, below, "pigeonhole");
        var loose = await desk.SegmentAsync(source, other, "nobody’s team");
        await desk.GatherAsync(theme, above);

        var before = (await desk.BoardAsync()).Themes.Single();
        await desk.PlaceAsync(theme, contrary, ThemeSegment.Contrary);
        await desk.PlaceAsync(theme, loose, ThemeSegment.Supporting);
        var after = (await desk.BoardAsync()).Themes.Single();

        Assert.Equal((2, 0), (before.Supporting, before.Contrary));
        Assert.Equal((2, 1), (after.Supporting, after.Contrary));
        Assert.Equal((2, 1), (after.Codes.Single().Segments, after.Codes.Single().Participants));
        Assert.Equal([Hearing.AlsoContrary], after.Voices);
    }

    [Theory, Engines]
    public async Task Every_source_speaks_also_against_only_against_or_is_not_heard(Engine engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        var (code, theme) = (await desk.CodeAsync("Left off the list"), await desk.ThemeAsync("Disconnection"));
        await desk.GatherAsync(theme, code);
        foreach (var name in new[] { "P10", "P2", "P1", "P3" })
        {
            var source = await desk.SourceAsync(name, Words);
            if (name is "P10" or "P2") await desk.SegmentAsync(source, code, "everyone’s list");
            if (name is "P2" or "P1") await desk.PlaceAsync(theme, await desk.SegmentAsync(source, code, "pigeonhole"), ThemeSegment.Contrary);
        }

        var board = await desk.BoardAsync();

        Assert.Equal(["P1", "P2", "P3", "P10"], board.Voices);
        Assert.Equal([Hearing.OnlyContrary, Hearing.AlsoContrary, Hearing.NotHeard, Hearing.Speaks], board.Themes.Single().Voices);
    }

    [Theory, Engines]
    public async Task A_voice_goes_by_its_participant_and_in_a_group_by_whoever_has_the_turn(Engine engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        var (code, theme) = (await desk.CodeAsync("Left off the list"), await desk.ThemeAsync("Disconnection"));
        await desk.GatherAsync(theme, code);
        var first = await desk.SourceAsync("First interview", Words);
        var second = await desk.SourceAsync("Second interview", Words);
        var group = await desk.SourceAsync("Focus group", Words, new Layout([new(1, 0, 41, 1000, null, []), new(2, 42, Words.Length, 62_000, null, [])], []));
        await desk.ParticipantAsync("P07", 1, first, second, group);
        await desk.ParticipantAsync("P08", 2, group);
        await desk.SegmentAsync(first, code, "everyone’s list");
        await desk.SegmentAsync(second, code, "everyone’s list");
        await desk.PlaceAsync(theme, await desk.SegmentAsync(group, code, "pigeonhole"), chosen: true);

        var board = await desk.BoardAsync();
        var column = board.Themes.Single();

        Assert.Equal(["P07", "P08"], board.Voices);
        Assert.Equal([Hearing.Speaks, Hearing.Speaks], column.Voices);
        Assert.Equal((3, 2), (column.Codes.Single().Segments, column.Codes.Single().Participants));
        Assert.Equal("P08, turn 2, 01:02", column.SupportingQuotes.Single().By.Told);
    }

    [Theory, Engines]
    public async Task Codes_that_only_gather_others_and_retired_ones_are_not_missed_under_a_theme(Engine engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        var group = await desk.CodeAsync("Belonging");
        var (one, two, three) = (await desk.CodeAsync("One", group.Id), await desk.CodeAsync("Two", group.Id), await desk.CodeAsync("Three"));
        await desk.Get<RetireCode>().DoAsync(desk.Study, Desk.Maren, three.Id.ToString(), default);
        await desk.GatherAsync(await desk.ThemeAsync("Disconnection"), one);

        var board = await desk.BoardAsync();

        Assert.Equal((2, 1), (board.Codes, board.UnderThemes));
        Assert.Equal(two.Id, Assert.Single(board.Free).Id);
    }

    [Theory, Engines]
    public async Task Chosen_quotations_come_first_and_a_removed_one_is_counted_as_withdrawn(Engine engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        var (source, code, theme) = (await desk.SourceAsync("P07", Words), await desk.CodeAsync("Left off the list"), await desk.ThemeAsync("Disconnection"));
        var (early, late) = (await desk.SegmentAsync(source, code, "everyone’s list"), await desk.SegmentAsync(source, code, "pigeonhole"));
        await desk.PlaceAsync(theme, early);
        await desk.PlaceAsync(theme, late, chosen: true);

        Assert.Equal(["pigeonhole", "everyone’s list"], (await desk.BoardAsync()).Themes.Single().SupportingQuotes.Select(q => q.Words));
        await desk.Get<RemoveSegment>().DoAsync(desk.Study, Desk.Maren, late, default);
        var column = (await desk.BoardAsync()).Themes.Single();
        Assert.Equal((1, "everyone’s list"), (column.Withdrawn, column.SupportingQuotes.Single().Words));
        await desk.UndoAsync();
        Assert.Equal(0, (await desk.BoardAsync()).Themes.Single().Withdrawn);
    }

    [Theory, Engines]
    public async Task An_earlier_day_shows_the_themes_codes_and_counts_that_stood_then(Engine engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        var (source, code, theme) = (await desk.SourceAsync("P07", Words), await desk.CodeAsync("Left off the list"), await desk.ThemeAsync("Disconnection"));
        await desk.GatherAsync(theme, code);
        var kept = await desk.SegmentAsync(source, code, "everyone’s list");
        var then = DateTimeOffset.UtcNow;
        await desk.Get<RemoveSegment>().DoAsync(desk.Study, Desk.Maren, kept, default);
        await desk.Get<WriteTheme>().DoAsync(desk.Study, Desk.Maren, new(theme.Id, "Disconnection through place"), default);
        await desk.ThemeAsync("Delivery ambiguity");
        await desk.Get<PlaceCode>().TakeOutAsync(desk.Study, Desk.Maren, theme.Id, code.Id, default);

        var past = (await desk.BoardAsync(then)).Themes.Single();
        var now = (await desk.BoardAsync()).Themes;

        Assert.Equal(("Disconnection", 1, 1), (past.Theme.Label, past.Codes.Count, past.Supporting));
        Assert.Equal(("Disconnection through place", 0, 0), (now[0].Theme.Label, now[0].Codes.Count, now[0].Supporting));
        Assert.Equal(2, now.Count);
    }

    [Theory, Engines]
    public async Task Segments_of_a_theme_come_placed_before_coded_and_page_to_the_end(Engine engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        var (source, code, theme) = (await desk.SourceAsync("P07", Words), await desk.CodeAsync("Left off the list"), await desk.ThemeAsync("Disconnection"));
        await desk.GatherAsync(theme, code);
        await desk.SegmentAsync(source, code, "I’m on");
        await desk.SegmentAsync(source, code, "everyone’s list");
        await desk.PlaceAsync(theme, await desk.SegmentAsync(source, code, "pigeonhole"), ThemeSegment.Contrary);
        var of = desk.Get<SegmentsOfTheme>();

        var first = (await of.AskAsync(desk.Study, Desk.Maren, new(theme.Id, Limit: 2), default)).Value;
        var rest = (await of.AskAsync(desk.Study, Desk.Maren, new(theme.Id, Cursor: first.Next, Limit: 2), default)).Value;
        var contrary = (await of.AskAsync(desk.Study, Desk.Maren, new(theme.Id, Stance: ThemeSegment.Contrary), default)).Value;

        Assert.Equal(["pigeonhole", "I’m on"], first.Segments.Select(s => s.Quote.Words));
        Assert.Equal(["everyone’s list"], rest.Segments.Select(s => s.Quote.Words));
        Assert.Equal((3, null), (rest.Count, rest.Next));
        Assert.Equal(("pigeonhole", true), (contrary.Segments.Single().Quote.Words, contrary.Segments.Single().Placed));
    }

    [Theory, Engines]
    public async Task A_study_that_is_not_there_has_no_board(Engine engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        Assert.IsType<Problem.NotFound>((await desk.Get<ThemesBoard>().AskAsync("No such study", new Actor("Maren"), null, default)).Problem);
        Assert.IsType<Problem.NotFound>((await desk.Get<SegmentsOfTheme>().AskAsync(desk.Study, Desk.Maren, new(Guid.CreateVersion7()), default)).Problem);
    }
}
