using Throughline.Workbench.Shared;
using Throughline.Workbench.Sources;
using static Throughline.Workbench.Tests.Sources.Imports;

namespace Throughline.Workbench.Tests.Sources;

public sealed class PlaceInFileTests
{
    [Theory, Engines]
    public async Task A_place_is_shown_with_the_lines_around_it_and_what_was_read_there(Engine engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        var broken = Interview.Replace("00:00:12.500 --> 00:00:20.000", "00:00:12.500 --> 00:00:11.000", StringComparison.Ordinal);
        var line = await desk.ImportOneAsync("P07.vtt", broken);
        Assert.Equal("partly", line.Status);
        var warning = line.Warnings.First(w => w.IsLocated);

        var found = (await desk.Get<PlaceInFile>().AskAsync(desk.Study, Desk.Maren, line.Source!.Id, warning.Place, default)).Value;

        Assert.Equal("00:00:12.500 --> 00:00:11.000", Assert.Single(found.Lines, l => l.Here).Text);
        var turn = Assert.Single(found.Turns, t => t.Found is not null);
        Assert.Equal(("P07", "The people 🙂 and the walks."), (turn.Speaker, turn.Words[turn.Found!.Value]));
    }

    [Theory, InlineData("line 9,999"), InlineData("page 7"), InlineData("line 99999999999999999999"), InlineData("nowhere")]
    public async Task A_place_that_is_not_in_the_file_shows_nothing(string place)
    {
        await using var desk = await Desk.OpenAsync(Engine.Sqlite);
        var line = await desk.ImportOneAsync("P07.vtt", Interview);

        var found = (await desk.Get<PlaceInFile>().AskAsync(desk.Study, Desk.Maren, line.Source!.Id, place, default)).Value;

        Assert.Empty(found.Lines);
        Assert.Empty(found.Turns);
    }

    [Fact]
    public async Task A_place_in_a_source_that_is_gone_is_not_found()
    {
        await using var desk = await Desk.OpenAsync(Engine.Sqlite);
        Assert.IsType<Problem.NotFound>((await desk.Get<PlaceInFile>().AskAsync(desk.Study, Desk.Maren, Guid.CreateVersion7(), "line 1", default)).Problem);
    }
}
