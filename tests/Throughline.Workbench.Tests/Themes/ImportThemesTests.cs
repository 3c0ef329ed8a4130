using Throughline.Workbench.Shared;
using Throughline.Workbench.Themes;

namespace Throughline.Workbench.Tests.Themes;

public sealed class ImportThemesTests
{
    private const string Words = "I’m on everyone’s list and nobody’s team. They gave me a pigeonhole.";

    private static IReadOnlyList<(int, IReadOnlyList<string>)> Table(params string[] rows) =>
        [.. rows.Select((r, i) => (i + 1, (IReadOnlyList<string>)r.Split(';')))];

    private static Task<Outcome<Done<ThemeReport>>> ThemesAsync(Desk desk, params string[] rows) =>
        desk.Get<ImportThemes>().DoAsync(desk.Study, Desk.Maren, "themes.csv", ThemeTables.Themes("themes.csv", Table(["number;label;subtitle;central idea;boundary;status;overarching;codes", .. rows])).Value, default);

    private static Task<Outcome<Done<ThemeReport>>> SegmentsAsync(Desk desk, params string[] rows) =>
        desk.Get<ImportThemeSegments>().DoAsync(desk.Study, Desk.Maren, "theme-segments.csv", ThemeTables.Segments("theme-segments.csv", Table(["theme;source;quote;stance;chosen", .. rows])).Value, default);

    [Theory, Engines]
    public async Task A_table_of_themes_comes_in_as_one_act_and_twice_adds_nothing(Engine engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        await desk.CodeAsync("Left off the list");
        await desk.CodeAsync("Alone with it");
        string[] rows = [";Liminal space;;Never arriving.;;named;yes;", "2;Ambiguity;;;;reviewed;;", "1;Disconnection;through place;Standing.;Not the work.;named;no;Left off the list | Alone with it"];

        var first = await ThemesAsync(desk, rows);
        var again = await ThemesAsync(desk, rows);
        var board = await desk.BoardAsync();

        Assert.Equal((3, 0, 0), (first.Value.Value.Added, first.Value.Value.There, first.Value.Value.Troubles.Count));
        Assert.Equal((0, 0, 3), (again.Value.Value.Added, again.Value.Value.Changed, again.Value.Value.There));
        Assert.Null(again.Value.Change);
        Assert.Equal("Liminal space", board.Overarching!.Theme.Label);
        Assert.Equal(["1 Disconnection", "2 Ambiguity"], board.Themes.Select(t => $"{t.Theme.Number} {t.Theme.Label}"));
        Assert.Equal(2, board.Themes[0].Codes.Count);
        await desk.UndoAsync();
        Assert.Empty((await desk.BoardAsync()).Themes);
    }

    [Theory, Engines]
    public async Task A_bad_row_is_told_with_its_place_and_keeps_no_other_out(Engine engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        await desk.CodeAsync("Left off the list");

        var report = (await ThemesAsync(desk, "1;;;;;;;", "1;A;;;;final;;", "1;B;;;;;maybe;Left off the list|No such code", "2;C;;;;;yes;", "3;D;;;;;yes;")).Value.Value;

        Assert.Equal(3, report.Added);
        Assert.Equal(["row 2", "row 3", "row 4", "row 4", "row 6"], report.Troubles.Select(t => t.Place));
        Assert.Contains("No such code", report.Troubles[3].Message + report.Troubles[2].Message, StringComparison.Ordinal);
        Assert.Single((await desk.BoardAsync()).Themes[0].Codes);
    }

    [Theory, Engines]
    public async Task Segments_are_found_by_source_and_words_and_twice_adds_nothing(Engine engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        var (source, own, other) = (await desk.SourceAsync("P07 interview", Words), await desk.CodeAsync("Left off the list"), await desk.CodeAsync("A clear remit"));
        await desk.SegmentAsync(source, other, "nobody’s team");
        var meant = await desk.SegmentAsync(source, own, "nobody’s team");
        await desk.SegmentAsync(source, other, "They gave me a pigeonhole.");
        await ThemesAsync(desk, "1;Disconnection;;;;;;Left off the list");
        string[] rows = ["Disconnection;P07 interview;nobody’s team;supporting;yes", "Disconnection;P07 interview;They gave me   a pigeonhole.;contrary;no"];

        var first = await SegmentsAsync(desk, rows);
        var again = await SegmentsAsync(desk, rows);
        var column = (await desk.BoardAsync()).Themes.Single();

        Assert.Equal((2, 0), (first.Value.Value.Added, first.Value.Value.Troubles.Count));
        Assert.Equal((0, 2), (again.Value.Value.Added, again.Value.Value.There));
        Assert.Null(again.Value.Change);
        Assert.Equal((meant, true), (column.SupportingQuotes.Single().Segment, column.SupportingQuotes.Single().Chosen));
        Assert.Equal("They gave me a pigeonhole.", column.ContraryQuotes.Single().Words);
        await desk.UndoAsync();
        Assert.Empty((await desk.BoardAsync()).Themes.Single().SupportingQuotes);
    }

    [Theory, Engines]
    public async Task Words_that_nobody_coded_are_told_with_their_row(Engine engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        var source = await desk.SourceAsync("P07 interview", Words);
        await desk.SegmentAsync(source, await desk.CodeAsync("Left off the list"), "nobody’s team");
        await desk.ThemeAsync("Disconnection");

        var report = (await SegmentsAsync(
            desk, "Disconnection;P07 interview;everyone’s list;supporting;no", "Disconnection;P99;nobody’s team;supporting;no", "Another;P07 interview;nobody’s team;supporting;no",
            "Disconnection;P07 interview;nobody’s team;neutral;no", "Disconnection;P07 interview;nobody’s team;supporting;perhaps", "Disconnection;P07 interview;nobody’s team;;")).Value.Value;

        Assert.Equal(1, report.Added);
        Assert.Equal(["row 2", "row 3", "row 4", "row 5", "row 6"], report.Troubles.Select(t => t.Place));
    }

    [Fact]
    public void A_table_without_its_columns_is_refused_with_what_it_has()
    {
        var refused = Assert.IsType<Problem.Unreadable>(ThemeTables.Themes("codes.csv", Table("name;definition", "A;B")).Problem);
        Assert.Contains("name, definition", refused.What, StringComparison.Ordinal);
        Assert.IsType<Problem.Unreadable>(ThemeTables.Segments("x.csv", []).Problem);
        Assert.True(ThemeTables.HasQuotes(Table("Theme;Source;Quote")));
        Assert.False(ThemeTables.HasQuotes(Table("number;label")));
    }
}
