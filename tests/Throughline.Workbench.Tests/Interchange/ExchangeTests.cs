using Microsoft.EntityFrameworkCore;
using Throughline.Formats.RefiQda;
using Throughline.Workbench.Access;
using Throughline.Workbench.Codebook;
using Throughline.Workbench.Interchange;
using Throughline.Workbench.Participants;
using Throughline.Workbench.Respondents;
using Throughline.Workbench.Shared;
using Throughline.Workbench.Sources;
using Throughline.Workbench.Tests.Sources;

namespace Throughline.Workbench.Tests.Interchange;

/// <summary>Out and in again, with work done on both sides, and files of two coders in one study.</summary>
public sealed class ExchangeTests
{
    [Theory, Engines]
    public async Task Two_coders_of_NVivo_stand_side_by_side_on_the_same_words(Engine engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        var windows = await BringAsync(desk, "nvivo-win-12.6_2sources.qdpx");
        var mac = await BringAsync(desk, "nvivo-mac-12.7_2sources.qdpx");
        var again = await BringAsync(desk, "nvivo-mac-12.7_2sources.qdpx");

        Assert.Equal((152, 303, 297), (windows.Read.Codes, windows.Read.Selections, mac.Read.Selections));
        Assert.InRange(windows.Positions!.StartOnWord, 300, 303);
        Assert.InRange(mac.Positions!.StartOnWord, 294, 297);
        Assert.Equal(2, mac.Losses.Count(l => l.Reason.StartsWith("Its words differ from those here in 2 places.", StringComparison.Ordinal)));
        Assert.Equal(2, mac.Losses.Count);
        Assert.Empty(again.Did);
        var sources = await desk.LookAsync(db => db.Sources.Where(s => s.StudyId == desk.Study).ToListAsync());
        var segments = await desk.LookAsync(db => db.Segments.Where(s => s.StudyId == desk.Study).ToListAsync());
        Assert.Equal(["videos_10_selected", "videos_selection"], sources.Select(s => s.Name).Order(StringComparer.Ordinal));
        Assert.Equal((152, 600), (await desk.LookAsync(db => db.Codes.CountAsync(c => c.StudyId == desk.Study)), segments.Count));
        var coders = await desk.LookAsync(db => db.Coders.Where(c => c.StudyId == desk.Study).ToDictionaryAsync(c => c.Id, c => c.Name));
        Assert.Equal([("videos_10_selected", "Coder A", 303), ("videos_10_selected", "Coder B", 297)], segments.GroupBy(g => (g.SourceId, g.CoderId))
            .Select(g => (sources.Single(s => s.Id == g.Key.SourceId).Name, coders[g.Key.CoderId], g.Count())).OrderBy(g => g.Item2, StringComparer.Ordinal));
        await SameWordsAsync(desk, sources, segments);
    }

    /// <summary>Every segment of the Mac file stands on the words that it stood on there.</summary>
    private static async Task SameWordsAsync(Desk desk, List<Source> sources, List<Throughline.Workbench.Coding.CodedSegment> segments)
    {
        using var file = RefiReader.Read(new MemoryStream(Fixtures.Read("refi-qda/nvivo-mac-12.7_2sources.qdpx")), "mac.qdpx");
        var texts = await desk.LookAsync(db => db.Texts.Where(t => t.StudyId == desk.Study).ToDictionaryAsync(t => t.SourceId, t => t.Text));
        var here = segments.ToDictionary(s => s.Id);
        foreach (var source in file.Project.Sources.Cast<RefiTextSource>())
            foreach (var selection in source.Selections)
                Assert.Equal(source.Text![selection.Start..selection.End], texts[sources.Single(s => s.Name == source.Name).Id][here[selection.Codings[0].Guid.Value].Start..here[selection.Codings[0].Guid.Value].End]);
    }

