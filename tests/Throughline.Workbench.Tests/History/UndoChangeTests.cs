using Throughline.Workbench.Shared;

namespace Throughline.Workbench.Tests.History;

public sealed class UndoChangeTests
{
    private const string Words = "My mortgage is for twenty-six years and my contract’s for nine months.";

    [Theory, Engines]
    public async Task Undo_and_redo_bring_a_segment_back_just_as_it_was(Engine engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        var (source, code) = (await desk.SourceAsync("P09", Words), await desk.CodeAsync("Contract end dates"));
        await desk.CodeAsync(source, code, 0, 20);
        var before = Assert.Single(await desk.SegmentsAsync(source));

        Assert.True((await desk.UndoAsync()).Succeeded);
        Assert.Empty(await desk.SegmentsAsync(source));
        Assert.True((await desk.RedoAsync()).Succeeded);
        Assert.Equal(before, Assert.Single(await desk.SegmentsAsync(source)));
        Assert.True((await desk.UndoAsync()).Succeeded);
        Assert.Empty(await desk.SegmentsAsync(source));
    }

    [Theory, Engines]
    public async Task Acts_are_undone_in_any_order_that_does_not_clash(Engine engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        var (source, code) = (await desk.SourceAsync("P09", Words), await desk.CodeAsync("Contract end dates"));
        var first = await desk.CodeAsync(source, code, 0, 11);
        var second = await desk.CodeAsync(source, code, 12, 30);

        Assert.True((await desk.UndoAsync(first.Value.Change!.Number)).Succeeded);
        Assert.Equal(second.Value.Value.Segment.Id, Assert.Single(await desk.SegmentsAsync(source)).Id);
    }

    [Theory, Engines]
    public async Task A_clash_names_the_later_act_that_stands_in_the_way(Engine engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        var source = await desk.SourceAsync("P09", Words);
        var code = await desk.CodeAsync("Contract end dates");
        var coded = await desk.CodeAsync(source, code, 0, 11);
        var adding = coded.Value.Change!.Number - 1;

        var conflict = Assert.IsType<Problem.Conflict>((await desk.UndoAsync(adding)).Problem);

        Assert.Equal(coded.Value.Change.Number, conflict.Since!.Number);
        Assert.Single(await desk.SegmentsAsync(source));
        Assert.True((await desk.UndoAsync(coded.Value.Change.Number)).Succeeded);
        Assert.True((await desk.UndoAsync(adding)).Succeeded);
    }

    [Theory, Engines]
    public async Task Undoing_the_last_act_again_and_again_walks_back_and_redoing_walks_forward(Engine engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        var source = await desk.SourceAsync("P09", Words);
        var code = await desk.CodeAsync("Contract end dates");
        await desk.CodeAsync(source, code, 0, 5);
        await desk.CodeAsync(source, code, 6, 11);

        await desk.UndoAsync();
        await desk.UndoAsync();
        Assert.Empty(await desk.SegmentsAsync(source));
        await desk.RedoAsync();
        Assert.Equal(0, Assert.Single(await desk.SegmentsAsync(source)).Start);
        await desk.RedoAsync();
        Assert.Equal(2, (await desk.SegmentsAsync(source)).Count);
        Assert.IsType<Problem.Conflict>((await desk.RedoAsync()).Problem);
    }
}
