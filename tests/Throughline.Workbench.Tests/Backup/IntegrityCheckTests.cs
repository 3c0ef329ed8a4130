using Microsoft.EntityFrameworkCore;
using Throughline.Storage.Backup;
using Throughline.Workbench.Shared;
using Throughline.Workbench.Tests.Sources;

namespace Throughline.Workbench.Tests.Backup;

public sealed class IntegrityCheckTests
{
    [Theory, Engines]
    public async Task A_whole_study_has_nothing_to_tell(Engine engine)
    {
        await using var desk = await StudyAsync(engine);
        Assert.Empty(await CheckAsync(desk));
    }

    [Theory, Engines]
    public async Task An_original_that_was_changed_or_is_missing_is_named_with_its_file(Engine engine)
    {
        await using var desk = await StudyAsync(engine);
        var blob = desk.Folder.Blobs.PathOf(await desk.LookAsync(db => db.Sources.Select(s => s.Blob).SingleAsync()));

        await File.AppendAllTextAsync(blob, "one more line");
        Assert.Contains("is not the file that was imported", Assert.Single(await CheckAsync(desk)).Message, StringComparison.Ordinal);
        File.Delete(blob);
        Assert.Equal("Its original, P07.vtt, is missing.", Assert.Single(await CheckAsync(desk)).Message);
    }

    [Theory, Engines]
    public async Task A_segment_outside_its_text_is_named(Engine engine)
    {
        await using var desk = await StudyAsync(engine);
        await SpoilAsync(desk, async db => (await db.Segments.SingleAsync()).End = 1_000_000);
        Assert.Contains("1000000 of P07", Assert.Single(await CheckAsync(desk)).Message, StringComparison.Ordinal);
    }

    [Theory, Engines]
    public async Task A_change_that_is_missing_from_the_history_is_noticed(Engine engine)
    {
        await using var desk = await StudyAsync(engine);
        await SpoilAsync(desk, async db => db.Changes.Remove(await db.Changes.SingleAsync(c => c.Number == 2)));
        Assert.Contains("1 changes are missing", Assert.Single(await CheckAsync(desk)).Message, StringComparison.Ordinal);
    }

    [Theory, Engines]
    public async Task A_text_that_is_missing_or_of_another_length_is_noticed(Engine engine)
    {
        await using var desk = await StudyAsync(engine);
        await SpoilAsync(desk, async db => (await db.Texts.SingleAsync()).Text += " and more");
        Assert.Contains("characters where", Assert.Single(await CheckAsync(desk)).Message, StringComparison.Ordinal);
        await SpoilAsync(desk, async db => db.Texts.Remove(await db.Texts.SingleAsync()));
        Assert.Contains("text is missing", Assert.Single(await CheckAsync(desk)).Message, StringComparison.Ordinal);
    }

    private static async Task<Desk> StudyAsync(Engine engine)
    {
        var desk = await Desk.OpenAsync(engine);
        await desk.ImportOneAsync("P07.vtt", Imports.Interview);
        var source = await desk.LookAsync(db => db.Sources.SingleAsync());
        Assert.True((await desk.CodeAsync(source, await desk.CodeAsync("Being the only one"), 0, 20)).Succeeded);
        return desk;
    }

    private static Task<IReadOnlyList<Fault>> CheckAsync(Desk desk) => new IntegrityCheck(desk.Folder).RunAsync(default);

    private static Task SpoilAsync(Desk desk, Func<StudyDb, Task> spoil) => desk.LookAsync(async db =>
    {
        await spoil(db);
        return await db.SaveChangesAsync();
    });
}
