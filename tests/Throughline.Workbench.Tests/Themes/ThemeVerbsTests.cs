using Microsoft.EntityFrameworkCore;
using Throughline.Workbench.Access;
using Throughline.Workbench.Shared;
using Throughline.Workbench.Themes;

namespace Throughline.Workbench.Tests.Themes;

public sealed class ThemeVerbsTests
{
    private const string Words = "I’m on everyone’s list and nobody’s team. They gave me a pigeonhole.";

    private static async Task<string[]> LabelsAsync(Desk desk) =>
        [.. (await desk.LookAsync(db => db.Themes.Where(t => t.StudyId == desk.Study).ToListAsync())).OrderBy(t => t.Number).Select(t => $"{t.Number} {t.Label}")];

    [Theory, Engines]
    public async Task A_theme_is_begun_once_worded_by_parts_and_each_act_is_taken_back(Engine engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        var id = Guid.CreateVersion7();
        var write = desk.Get<WriteTheme>();
        var begun = await write.DoAsync(desk.Study, Desk.Maren, new(id, "Disconnection", "through place", "A desk is standing."), default);
        var again = await write.DoAsync(desk.Study, Desk.Maren, new(id, "Disconnection", "through place", "A desk is standing."), default);
        await write.DoAsync(desk.Study, Desk.Maren, new(id, Boundary: "Not the work itself.", Status: Theme.Reviewed), default);

        var theme = (await desk.BoardAsync()).Themes.Single().Theme;

        Assert.NotNull(begun.Value.Change);
        Assert.Null(again.Value.Change);
        Assert.Equal(("Disconnection", "through place", "A desk is standing.", "Not the work itself.", Theme.Reviewed, 1), (theme.Label, theme.Subtitle, theme.CentralIdea, theme.Boundary, theme.Status, theme.Number));
        await desk.UndoAsync();
        Assert.Equal(Theme.Candidate, (await desk.BoardAsync()).Themes.Single().Theme.Status);
        await desk.UndoAsync();
        Assert.Empty((await desk.BoardAsync()).Themes);
    }

    [Theory, Engines]
    public async Task What_a_theme_cannot_say_is_refused_by_its_field(Engine engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        var write = desk.Get<WriteTheme>();
        Assert.Contains("label", Assert.IsType<Problem.Invalid>((await write.DoAsync(desk.Study, Desk.Maren, new(Guid.CreateVersion7(), " "), default)).Problem).Fields.Keys);
        Assert.Contains("status", Assert.IsType<Problem.Invalid>((await write.DoAsync(desk.Study, Desk.Maren, new(Guid.CreateVersion7(), "A", Status: "final"), default)).Problem).Fields.Keys);
        Assert.Contains("text", Assert.IsType<Problem.Invalid>((await write.DoAsync(desk.Study, Desk.Maren, new(Guid.CreateVersion7(), "A", CentralIdea: new('x', 10_001)), default)).Problem).Fields.Keys);
        Assert.IsType<Problem.NotAllowed>((await write.DoAsync(desk.Study, new("Rae", Role.Reader), new(Guid.CreateVersion7(), "A"), default)).Problem);
        Assert.Empty(await LabelsAsync(desk));
    }

    [Theory, Engines]
    public async Task One_theme_stands_above_the_others_without_a_number_and_without_leaving_a_gap(Engine engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        var first = await desk.ThemeAsync("First");
        await desk.ThemeAsync("Second");
        var write = desk.Get<WriteTheme>();
        await write.DoAsync(desk.Study, Desk.Maren, new(first.Id, Overarching: true), default);

        Assert.Equal(["0 First", "1 Second"], await LabelsAsync(desk));
        Assert.IsType<Problem.Conflict>((await write.DoAsync(desk.Study, Desk.Maren, new(Guid.CreateVersion7(), "Third", Overarching: true), default)).Problem);
        await write.DoAsync(desk.Study, Desk.Maren, new(first.Id, Overarching: false), default);
        Assert.Equal(["1 Second", "2 First"], await LabelsAsync(desk));
        await desk.UndoAsync();
        await desk.UndoAsync();
        Assert.Equal(["1 First", "2 Second"], await LabelsAsync(desk));
    }

    [Theory, Engines]
    public async Task Themes_change_their_number_and_close_up_and_undo_puts_them_back(Engine engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        await desk.ThemeAsync("Above", overarching: true);
        await desk.ThemeAsync("A");
        await desk.ThemeAsync("B");
        var third = await desk.ThemeAsync("C");

        Assert.True((await desk.Get<MoveTheme>().DoAsync(desk.Study, Desk.Maren, third.Id, 1, default)).Succeeded);
        Assert.Equal(["0 Above", "1 C", "2 A", "3 B"], await LabelsAsync(desk));
        Assert.IsType<Problem.Invalid>((await desk.Get<MoveTheme>().DoAsync(desk.Study, Desk.Maren, third.Id, 4, default)).Problem);
        Assert.True((await desk.Get<RemoveTheme>().DoAsync(desk.Study, Desk.Maren, third.Id, default)).Succeeded);
        Assert.Equal(["0 Above", "1 A", "2 B"], await LabelsAsync(desk));
        await desk.UndoAsync();
        await desk.UndoAsync();
        Assert.Equal(["0 Above", "1 A", "2 B", "3 C"], await LabelsAsync(desk));
    }

