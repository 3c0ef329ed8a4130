using Throughline.Workbench.Notes;
using Throughline.Workbench.Shared;
using Throughline.Workbench.Sources;

namespace Throughline.Workbench.Tests.Notes;

public sealed class WriteNoteTests
{
    private const string Words = "Did you say no?\nThere’s no script for saying no 🙂 at all.";

    private static readonly Layout Turns = new([new(1, 0, 15, 0, 4000, []), new(2, 16, Words.Length, 4000, 9000, [])], []);

    private static WriteNote.Request Request(NotePlace.Named place, string text = "She takes it home.", Guid? id = null, string title = "") =>
        new(id ?? Guid.CreateVersion7(), Note.Analytic, place, title, text);

    private static async Task<NoteLine> WriteAsync(Desk desk, WriteNote.Request request)
    {
        var outcome = await desk.Get<WriteNote>().DoAsync(desk.Study, Desk.Maren, request, default);
        Assert.True(outcome.Succeeded, outcome.Problem?.Detail);
        return outcome.Value.Value;
    }

    private static async Task<NotesWhere.Answer> NotesAsync(Desk desk, NoteFilter? filter = null, string? cursor = null, int? limit = null) =>
        (await desk.Get<NotesWhere>().AskAsync(desk.Study, Desk.Maren, filter ?? new(), cursor, limit, default)).Value;

    [Theory, Engines]
    public async Task A_note_says_what_it_is_on_whatever_that_is(Engine engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        var (source, code) = (await desk.SourceAsync("P07", Words, Turns), await desk.CodeAsync("Saying no"));
        var segment = (await desk.CodeAsync(source, code, 16, 23)).Value.Value.Segment;

        async Task<NoteSubject> Said(string on, string? target, int? start = null, int? end = null) =>
            (await WriteAsync(desk, Request(new(on, target, start, end)))).Subject;

        Assert.Equal("journal", (await Said("journal", null)).Said);
        Assert.Equal("the study", (await Said("study", null)).Said);
        Assert.Equal("P07", (await Said("source", source.Id.ToString())).Said);
        Assert.Equal("Saying no", (await Said("code", "saying NO")).Said);
        var words = await Said("words", "P07", 0, 3);
        Assert.Equal(("P07, turn 1", "Did"), (words.Said, words.Words));
        var onSegment = await Said("segment", segment.Id.ToString());
        Assert.Equal(("P07, turn 2", "There’s", code.Id), (onSegment.Said, onSegment.Words, onSegment.Code));
    }

    [Theory, Engines]
    public async Task Positions_given_in_code_points_count_a_character_outside_the_plane_once(Engine engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        await desk.SourceAsync("P07", Words, Turns);
        var points = Words.EnumerateRunes().Count();

        var note = await WriteAsync(desk, Request(new("words", "P07", points - 7, points, InPoints: true)));

        Assert.Equal("at all.", note.Subject.Words);
        Assert.Equal(Words.Length, note.Place.End);
    }

    [Theory, Engines]
    public async Task The_same_id_edits_the_note_and_the_same_words_change_nothing(Engine engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        var id = Guid.CreateVersion7();
        var first = await WriteAsync(desk, Request(new("journal", null), "First thoughts", id));

        var again = await desk.Get<WriteNote>().DoAsync(desk.Study, Desk.Idris, Request(new("journal", null), "First thoughts", id), default);
        Assert.Null(again.Value.Change);
        var edited = await WriteAsync(desk, Request(new("journal", null), "Second thoughts", id));

        Assert.Equal((first.At, first.Author), (edited.At, edited.Author));
        Assert.True(edited.EditedAt > first.EditedAt);
        Assert.Equal("Second thoughts", Assert.Single((await NotesAsync(desk)).Notes).Text);
    }

    [Theory, Engines]
    public async Task Writing_editing_and_removing_are_undone_one_by_one(Engine engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        var (code, id) = (await desk.CodeAsync("Saying no"), Guid.CreateVersion7());
        await WriteAsync(desk, Request(new("journal", null), "First", id));
        await WriteAsync(desk, Request(new("code", "Saying no"), "Second", id));
        var linked = await desk.Get<LinkNote>().DoAsync(desk.Study, Desk.Maren, new(Guid.CreateVersion7(), id, "code", code.Id.ToString()), default);
        Assert.Equal("Saying no", Assert.Single(linked.Value.Value.Links).Subject.Said);
        Assert.True((await desk.Get<RemoveNote>().DoAsync(desk.Study, Desk.Maren, id, default)).Succeeded);
        Assert.Empty((await NotesAsync(desk)).Notes);

        await desk.UndoAsync();
        Assert.Single(Assert.Single((await NotesAsync(desk)).Notes).Links);
        await desk.UndoAsync();
        Assert.Empty(Assert.Single((await NotesAsync(desk)).Notes).Links);
        await desk.UndoAsync();
        Assert.Equal(("journal", "First"), (Assert.Single((await NotesAsync(desk)).Notes).Place.On, (await NotesAsync(desk)).Notes[0].Text));
        await desk.UndoAsync();
        Assert.Empty((await NotesAsync(desk)).Notes);
    }

