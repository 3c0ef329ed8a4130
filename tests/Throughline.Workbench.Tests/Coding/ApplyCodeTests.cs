using Throughline.Workbench.Shared;

namespace Throughline.Workbench.Tests.Coding;

public sealed class ApplyCodeTests
{
    private const string Words = "Nobody in that building knows I’m here. Nobody knows I’ve left.";

    [Theory, Engines]
    public async Task The_same_coding_sent_twice_is_one_segment_and_one_change(Engine engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        var (source, code) = (await desk.SourceAsync("P07", Words), await desk.CodeAsync("Being the only one"));
        var id = Guid.CreateVersion7();

        var first = await desk.CodeAsync(source, code, 0, 39, id);
        var again = await desk.CodeAsync(source, code, 0, 39, id);

        Assert.NotNull(first.Value.Change);
        Assert.Null(again.Value.Change);
        Assert.Equal(id, Assert.Single(await desk.SegmentsAsync(source)).Id);
        Assert.Equal("Nobody in that building knows I’m here.", again.Value.Value.Segment.Text);
    }

    [Theory, Engines]
    public async Task The_same_id_with_another_stretch_moves_the_segment_and_keeps_its_coder(Engine engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        var (source, code) = (await desk.SourceAsync("P07", Words), await desk.CodeAsync("Being the only one"));
        var id = Guid.CreateVersion7();
        await desk.CodeAsync(source, code, 0, 39, id);

        var moved = await desk.CodeAsync(source, code, 40, 63, id, Desk.Idris);

        Assert.True(moved.Succeeded, moved.Problem?.Detail);
        var segment = Assert.Single(await desk.SegmentsAsync(source));
        Assert.Equal((40, 63, "Maren Holt"), (segment.Start, segment.End, segment.Coder));
    }

    [Theory, Engines]
    public async Task A_stretch_outside_the_text_or_without_words_is_refused_with_its_bounds(Engine engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        var (source, code) = (await desk.SourceAsync("P07", Words), await desk.CodeAsync("Being the only one"));

        foreach (var (start, end) in new[] { (-1, 4), (0, Words.Length + 1), (5, 5), (9, 4) })
            Assert.IsType<Problem.Invalid>((await desk.CodeAsync(source, code, start, end)).Problem);
        Assert.Empty(await desk.SegmentsAsync(source));
    }
}