    [Theory, Engines]
    public async Task What_comes_back_from_the_other_program_is_merged_with_what_was_done_here_since(Engine engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        var (mine, theirs, both) = (await desk.CodeAsync("Mine"), await desk.CodeAsync("Theirs"), await desk.CodeAsync("Both"));
        var source = await desk.SourceAsync("P07", "These are the words of somebody");
        await desk.CodeAsync(source, mine, 0, 5);
        var (file, report) = await RoundTrip.OutAsync(desk, desk.Study, RoundTrip.Everything with { Profile = "nvivo" });
        var project = RoundTrip.Read(file);
        RefiCode Renamed(RefiCode code) => code.Guid.Value == theirs.Id ? code with { Name = "Theirs, renamed there" } : code.Guid.Value == both.Id ? code with { Name = "Both, there" } : code;
        var back = new OfferedProject("back.qdpx", project with
        {
            Origin = "NVivo for Windows 14", Codes = [.. project.Codes.Select(Renamed)], Notes = [],
            Sources = [.. project.Sources.Cast<RefiTextSource>().Select(s => s with { Selections = [.. s.Selections, new(new(Guid.CreateVersion7()), 6, 9) { Codings = [new(new(Guid.CreateVersion7()), new(theirs.Id))] }] })],
        });
        foreach (var code in new[] { mine, both })
            Assert.True((await desk.Get<RenameCode>().DoAsync(desk.Study, Desk.Maren, new(code.Id.ToString(), $"{code.Name}, renamed here"), default)).Succeeded);

        var plan = (await desk.Get<ImportProject>().TryAsync(desk.Study, Desk.Maren, back, ExchangeChoices.None, default)).Value;
        var done = await desk.Get<ImportProject>().DoAsync(desk.Study, Desk.Maren, new(Guid.CreateVersion7(), back, ExchangeChoices.None with { Others = ExchangeChoices.Ours }), default);

        Assert.Equal(("NVivo", 1), (report.Program, report.Read.Codings));
        Assert.Equal(both.Id, Assert.Single(plan.Lines, l => l.Did == PlanLine.Conflict).Id);
        Assert.DoesNotContain(plan.Lines, l => l.Did == PlanLine.Removed);
        Assert.True(done.Succeeded, done.Problem?.Detail);
        var names = await desk.LookAsync(db => db.Codes.Where(c => c.StudyId == desk.Study).Select(c => c.Name).ToListAsync());
        Assert.Equal(["Both, renamed here", "Mine, renamed here", "Theirs, renamed there"], names.Order(StringComparer.Ordinal));
        Assert.Equal(2, await desk.LookAsync(db => db.Segments.CountAsync(s => s.StudyId == desk.Study)));
    }

    [Theory, Engines]
    public async Task Who_may_not_go_out_is_left_out_and_names_are_replaced_with_segments_on_their_words(Engine engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        var code = await desk.CodeAsync("Naming Agnes");
        var open = await desk.SourceAsync("P07", "I told Agnes that AGNES QUILL was right.");
        await desk.CodeAsync(open, code, 7, 12);
        await desk.CodeAsync(open, code, 18, 39);
        var hushed = await desk.SourceAsync("P08", "Nobody may read this.");
        await desk.CodeAsync(hushed, code, 0, 6);
        await RefuseAsync(desk, hushed);
        var names = new[] { new Pseudonym("Agnes Quill", "Mrs P"), new Pseudonym("Agnes", "Pia-Luise") };

        var (shared, report) = await RoundTrip.OutAsync(desk, desk.Study, new() { Pseudonyms = names });
        var (analysed, _) = await RoundTrip.OutAsync(desk, desk.Study, RoundTrip.Everything with { Sources = ["p08"], Own = false });

        var text = (RefiTextSource)Assert.Single(RoundTrip.Read(shared).Sources);
        Assert.Equal("I told Pia-Luise that Mrs P was right.", text.Text);
        Assert.Equal(["Mrs P was right", "Pia-Luise"], text.Selections.Select(s => text.Text![s.Start..s.End]).Order(StringComparer.Ordinal));
        Assert.DoesNotContain("Agnes", string.Concat(RoundTrip.Read(shared).Notes.Select(n => n.Text)) + RoundTrip.Read(shared).Codes[0].Name, StringComparison.OrdinalIgnoreCase);
        Assert.Contains(report.Losses, l => l.Place == "Participants" && l.Reason.StartsWith("P08 said no to “archive”", StringComparison.Ordinal));
        Assert.Contains(report.Losses, l => l.Place == "P08");
        RoundTrip.Valid(shared);
        Assert.Equal(["P08"], RoundTrip.Read(analysed).Sources.Select(s => s.Name));
        Assert.Empty(RoundTrip.Read(analysed).Notes);
    }

    private static async Task RefuseAsync(Desk desk, Source source)
    {
        var done = await desk.Get<StudyStore>().ChangeAsync<Nothing>(desk.Study, Desk.Maren, Right.EditStudy, scope =>
        {
            var one = scope.Add(new Participant { Id = Guid.CreateVersion7(), Name = "P08", NameKey = "p08" });
            scope.Add(new Speaker { Id = Guid.CreateVersion7(), SourceId = source.Id, Number = 1, Name = "P08", NameInFile = "P08", ParticipantId = one.Id });
            scope.Add(new Consent { Id = Guid.CreateVersion7(), ParticipantId = one.Id, Use = Consent.Archive, Given = false, At = scope.Now });
            scope.Record("Refuse", "refused");
            return Task.FromResult<Outcome<Nothing>>(default(Nothing));
        }, default);
        Assert.True(done.Succeeded);
    }

    private static Task<ExchangeReport> BringAsync(Desk desk, string name) => RoundTrip.InAsync(desk, desk.Study, new MemoryStream(Fixtures.Read("refi-qda/" + name)), name: name);
}
