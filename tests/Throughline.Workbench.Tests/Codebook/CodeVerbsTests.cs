using Throughline.Workbench.Codebook;
using Throughline.Workbench.Shared;

namespace Throughline.Workbench.Tests.Codebook;

public sealed class CodeVerbsTests
{
    private const string Words = "Nobody in that building knows I’m here. Nobody knows I’ve left.";

    [Theory, Engines]
    public async Task A_name_is_changed_but_not_to_a_siblings_nor_to_nothing(Engine engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        var (a, _) = (await desk.CodeAsync("Alone"), await desk.CodeAsync("Émigré"));
        var before = await desk.PictureAsync();
        var rename = desk.Get<RenameCode>();

        foreach (var wrong in new[] { "  ", "ÉMIGRÉ", new string('x', 201) })
            Assert.IsType<Problem.Invalid>((await rename.DoAsync(desk.Study, Desk.Maren, new("Alone", wrong), default)).Problem);
        Assert.Null((await rename.DoAsync(desk.Study, Desk.Maren, new("Alone", "Alone"), default)).Value.Change);
        var done = await rename.DoAsync(desk.Study, Desk.Maren, new("alone", " ‘on my own’ ", InVivo: true), default);

        Assert.Equal((a.Id, "‘on my own’", true), (done.Value.Value.Id, done.Value.Value.Name, done.Value.Value.InVivo));
        await desk.AssertUndoneAsync(done.Value.Change, before);
    }

    [Theory, Engines]
    public async Task A_definition_makes_a_version_with_its_reason_and_unchanged_words_make_none(Engine engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        var (code, source) = (await desk.CodeAsync("Alone"), await desk.SourceAsync("P07", Words));
        await desk.CodeAsync(source, code, 0, 6);
        await desk.DefineAsync(code, "Having no colleague.");
        await desk.CodeAsync(source, code, 7, 10);
        var before = await desk.PictureAsync();

        var second = await desk.DefineAsync(code, "Having no colleague of the same kind.", "P09 has colleagues, of another kind");
        var again = await desk.DefineAsync(code, " Having no colleague of the same kind.\r\n");

        Assert.Null(again.Value.Change);
        var answer = await desk.CodeAsync(code);
        Assert.Equal([2, 1], answer.Versions.Select(v => v.Version));
        Assert.Equal(("P09 has colleagues, of another kind", "Maren Holt"), (answer.Versions[0].Reason, answer.Versions[0].By));
        Assert.Equal((2, 1), (answer.Older, answer.Undefined));
        await desk.AssertUndoneAsync(second.Value.Change, before);
    }

    [Theory, Engines]
    public async Task A_retired_code_takes_no_new_segments_keeps_those_it_has_and_can_be_restored(Engine engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        var (code, other, source) = (await desk.CodeAsync("Alone"), await desk.CodeAsync("Other"), await desk.SourceAsync("P07", Words));
        var kept = (await desk.CodeAsync(source, code, 0, 6)).Value.Value.Segment.Id;
        var recoded = (await desk.CodeAsync(source, other, 0, 6)).Value.Value.Segment.Id;
        var before = await desk.PictureAsync();

        var retired = await desk.Get<RetireCode>().DoAsync(desk.Study, Desk.Maren, "Alone", default);

        Assert.Contains("retired", Assert.IsType<Problem.Conflict>((await desk.CodeAsync(source, code, 7, 9)).Problem).What, StringComparison.Ordinal);
        Assert.IsType<Problem.Conflict>((await desk.CodeAsync(source, code, 0, 6, recoded)).Problem);
        Assert.True((await desk.CodeAsync(source, code, 0, 9, kept)).Succeeded);
        await desk.UndoAsync();
        Assert.Null((await desk.Get<RetireCode>().DoAsync(desk.Study, Desk.Maren, "Alone", default)).Value.Change);
        await desk.AssertUndoneAsync(retired.Value.Change, before);
        Assert.True((await desk.Get<RestoreCode>().DoAsync(desk.Study, Desk.Maren, "Alone", default)).Succeeded);
        Assert.True((await desk.CodeAsync(source, code, 7, 9)).Succeeded);
    }

