using Throughline.Workbench.Codebook;
using Throughline.Workbench.Coding;
using Throughline.Workbench.Shared;
using Throughline.Workbench.Sources;

namespace Throughline.Workbench.Tests.Shared;

/// <summary>What is kept of a whole study between two questions is never of an earlier change.</summary>
public sealed class KeptAnswersTests
{
    [Theory, Engines]
    public async Task Lists_of_a_whole_study_follow_every_change_and_every_undo(Engine engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        var (source, code) = (await desk.SourceAsync("P07", "One and two."), await desk.CodeAsync("Number"));
        Assert.Equal((0, 0, 0), await CountsAsync(desk));
        var segment = (await desk.CodeAsync(source, code, 0, 3)).Value.Value.Segment.Id;
        Assert.Equal((1, 1, 1), await CountsAsync(desk));
        Assert.Equal((1, 1, 1), await CountsAsync(desk));
        await desk.CodeAsync(source, code, 8, 11);
        Assert.Equal((2, 2, 2), await CountsAsync(desk));
        await desk.Get<RemoveSegment>().DoAsync(desk.Study, Desk.Maren, segment, default);
        Assert.Equal((1, 1, 1), await CountsAsync(desk));
        await desk.UndoAsync();
        Assert.Equal((2, 2, 2), await CountsAsync(desk));
    }

    [Fact]
    public void The_least_used_go_when_there_are_too_many_and_none_outlives_its_change()
    {
        var kept = new KeptAnswers(limit: 10);
        var (here, there, mark) = (Guid.NewGuid(), Guid.NewGuid(), new Mark(3, 30));
        kept.Keep(here, mark, "six", 6);
        kept.Keep(there, mark, "four", 4);
        Assert.Equal(("six", "four"), (kept.Find<string>(here, mark), kept.Find<string>(there, mark)));
        Assert.Null(kept.Find<string>(here, new(4, 40)));
        Assert.Null(kept.Find<string>(here, new(3, 31)));
        Assert.Null(kept.Find<Version>(here, mark));
        kept.Keep(there, new(4, 40), "five", 5);
        Assert.Equal((null, "five"), (kept.Find<string>(here, mark), kept.Find<string>(there, new(4, 40))));
        kept.Keep(here, mark, "eleven", 11);
        Assert.Equal((null, "five"), (kept.Find<string>(here, mark), kept.Find<string>(there, new(4, 40))));
    }

    [Fact]
    public void Study_codes_are_sorted_as_other_names_are()
    {
        var random = new Random(5);
        foreach (var names in new List<string>[] { [.. Enumerable.Range(1, 300).Select(i => $"R{i:000}")], [.. Enumerable.Range(1, 300).Select(i => $"{i * 7}")], ["P2", "p10", "Q1", "P", "R0001"], [] })
        {
            var (sorted, mixed) = (names.Order(NaturalOrder.Names).ToList(), names.OrderBy(_ => random.Next()).ToList());
            NaturalOrder.Sort(mixed, n => n);
            Assert.Equal(sorted, mixed);
        }
    }

    /// <summary>As the list of segments, the list of sources and the codebook count them.</summary>
    private static async Task<(int Listed, int InSource, int OfCode)> CountsAsync(Desk desk)
    {
        var list = (await desk.Get<SegmentsWhere>().AskAsync(desk.Study, Desk.Maren, new(SegmentFilter.All), default)).Value;
        var source = Assert.Single((await desk.Get<SourceList>().AskAsync(desk.Study, Desk.Maren, default)).Value);
        var code = Assert.Single((await desk.Get<CodebookTree>().AskAsync(desk.Study, Desk.Maren, false, default)).Value.Codes);
        Assert.Equal((list.Rows.Count, code.Own), (list.Counts.Segments, code.Whole));
        return (list.Counts.Segments, source.Segments, code.Own.Segments);
    }
}
