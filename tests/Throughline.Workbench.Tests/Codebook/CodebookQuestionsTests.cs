using Microsoft.EntityFrameworkCore;
using Throughline.Workbench.Access;
using Throughline.Workbench.Codebook;
using Throughline.Workbench.Shared;
using Throughline.Workbench.Sources;

namespace Throughline.Workbench.Tests.Codebook;

public sealed class CodebookQuestionsTests
{
    private const string Words = "How is it there? Nobody in that building knows me. I know you.";

    /// <summary>0 to 16 the interviewer, 17 to 50 the first, 51 to 62 the second.</summary>
    private static readonly Layout Turns = new([new(1, 0, 16, null, null, []), new(2, 17, 50, null, null, []), new(3, 51, 62, null, null, [])], []);

    [Theory, Engines]
    public async Task Counts_are_of_each_code_alone_and_with_all_under_it_and_a_person_counts_once(Engine engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        var (top, other) = (await desk.CodeAsync("Alone"), await desk.CodeAsync("Other"));
        var under = await desk.CodeAsync("Building", top.Id);
        var (one, two) = (await desk.SourceAsync("P01", Words, Turns), await desk.SourceAsync("P02", Words, Turns));
        await SpeakAsync(desk, one, "Maren", "P01", "P02");
        await SpeakAsync(desk, two, "Maren", "P01", "p02 ");
        await desk.CodeAsync(one, top, 20, 30);
        await desk.CodeAsync(two, under, 20, 30);
        await desk.CodeAsync(one, under, 40, 60);
        await desk.CodeAsync(one, other, 0, 10);

        var tree = await desk.TreeAsync();

        Assert.Equal([new Reach(1, 1, 1), new Reach(2, 2, 2), new Reach(1, 1, 0)], tree.Select(n => n.Own));
        Assert.Equal([new Reach(3, 2, 2), new Reach(2, 2, 2), new Reach(1, 1, 0)], tree.Select(n => n.Whole));
        Assert.Equal(tree[0].Whole, (await desk.CodeAsync(top)).Whole);
        Assert.Equal((new Reach(1, 1, 1), 2, 2), ((await desk.CodeAsync(top)).Own, (await desk.CodeAsync(top)).AllVoices, (await desk.CodeAsync(top)).AllSources));
    }

    [Theory, Engines]
    public async Task Codes_used_together_are_those_whose_segments_overlap_and_the_suggested_dye_keeps_away_from_them(Engine engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        var (a, b, c, d) = (await desk.CodeAsync("A"), await desk.CodeAsync("B"), await desk.CodeAsync("C"), await desk.CodeAsync("D"));
        var source = await desk.SourceAsync("P01", Words);
        foreach (var (code, start, end) in new[] { (a, 0, 10), (a, 20, 30), (b, 5, 12), (b, 6, 9), (b, 29, 40), (c, 22, 24), (d, 10, 20) })
            await desk.CodeAsync(source, code, start, end);

        var answer = await desk.CodeAsync(a);

        Assert.Equal([("B", 2), ("C", 1)], answer.Together.Select(t => (t.Name, t.Segments)));
        Assert.Equal(Dyes.Furthest(new Dictionary<int, int> { [b.Dye] = 2, [c.Dye] = 1 }), answer.SuggestedDye);
        Assert.NotEqual(b.Dye, answer.SuggestedDye);
    }

    [Theory, Engines]
    public async Task What_was_coded_last_comes_first_with_its_words_and_its_turn(Engine engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        var code = await desk.CodeAsync("Alone");
        var source = await desk.SourceAsync("Interview 1", Words, Turns);
        await SpeakAsync(desk, source, "Maren", "P01", "P02");
        await desk.CodeAsync(source, code, 17, 23);
        await desk.CodeAsync(source, code, 51, 57);

        var last = (await desk.CodeAsync(code)).Last;

        Assert.Equal([("P02", 3, "I know"), ("P01", 2, "Nobody")], last.Select(s => (s.Speaker!, s.Turn!.Value, s.Words)));
    }

    [Theory, Engines]
    public async Task The_codebook_of_an_earlier_moment_is_as_it_was_then(Engine engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        var (a, b) = (await desk.CodeAsync("A"), await desk.CodeAsync("B"));
        await desk.DefineAsync(a, "First wording.");
        var then = await desk.LookAsync(db => db.Changes.Where(c => c.StudyId == desk.Study).MaxAsync(c => c.At));
        await desk.DefineAsync(a, "Second wording.");
        await desk.Get<RenameCode>().DoAsync(desk.Study, Desk.Maren, new("A", "Alpha"), default);
        await desk.CodeAsync("C", b.Id);
        await desk.MergeAsync(b, a);
        await desk.UndoAsync();
        await desk.MergeAsync(b, a);

        var codebook = desk.Get<CodebookAsOf>();
        var lines = (await codebook.AskAsync(desk.Study, Desk.Maren, Instant.At(then), default)).Value;
        var now = (await codebook.AskAsync(desk.Study, Desk.Maren, DateTimeOffset.UtcNow.AddDays(1), default)).Value;
        var never = (await codebook.AskAsync(desk.Study, Desk.Maren, DateTimeOffset.UnixEpoch, default)).Value;

        Assert.Equal([("A", "First wording."), ("B", null)], lines.Select(l => (l.Code.Name, l.Meaning?.Definition)));
        Assert.Equal([("Alpha", 1), ("C", 2)], now.Select(l => (l.Code.Name, l.Level)));
        Assert.Empty(never);
    }

    [Theory, Engines]
    public async Task A_code_is_found_by_id_by_name_and_by_its_path_where_names_are_not_enough(Engine engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        var (a, b) = (await desk.CodeAsync("A"), await desk.CodeAsync("B"));
        await desk.CodeAsync("Same", a.Id);
        var same = await desk.CodeAsync("Same", b.Id);
        var rename = desk.Get<RenameCode>();

        Assert.IsType<Problem.Conflict>((await rename.DoAsync(desk.Study, Desk.Maren, new("same", "X"), default)).Problem);
        Assert.IsType<Problem.NotFound>((await rename.DoAsync(desk.Study, Desk.Maren, new("C / Same", "X"), default)).Problem);
        Assert.Equal(same.Id, (await rename.DoAsync(desk.Study, Desk.Maren, new("b/SAME", "X"), default)).Value.Value.Id);
    }

    private static async Task SpeakAsync(Desk desk, Source source, params string[] names)
    {
        var done = await desk.Get<StudyStore>().ChangeAsync<Nothing>(desk.Study, Desk.Maren, Right.EditSources, scope =>
        {
            for (var i = 0; i < names.Length; i++)
                scope.Add(new Speaker { Id = Guid.CreateVersion7(), SourceId = source.Id, Number = i + 1, Name = names[i], Role = i == 0 ? Speaker.Interviewer : Speaker.InParticipant });
            scope.Record("Speak", "named the speakers");
            return Task.FromResult<Outcome<Nothing>>(default(Nothing));
        }, default);
        Assert.True(done.Succeeded, done.Problem?.Detail);
    }
}