    [Theory, Engines]
    public async Task What_cannot_be_kept_is_refused_with_its_field(Engine engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        await desk.SourceAsync("P07", Words, Turns);

        async Task<Problem?> Refused(WriteNote.Request request) => (await desk.Get<WriteNote>().DoAsync(desk.Study, Desk.Maren, request, default)).Problem;

        Assert.Contains("text", Assert.IsType<Problem.Invalid>(await Refused(Request(new("journal", null), "  "))).Fields.Keys);
        Assert.Contains("on", Assert.IsType<Problem.Invalid>(await Refused(Request(new("moon", null)))).Fields.Keys);
        Assert.Contains("kind", Assert.IsType<Problem.Invalid>(await Refused(Request(new("journal", null)) with { Kind = "rant" })).Fields.Keys);
        Assert.Contains("title", Assert.IsType<Problem.Invalid>(await Refused(Request(new("journal", null), title: new('x', 201)))).Fields.Keys);
        Assert.Contains("end", Assert.IsType<Problem.Invalid>(await Refused(Request(new("words", "P07", 3, 4000)))).Fields.Keys);
        Assert.IsType<Problem.NotFound>(await Refused(Request(new("segment", Guid.CreateVersion7().ToString()))));
        Assert.Equal(0, (await NotesAsync(desk)).All);
    }

    [Theory, Engines]
    public async Task A_note_outlives_what_it_is_on_and_can_still_be_edited(Engine engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        var (source, code) = (await desk.SourceAsync("P07", Words, Turns), await desk.CodeAsync("Saying no"));
        var segment = (await desk.CodeAsync(source, code, 16, 23)).Value.Value.Segment;
        var note = await WriteAsync(desk, Request(new("segment", segment.Id.ToString())));
        await desk.Get<Workbench.Coding.RemoveSegment>().DoAsync(desk.Study, Desk.Maren, segment.Id, default);

        var edited = await WriteAsync(desk, Request(new("segment", segment.Id.ToString()), "Kept all the same", note.Id));

        Assert.True(edited.Subject.Gone);
        Assert.Equal("a segment that was removed", edited.Subject.Said);
    }

    [Theory, Engines]
    public async Task Notes_are_found_by_kind_place_author_date_and_words_the_newest_first(Engine engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        await desk.CodeAsync("Saying no");
        for (var i = 1; i <= 5; i++)
            await WriteAsync(desk, Request(new("journal", null), $"Entry {i}") with { At = i * 1_000_000L, Kind = i % 2 == 0 ? Note.Reflexive : Note.Analytic });
        await desk.Get<WriteNote>().DoAsync(desk.Study, Desk.Idris, Request(new("code", "Saying no"), "Überlegung", title: "On NO") with { At = 9_000_000 }, default);

        async Task<string> Found(NoteFilter filter) => string.Join(' ', (await NotesAsync(desk, filter)).Notes.Select(n => n.Text[^1]));

        Assert.Equal("g 5 4 3 2 1", await Found(new()));
        Assert.Equal("4 2", await Found(new() { Kind = Note.Reflexive }));
        Assert.Equal("g", await Found(new() { On = "code" }));
        Assert.Equal("g", await Found(new() { Author = "idris kaya" }));
        Assert.Equal("", await Found(new() { Author = "nobody" }));
        Assert.Equal("3 2", await Found(new() { From = 2_000_000, To = 4_000_000 }));
        Assert.Equal("g", await Found(new() { Text = "überLEG" }));
        var first = await NotesAsync(desk, limit: 4);
        Assert.Equal((4, 6), (first.Notes.Count, first.Found));
        var second = await NotesAsync(desk, cursor: first.Next, limit: 4);
        Assert.Equal(["Entry 2", "Entry 1"], second.Notes.Select(n => n.Text));
        Assert.Null(second.Next);
    }

    [Theory, Engines]
    public async Task The_notes_of_a_source_are_those_on_it_on_its_words_and_on_its_segments(Engine engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        var (source, other, code) = (await desk.SourceAsync("P07", Words, Turns), await desk.SourceAsync("P08", Words), await desk.CodeAsync("Saying no"));
        var here = (await desk.CodeAsync(source, code, 0, 3)).Value.Value.Segment;
        var there = (await desk.CodeAsync(other, code, 0, 3)).Value.Value.Segment;
        foreach (var place in new NotePlace.Named[] { new("source", "P07"), new("words", "P07", 0, 3), new("segment", here.Id.ToString()) })
            await WriteAsync(desk, Request(place, "wanted"));
        foreach (var place in new NotePlace.Named[] { new("source", "P08"), new("segment", there.Id.ToString()), new("code", "Saying no"), new("journal", null) })
            await WriteAsync(desk, Request(place, "not wanted"));

        var notes = (await NotesAsync(desk, new() { Source = "P07" })).Notes;

        Assert.Equal(["segment", "source", "words"], notes.Select(n => n.Place.On).Order());
        Assert.All(notes, n => Assert.Equal("wanted", n.Text));
    }
}
