using Microsoft.EntityFrameworkCore;
using Throughline.Storage.Backup;
using Throughline.Workbench.Shared;
using Throughline.Workbench.Sources;
using Throughline.Workbench.Sources.Finding;
using Throughline.Workbench.Studies;

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

    [Theory, Engines]
    public async Task Words_stand_in_one_turn_and_phrases_in_their_order(Engine engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        const string Text = "I have no desk of my own\nYou share a desk, and no room\nThe helpdesk has rooms";
        await desk.SourceAsync("P01", Text, new Layout([new(1, 0, 24, null, null, []), new(1, 25, 54, null, null, []), new(1, 55, 77, null, null, [])], []));

        Assert.Equal(["no desk", "desk, and no"], Found(await FindAsync(desk, "desk no")));
        Assert.Equal(["no desk"], Found(await FindAsync(desk, "\"no desk\"")));
        Assert.Equal(["no desk"], Found(await FindAsync(desk, "“No   des")));
        Assert.Empty(Found(await FindAsync(desk, "\"no des\"")));
        Assert.Equal(["room", "rooms"], Found(await FindAsync(desk, "roo")));
        Assert.Equal(["room"], Found(await FindAsync(desk, "\"room\"")));
        Assert.Empty(Found(await FindAsync(desk, "own room")));
        var place = Assert.Single((await FindAsync(desk, "desk share")).Places);
        Assert.Equal((29, 41, 2), (place.Start, place.End, place.Turn));
        Assert.Equal([new(29, 34), new(37, 41)], place.Marks);
    }

    [Theory, Engines]
    public async Task Every_script_is_found_and_no_sign_is_a_command(Engine engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        string[] texts =
        [
            "Café Straße, self-efficacy, don’t. 😀", "我们没有自己的办公桌。", "机がありません。", "우리는 책상이 없습니다.", "والكتاب على المكتب", "เราไม่มีโต๊ะ", "co\u00ADope\u0301ration AND NOT near* col:umn 100% O'Neil",
        ];
        foreach (var (text, i) in texts.Select((t, i) => (t, i))) await desk.SourceAsync($"P{i}", text);

        foreach (var (words, found) in new[]
        {
            ("cafe", "Café"), ("STRASSE", "Straße"), ("self efficacy", "self-efficacy"), ("self-eff", "self-efficacy"), ("don't", "don’t"), ("efficacy's", null), ("😀", "😀"),
            ("办公桌", "办公桌"), ("桌", "桌"), ("公办", null), ("机が", "机が"), ("책상", "책상"), ("كتاب", "والكتاب"), ("โต๊ะ", "โต๊ะ"), ("cooperation", "co\u00ADope\u0301ration"),
            ("near* AND", "AND NOT near"), ("col:umn", "col:umn"), ("\"NOT\" OR", null), ("o'neil", "O'Neil"), ("' OR 1=1 --", null), ("NEAR(a b)", null), ("100%", "100"), ("\"\"", null), ("*&|!<->:()", null), ("{Words} : ^x", null),
        })
            Assert.Equal(found is null ? [] : [found], Found(await FindAsync(desk, words)));
    }

    /// <summary>Whatever happens to texts, what the index finds is what reading through them finds.</summary>
    [Theory, Engines]
    public async Task The_index_follows_removal_undo_redo_and_copies_and_what_is_not_in_it_is_read(Engine engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        var (first, second) = (await desk.SourceAsync("P01", "A desk of one’s own."), await desk.SourceAsync("P02", "No desk."));
        var copy = Guid.CreateVersion7();
        Assert.True((await desk.Get<DuplicateStudy>().DoAsync(desk.Study, Desk.Maren, copy, default)).Succeeded);
        Assert.True((await desk.Get<RemoveSource>().DoAsync(desk.Study, Desk.Maren, "P01", default)).Succeeded);

        Same(["P02"], false, await FindAsync(desk, "desk"));
        Assert.Equal(["P01", "P02"], (await FindAsync(desk, "desk", study: copy)).Places.Select(p => p.SourceName));
        Assert.Equal([second.Id], await IndexedAsync(desk, desk.Study));
        await desk.UndoAsync();
        Same(["P01", "P02"], false, await FindAsync(desk, "desk"));
        Assert.Equal([first.Id, second.Id], await IndexedAsync(desk, desk.Study));
        await desk.RedoAsync();
        Same(["P02"], false, await FindAsync(desk, "desk"));
        Assert.Empty(await new IntegrityCheck(desk.Folder).RunAsync(default));

        await desk.LookAsync(async db =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
            foreach (var text in await db.IndexedTexts.ToListAsync()) await desk.Folder.Dbs.Index.RemoveAsync(db, text.Number, default);
            await db.IndexedTexts.ExecuteDeleteAsync();
            await transaction.CommitAsync();
            return true;
        });
        Same(["P02"], false, await FindAsync(desk, "desk"));
        Assert.Equal([desk.Study, copy], (await desk.Get<IndexTexts>().WaitingAsync(default)).Order());
        Assert.False(await desk.Get<IndexTexts>().DoAsync(desk.Study, default));
        Assert.Equal([second.Id], await IndexedAsync(desk, desk.Study));
        Assert.Equal([copy], await desk.Get<IndexTexts>().WaitingAsync(default));
        Same(["P02"], false, await FindAsync(desk, "desk"));
    }

    [Theory, Engines]
    public async Task A_word_in_thousands_of_passages_is_found_in_the_order_of_the_texts(Engine engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        for (var i = 1; i <= 12; i++) await desk.SourceAsync($"P{i}", string.Concat(Enumerable.Repeat(i < 11 ? "A room.\n" : "A desk here.\n", i == 12 ? 1500 : 900)));

        Assert.Equal(["P11"], (await FindAsync(desk, "desk", places: 3)).Places.Select(p => p.SourceName).Distinct());
        var rest = await FindAsync(desk, "desk here", places: 500, inEach: 2);
        Same(["P11", "P11", "P12", "P12"], true, rest);
        Assert.Equal((13, 22), (rest.Places[1].Start - 2, rest.Places[1].End - 2));
    }

    private static Task<List<Guid>> IndexedAsync(Desk desk, Guid study) => desk.LookAsync(db =>
        db.IndexedTexts.Where(t => t.StudyId == study).Select(t => t.SourceId).OrderBy(s => s).ToListAsync());

    private static IEnumerable<string> Found(FindInStudy.Answer found) => found.Places.Select(p => p.Words);

    private static async Task<FindInStudy.Answer> FindAsync(Desk desk, string words, int places = 50, int inEach = 50, Guid? study = null) =>
        (await desk.Get<FindInStudy>().AskAsync(study ?? desk.Study, Desk.Maren, new(words, places, inEach), default)).Value;

    private static void Same(string[] sources, bool more, FindInStudy.Answer found)
    {
        Assert.Equal(sources, found.Places.Select(p => p.SourceName));
        Assert.Equal(more, found.More);
    }
}
