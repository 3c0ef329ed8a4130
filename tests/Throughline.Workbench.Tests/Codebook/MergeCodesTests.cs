using Microsoft.EntityFrameworkCore;
using Throughline.Workbench.Access;
using Throughline.Workbench.Codebook;
using Throughline.Workbench.Notes;
using Throughline.Workbench.Shared;
using Throughline.Workbench.Themes;

namespace Throughline.Workbench.Tests.Codebook;

public sealed class MergeCodesTests
{
    private const string Words = "Nobody in that building knows I’m here. Nobody knows I’ve left.";

    [Theory, Engines]
    public async Task Segments_go_over_and_a_stretch_that_one_coder_coded_with_both_is_kept_once(Engine engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        var (into, gone) = (await desk.CodeAsync("Alone"), await desk.CodeAsync("Being the only one"));
        var source = await desk.SourceAsync("P07", Words);
        await desk.CodeAsync(source, into, 0, 6);
        await desk.CodeAsync(source, gone, 0, 6);
        await desk.CodeAsync(source, gone, 0, 6, actor: Desk.Idris);
        await desk.CodeAsync(source, gone, 0, 7);
        await desk.DefineAsync(gone, "Said of having no colleague of the same kind.");
        var before = await desk.PictureAsync();

        var merged = await desk.MergeAsync(gone, into);

        Assert.True(merged.Succeeded, merged.Problem?.Detail);
        Assert.Equal((2, 1), (merged.Value.Value.Moved, merged.Value.Value.Doubled));
        Assert.Contains("2 segments moved, 1 that stood in both kept once", merged.Value.Change!.Summary, StringComparison.Ordinal);
        Assert.All(await desk.SegmentsAsync(source), s => Assert.Equal(into.Id, s.Code));
        Assert.Equal(3, (await desk.SegmentsAsync(source)).Count);
        Assert.Equal("Alone", await desk.ShapeAsync());
        await desk.AssertUndoneAsync(merged.Value.Change, before);
    }

    [Theory, Engines]
    public async Task What_hangs_on_it_follows_codes_under_it_themes_notes_and_places_of_segments_in_themes(Engine engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        var (into, gone) = (await desk.CodeAsync("Alone"), await desk.CodeAsync("Only one"));
        await desk.CodeAsync("Building", into.Id);
        await desk.CodeAsync("building", gone.Id);
        await desk.CodeAsync("Practice", gone.Id);
        var source = await desk.SourceAsync("P07", Words);
        var kept = (await desk.CodeAsync(source, into, 0, 6)).Value.Value.Segment.Id;
        var dropped = (await desk.CodeAsync(source, gone, 0, 6)).Value.Value.Segment.Id;
        var (theme, note) = await HangAsync(desk, gone, dropped);
        var before = await desk.PictureAsync();

        var merged = await desk.MergeAsync(gone, into);

        Assert.True(merged.Succeeded, merged.Problem?.Detail);
        Assert.Equal("Alone(Building,building (Only one),Practice)", await desk.ShapeAsync());
        Assert.Equal("building is building (Only one)", Assert.Single(merged.Value.Value.Renamed));
        await desk.LookAsync(async db =>
        {
            Assert.Equal(into.Id, (await db.ThemeCodes.SingleAsync(t => t.ThemeId == theme)).CodeId);
            var place = await db.ThemeSegments.SingleAsync(t => t.ThemeId == theme);
            Assert.Equal((kept, true), (place.SegmentId, place.Chosen));
            Assert.Equal([into.Id, kept], (await db.Notes.OrderBy(n => n.On).Select(n => n.TargetId!.Value).ToListAsync()).AsEnumerable());
            return (await db.NoteLinks.SingleAsync(l => l.NoteId == note)).TargetId == into.Id ? true : throw new InvalidOperationException();
        });
        await desk.AssertUndoneAsync(merged.Value.Change, before);
    }

    [Theory, Engines]
    public async Task Sent_again_after_a_lost_answer_it_has_nothing_left_to_do(Engine engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        var (into, gone) = (await desk.CodeAsync("Alone"), await desk.CodeAsync("Only one"));
        await desk.MergeAsync(gone, into);

        var again = await desk.MergeAsync(gone, into);

        Assert.True(again.Succeeded, again.Problem?.Detail);
        Assert.Null(again.Value.Change);
    }

    [Theory, Engines]
    public async Task Into_itself_into_one_under_it_and_into_a_retired_one_is_refused(Engine engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        var a = await desk.CodeAsync("A");
        var b = await desk.CodeAsync("B", a.Id);
        var c = await desk.CodeAsync("C");
        await desk.Get<RetireCode>().DoAsync(desk.Study, Desk.Maren, c.Id.ToString(), default);

        Assert.IsType<Problem.Invalid>((await desk.MergeAsync(a, a)).Problem);
        Assert.IsType<Problem.Conflict>((await desk.MergeAsync(a, b)).Problem);
        Assert.IsType<Problem.Conflict>((await desk.MergeAsync(a, c)).Problem);
        Assert.IsType<Problem.NotFound>((await desk.Get<MergeCodes>().DoAsync(desk.Study, Desk.Maren, new(Guid.CreateVersion7().ToString(), "A"), default)).Problem);
    }

    private static async Task<(Guid Theme, Guid Note)> HangAsync(Desk desk, Code gone, Guid dropped)
    {
        var (theme, note) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        var done = await desk.Get<StudyStore>().ChangeAsync<Nothing>(desk.Study, Desk.Maren, Right.EditThemes, async scope =>
        {
            var author = (await scope.CoderAsync()).Id;
            scope.Add(new Theme { Id = theme, Number = 1, Label = "No place" });
            scope.Add(new ThemeCode { Id = Guid.CreateVersion7(), ThemeId = theme, CodeId = gone.Id });
            scope.Add(new ThemeSegment { Id = Guid.CreateVersion7(), ThemeId = theme, SegmentId = dropped, Chosen = true });
            scope.Add(new Note { Id = Guid.CreateVersion7(), On = "code", TargetId = gone.Id, AuthorId = author });
            scope.Add(new Note { Id = note, On = "segment", TargetId = dropped, AuthorId = author });
            scope.Add(new NoteLink { Id = Guid.CreateVersion7(), NoteId = note, On = "code", TargetId = gone.Id });
            scope.Record("Hang", "hung things on it");
            return default(Nothing);
        }, default);
        Assert.True(done.Succeeded, done.Problem?.Detail);
        return (theme, note);
    }
}
