using Microsoft.EntityFrameworkCore;
using Throughline.Formats.RefiQda;
using Throughline.Workbench.Codebook;
using Throughline.Workbench.History;
using Throughline.Workbench.Interchange;
using Throughline.Workbench.Shared;
using Throughline.Workbench.Studies;
using Throughline.Workbench.Tests.Sources;

namespace Throughline.Workbench.Tests.Interchange;

public sealed class ImportProjectTests
{
    private static readonly RefiGuid User = Id(1), Parent = Id(2), Child = Id(3), Words = Id(4), Picture = Id(5), Video = Id(6), Pdf = Id(7);

    [Theory, Engines]
    public async Task Every_kind_of_selection_comes_in_and_the_same_file_twice_changes_nothing(Engine engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        var first = await ImportAsync(desk, Project());
        Assert.NotNull(first.Change);
        Assert.Equal((2, 4, 4, 4), (first.Value.Read.Codes, first.Value.Read.Sources, first.Value.Read.Selections, first.Value.Read.Codings));
        var second = await ImportAsync(desk, Project());
        Assert.Null(second.Change);
        Assert.Empty(second.Value.Did);

        var segments = await desk.LookAsync(db => db.Segments.Where(s => s.StudyId == desk.Study).ToListAsync());
        Assert.Contains(segments, s => s is { Start: 4, End: 9, X1: null, FromMs: null });
        Assert.Contains(segments, s => s is { X1: 10, Y1: 20, X2: 200, Y2: 300, Page: null });
        Assert.Contains(segments, s => s is { Page: 3, X1: 1, Y2: 40 });
        Assert.Contains(segments, s => s is { FromMs: 12_000, ToMs: 40_000 });
        var codes = await desk.LookAsync(db => db.Codes.Where(c => c.StudyId == desk.Study).ToListAsync());
        Assert.True(codes.Single(c => c.Id == Parent.Value).NotCodable);
        Assert.Equal(("#00FF7F", Parent.Value), (codes.Single(c => c.Id == Child.Value).Colour, codes.Single(c => c.Id == Child.Value).ParentId!.Value));
        var participant = await desk.LookAsync(db => db.Participants.SingleAsync(p => p.StudyId == desk.Study));
        Assert.Equal("""{"Age":"42"}""", participant.Values);
    }

    [Theory, Engines]
    public async Task An_import_is_undone_as_a_whole_and_done_again(Engine engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        var done = await ImportAsync(desk, Project());
        Assert.True((await desk.UndoAsync(done.Change!.Number)).Succeeded);
        Assert.Equal(0, await desk.LookAsync(db => db.Segments.CountAsync(s => s.StudyId == desk.Study)));
        Assert.Equal(0, await desk.LookAsync(db => db.Sources.CountAsync(s => s.StudyId == desk.Study)));
        Assert.Equal(0, await desk.LookAsync(db => db.Exchanges.CountAsync(s => s.StudyId == desk.Study)));
        var again = await ImportAsync(desk, Project());
        Assert.Equal(4, await desk.LookAsync(db => db.Segments.CountAsync(s => s.StudyId == desk.Study)));
        Assert.NotNull(again.Change);
    }

    [Theory, Engines]
    public async Task What_changed_on_one_side_is_taken_what_changed_on_both_is_settled_by_a_person(Engine engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        await ImportAsync(desk, Project());
        var changedThere = await ImportAsync(desk, Project(child: "Renamed there"));
        Assert.Equal(1, changedThere.Value.Did[PlanLine.Changed]);
        Assert.Equal("Renamed there", await NameAsync(desk));

        Assert.True((await desk.Get<RenameCode>().DoAsync(desk.Study, Desk.Maren, new(Child.Value.ToString(), "Renamed here"), default)).Succeeded);
        await ImportAsync(desk, Project(child: "Renamed there"));
        Assert.Equal("Renamed here", await NameAsync(desk));

        var both = Offer(Project(child: "Again there"));
        var open = await desk.Get<ImportProject>().DoAsync(desk.Study, Desk.Maren, new(Guid.CreateVersion7(), both, ExchangeChoices.None), default);
        Assert.IsType<Problem.Conflict>(open.Problem);
        var plan = (await desk.Get<ImportProject>().TryAsync(desk.Study, Desk.Maren, both, ExchangeChoices.None, default)).Value;
        var conflict = Assert.Single(plan.Lines, l => l.Did == PlanLine.Conflict);
        Assert.Equal(("Name", "Renamed here", "Again there"), (conflict.Field, conflict.Here, conflict.There));
        var settled = ExchangeChoices.None with { Settled = new Dictionary<string, string> { [conflict.Key] = ExchangeChoices.Theirs } };
        Assert.True((await desk.Get<ImportProject>().DoAsync(desk.Study, Desk.Maren, new(Guid.CreateVersion7(), both, settled), default)).Succeeded);
        Assert.Equal("Again there", await NameAsync(desk));
    }

