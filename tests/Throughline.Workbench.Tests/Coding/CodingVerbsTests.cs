using Throughline.Workbench.Codebook;
using Throughline.Workbench.Coding;
using Throughline.Workbench.History;
using Throughline.Workbench.Shared;

namespace Throughline.Workbench.Tests.Coding;

public sealed class CodingVerbsTests
{
    private const string Words = "Nobody in that building knows I’m here. Nobody knows I’ve left.";

    [Theory, Engines]
    public async Task A_split_cuts_between_words_keeps_the_coder_and_is_done_once(Engine engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        var (source, code) = (await desk.SourceAsync("P07", Words), await desk.CodeAsync("Being the only one"));
        var (id, second) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await desk.CodeAsync(source, code, 0, Words.Length, id);

        var split = await desk.Get<SplitSegment>().DoAsync(desk.Study, Desk.Idris, new(id, second, 40), default);
        var again = await desk.Get<SplitSegment>().DoAsync(desk.Study, Desk.Idris, new(id, second, 40), default);

        Assert.Equal("Nobody in that building knows I’m here.", split.Value.Value.First.Segment.Text);
        Assert.Equal("Nobody knows I’ve left.", split.Value.Value.Second.Segment.Text);
        Assert.Null(again.Value.Change);
        Assert.All(await desk.SegmentsAsync(source), s => Assert.Equal("Maren Holt", s.Coder));
        Assert.Equal(2, (await desk.SegmentsAsync(source)).Count);
    }

    [Theory, Engines]
    public async Task A_split_that_leaves_one_part_empty_is_refused(Engine engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        var (source, code) = (await desk.SourceAsync("P07", Words), await desk.CodeAsync("Being the only one"));
        var id = Guid.CreateVersion7();
        await desk.CodeAsync(source, code, 7, 23, id);

        foreach (var at in new[] { -3, 0, 7, 23, 24, 9_999 })
            Assert.IsType<Problem.Invalid>((await desk.Get<SplitSegment>().DoAsync(desk.Study, Desk.Maren, new(id, Guid.CreateVersion7(), at, true), default)).Problem);
        Assert.Equal((7, 23), (await desk.SegmentsAsync(source)).Select(s => (s.Start, s.End)).Single());
    }

    [Theory, Engines]
    public async Task Undoing_a_split_makes_the_segment_whole_again(Engine engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        var (source, code) = (await desk.SourceAsync("P07", Words), await desk.CodeAsync("Being the only one"));
        var id = Guid.CreateVersion7();
        await desk.CodeAsync(source, code, 0, Words.Length, id);
        await desk.Get<SplitSegment>().DoAsync(desk.Study, Desk.Maren, new(id, Guid.CreateVersion7(), 40), default);

        Assert.True((await desk.UndoAsync()).Succeeded);

        var whole = Assert.Single(await desk.SegmentsAsync(source));
        Assert.Equal((id, 0, Words.Length), (whole.Id, whole.Start, whole.End));
    }

    [Theory, Engines]
    public async Task Coding_in_vivo_makes_the_code_and_the_segment_in_one_change_that_undoes_as_one(Engine engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        var source = await desk.SourceAsync("P07", Words);
        var request = new CodeInVivo.Request(Guid.CreateVersion7(), Guid.CreateVersion7(), "P07", 40, 63);

        var done = await desk.Get<CodeInVivo>().DoAsync(desk.Study, Desk.Maren, request, default);
        var again = await desk.Get<CodeInVivo>().DoAsync(desk.Study, Desk.Maren, request, default);

        Assert.Equal(("‘Nobody knows I’ve left.’", true), (done.Value.Value.Code.Name, done.Value.Value.Code.InVivo));
        Assert.Null(again.Value.Change);
        Assert.Single(await desk.SegmentsAsync(source));
        Assert.True((await desk.UndoAsync()).Succeeded);
        Assert.Empty(await desk.SegmentsAsync(source));
        Assert.Equal(0, await desk.LookAsync(db => Task.FromResult(db.Codes.Count())));
    }

    [Theory, Engines]
    public async Task The_same_words_again_in_vivo_take_the_code_that_is_there(Engine engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        await desk.SourceAsync("P07", "no one\nno  one");

        var first = await desk.Get<CodeInVivo>().DoAsync(desk.Study, Desk.Maren, new(Guid.CreateVersion7(), Guid.CreateVersion7(), "P07", 0, 6), default);
        var other = await desk.Get<CodeInVivo>().DoAsync(desk.Study, Desk.Maren, new(Guid.CreateVersion7(), Guid.CreateVersion7(), "P07", 7, 14), default);

        Assert.Equal(first.Value.Value.Code.Id, other.Value.Value.Code.Id);
    }

