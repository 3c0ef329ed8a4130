using Throughline.Workbench.Codebook;
using Throughline.Workbench.History;
using Throughline.Workbench.Shared;
using Throughline.Workbench.Studies;
using Throughline.Workbench.Tests.Codebook;

namespace Throughline.Workbench.Tests.History;

public sealed class UndoChangesTests
{
    private const string Words = "My mortgage is for twenty-six years and my contract’s for nine months.";

    [Theory, Engines]
    public async Task A_change_and_what_stands_in_its_way_are_undone_in_one_act_and_redone_in_one(Engine engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        var (source, code) = (await desk.SourceAsync("P09", Words), await desk.CodeAsync("Contract end dates"));
        var coded = (await desk.CodeAsync(source, code, 0, 11)).Value.Change!.Number;
        var before = await desk.PictureAsync();

        var undone = await desk.UndoAllAsync(coded - 1, coded);

        Assert.Equal([coded, coded - 1], undone.Value.Value.Select(c => c.Number));
        Assert.Empty(await desk.SegmentsAsync(source));
        Assert.Empty(await desk.TreeAsync());
        Assert.All((await desk.HistoryAsync()).Where(c => c.Number >= coded - 1 && c.Reverses is null), c => Assert.Equal(undone.Value.Change!.Number, c.ReversedBy));
        Assert.True((await desk.RedoAsync()).Succeeded);
        Assert.Equal(before, await desk.PictureAsync());
        Assert.All((await desk.HistoryAsync()).Where(c => c.Reverses is null), c => Assert.Null(c.ReversedBy));
    }

    [Theory, Engines]
    public async Task Changes_of_one_and_the_same_thing_are_undone_together(Engine engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        var code = await desk.CodeAsync("Contracts");
        var before = await desk.PictureAsync();
        var numbers = new List<long>();
        foreach (var name in new[] { "Contract ends", "Contract end dates" })
            numbers.Add((await desk.Get<RenameCode>().DoAsync(desk.Study, Desk.Idris, new(code.Id.ToString(), name), default)).Value.Change!.Number);
        numbers.Add((await desk.Get<DeleteCode>().DoAsync(desk.Study, Desk.Idris, new(code.Id.ToString()), default)).Value.Change!.Number);

        Assert.True((await desk.UndoAllAsync([.. numbers])).Succeeded);
        Assert.Equal(before, await desk.PictureAsync());
        Assert.True((await desk.RedoAsync()).Succeeded);
        Assert.Empty(await desk.TreeAsync());
    }

    [Theory, Engines]
    public async Task Where_one_of_them_conflicts_none_is_undone(Engine engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        var (source, code) = (await desk.SourceAsync("P09", Words), await desk.CodeAsync("Contract end dates"));
        var free = (await desk.CodeAsync(source, code, 0, 5)).Value.Change!.Number;
        var held = (await desk.CodeAsync(source, code, 6, 11)).Value.Change!.Number;
        var before = await desk.PictureAsync();

        var conflict = Assert.IsType<Problem.Conflict>((await desk.UndoAllAsync(free, free - 1)).Problem);

        Assert.Equal(held, conflict.Since!.Number);
        Assert.Equal(before, await desk.PictureAsync());
        Assert.IsType<Problem.NotFound>((await desk.UndoAllAsync(free, 999)).Problem);
        Assert.IsType<Problem.Invalid>((await desk.UndoAllAsync()).Problem);
    }

    [Theory, Engines]
    public async Task Undoing_a_redoing_undoes_the_act_and_the_act_is_known_to_be_undone(Engine engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        await desk.CodeAsync("Contract end dates");
        await desk.UndoAsync();
        var redone = (await desk.RedoAsync()).Value.Change!.Number;

        var undone = await desk.UndoAsync(redone);

        Assert.Equal("AddCode", undone.Value.Value.Verb);
        Assert.NotNull((await desk.HistoryAsync()).Single(c => c.Verb == "AddCode").ReversedBy);
        Assert.Empty(await desk.TreeAsync());
    }

    [Theory, Engines]
    public async Task One_undoes_ones_own_last_act_and_never_the_beginning_of_the_study(Engine engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        await desk.CodeAsync("Mine");
        await desk.Get<AddCode>().DoAsync(desk.Study, Desk.Idris, new(Guid.CreateVersion7(), "Theirs"), default);
        var undo = desk.Get<UndoChange>();

        Assert.True((await undo.OwnAsync(desk.Study, Desk.Maren, default)).Succeeded);
        Assert.Equal("Theirs", await desk.ShapeAsync());
        Assert.IsType<Problem.Conflict>((await undo.OwnAsync(desk.Study, Desk.Maren, default)).Problem);
        Assert.Single(await desk.Get<StudyList>().AskAsync(default));
        Assert.IsType<Problem.Conflict>((await undo.RedoOwnAsync(desk.Study, Desk.Idris, default)).Problem);
        Assert.True((await undo.RedoOwnAsync(desk.Study, Desk.Maren, default)).Succeeded);
        Assert.Equal("Mine,Theirs", await desk.ShapeAsync());
    }

    [Theory, Engines]
    public async Task A_segment_whose_code_is_gone_comes_back_only_after_the_code(Engine engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        var (source, code) = (await desk.SourceAsync("P09", Words), await desk.CodeAsync("Contract end dates"));
        var coded = (await desk.CodeAsync(source, code, 0, 11)).Value.Change!.Number;
        await desk.UndoAsync(coded);
        var gone = (await desk.UndoAsync(coded - 1)).Value.Change!.Number;

        var conflict = Assert.IsType<Problem.Conflict>((await desk.RedoAsync(coded)).Problem);

        Assert.Equal(gone, conflict.Since!.Number);
        Assert.Contains("Redo what that undid first", conflict.Detail, StringComparison.Ordinal);
        Assert.True((await desk.RedoAsync(coded - 1)).Succeeded);
        Assert.True((await desk.RedoAsync(coded)).Succeeded);
    }

    [Theory, Engines]
    public async Task A_definition_under_which_was_coded_is_not_taken_away(Engine engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        var (source, code) = (await desk.SourceAsync("P09", Words), await desk.CodeAsync("Contract end dates"));
        var defined = (await desk.DefineAsync(code, "When the contract runs out.")).Value.Change!.Number;
        await desk.CodeAsync(source, code, 0, 11);

        var conflict = Assert.IsType<Problem.Conflict>((await desk.UndoAsync(defined)).Problem);

        Assert.Contains("1 segment was coded under this definition", conflict.Detail, StringComparison.Ordinal);
        Assert.True((await desk.UndoAsync()).Succeeded);
        Assert.True((await desk.UndoAsync(defined)).Succeeded);
    }
}