    [Theory, Engines]
    public async Task What_is_gone_there_is_listed_and_goes_here_only_when_that_is_wished(Engine engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        await ImportAsync(desk, Project());
        var project = Project();
        var fewer = project with { Sources = [.. project.Sources.Select(s => s is RefiPictureSource p ? p with { Selections = [] } : s)] };
        var listed = (await desk.Get<ImportProject>().TryAsync(desk.Study, Desk.Maren, Offer(fewer), ExchangeChoices.None, default)).Value;
        Assert.Single(listed.Lines, l => l is { Did: PlanLine.Removed, Kind: "CodedSegment" });
        await ImportAsync(desk, fewer);
        Assert.Equal(4, await desk.LookAsync(db => db.Segments.CountAsync(s => s.StudyId == desk.Study)));
        var done = await desk.Get<ImportProject>().DoAsync(desk.Study, Desk.Maren, new(Guid.CreateVersion7(), Offer(fewer), ExchangeChoices.None with { Removals = true }), default);
        Assert.True(done.Succeeded);
        Assert.Equal(3, await desk.LookAsync(db => db.Segments.CountAsync(s => s.StudyId == desk.Study)));
    }

    [Theory, Engines]
    public async Task What_a_file_only_lacks_is_not_gone_and_words_that_come_later_are_taken(Engine engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        var note = new RefiTextSource(Id(30)) { Name = "Why not", Text = "Tired." };
        RefiProject With(bool words) => Project() with
        {
            Notes = [words ? note : note with { Text = null }],
            Sources = [.. Project().Sources.Select(s => s is RefiTextSource t ? t with { Text = words ? t.Text : null, Selections = [t.Selections[0] with { NoteRefs = [Id(30)] }] } : s)],
        };
        Task<int> SegmentsAsync() => desk.LookAsync(db => db.Segments.CountAsync(s => s.StudyId == desk.Study));
        await ImportAsync(desk, With(words: false));
        Assert.Equal(3, await SegmentsAsync());

        var given = await ImportAsync(desk, With(words: true));
        Assert.Contains(given.Value.Lines, l => l.Told() == "source P07, words: here nothing, there “4 words”");
        Assert.DoesNotContain(given.Value.Losses, l => l.Reason.Contains("differ", StringComparison.Ordinal));
        Assert.Equal((4, "Not today, thank you."), (await SegmentsAsync(), await desk.TextAsync("P07")));
        Assert.True((await desk.UndoAsync(given.Change!.Number)).Succeeded);
        Assert.Equal(0, await desk.LookAsync(db => db.Sources.Where(s => s.StudyId == desk.Study && s.Name == "P07").Select(s => s.Length).SingleAsync()));
        await ImportAsync(desk, With(words: true));

        var removals = ExchangeChoices.None with { Removals = true };
        foreach (var lacking in new[] { Offer(With(words: false)), Offer(With(words: true) with { Sources = [], Notes = [] }) with { IsBrokenOff = true } })
        {
            var report = (await desk.Get<ImportProject>().DoAsync(desk.Study, Desk.Maren, new(Guid.CreateVersion7(), lacking, removals), default)).Value.Value;
            Assert.DoesNotContain(report.Lines, l => l is not { Kind: "Membership" or "Speaker" });
            Assert.Equal(lacking.IsBrokenOff, report.Losses.Any(l => l.Reason.Contains("nothing is taken as gone", StringComparison.Ordinal)));
            Assert.Equal(4, await SegmentsAsync());
            Assert.Equal(("words", "Tired."), await desk.LookAsync(db => db.Notes.Where(n => n.StudyId == desk.Study).Select(n => new ValueTuple<string, string>(n.On, n.Text)).SingleAsync()));
        }
    }