    [Fact]
    public void A_long_stretch_is_cut_to_the_length_of_a_name()
    {
        var name = CodeInVivo.Name(string.Join(' ', Enumerable.Repeat("word", 200)));
        Assert.True(name.Length <= Code.NameLength);
        Assert.EndsWith("word…’", name, StringComparison.Ordinal);
    }

    [Theory, Engines]
    public async Task Many_codings_are_one_change_and_what_cannot_be_placed_is_told_with_its_place(Engine engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        var (source, code) = (await desk.SourceAsync("P07", Words), await desk.CodeAsync("Being the only one"));
        var requests = Enumerable.Range(0, 1000).Select(i => new ApplyCode.Request(Guid.CreateVersion7(), "P07", "being the only one", i % 50, i % 50 + 6)).ToList();
        requests[17] = requests[17] with { Code = "No such code" };
        requests[18] = requests[18] with { End = 9_999 };
        foreach (var above in new[] { "Days", "Nights" }) await desk.CodeAsync("Hours", (await desk.CodeAsync(above)).Id);
        (requests[19], requests[20]) = (requests[19] with { Code = "Hours" }, requests[20] with { Code = "Nights / Hours" });
        var verb = desk.Get<ApplyCodes>();

        var done = await verb.DoAsync(desk.Study, Desk.Maren, requests, default);
        var again = await verb.DoAsync(desk.Study, Desk.Maren, requests, default);

        Assert.Equal((997, 0), (done.Value.Value.Applied, done.Value.Value.Unchanged));
        Assert.Equal([17, 18, 19], done.Value.Value.Refused.Select(r => r.Place));
        Assert.Equal((0, 997), (again.Value.Value.Applied, again.Value.Value.Unchanged));
        Assert.Null(again.Value.Change);
        Assert.Contains("Days / Hours; Nights / Hours", done.Value.Value.Refused[2].Why, StringComparison.Ordinal);
        Assert.Equal(996, (await desk.SegmentsAsync(source)).Count(s => s.Code == code.Id));
        Assert.True((await desk.UndoAsync()).Succeeded);
        Assert.Empty(await desk.SegmentsAsync(source));
    }

    [Theory, Engines]
    public async Task Changes_come_with_the_segments_and_codes_that_they_touched_as_these_stand_now(Engine engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        var (source, code) = (await desk.SourceAsync("P07", "😀 " + Words), await desk.CodeAsync("Being the only one"));
        var (kept, gone) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        var first = (await desk.CodeAsync(source, code, 3, 9, kept)).Value.Change!.Number;
        await desk.CodeAsync(source, code, 3, 20, gone);
        await desk.CodeAsync(source, code, 3, 12, kept);
        await desk.Get<RemoveSegment>().DoAsync(desk.Study, Desk.Maren, gone, default);

        var lines = (await desk.Get<ChangedRows>().AskAsync(desk.Study, Desk.Maren, first - 1, 500, default)).Value.Lines;

        Assert.Equal(4, lines.Count);
        var segment = Assert.Single(lines[0].Rows!.Segments);
        Assert.Equal((12, 11), (segment.End, segment.Positions.ToPoints(segment.End)));
        Assert.Equal(gone, Assert.Single(lines[1].Rows!.Gone));
        Assert.Equal(gone, Assert.Single(lines[3].Rows!.Gone));
    }

    [Theory, Engines]
    public async Task A_change_that_touched_very_much_says_reload_instead_of_listing(Engine engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        await desk.SourceAsync("P07", Words);
        await desk.CodeAsync("One");
        var many = Enumerable.Range(0, ChangedRows.Most + 1).Select(_ => new ApplyCode.Request(Guid.CreateVersion7(), "P07", "One", 0, 6)).ToList();
        await desk.Get<ApplyCodes>().DoAsync(desk.Study, Desk.Maren, many, default);

        var last = (await desk.Get<ChangedRows>().AskAsync(desk.Study, Desk.Maren, 0, 500, default)).Value.Lines[^1];

        Assert.True(last.Rows!.Reload);
        Assert.Empty(last.Rows.Segments);
    }

    [Theory, Engines]
    public async Task What_lies_on_the_desk_of_a_source_is_all_of_it_and_nothing_of_others(Engine engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        var (source, elsewhere, code) = (await desk.SourceAsync("P10", Words), await desk.SourceAsync("P2", Words), await desk.CodeAsync("One"));
        await desk.CodeAsync(source, code, 0, 6);
        await desk.CodeAsync(elsewhere, code, 0, 6);

        var open = (await desk.Get<CodingDesk>().AskAsync(desk.Study, Desk.Maren, source.Id, default)).Value;

        Assert.Single(open.Segments);
        Assert.Equal(2, open.Counts[code.Id]);
        Assert.Equal(["P2", "P10"], open.Sources.Select(s => s.Name));
        Assert.Equal(Words, open.Content.Text);
    }
}
