using Throughline.Workbench.Access;
using Throughline.Workbench.Codebook;
using Throughline.Workbench.Coding;
using Throughline.Workbench.Participants;
using Throughline.Workbench.Shared;
using Throughline.Workbench.Sources;
using Throughline.Workbench.Themes;

namespace Throughline.Workbench.Tests.Coding;

public sealed class SegmentsWhereTests
{
    private const string First = "Did you say no?", Second = "There’s no script for it.", Third = "I said yes.";
    private const string Words = $"{First}\n{Second}\n{Third}";

    private static Layout Turns() => new(
    [
        new(1, 0, First.Length, 1000, 2000, []),
        new(2, First.Length + 1, First.Length + 1 + Second.Length, 65_000, 70_000, []),
        new(2, First.Length + Second.Length + 2, Words.Length, 71_000, 75_000, []),
    ], []);

    private static async Task<Source> InterviewAsync(Desk desk, string name, Guid? person = null, string text = Words)
    {
        var source = await desk.SourceAsync(name, text, Turns());
        await desk.Get<StudyStore>().ChangeAsync<Nothing>(desk.Study, Desk.Maren, Right.EditSources, scope =>
        {
            scope.Add(new Speaker { Id = Guid.CreateVersion7(), SourceId = source.Id, Number = 1, Name = "Interviewer", Role = Speaker.Interviewer });
            scope.Add(new Speaker { Id = Guid.CreateVersion7(), SourceId = source.Id, Number = 2, Name = name, Role = Speaker.InParticipant, ParticipantId = person });
            scope.Record("NameSpeakers", "named speakers");
            return Task.FromResult<Outcome<Nothing>>(default(Nothing));
        }, default);
        return source;
    }

    private static async Task<Guid> PersonAsync(Desk desk, string name, string values = """{"employer":"charity","place":"North West"}""")
    {
        var person = new Participant { Id = Guid.CreateVersion7(), Name = name, NameKey = NameKey.Of(name), Values = values };
        await desk.Get<StudyStore>().ChangeAsync<Nothing>(desk.Study, Desk.Maren, Right.EditStudy, scope =>
        {
            scope.Add(person);
            scope.Record("AddParticipant", "added a participant");
            return Task.FromResult<Outcome<Nothing>>(default(Nothing));
        }, default);
        return person.Id;
    }

    private static async Task<SegmentsWhere.Answer> AskAsync(Desk desk, SegmentsWhere.Request request)
    {
        var outcome = await desk.Get<SegmentsWhere>().AskAsync(desk.Study, Desk.Maren, request, default);
        Assert.True(outcome.Succeeded, outcome.Problem?.Detail);
        return outcome.Value;
    }

    private static async Task<string> FoundAsync(Desk desk, SegmentFilter filter) =>
        string.Join(' ', (await AskAsync(desk, new(filter))).Rows.Select(r => $"{r.SourceName}:{r.Code.Name}:{r.Segment.Start}"));

    [Theory, Engines]
    public async Task A_line_tells_words_turn_speaker_time_and_as_much_context_as_is_asked(Engine engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        var source = await InterviewAsync(desk, "P07");
        var start = First.Length + 1 + 8;
        await desk.CodeAsync(source, await desk.CodeAsync("Saying no"), start, start + 9);

        async Task<SegmentRow> Row(ContextWidth width) => Assert.Single((await AskAsync(desk, new(SegmentFilter.All, Context: width))).Rows);

        var none = await Row(ContextWidth.None);
        Assert.Equal(("no script", 2, "P07", "participant", 65_000L), (none.Segment.Text, none.Voice.Turn, none.Voice.Speaker, none.Voice.Role, none.Voice.TimeMs));
        Assert.Equal(SegmentContext.None, none.Context);
        var turn = (await Row(ContextWidth.Turn)).Context;
        Assert.Equal(("There’s ", " for it."), (turn.Lead, turn.Tail));
        Assert.Equal(new ContextPiece(1, "Interviewer", "interviewer", First), Assert.Single(turn.Before));
        Assert.Empty(turn.After);
        var one = (await Row(ContextWidth.One)).Context;
        Assert.Equal((First, Third), (Assert.Single(one.Before).Text, Assert.Single(one.After).Text));
        var three = (await Row(ContextWidth.Three)).Context;
        Assert.Equal((1, 1), (three.Before.Count, three.After.Count));
    }