    [Theory, Engines]
    public async Task A_study_and_the_project_that_it_begins_with_are_one_act(Engine engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        var (id, request) = (Guid.CreateVersion7(), new ImportProject.Request(Guid.CreateVersion7(), Offer(Project() with { Description = "Of link workers." }), ExchangeChoices.None));
        Task<Outcome<Done<ExchangeReport>>> BeginAsync(string name, CancellationToken cancel) => desk.Get<ImportProject>().BeginAsync(Desk.Maren, new(id, name), request, cancel);
        Task<Study?> StudyAsync() => desk.LookAsync(db => db.Studies.SingleOrDefaultAsync(s => s.StudyId == id));
        Task<(int, int)> CountsAsync() => desk.LookAsync(async db => (await db.Segments.CountAsync(s => s.StudyId == id), await db.Changes.CountAsync(c => c.StudyId == id)));

        Assert.IsType<Problem.Invalid>((await BeginAsync(" ", default)).Problem);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => BeginAsync("Begun", new(canceled: true)));
        Assert.Null(await StudyAsync());

        var done = await BeginAsync("Begun", default);
        Assert.True(done.Succeeded, done.Problem?.Detail);
        Assert.Equal(("Begun", "Of link workers.", null), ((await StudyAsync())!.Name, (await StudyAsync())!.Description, (await StudyAsync())!.DeletedAt));
        Assert.Equal((4, 1), await CountsAsync());
        Assert.Equal(request.Id, (await BeginAsync("Begun", default)).Value.Value.Id);
        Assert.Equal((4, 1), await CountsAsync());
        Assert.True((await desk.Get<UndoChange>().DoAsync(id, Desk.Maren, 1, default)).Succeeded);
        Assert.NotNull((await StudyAsync())!.DeletedAt);
        Assert.Equal((0, 2), await CountsAsync());
        Assert.True((await desk.Get<UndoChange>().RedoAsync(id, Desk.Maren, null, default)).Succeeded);
        Assert.Equal((null, (4, 3)), ((await StudyAsync())!.DeletedAt, await CountsAsync()));
    }

    private static Task<string> NameAsync(Desk desk) => desk.LookAsync(db => db.Codes.Where(c => c.StudyId == desk.Study && c.Id == Child.Value).Select(c => c.Name).SingleAsync());

    private static async Task<Done<ExchangeReport>> ImportAsync(Desk desk, RefiProject project)
    {
        var outcome = await desk.Get<ImportProject>().DoAsync(desk.Study, Desk.Maren, new(Guid.CreateVersion7(), Offer(project), ExchangeChoices.None), default);
        Assert.True(outcome.Succeeded, outcome.Problem?.Detail);
        return outcome.Value;
    }

    private static OfferedProject Offer(RefiProject project) => new("project.qdpx", project);

    private static RefiGuid Id(int number) => new(new Guid(number, 0, 0, [0, 0, 0, 0, 0, 0, 0, 9]));

    private static RefiCoding[] Coded(int number) => [new(Id(number), Child, User, new DateTimeOffset(2025, 6, 17, 10, 0, 0, TimeSpan.Zero))];

    private static RefiProject Project(string child = "Saying no") => new()
    {
        Name = "Link workers", Origin = "NVivo for Windows 12.6", Users = [new(User, "Coder A")],
        Codes = [new(Parent, "Limits") { IsCodable = false, Children = [new(Child, child) { Color = "#00FF7F", Description = "Refuses a task." }] }],
        Variables = [new(Id(20), "Age", RefiVariableType.Integer)],
        Cases = [new(Id(21)) { Name = "P07", Values = [new(Id(20), RefiVariableType.Integer, "42")], SourceRefs = [Words] }],
        Sources =
        [
            new RefiTextSource(Words) { Name = "P07", Text = "Not today, thank you.", Selections = [new(Id(10), 4, 9) { Codings = Coded(11) }] },
            new RefiPictureSource(Picture) { Name = "Kettle", Selections = [new(Id(12), 10, 20, 200, 300) { Codings = Coded(13) }] },
            new RefiVideoSource(Video) { Name = "Interview", Selections = [new(Id(14), 12_000, 40_000) { Codings = Coded(15) }] },
            new RefiPdfSource(Pdf) { Name = "Leaflet", Selections = [new(Id(16), 2, 1, 2, 30, 40) { Codings = Coded(17) }] },
        ],
    };
}
