using Microsoft.EntityFrameworkCore;
using Throughline.Workbench.Access;
using Throughline.Workbench.Notes;
using Throughline.Workbench.Shared;
using Throughline.Workbench.Sources;
using static Throughline.Workbench.Tests.Sources.Imports;

namespace Throughline.Workbench.Tests.Sources;

public sealed class SourceChangesTests
{
    [Theory, Engines]
    public async Task A_source_goes_with_all_that_stands_on_it_and_undo_brings_all_of_it_back(Engine engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        await desk.ImportAsync(File("P07.vtt", Interview), File("other.txt", "Other words."));
        var source = await RowAsync(desk, "P07");
        var code = await desk.CodeAsync("Being the only one");
        await desk.CodeAsync(source, code, 0, 5);
        var segment = (await desk.CodeAsync(source, code, 6, 12)).Value.Value.Segment;
        await NoteAsync(desk, "source", source.Id);
        await NoteAsync(desk, "segment", segment.Id);
        await NoteAsync(desk, "code", code.Id);
        var before = await CountsAsync(desk);

        var done = (await desk.Get<RemoveSource>().DoAsync(desk.Study, Desk.Maren, "P07", default)).Value;

        Assert.Equal("removed the source P07 with 2 segments and 2 notes", done.Change!.Summary);
        Assert.Equal((1, 0, 0, 1), await CountsAsync(desk));
        Assert.True((await desk.UndoAsync()).Succeeded);
        Assert.Equal(before, await CountsAsync(desk));
        Assert.Equal(2, (await desk.SegmentsAsync(source)).Count);
        Assert.Contains("my neighbour", await desk.TextAsync("P07"), StringComparison.Ordinal);
    }

    [Theory, Engines]
    public async Task A_source_is_renamed_unless_another_has_the_name(Engine engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        await desk.ImportAsync(File("a.txt", "One."), File("b.txt", "Two."));
        var rename = desk.Get<RenameSource>();

        Assert.IsType<Problem.Invalid>((await rename.DoAsync(desk.Study, Desk.Maren, "a", "B", default)).Problem);
        Assert.IsType<Problem.Invalid>((await rename.DoAsync(desk.Study, Desk.Maren, "a", "  ", default)).Problem);
        Assert.True((await rename.DoAsync(desk.Study, Desk.Maren, "a", " P07 at home ", default)).Succeeded);
        Assert.Equal(["b", "P07 at home"], (await desk.SourcesAsync()).Select(s => s.Source.Name));
        await desk.UndoAsync();
        Assert.Equal(["a", "b"], (await desk.SourcesAsync()).Select(s => s.Source.Name));
    }

    [Theory, Engines]
    public async Task Names_stand_in_the_order_that_people_count_in(Engine engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        await desk.ImportAsync(File("P10.txt", "Ten."), File("P2.txt", "Two."), File("p1.txt", "One."));

        Assert.Equal(["p1", "P2", "P10"], (await desk.SourcesAsync()).Select(s => s.Source.Name));
    }

    [Theory, Engines]
    public async Task The_coded_share_counts_each_stretch_once_however_many_codes_lie_on_it(Engine engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        await desk.ImportOneAsync("a.txt", new string('a', 100));
        var source = await RowAsync(desk, "a");
        var (one, two) = (await desk.CodeAsync("One"), await desk.CodeAsync("Two"));
        await desk.CodeAsync(source, one, 0, 20);
        await desk.CodeAsync(source, two, 10, 30);
        await desk.CodeAsync(source, two, 12, 15);
        await desk.CodeAsync(source, one, 90, 100);

        var line = Assert.Single(await desk.SourcesAsync());

        Assert.Equal((4, 2, 0.4), (line.Segments, line.Codes, line.Coded));
    }

    private static Task<Source> RowAsync(Desk desk, string name) => desk.LookAsync(db => db.Sources.SingleAsync(s => s.Name == name));

    private static Task<(int, int, int, int)> CountsAsync(Desk desk) => desk.LookAsync(async db =>
        (await db.Sources.CountAsync(), await db.Speakers.CountAsync(), await db.Segments.CountAsync(), await db.Notes.CountAsync()));

    private static Task NoteAsync(Desk desk, string on, Guid target) =>
        desk.Get<StudyStore>().ChangeAsync<Nothing>(desk.Study, Desk.Maren, Right.WriteNotes, async scope =>
        {
            var author = await scope.CoderAsync();
            scope.Add(new Note { Id = Guid.CreateVersion7(), On = on, TargetId = target, Text = "Look again.", AuthorId = author.Id, At = scope.Now });
            scope.Record("WriteNote", "wrote a note");
            return default(Nothing);
        }, default);
}
