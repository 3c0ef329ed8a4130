using Microsoft.EntityFrameworkCore;
using Throughline.Storage.Backup;
using Throughline.Workbench.History;
using Throughline.Workbench.Shared;
using Throughline.Workbench.Studies;
using Throughline.Workbench.Tests.Codebook;
using Throughline.Workbench.Tests.History;

namespace Throughline.Workbench.Tests.Studies;

public sealed class DuplicateStudyTests
{
    [Theory, Engines]
    public async Task A_copy_holds_all_that_stands_and_goes_its_own_way(Engine engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        var study = new RandomStudy(desk);
        await study.BeginAsync();
        for (var i = 0; i < 60; i++) await study.DoAsync(new(i % 18, i * 7 % 50, i * 3 % 50, i * 11 % 50));
        var (picture, copy) = (await desk.PictureAsync(), Guid.CreateVersion7());

        var done = await desk.Get<DuplicateStudy>().DoAsync(desk.Study, Desk.Idris, copy, default);

        Assert.Equal("Link workers (copy)", done.Value.Value.Name);
        Assert.Equal(Without(picture), Without(await desk.LookAsync(db => Picture.OfAsync(db, copy)), copy, desk.Study));
        Assert.Equal(picture, await desk.PictureAsync());
        Assert.Empty(await new IntegrityCheck(desk.Folder).RunAsync(default));
        Assert.Equal("DuplicateStudy", Assert.Single((await desk.Get<HistoryOf>().AskAsync(copy, Desk.Maren, HistoryFilter.None, null, 9, default)).Value.Changes).Verb);
    }

    [Theory, Engines]
    public async Task A_name_that_two_studies_have_names_neither_and_a_second_copy_is_numbered(Engine engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        await desk.Get<CreateStudy>().DoAsync(Desk.Maren, new(Guid.CreateVersion7(), "Pilot"), default);
        Assert.True((await desk.Get<HistoryOf>().AskAsync("pilot", Desk.Maren, HistoryFilter.None, null, 9, default)).Succeeded);
        await desk.Get<CreateStudy>().DoAsync(Desk.Maren, new(Guid.CreateVersion7(), "Pilot"), default);

        var either = await desk.Get<HistoryOf>().AskAsync("Pilot", Desk.Maren, HistoryFilter.None, null, 9, default);
        foreach (var name in new[] { "Link workers (copy)", "Link workers (copy) (2)" })
            Assert.Equal(name, (await desk.Get<DuplicateStudy>().DoAsync(desk.Study, Desk.Maren, Guid.CreateVersion7(), default)).Value.Value.Name);

        Assert.Contains("by its id", Assert.IsType<Problem.Conflict>(either.Problem).Detail, StringComparison.Ordinal);
    }

    [Theory, Engines]
    public async Task The_same_copy_asked_for_twice_is_one_and_undoing_it_takes_it_away(Engine engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        await desk.CodeAsync(await desk.SourceAsync("P07", "Nobody knows."), await desk.CodeAsync("Being the only one"), 0, 6);
        var copy = Guid.CreateVersion7();

        var first = await desk.Get<DuplicateStudy>().DoAsync(desk.Study, Desk.Maren, copy, default);
        var again = await desk.Get<DuplicateStudy>().DoAsync(desk.Study, Desk.Maren, copy, default);

        Assert.NotNull(first.Value.Change);
        Assert.Null(again.Value.Change);
        Assert.Equal(2, (await desk.Get<StudyList>().AskAsync(default)).Count);
        Assert.True((await desk.Get<UndoChange>().DoAsync(copy, Desk.Maren, null, default)).Succeeded);
        Assert.Equal(desk.Study, Assert.Single(await desk.Get<StudyList>().AskAsync(default)).Study.Id);
        Assert.True((await desk.Get<UndoChange>().RedoAsync(copy, Desk.Maren, null, default)).Succeeded);
        Assert.Equal(2, (await desk.Get<StudyList>().AskAsync(default)).Count);
    }

    /// <summary>The pictures of two studies differ in whose they are, and in the row of the study itself.</summary>
    private static string Without(string picture, Guid? study = null, Guid? original = null) =>
        string.Join('\n', (study is null ? picture : picture.Replace($"{study}", $"{original}", StringComparison.Ordinal)).Split('\n').Where(l => !l.StartsWith("Study{", StringComparison.Ordinal)));
}