    [Theory, Engines]
    public async Task In_a_text_without_turns_the_context_is_its_paragraphs(Engine engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        var source = await desk.SourceAsync("Diary", "One.\n\nTwo and a half.\nThree.\nFour.");
        await desk.CodeAsync(source, await desk.CodeAsync("Number"), 10, 13);

        var context = Assert.Single((await AskAsync(desk, new(SegmentFilter.All, Context: ContextWidth.One))).Rows).Context;

        Assert.Equal(("Two ", " a half."), (context.Lead, context.Tail));
        Assert.Equal(("One.", "Three."), (Assert.Single(context.Before).Text, Assert.Single(context.After).Text));
    }

    [Theory, Engines]
    public async Task Any_combination_narrows_and_the_counts_say_of_how_many(Engine engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        var (p2, p10) = (await InterviewAsync(desk, "P2", await PersonAsync(desk, "P2")), await InterviewAsync(desk, "P10", await PersonAsync(desk, "P10")));
        var parent = await desk.CodeAsync("Boundaries");
        var (no, yes) = (await desk.CodeAsync("Saying no", parent.Id), await desk.CodeAsync("Saying yes"));
        await desk.CodeAsync(p10, no, 0, 15);
        await desk.CodeAsync(p2, no, 16, 41, actor: Desk.Idris);
        await desk.CodeAsync(p2, yes, 30, 50);
        await desk.CodeAsync(p2, parent, 0, 3);

        Assert.Equal("P2:Boundaries:0 P2:Saying no:16 P2:Saying yes:30 P10:Saying no:0", await FoundAsync(desk, new()));
        Assert.Equal("P2:Saying no:16 P10:Saying no:0", await FoundAsync(desk, new() { Codes = ["saying no"] }));
        Assert.Equal("P2:Boundaries:0", await FoundAsync(desk, new() { Codes = [parent.Id.ToString()] }));
        Assert.Equal("P2:Boundaries:0 P2:Saying no:16 P10:Saying no:0", await FoundAsync(desk, new() { Codes = ["Boundaries"], WithChildren = true }));
        Assert.Equal("P2:Saying no:16", await FoundAsync(desk, new() { Coders = ["Idris Kaya"] }));
        Assert.Equal("P10:Saying no:0", await FoundAsync(desk, new() { Participants = ["P10"] }));
        Assert.Equal("P2:Saying no:16 P2:Saying yes:30", await FoundAsync(desk, new() { Text = "FOR it" }));
        Assert.Equal("P2:Saying no:16 P2:Saying yes:30", await FoundAsync(desk, new() { Codes = ["Saying no", "Saying yes"], AllCodes = true }));
        Assert.Equal("", await FoundAsync(desk, new() { To = 1 }));
        var counts = (await AskAsync(desk, new(new() { Codes = ["Saying no"], Sources = ["P2"] }))).Counts;
        Assert.Equal((1, 2, 1, 2), (counts.Segments, counts.OfSegments, counts.Participants, counts.OfParticipants));
    }

    [Theory, Engines]
    public async Task What_is_not_there_is_said_not_passed_over(Engine engine)
    {
        await using var desk = await Desk.OpenAsync(engine);

        async Task<Problem?> Ask(SegmentFilter filter) => (await desk.Get<SegmentsWhere>().AskAsync(desk.Study, Desk.Maren, new(filter), default)).Problem;

        Assert.Equal("Nowhere", Assert.IsType<Problem.NotFound>(await Ask(new() { Sources = ["Nowhere"] })).Named);
        Assert.Equal("code", Assert.IsType<Problem.NotFound>(await Ask(new() { Codes = ["Nothing"] })).What);
        Assert.Equal("theme", Assert.IsType<Problem.NotFound>(await Ask(new() { Theme = "Nothing" })).What);
    }