    [Theory, Engines]
    public async Task Removing_a_theme_lets_go_of_codes_and_segments_and_undo_gathers_them_again(Engine engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        var (source, code, theme) = (await desk.SourceAsync("P07", Words), await desk.CodeAsync("Left off the list"), await desk.ThemeAsync("Disconnection"));
        var segment = await desk.SegmentAsync(source, code, "nobody’s team");
        await desk.GatherAsync(theme, code);
        await desk.PlaceAsync(theme, segment, ThemeSegment.Contrary, chosen: true);

        await desk.Get<RemoveTheme>().DoAsync(desk.Study, Desk.Maren, theme.Id, default);
        Assert.Null((await desk.Get<RemoveTheme>().DoAsync(desk.Study, Desk.Maren, theme.Id, default)).Value.Change);
        Assert.Equal(0, await desk.LookAsync(db => db.ThemeCodes.CountAsync()) + await desk.LookAsync(db => db.ThemeSegments.CountAsync()));
        Assert.Single(await desk.SegmentsAsync(source));
        await desk.UndoAsync();

        var column = (await desk.BoardAsync()).Themes.Single();
        Assert.Equal("Left off the list", column.Codes.Single().Name);
        Assert.True(column.ContraryQuotes.Single().Chosen);
    }

    [Theory, Engines]
    public async Task A_code_moves_from_one_theme_to_another_in_one_act_that_is_taken_back_whole(Engine engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        var (one, other, code) = (await desk.ThemeAsync("One"), await desk.ThemeAsync("Other"), await desk.CodeAsync("Alone with it"));
        await desk.GatherAsync(one, code);
        var moved = await desk.GatherAsync(other, code, from: one.Id);
        Assert.Null((await desk.GatherAsync(other, code, from: one.Id)).Value.Change);

        Assert.Equal(["0", "1"], (await desk.BoardAsync()).Themes.Select(t => $"{t.Codes.Count}"));
        Assert.True((await desk.UndoAsync(moved.Value.Change!.Number)).Succeeded);
        Assert.Equal(["1", "0"], (await desk.BoardAsync()).Themes.Select(t => $"{t.Codes.Count}"));
        await desk.Get<PlaceCode>().TakeOutAsync(desk.Study, Desk.Maren, one.Id, code.Id, default);
        Assert.Equal("Alone with it", Assert.Single((await desk.BoardAsync()).Free).Name);
        await desk.UndoAsync();
        Assert.Empty((await desk.BoardAsync()).Free);
    }

    [Theory, Engines]
    public async Task A_segment_is_placed_turned_chosen_and_taken_out_each_in_its_own_undo(Engine engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        var (source, code, theme) = (await desk.SourceAsync("P07", Words), await desk.CodeAsync("Left off the list"), await desk.ThemeAsync("Disconnection"));
        var segment = await desk.SegmentAsync(source, code, "nobody’s team");
        await desk.PlaceAsync(theme, segment);
        await desk.PlaceAsync(theme, segment, ThemeSegment.Contrary);
        await desk.PlaceAsync(theme, segment, chosen: true);
        Assert.Null((await desk.PlaceAsync(theme, segment, chosen: true)).Value.Change);

        var quote = Assert.Single((await desk.BoardAsync()).Themes.Single().ContraryQuotes);
        Assert.Equal(("nobody’s team", true, "P07"), (quote.Words, quote.Chosen, quote.By.Told));
        await desk.UndoAsync();
        Assert.False((await desk.BoardAsync()).Themes.Single().ContraryQuotes.Single().Chosen);
        await desk.UndoAsync();
        Assert.Single((await desk.BoardAsync()).Themes.Single().SupportingQuotes);
        await desk.Get<PlaceSegment>().TakeOutAsync(desk.Study, Desk.Maren, theme.Id, segment, default);
        Assert.Empty((await desk.BoardAsync()).Themes.Single().SupportingQuotes);
        await desk.UndoAsync();
        Assert.Single((await desk.BoardAsync()).Themes.Single().SupportingQuotes);
    }

    [Theory, Engines]
    public async Task Words_that_changed_are_told_until_they_are_accepted(Engine engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        var (source, code, theme) = (await desk.SourceAsync("P07", Words), await desk.CodeAsync("Left off the list"), await desk.ThemeAsync("Disconnection"));
        var segment = await desk.SegmentAsync(source, code, "nobody’s team");
        await desk.PlaceAsync(theme, segment, chosen: true);
        await desk.CodeAsync(source, code, 0, 15, segment);

        Assert.True((await desk.BoardAsync()).Themes.Single().SupportingQuotes.Single().Changed);
        await desk.PlaceAsync(theme, segment, asNow: true);
        Assert.False((await desk.BoardAsync()).Themes.Single().SupportingQuotes.Single().Changed);
        await desk.UndoAsync();
        Assert.True((await desk.BoardAsync()).Themes.Single().SupportingQuotes.Single().Changed);
    }

    [Theory, Engines]
    public async Task What_is_not_there_cannot_be_placed(Engine engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        var theme = await desk.ThemeAsync("Disconnection");
        Assert.IsType<Problem.NotFound>((await desk.PlaceAsync(theme, Guid.CreateVersion7())).Problem);
        Assert.IsType<Problem.Invalid>((await desk.PlaceAsync(theme, Guid.CreateVersion7(), "neutral")).Problem);
        Assert.IsType<Problem.NotFound>((await desk.Get<PlaceCode>().DoAsync(desk.Study, Desk.Maren, new(theme.Id, "No such code"), default)).Problem);
        Assert.Null((await desk.Get<PlaceSegment>().TakeOutAsync(desk.Study, Desk.Maren, theme.Id, Guid.CreateVersion7(), default)).Value.Change);
        Assert.Null((await desk.Get<PlaceCode>().TakeOutAsync(desk.Study, Desk.Maren, theme.Id, Guid.CreateVersion7(), default)).Value.Change);
    }
}
