using Microsoft.EntityFrameworkCore;
using Throughline.Workbench.Access;
using Throughline.Workbench.Codebook;
using Throughline.Workbench.Coding;
using Throughline.Workbench.Interchange.Archives;
using Throughline.Workbench.Shared;
using Throughline.Workbench.Sources;

namespace Throughline.Workbench.Tests.Interchange;

public sealed class MergeCopyTests
{
    [Theory, Engines]
    public async Task Work_done_apart_comes_together_by_ids_and_can_be_undone(Engine engine)
    {
        await using var pair = await Pair.OpenAsync(engine);
        await pair.Ours.CodeAsync(pair.Source, pair.Code, 0, 4);
        var theirs = await pair.TheirCodeAsync("Made by Idris");
        await pair.TheirSegmentAsync(theirs, 5, 9);
        await pair.TheirSegmentAsync(pair.Code, 10, 14);

        var report = (await pair.MergeAsync()).Value;

        Assert.Equal((3, 0, 0), (report.Value.Added, report.Value.Changed, report.Value.Removed));
        Assert.Equal(["Idris Kaya"], report.Value.People);
        Assert.Equal([(0, 4), (5, 9), (10, 14)], (await pair.Ours.SegmentsAsync(pair.Source)).Select(s => (s.Start, s.End)).Order());
        await pair.Ours.UndoAsync(report.Change!.Number);
        Assert.Equal([(0, 4)], (await pair.Ours.SegmentsAsync(pair.Source)).Select(s => (s.Start, s.End)));
    }

    [Theory, Engines]
    public async Task The_same_copy_again_changes_nothing_and_a_later_one_brings_only_what_is_new(Engine engine)
    {
        await using var pair = await Pair.OpenAsync(engine);
        var code = await pair.TheirCodeAsync("Made by Idris");
        await pair.MergeAsync();

        var again = (await pair.MergeAsync()).Value;
        await pair.Theirs.Get<RenameCode>().DoAsync(pair.Study, Desk.Idris, new(code.Id.ToString(), "Made by Idris, renamed"), default);
        var later = (await pair.MergeAsync()).Value.Value;

        Assert.Null(again.Change);
        Assert.Equal((0, 0, 1, 0), (later.Conflicts.Count, later.Added, later.Changed, later.Removed));
        Assert.Contains("Made by Idris, renamed", await pair.NamesAsync());
    }

    [Theory, Engines]
    public async Task Where_both_changed_the_same_field_a_person_settles_it(Engine engine)
    {
        await using var pair = await Pair.OpenAsync(engine);
        await pair.Ours.Get<RenameCode>().DoAsync(pair.Study, Desk.Maren, new(pair.Code.Id.ToString(), "Ours"), default);
        await pair.Theirs.Get<RenameCode>().DoAsync(pair.Study, Desk.Idris, new(pair.Code.Id.ToString(), "Theirs"), default);

        var refused = await pair.MergeAsync();
        var tried = (await pair.MergeAsync(dryRun: true)).Value;
        var conflict = tried.Value.Conflicts.First(c => c.Field == "name");
        var settled = await pair.MergeAsync(choices: new Dictionary<Guid, bool> { [pair.Code.Id] = true });

        Assert.IsType<Problem.Conflict>(refused.Problem);
        Assert.Null(tried.Change);
        Assert.Equal(("Code", "Ours", "Theirs", "Idris Kaya"), (conflict.Kind, conflict.Ours, conflict.Theirs, conflict.By));
        Assert.True(settled.Succeeded);
        Assert.Equal(["Theirs"], await pair.NamesAsync());
        Assert.Equal(["name"], tried.Value.Conflicts.Select(c => c.Field));
        Assert.Equal(["Idris Kaya renamed the code First to Theirs"], tried.Value.Done.Select(d => $"{d.By} {d.Summary}"));
    }

    [Theory, Engines]
    public async Task Where_both_defined_a_code_a_person_says_whose_holds_and_each_version_stands_once(Engine engine)
    {
        await using var pair = await Pair.OpenAsync(engine);
        await pair.DefineAsync(pair.Ours, "Ours.");
        await pair.DefineAsync(pair.Theirs, "Theirs, at first.");
        await pair.DefineAsync(pair.Theirs, "Theirs.");
        await pair.TheirSegmentAsync(pair.Code, 5, 9);

        var tried = (await pair.MergeAsync(dryRun: true)).Value.Value;
        var kept = (await pair.MergeAsync(choices: new Dictionary<Guid, bool> { [pair.Code.Id] = false })).Value;
        var ours = await pair.MeaningsAsync();
        Assert.True((await pair.Ours.UndoAsync(kept.Change!.Number)).Succeeded);
        Assert.True((await pair.MergeAsync(choices: new Dictionary<Guid, bool> { [pair.Code.Id] = true })).Succeeded);

        var conflict = Assert.Single(tried.Conflicts);
        Assert.Equal(("Code", "First", "definition", "Ours.", "Theirs."), (conflict.Kind, conflict.Name, conflict.Field, conflict.Ours, conflict.Theirs));
        Assert.Equal(["Ours."], ours.Texts);
        Assert.Equal(1, ours.Now);
        var theirs = await pair.MeaningsAsync();
        Assert.Equal(["Ours.", "Theirs, at first.", "Theirs."], theirs.Texts);
        Assert.Equal(3, theirs.Now);
        Assert.Equal(3, Assert.Single(await pair.Ours.SegmentsAsync(pair.Source)).DefinitionVersion);
    }

