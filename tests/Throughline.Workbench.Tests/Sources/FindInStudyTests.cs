using Throughline.Workbench.Shared;
using Throughline.Workbench.Sources;

namespace Throughline.Workbench.Tests.Sources;

public sealed class FindInStudyTests
{
    [Theory, Engines]
    public async Task Words_are_found_whatever_their_case_apostrophe_and_white_space_in_code_points(Engine engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        var source = await desk.SourceAsync("P02", "🙂 I’m on nobody’s\nteam.\nNobody's team, they said.");
        await desk.SourceAsync("P01", "Nothing of that here.");

        var found = await FindAsync(desk, "NOBODY'S team");

        Assert.Equal([(source.Id, 9, 22), (source.Id, 24, 37)], found.Places.Select(p => (p.Source, p.Start, p.End)));
        Assert.Equal(("🙂 I’m on ", "nobody’s team"), (found.Places[0].Before, found.Places[0].Words));
        Assert.False(found.More);
    }

    [Theory, Engines]
    public async Task There_is_more_than_what_is_shown_of_each_source(Engine engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        await desk.SourceAsync("P10", "desk desk desk");
        await desk.SourceAsync("P9", "a desk");

        Same(["P9", "P10", "P10"], true, await FindAsync(desk, "desk", inEach: 2));
        Same(["P9", "P10"], true, await FindAsync(desk, "desk", places: 2));
        Same(["P9", "P10", "P10", "P10"], false, await FindAsync(desk, "desk", places: 4));
    }

    [Theory, Engines]
    public async Task Codes_are_found_by_any_of_their_words_and_too_little_is_refused(Engine engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        await desk.CodeAsync("No desk of one's own");

        Assert.Equal("No desk of one's own", Assert.Single((await FindAsync(desk, "own desk")).Codes).Name);
        Assert.IsType<Problem.Invalid>((await desk.Get<FindInStudy>().AskAsync(desk.Study, Desk.Maren, new(" a "), default)).Problem);
        Assert.Empty((await FindAsync(desk, "(.*")).Places);
    }

    private static async Task<FindInStudy.Answer> FindAsync(Desk desk, string words, int places = 50, int inEach = 50) =>
        (await desk.Get<FindInStudy>().AskAsync(desk.Study, Desk.Maren, new(words, places, inEach), default)).Value;

    private static void Same(string[] sources, bool more, FindInStudy.Answer found)
    {
        Assert.Equal(sources, found.Places.Select(p => p.SourceName));
        Assert.Equal(more, found.More);
    }
}