    [Theory, Engines]
    public async Task A_colour_is_one_of_the_dyes_and_weaves(Engine engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        await desk.CodeAsync("Alone");
        var before = await desk.PictureAsync();
        var colour = desk.Get<ColourCode>();

        foreach (var (dye, weave) in new[] { (0, 1), (25, 1), (3, 0), (3, 4) })
            Assert.IsType<Problem.Invalid>((await colour.DoAsync(desk.Study, Desk.Maren, new("Alone", dye, weave), default)).Problem);
        var done = await colour.DoAsync(desk.Study, Desk.Maren, new("Alone", 16, 2), default);

        Assert.Contains("indigo, notched", done.Value.Change!.Summary, StringComparison.Ordinal);
        await desk.AssertUndoneAsync(done.Value.Change, before);
    }

    [Theory, Engines]
    public async Task A_split_takes_the_chosen_segments_to_a_new_code_right_after_it(Engine engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        var (code, _, source) = (await desk.CodeAsync("Alone"), await desk.CodeAsync("Other"), await desk.SourceAsync("P07", Words));
        var first = (await desk.CodeAsync(source, code, 0, 6)).Value.Value.Segment.Id;
        await desk.CodeAsync(source, code, 7, 10);
        var (split, id, before) = (desk.Get<SplitCode>(), Guid.CreateVersion7(), await desk.PictureAsync());

        Assert.IsType<Problem.Invalid>((await split.DoAsync(desk.Study, Desk.Maren, new("Alone", id, "Unknown", []), default)).Problem);
        Assert.IsType<Problem.Conflict>((await split.DoAsync(desk.Study, Desk.Maren, new("Alone", id, "Unknown", [first, Guid.CreateVersion7()]), default)).Problem);
        var done = await split.DoAsync(desk.Study, Desk.Maren, new("Alone", id, "Unknown", [first, first]), default);

        Assert.Equal(1, done.Value.Value.Moved);
        Assert.Equal("Alone,Unknown,Other", await desk.ShapeAsync());
        Assert.Equal(id, (await desk.SegmentsAsync(source))[0].Code);
        Assert.Null((await split.DoAsync(desk.Study, Desk.Maren, new("Alone", id, "Unknown", [first]), default)).Value.Change);
        await desk.AssertUndoneAsync(done.Value.Change, before);
    }

    [Theory, Engines]
    public async Task A_code_with_segments_or_codes_under_it_is_deleted_only_with_all_of_them_and_all_comes_back(Engine engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        var code = await desk.CodeAsync("Alone");
        var under = await desk.CodeAsync("Building", code.Id);
        var source = await desk.SourceAsync("P07", Words);
        await desk.CodeAsync(source, under, 0, 6);
        await desk.DefineAsync(under, "Said of the place.");
        var (delete, before) = (desk.Get<DeleteCode>(), await desk.PictureAsync());

        var refused = await delete.DoAsync(desk.Study, Desk.Maren, new("Alone"), default);
        Assert.Contains("1 code under it and 1 segment", Assert.IsType<Problem.Conflict>(refused.Problem).Why, StringComparison.Ordinal);
        var done = await delete.DoAsync(desk.Study, Desk.Maren, new(code.Id.ToString(), Whole: true), default);

        Assert.Equal((2, 1), (done.Value.Value.Codes, done.Value.Value.Segments));
        Assert.Empty(await desk.TreeAsync());
        Assert.Empty(await desk.SegmentsAsync(source));
        Assert.Null((await delete.DoAsync(desk.Study, Desk.Maren, new(code.Id.ToString()), default)).Value.Change);
        await desk.AssertUndoneAsync(done.Value.Change, before);
    }
}