    [Theory, Engines]
    public async Task What_they_removed_stays_where_we_need_it_and_what_hangs_on_what_we_removed_is_left_out(Engine engine)
    {
        await using var pair = await Pair.OpenAsync(engine);
        var second = (await pair.Ours.LookAsync(db => db.Codes.SingleAsync(c => c.Name == "Second")));
        await pair.Theirs.Get<DeleteCode>().DoAsync(pair.Study, Desk.Idris, new(pair.Code.Id.ToString()), default);
        await pair.Ours.CodeAsync(pair.Source, pair.Code, 0, 4);
        await pair.TheirSegmentAsync(second, 5, 9);
        await pair.Ours.Get<DeleteCode>().DoAsync(pair.Study, Desk.Maren, new(second.Id.ToString()), default);

        var report = (await pair.MergeAsync()).Value.Value;

        Assert.Equal((0, 0), (report.Added, report.Removed));
        Assert.Equal(2, report.Notes.Count(n => n.Id == pair.Code.Id || n.Kind == nameof(CodedSegment)));
        Assert.Equal([(0, 4)], (await pair.Ours.SegmentsAsync(pair.Source)).Select(s => (s.Start, s.End)));
    }

    [Theory, Engines]
    public async Task Two_codes_of_one_name_made_apart_stay_two(Engine engine)
    {
        await using var pair = await Pair.OpenAsync(engine);
        await pair.Ours.CodeAsync("Boundaries");
        await pair.TheirCodeAsync("Boundaries");

        var report = (await pair.MergeAsync()).Value.Value;

        Assert.Contains("Boundaries (2)", report.Notes.Single().Message);
        Assert.Equal(["Boundaries", "Boundaries (2)"], (await pair.NamesAsync()).Where(n => n.StartsWith('B')).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Another_study_is_refused()
    {
        await using var pair = await Pair.OpenAsync(Engine.Sqlite);
        await using var stranger = await Desk.OpenAsync(Engine.Sqlite);

        var refused = await pair.Ours.Get<MergeCopy>().DoAsync(pair.Study, Desk.Maren, new("x.throughline", await ArchiveTests.ArchiveAsync(stranger)), default);

        Assert.Equal("This is another study", refused.Problem!.Title);
    }

    /// <summary>A study and its copy, parted after two codes and one source.</summary>
    private sealed class Pair(Desk ours, Desk theirs, Source source, Code code) : IAsyncDisposable
    {
        public Desk Ours => ours;
        public Desk Theirs => theirs;
        public Guid Study => ours.Study;
        public Source Source => source;
        public Code Code => code;

        public static async Task<Pair> OpenAsync(Engine engine)
        {
            var (ours, theirs) = (await Desk.OpenAsync(engine), await Desk.OpenAsync(engine));
            var source = await ours.SourceAsync("P07", "These are the words of somebody");
            var code = await ours.CodeAsync("First");
            await ours.CodeAsync("Second");
            var copied = await theirs.Get<ImportArchive>().DoAsync(Desk.Idris, new("copy.throughline", await ArchiveTests.ArchiveAsync(ours)), default);
            Assert.True(copied.Succeeded, copied.Problem?.Detail);
            return new(ours, theirs, source, code);
        }

        public async Task<Code> TheirCodeAsync(string name) =>
            (await theirs.Get<AddCode>().DoAsync(Study, Desk.Idris, new(Guid.CreateVersion7(), name, null), default)).Value.Value;

        public Task<Outcome<Done<PlacedSegment>>> TheirSegmentAsync(Code with, int start, int end) =>
            theirs.Get<ApplyCode>().DoAsync(Study, Desk.Idris, new(Guid.CreateVersion7(), source.Id.ToString(), with.Id.ToString(), start, end), default);

        public async Task<Outcome<Done<MergeCopy.Report>>> MergeAsync(IReadOnlyDictionary<Guid, bool>? choices = null, bool dryRun = false) =>
            await ours.Get<MergeCopy>().DoAsync(Study, Desk.Maren, new("copy.throughline", await ArchiveTests.ArchiveAsync(theirs, Study), choices, null, dryRun), default);

        public async Task DefineAsync(Desk desk, string meaning) =>
            Assert.True((await desk.Get<DefineCode>().DoAsync(Study, Desk.Idris, new(code.Id.ToString(), CodeMeaning.None with { Definition = meaning }), default)).Succeeded);

        /// <summary>Every version of what the code means, in order, and the number of the one in force.</summary>
        public Task<(List<string> Texts, int Now)> MeaningsAsync() => ours.LookAsync(async db =>
        {
            var all = await db.Definitions.Where(d => d.CodeId == code.Id).OrderBy(d => d.Version).ToListAsync();
            Assert.Equal(Enumerable.Range(1, all.Count), all.Select(d => d.Version));
            return (all.ConvertAll(d => d.Definition), (await db.Codes.SingleAsync(c => c.Id == code.Id)).DefinitionVersion);
        });

        public Task<List<string>> NamesAsync() => ours.LookAsync(db => db.Codes.Where(c => c.Name != "Second" && c.Name != "First").Select(c => c.Name).ToListAsync());

        public async ValueTask DisposeAsync()
        {
            await ours.DisposeAsync();
            await theirs.DisposeAsync();
        }
    }
}
