using Throughline.Workbench.Codebook;
using Throughline.Workbench.Shared;

namespace Throughline.Workbench.Tests.Codebook;

public sealed class MoveCodeTests
{
    [Theory, Engines]
    public async Task A_code_goes_under_another_beside_a_sibling_and_back_to_the_top_and_each_can_be_undone(Engine engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        var (a, b, c) = (await desk.CodeAsync("A"), await desk.CodeAsync("B"), await desk.CodeAsync("C"));
        var before = await desk.PictureAsync();

        var under = await desk.MoveAsync(c, parent: a);
        Assert.Equal("A(C),B", await desk.ShapeAsync());
        await desk.AssertUndoneAsync(under.Value.Change, before);

        await desk.MoveAsync(b, before: c);
        Assert.Equal("A(B,C)", await desk.ShapeAsync());
        await desk.MoveAsync(b, after: c);
        Assert.Equal("A(C,B)", await desk.ShapeAsync());
        await desk.MoveAsync(c);
        Assert.Equal("A(B),C", await desk.ShapeAsync());
        await desk.MoveAsync(c, before: a);
        Assert.Equal("C,A(B)", await desk.ShapeAsync());
    }

    [Theory, Engines]
    public async Task A_move_to_where_it_stands_changes_nothing(Engine engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        var (a, b) = (await desk.CodeAsync("A"), await desk.CodeAsync("B"));

        Assert.Null((await desk.MoveAsync(a, before: b)).Value.Change);
        Assert.Null((await desk.MoveAsync(b)).Value.Change);
    }

    [Theory, Engines]
    public async Task A_code_cannot_come_to_stand_under_itself_nor_beside_its_namesake(Engine engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        var a = await desk.CodeAsync("A");
        var b = await desk.CodeAsync("B", a.Id);
        var c = await desk.CodeAsync("C", b.Id);
        var namesake = await desk.CodeAsync("b");

        Assert.IsType<Problem.Conflict>((await desk.MoveAsync(a, parent: c)).Problem);
        Assert.IsType<Problem.Conflict>((await desk.MoveAsync(a, parent: a)).Problem);
        Assert.IsType<Problem.Conflict>((await desk.MoveAsync(a, before: b)).Problem);
        Assert.IsType<Problem.Invalid>((await desk.MoveAsync(namesake, parent: a)).Problem);
        Assert.Equal("A(B(C)),b", await desk.ShapeAsync());
    }

    [Theory, Engines]
    public async Task Siblings_are_numbered_afresh_only_when_there_is_no_room_between_two(Engine engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        var (a, b, c) = (await desk.CodeAsync("A"), await desk.CodeAsync("B"), await desk.CodeAsync("C"));
        var edits = new List<int>();
        for (var i = 0; i < 24; i++)
        {
            edits.Add((await desk.MoveAsync(c, after: a)).Value.Change!.EditCount);
            (b, c) = (c, b);
        }
        Assert.Equal(24, edits.Count);
        Assert.Contains(edits, e => e > 1);
        Assert.True(edits.Count(e => e == 1) >= 20, string.Join(' ', edits));
        Assert.StartsWith("A,", await desk.ShapeAsync(), StringComparison.Ordinal);
        var positions = (await desk.TreeAsync()).Select(n => n.Code.Position).ToList();
        Assert.Equal(positions.Distinct().Count(), positions.Count);
    }

    [Theory, Engines]
    public async Task A_move_is_not_undone_where_that_would_close_a_circle_or_double_a_name(Engine engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        var x = await desk.CodeAsync("X");
        var a = await desk.CodeAsync("A", x.Id);
        var out_ = await desk.MoveAsync(a);
        await desk.MoveAsync(x, parent: a);

        Assert.IsType<Problem.Conflict>((await desk.UndoAsync(out_.Value.Change!.Number)).Problem);
        Assert.Equal("A(X)", await desk.ShapeAsync());

        var renamed = await desk.Get<RenameCode>().DoAsync(desk.Study, Desk.Maren, new(a.Id.ToString(), "Z"), default);
        await desk.CodeAsync("A");
        Assert.IsType<Problem.Conflict>((await desk.UndoAsync(renamed.Value.Change!.Number)).Problem);
    }
}
