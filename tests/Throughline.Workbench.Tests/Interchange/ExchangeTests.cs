using Microsoft.EntityFrameworkCore;
using Throughline.Formats.RefiQda;
using Throughline.Workbench.Access;
using Throughline.Workbench.Codebook;
using Throughline.Workbench.Coding;
using Throughline.Workbench.Interchange;
using Throughline.Workbench.Notes;
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

    /// <summary>A copy that lives on under another name, with every kind of clash: told in words, settled either way, and nothing asked that only the machine knows.</summary>
    [Theory, Engines]
    public async Task A_copy_under_another_name_comes_back_with_each_clash_in_words_and_settled_whole(Engine engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        var (named, defined, goneHere, goneThere, moved, merged) = (await desk.CodeAsync("Named"), await desk.CodeAsync("Defined"), await desk.CodeAsync("Gone here"), await desk.CodeAsync("Gone there"), await desk.CodeAsync("Moved"), await desk.CodeAsync("Merged"));
        var source = await desk.SourceAsync("P07", "These are the words of somebody who has said a good deal.");
        var (first, second, third) = (Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7());
        foreach (var (code, at, id) in new[] { (goneHere, 0, Guid.CreateVersion7()), (goneThere, 6, Guid.CreateVersion7()), (named, 10, first), (merged, 24, second), (named, 35, third) })
            Assert.True((await desk.CodeAsync(source, code, at, at + 5, id)).Succeeded);
        await DefineAsync(desk, desk.Study, defined, "As it was at first.");
        var (out1, _) = await RoundTrip.OutAsync(desk, desk.Study);
        var copy = await RoundTrip.IntoNewAsync(desk, out1, called: "Another name");
        var long1 = string.Join(' ', Enumerable.Range(1, 90).Select(n => $"word{n}"));
        await WorkAsync(desk, copy, "there", long1 + " There it ends so.", (named, defined, goneHere, goneThere));
        Assert.True((await desk.Get<MoveCode>().DoAsync(copy, Desk.Maren, new(moved.Id.ToString(), named.Id.ToString()), default)).Succeeded);
        Assert.True((await desk.Get<MergeCodes>().DoAsync(copy, Desk.Maren, new(merged.Id.ToString(), named.Id.ToString()), default)).Succeeded);
        Assert.True((await desk.Get<ApplyCode>().DoAsync(copy, Desk.Maren, new(third, source.Id.ToString(), named.Id.ToString(), 39, 48), default)).Succeeded);
        Assert.True((await desk.Get<AddCode>().DoAsync(copy, Desk.Maren, new(Guid.CreateVersion7(), "Made on both sides"), default)).Succeeded);
        var (back, _) = await RoundTrip.OutAsync(desk, copy);
        await desk.CodeAsync("Made on both sides");
        await WorkAsync(desk, desk.Study, "here", long1 + " Here it ends otherwise.", (named, defined, goneThere, goneHere));

        var plan = await TriedAsync(desk, back);
        Assert.Equal(new[] { "Defined", "Gone here, there", "Gone there, here", "Named, here" }, plan.Lines.Where(l => l.Did == PlanLine.Conflict).Select(l => l.Name).Order(StringComparer.Ordinal));
        var definition = Assert.Single(plan.Lines, l => l.Field == "#definition");
        Assert.Equal(("…", "Here it ends otherwise.", "There it ends so."), (definition.Here![..1], definition.Here[^23..], definition.There![^17..]));
        Assert.Equal("1 segment", Assert.Single(plan.Lines, l => l is { Name: "Gone here, there", Did: PlanLine.Conflict }).With);
        Assert.Equal("1 segment", Assert.Single(plan.Lines, l => l is { Name: "Gone there, here", Did: PlanLine.Conflict }).With);
        Assert.Equal(("at the top", "Named, here"), plan.Lines.Where(l => l.Id == moved.Id).Select(l => (l.Here, l.There)).Single());
        Assert.Equal([("Merged", "Named, here")], plan.Lines.Where(l => l.Id == second).Select(l => (l.Here, l.There)));
        Assert.Equal([("Start", "“has said a good deal.”", "“said a good deal.”"), ("End", "“These are the words of somebody who has”", "“These are the words of somebody who has said a g”")], plan.Lines.Where(l => l.Id == third).Select(l => (l.Field, l.Here, l.There)));

        var theirs = await RoundTrip.InAsync(desk, desk.Study, back, ExchangeChoices.None with { Others = ExchangeChoices.Theirs });
        Assert.All(theirs.Lines.Where(l => l.Did == PlanLine.Conflict), l => Assert.Equal(ExchangeChoices.Theirs, l.Settled));
        Assert.Equal(["Defined", "Gone here, there", "Made on both sides", "Merged", "Moved", "Named, there"], await NamesAsync(desk));
        Assert.Equal((long1 + " There it ends so.", "As it was at first."), await MeaningsAsync(desk, defined));
        Assert.Equal([(0, 5), (10, 15), (24, 29), (39, 48)], (await desk.SegmentsAsync(source)).Select(s => (s.Start, s.End)).Order());
        Assert.Empty((await TriedAsync(desk, back)).Did);
        Assert.True((await desk.UndoAsync()).Succeeded);
        Assert.Equal(["Defined", "Gone there, here", "Made on both sides", "Merged", "Moved", "Named, here"], await NamesAsync(desk));
        await RoundTrip.InAsync(desk, desk.Study, back, ExchangeChoices.None with { Others = ExchangeChoices.Ours });
        Assert.Equal((long1 + " Here it ends otherwise.", "As it was at first."), await MeaningsAsync(desk, defined));
        Assert.Equal(["Defined", "Gone there, here", "Made on both sides", "Merged", "Moved", "Named, here"], await NamesAsync(desk));
        Assert.DoesNotContain((await TriedAsync(desk, back)).Did.Keys, did => did is not PlanLine.KeptOut);
    }

    /// <summary>One code renamed, one defined anew, one removed with its segments, one renamed that the other side removes.</summary>
    private static async Task WorkAsync(Desk desk, Guid study, string where, string meaning, (Code Named, Code Defined, Code Renamed, Code Removed) codes)
    {
        foreach (var code in new[] { codes.Named, codes.Renamed })
            Assert.True((await desk.Get<RenameCode>().DoAsync(study, Desk.Maren, new(code.Id.ToString(), $"{code.Name}, {where}"), default)).Succeeded);
        await DefineAsync(desk, study, codes.Defined, meaning);
        Assert.True((await desk.Get<DeleteCode>().DoAsync(study, Desk.Maren, new(codes.Removed.Id.ToString(), Whole: true), default)).Succeeded);
    }

    private static async Task DefineAsync(Desk desk, Guid study, Code code, string meaning) =>
        Assert.True((await desk.Get<DefineCode>().DoAsync(study, Desk.Maren, new(code.Id.ToString(), CodeMeaning.None with { Definition = meaning }), default)).Succeeded);

    private static async Task<ExchangeReport> TriedAsync(Desk desk, MemoryStream file)
    {
        file.Position = 0;
        var read = OfferedProject.Read(file, "back.qdpx").Value;
        using (read.Reading) return (await desk.Get<ImportProject>().TryAsync(desk.Study, Desk.Maren, read.Project, ExchangeChoices.None, default)).Value;
    }

    private static async Task<List<string>> NamesAsync(Desk desk) =>
        [.. (await desk.LookAsync(db => db.Codes.Where(c => c.StudyId == desk.Study).Select(c => c.Name).ToListAsync())).Order(StringComparer.Ordinal)];

    /// <summary>What holds now, and what held first; each version stands once.</summary>
    private static async Task<(string Now, string First)> MeaningsAsync(Desk desk, Code code)
    {
        var tree = (await desk.Get<CodebookTree>().AskAsync(desk.Study, Desk.Maren, true, default)).Value;
        var all = await desk.LookAsync(db => db.Definitions.Where(d => d.StudyId == desk.Study && d.CodeId == code.Id).OrderBy(d => d.Version).ToListAsync());
        Assert.Distinct(all.Select(d => d.Version));
        return (tree.Codes.Single(c => c.Code.Id == code.Id).Meaning!.Definition, all[0].Definition);
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
        Assert.True((await desk.Get<WriteNote>().DoAsync(desk.Study, Desk.Maren, new(Guid.CreateVersion7(), Note.Analytic, new(NoteOn.Source, open.Id.ToString()), "", "_Agnes_ and Agnes\n Quill"), default)).Succeeded);
        var names = new[] { new Pseudonym("Agnes Quill", "Mrs P"), new Pseudonym("Agnes", "Pia-Luise"), new Pseudonym("Quentin", "Mr Q") };

        var (shared, report) = await RoundTrip.OutAsync(desk, desk.Study, new() { Pseudonyms = names });
        var (analysed, _) = await RoundTrip.OutAsync(desk, desk.Study, RoundTrip.Everything with { Sources = ["p08"], Own = false });

        var text = (RefiTextSource)Assert.Single(RoundTrip.Read(shared).Sources);
        Assert.Equal("I told Pia-Luise that Mrs P was right.", text.Text);
        Assert.Equal(["Mrs P was right", "Pia-Luise"], text.Selections.Select(s => text.Text![s.Start..s.End]).Order(StringComparer.Ordinal));
        Assert.DoesNotContain("Agnes", string.Concat(RoundTrip.Read(shared).Notes.Select(n => n.Text)) + RoundTrip.Read(shared).Codes[0].Name, StringComparison.OrdinalIgnoreCase);
        Assert.Contains(report.Losses, l => l.Place == "Participants" && l.Reason.StartsWith("P08 said no to “archive”", StringComparison.Ordinal));
        Assert.Contains(report.Losses, l => l.Place == "P08");
        RoundTrip.Valid(shared);
        Assert.DoesNotContain("Quentin", string.Concat(RoundTrip.Read(shared).Notes.Select(n => n.Text)), StringComparison.OrdinalIgnoreCase);
        var copy = await RoundTrip.IntoNewAsync(desk, shared);
        Assert.Equal("He said:\nPia-Luise met Mr Q.", Assert.Single(AnswerValues.Read(await desk.LookAsync(db => db.Respondents.Where(r => r.StudyId == copy).Select(r => r.Values).SingleAsync()))).Value.One);
        Assert.Equal("_Pia-Luise_ and Mrs P", await desk.LookAsync(db => db.Notes.Where(n => n.StudyId == copy).Select(n => n.Text).SingleAsync()));
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
            var asked = scope.Add(new Variable { Id = Guid.CreateVersion7(), Name = "asked", NameKey = "asked", Kind = Variable.Text });
            scope.Add(new Respondent { Id = Guid.CreateVersion7(), Code = "R5", CodeKey = "r5", AddedAt = scope.Now, Values = AnswerValues.Written([new(asked.Id, Answered.As("He said:\nAgnes met Quentin."))]) });
            scope.Record("Refuse", "refused");
            return Task.FromResult<Outcome<Nothing>>(default(Nothing));
        }, default);
        Assert.True(done.Succeeded);
    }

    private static Task<ExchangeReport> BringAsync(Desk desk, string name) => RoundTrip.InAsync(desk, desk.Study, new MemoryStream(Fixtures.Read("refi-qda/" + name)), name: name);
}