    [Theory, Engines]
    public async Task Themes_hold_segments_by_stance_or_by_code(Engine engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        var source = await InterviewAsync(desk, "P07");
        var (no, yes, other) = (await desk.CodeAsync("No"), await desk.CodeAsync("Yes"), await desk.CodeAsync("Other"));
        await desk.CodeAsync(source, no, 0, 3);
        var against = (await desk.CodeAsync(source, yes, 4, 7)).Value.Value.Segment.Id;
        await desk.CodeAsync(source, other, 8, 11);
        var theme = Guid.CreateVersion7();
        await desk.Get<StudyStore>().ChangeAsync<Nothing>(desk.Study, Desk.Maren, Right.EditThemes, scope =>
        {
            scope.Add(new Theme { Id = theme, Number = 3, Label = "Job misalignment" });
            scope.Add(new ThemeCode { Id = Guid.CreateVersion7(), ThemeId = theme, CodeId = no.Id });
            scope.Add(new ThemeSegment { Id = Guid.CreateVersion7(), ThemeId = theme, SegmentId = against, Stance = ThemeSegment.Contrary });
            scope.Record("AddTheme", "added a theme");
            return Task.FromResult<Outcome<Nothing>>(default(Nothing));
        }, default);

        Assert.Equal("P07:No:0 P07:Yes:4", await FoundAsync(desk, new() { Theme = "job misalignment" }));
        Assert.Equal("P07:Yes:4", await FoundAsync(desk, new() { Theme = theme.ToString(), Stance = "contrary" }));
        Assert.Equal("P07:Other:8", await FoundAsync(desk, new() { Unthemed = true }));
        var stance = Assert.Single((await AskAsync(desk, new(new() { Codes = ["Yes"] }))).Rows[0].Stances);
        Assert.Equal((3, "contrary"), (stance.Number, stance.Stance));
    }

    [Theory, Engines]
    public async Task What_was_coded_under_an_older_definition_is_told_apart(Engine engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        var (source, code) = (await InterviewAsync(desk, "P07"), await desk.CodeAsync("No"));
        await desk.CodeAsync(source, code, 0, 3);
        await desk.Get<DefineCode>().DoAsync(desk.Study, Desk.Maren, new(code.Id.ToString(), CodeMeaning.None with { Definition = "Refusing." }, "clearer"), default);
        await desk.CodeAsync(source, code, 4, 7);

        var row = Assert.Single((await AskAsync(desk, new(new() { Older = true }))).Rows);

        Assert.Equal((0, true, 0, 1), (row.Segment.Start, row.IsOlder, row.Segment.DefinitionVersion, row.VersionNow));
    }

    [Theory, Engines]
    public async Task Groups_carry_their_counts_and_pages_follow_one_another_without_gap(Engine engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        var code = await desk.CodeAsync("No");
        foreach (var name in new[] { "P10", "P2" })
        {
            var source = await InterviewAsync(desk, name, await PersonAsync(desk, name));
            for (var i = 0; i < 3; i++) await desk.CodeAsync(source, code, i * 4, i * 4 + 3);
        }

        var seen = new List<string>();
        string? cursor = null;
        do
        {
            var page = await AskAsync(desk, new(SegmentFilter.All, SegmentOrder.Participant, Cursor: cursor, Limit: 4));
            seen.AddRange(page.Rows.Select(r => $"{page.Groups[r.Group].Name}:{r.Segment.Start}"));
            Assert.Equal([3, 3], page.Groups.Values.Select(g => g.Count));
            Assert.All(page.Groups.Values, g => Assert.Equal("charity, North West", g.Said));
            cursor = page.Next;
        }
        while (cursor is not null);
        Assert.Equal(["P2:0", "P2:4", "P2:8", "P10:0", "P10:4", "P10:8"], seen);
    }

    [Theory, Engines]
    public async Task Who_says_it_counts_those_who_do_not(Engine engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        var source = await InterviewAsync(desk, "P1", await PersonAsync(desk, "P1"));
        await PersonAsync(desk, "P3");
        await desk.CodeAsync(source, await desk.CodeAsync("No"), 0, 3);

        var voices = (await AskAsync(desk, new(new() { Codes = ["No"] }))).Voices;

        Assert.Equal([("P1", 1), ("P3", 0)], voices.Select(v => (v.Name, v.Count)));
    }

    [Theory, Engines]
    public async Task Other_codes_on_the_same_words_are_told(Engine engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        var source = await InterviewAsync(desk, "P1");
        var no = await desk.CodeAsync("No");
        await desk.CodeAsync(source, no, 0, 10);
        await desk.CodeAsync(source, await desk.CodeAsync("Beside"), 9, 12);
        await desk.CodeAsync(source, await desk.CodeAsync("Apart"), 10, 12);

        var row = Assert.Single((await AskAsync(desk, new(new() { Codes = ["No"] }, Others: true))).Rows);

        Assert.Equal("Beside", Assert.Single(row.Others).Name);
    }
}
