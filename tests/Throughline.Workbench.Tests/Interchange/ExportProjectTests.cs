using CsCheck;
using Microsoft.EntityFrameworkCore;
using Throughline.Formats.RefiQda;
using Throughline.Workbench.Codebook;
using Throughline.Workbench.Coding;
using Throughline.Workbench.Interchange;
using Throughline.Workbench.Notes;
using Throughline.Workbench.Shared;
using Throughline.Workbench.Tests.Sources;

namespace Throughline.Workbench.Tests.Interchange;

public sealed class ExportProjectTests
{
    [Theory]
    [InlineData("nvivo-win-12.6_2sources.qdpx", "nvivo")]
    [InlineData("nvivo-mac-12.7_2sources.qdpx", "maxqda")]
    [InlineData("atlasti-8.4.qde", "atlasti")]
    [InlineData("atlasti-8.4-missing-sources.qdpx", "standard")]
    public async Task A_real_project_goes_out_as_it_came_and_comes_back_the_same(string name, string profile)
    {
        var original = new MemoryStream(Fixtures.Read("refi-qda/" + name));
        await using var desk = await Desk.OpenAsync(Engine.Sqlite);
        var first = await RoundTrip.IntoNewAsync(desk, original, name);
        var wishes = RoundTrip.Everything with { Profile = profile };

        var (file, _) = await RoundTrip.OutAsync(desk, first, wishes);
        RoundTrip.Valid(file);
        var second = await RoundTrip.IntoNewAsync(desk, file);
        var (again, _) = await RoundTrip.OutAsync(desk, second, wishes);

        Assert.Equal(await RoundTrip.RowsAsync(desk, first), await RoundTrip.RowsAsync(desk, second));
        Assert.Empty(RefiDiff.Compare(RoundTrip.Read(file), RoundTrip.Read(again), withTimes: true));
        if (!name.StartsWith("nvivo", StringComparison.Ordinal)) return;
        original.Position = 0;
        using var was = RefiReader.Read(original, name);
        var differences = RefiDiff.Compare(was.Project, RoundTrip.Read(file));
        Assert.All(differences, d => Assert.True(d is
            { Kind: "codes", Field: "colour", First: null } or { Kind: "notes", Place: OwnTitle } or { Kind: "project", Field: "name" } or { Kind: "sources", Field: "changed by" or "styled" }
            || d is { Kind: "codes", Field: "description" } && d.First!.Trim() == d.Second, d.ToString()));
    }

    [Fact]
    public async Task Who_speaks_stands_before_the_words_and_is_a_speaker_again_when_it_comes_back()
    {
        await using var desk = await Desk.OpenAsync(Engine.Sqlite);
        await desk.ImportOneAsync("P07.vtt", Imports.Interview);
        var source = await desk.LookAsync(db => db.Sources.SingleAsync(s => s.StudyId == desk.Study));
        var text = await desk.TextAsync("P07");
        int At(string words) => text.IndexOf(words, StringComparison.Ordinal);
        var code = await desk.CodeAsync("Coming to the work");
        foreach (var (start, end) in new[] { (0, At("\n")), (At("Through"), At("Nobody")), (At("How"), At("kept")), (At("The people"), text.Length) })
            Assert.True((await desk.CodeAsync(source, code, start, end)).Succeeded);

        foreach (var profile in RefiProfile.All)
        {
            var (file, _) = await RoundTrip.OutAsync(desk, desk.Study, RoundTrip.Everything with { Profile = profile.Name });
            RoundTrip.Valid(file);
            var written = (RefiTextSource)Assert.Single(RoundTrip.Read(file).Sources);
            Assert.Equal(["Interviewer: ", "P07: ", "Interviewer: ", "P07: "], written.Text!.Split('\n').Where(l => l.Length > 0).Select(l => l[..(l.IndexOf(':', StringComparison.Ordinal) + 2)]));
            Assert.Equal(["How did you come to the work?", "How did you come to the work?\nP07: Through my neighbour.", "The people 🙂 and the walks.", "Through my neighbour."],
                written.Selections.Select(s => written.Text[s.Start..s.End]).Select(w => w.Contains("kept", StringComparison.Ordinal) || w.Contains("And what", StringComparison.Ordinal) ? w[..w.IndexOf(" Nobody", StringComparison.Ordinal)] : w.Trim()).Order(StringComparer.Ordinal));
            Assert.Equal(await RoundTrip.RowsAsync(desk, desk.Study), await RoundTrip.RowsAsync(desk, await RoundTrip.IntoNewAsync(desk, file)));
            Assert.Empty((await RoundTrip.InAsync(desk, desk.Study, file)).Did);
        }
        var (masked, _) = await RoundTrip.OutAsync(desk, desk.Study, RoundTrip.Everything with { Pseudonyms = [new("Interviewer", "Mx Q"), new(Desk.Maren.Name, "MH")] });
        var project = RoundTrip.Read(masked);
        Assert.Equal("MH", Assert.Single(project.Users).Name);
        var altered = new MemoryStream();
        await RefiWriter.WriteProjectAsync(project with { Sources = [((RefiTextSource)project.Sources[0]) with { Text = ((RefiTextSource)project.Sources[0]).Text + " No." }] }, RefiProfile.Standard, altered, null, default);
        Assert.StartsWith("Mx Q: How", ((RefiTextSource)project.Sources[0]).Text);
        Assert.Contains(OfferedProject.Read(altered, "altered.qdpx").Value.Project.Losses, l => l.Reason.Contains("names of speakers stay", StringComparison.Ordinal));
    }

    /// <summary>So many are made in the everyday run; THROUGHLINE_TEST_STUDIES asks for more: 200 take half a minute of the processor.</summary>
    private static readonly int Studies = int.TryParse(Environment.GetEnvironmentVariable("THROUGHLINE_TEST_STUDIES"), out var asked) ? asked : 20;

    [Fact]
    public async Task Random_studies_come_back_the_same_through_every_profile()
    {
        await using var desk = await Desk.OpenAsync(Engine.Sqlite);
        var drawn = 0;
        await Gen.Int.SampleAsync(async seed =>
        {
            var wishes = RoundTrip.Everything with { Profile = RefiProfile.All[(seed & 0x7FFFFFFF) % RefiProfile.All.Count].Name };
            var first = await RandomStudy.MakeAsync(desk, seed);
            var (file, _) = await RoundTrip.OutAsync(desk, first, wishes);
            RoundTrip.Valid(file);
            var second = await RoundTrip.IntoNewAsync(desk, file, called: "Random");
            Assert.Equal(await RoundTrip.RowsAsync(desk, first), await RoundTrip.RowsAsync(desk, second));
            if (drawn++ % 10 > 0) return;
            var (again, _) = await RoundTrip.OutAsync(desk, second, wishes);
            Assert.Empty(RefiDiff.Compare(RoundTrip.Read(file), RoundTrip.Read(again), withTimes: true));
        }, iter: Studies, threads: 1);
    }

    /// <summary>Which loss, by the words that it is told in, says that rows of a kind do not come back.</summary>
    private static readonly (string Told, string[] Kinds)[] Losses =
    [
        ("go as sets of their codes", ["Theme", "ThemeCode", "ThemeSegment"]), ("had earlier definitions", ["CodeDefinition"]), ("tell who speaks", ["Speaker"]),
        ("questionnaire", ["Questionnaire", "Question", "QuestionnaireVersion"]), ("with their answers and consents", ["Respondent", "Consent"]),
        ("of respondents, for which", ["Variable"]), ("that gather values", ["Band", "Scale"]), ("with their wishes, picks", ["Sample", "Pick", "Approach", "KeptWishes"]),
        ("of notes to themes", ["NoteLink"]), ("of parts that the standard does not know", ["CodedSegment", "Selection"]), ("cannot be named there", ["Membership"]),
    ];

    /// <summary>Which loss says that a field of a row that does come back is not the same; none where it follows from others, or is another way to say the same.</summary>
    private static readonly (string? Told, string[] Fields)[] FieldLosses =
    [
        (null, ["Code.Position", "Code.Colour", "CodedSegment.SelectionId", "Variable.RefiType", "Variable.Position", "Source.Format", "Source.DurationMs", "Source.Width", "Source.Height"]),
        ("the dye and weave", ["Code.Dye", "Code.Weave", "Code.CreatedAt"]), ("are codes like others", ["Code.InVivo"]), ("can be applied in other programs", ["Code.RetiredAt"]),
        ("had earlier definitions", ["Code.DefinitionVersion", "CodedSegment.DefinitionVersion"]), ("coded under an older definition", ["CodedSegment.DefinitionVersion"]),
        ("are notes like others", ["Note.Kind"]), ("stand by themselves", ["Note.On", "Note.TargetId"]), ("of parts that the standard does not know", ["Note.On", "Note.TargetId"]),
        ("lead from or to what", ["Link.OriginId", "Link.TargetId"]), ("the file they came from", ["Source.RecordedOn", "Source.FileName", "Source.AddedBy"]),
        ("are texts like others", ["Source.Kind"]), ("within a recording: their values", ["Source.Values"]), ("tell who speaks", ["Source.TurnCount", "Source.Length", "Source.WordCount", "Source.ContentHash", "Source.Astral", .. Placed]),
    ];

    private static string[] Placed => [.. from kind in new[] { "CodedSegment", "Selection", "Note" } from end in new[] { "Start", "End" } select $"{kind}.{end}"];

    private static async Task<List<string>> UntoldAsync(Desk desk, Guid first, Guid second, ExchangeReport told, string study)
    {
        var links = await desk.LookAsync(db => db.NoteLinks.ToListAsync());
        // A note that is on several things is on one of them and linked to the others: which comes first is no matter.
        bool IsOnTheSame(Note one, Note other) => Subjects(one).SetEquals(Subjects(other)) && (one.Start, one.End) == (other.Start, other.End);
        HashSet<Guid> Subjects(Note note) => [.. links.Where(l => l.StudyId == note.StudyId && l.NoteId == note.Id).Select(l => l.TargetId).Append(note.TargetId ?? Guid.Empty).Where(id => id != Guid.Empty)];
        var notes = (await desk.LookAsync(db => db.Notes.Where(n => n.StudyId == first || n.StudyId == second).ToListAsync())).ToLookup(n => n.Id);
        var moved = notes.Where(n => n.Count() == 2 && IsOnTheSame(n.First(), n.Last())).Select(n => n.Key).ToHashSet();
        // The standard asks for a file of every picture, PDF and recording: one that had none got a name. A definition that says nothing is none.
        var differing = (await RoundTrip.DifferingAsync(desk, first, second)).Where(d => !(d.Field is "Note.On" or "Note.TargetId" && moved.Contains(d.Id)) && d is not ({ Field: "Source.FileName", First: "\"\"" } or { Field: "Code.DefinitionVersion" or "CodedSegment.DefinitionVersion", Second: "0" }));
        var all = told.Losses.Select(l => l.Reason).Append(ExportProject.Always).ToList();
        bool IsTold(string field) => FieldLosses.Any(l => l.Fields.Contains(field) && (l.Told is null || all.Exists(s => s.Contains(l.Told, StringComparison.Ordinal))));
        // With names before their turns the same words stand elsewhere.
        var texts = await desk.LookAsync(db => db.Texts.Where(t => t.StudyId == first || t.StudyId == second).ToDictionaryAsync(t => (t.StudyId, t.SourceId), t => t.Text));
        var segments = (await desk.LookAsync(db => db.Segments.Where(s => s.StudyId == first || s.StudyId == second).ToListAsync())).ToLookup(s => s.Id);
        foreach (var both in segments.Where(s => s.Count() == 2))
            Assert.Single(both.Select(s => texts[(s.StudyId, s.SourceId)][s.Start..s.End].Replace("Interviewer: ", "", StringComparison.Ordinal).Replace("\nP: ", "", StringComparison.Ordinal)).Distinct());
        return [.. differing.Where(d => !IsTold(d.Field)).DistinctBy(d => d.Field).Select(d => $"{study}: {d.Field} of {d.Id} was {d.First}, is {d.Second}")];
    }

    /// <summary>Without the note of Throughline's own a file holds what other programs see of it.</summary>
    [Fact]
    public async Task Of_random_studies_other_programs_lack_just_what_was_told_beforehand()
    {
        await using var desk = await Desk.OpenAsync(Engine.Sqlite);
        var (seed, untold) = (0, new List<string>());
        for (var study = 0; study < Studies * 2 / 5; study++)
        {
            var first = await RandomStudy.MakeAsync(desk, ++seed);
            var (file, told) = await RoundTrip.OutAsync(desk, first, RoundTrip.Everything with { Profile = RefiProfile.All[seed % RefiProfile.All.Count].Name, Own = false });
            RoundTrip.Valid(file);
            var second = await RoundTrip.IntoNewAsync(desk, file, called: "Random");
            var (before, after) = (await RoundTrip.ByIdAsync(desk, first), await RoundTrip.ByIdAsync(desk, second));
            untold.AddRange(await UntoldAsync(desk, first, second, told, $"study {seed}"));
            var gone = before.Where(r => !after.ContainsKey(r.Key) && !StandsAgain(r.Value, before, after)).GroupBy(r => r.Key.Kind).ToDictionary(g => g.Key, g => g.Count());
            foreach (var (words, kinds) in Losses)
            {
                var stated = told.Losses.Where(l => l.Reason.Contains(words, StringComparison.Ordinal)).ToList();
                Assert.True(stated.Count > 0 == kinds.Any(gone.ContainsKey), $"study {seed}: told “{string.Join("; ", stated.Select(s => s.Reason))}”, gone {string.Join(", ", gone)} {string.Join("; ", before.Where(r => kinds.Contains(r.Key.Kind) && !after.ContainsKey(r.Key)).Select(r => System.Text.Json.JsonSerializer.Serialize<object>(r.Value)))}");
            }
            var unsaid = gone.Keys.Except(Losses.SelectMany(l => l.Kinds)).ToList();
            Assert.True(unsaid.Count == 0, $"study {seed}: {string.Join(", ", unsaid)} are gone and nothing told it");
            Assert.All(gone.Where(g => g.Key is "Theme" or "Respondent" or "Sample" or "Questionnaire"), g => Assert.Contains(told.Losses, l => l.Reason.StartsWith($"{g.Value} {g.Key.ToLowerInvariant()}", StringComparison.Ordinal)));
        }
        Assert.Empty(untold);
    }

    /// <summary>
    /// Under another id: the definition in force as the first of its code, where it says anything; a link of a note as such, or as what the note is on, or gone with the segment that it is to; a selection that
    /// says nothing itself as the place of what is coded there.
    /// </summary>
    private static bool StandsAgain(IRecorded row, Dictionary<(string Kind, Guid Id), IRecorded> before, Dictionary<(string Kind, Guid Id), IRecorded> after) => row switch
    {
        CodeDefinition one => before[(nameof(Code), one.CodeId)] is Code code && code.DefinitionVersion == one.Version
            && (CodeMeaning.Of(one).IsEmpty || after.Values.OfType<CodeDefinition>().Any(d => d.CodeId == one.CodeId && d.Definition.Trim() == one.Definition.Trim())),
        NoteLink link => after.Values.OfType<NoteLink>().Any(l => (l.NoteId, l.On, l.TargetId) == (link.NoteId, link.On, link.TargetId))
            || after.Values.OfType<Note>().Any(n => n.Id == link.NoteId && n.TargetId == link.TargetId)
            || link.On == NoteOn.Segment && !after.ContainsKey((nameof(CodedSegment), link.TargetId)),
        Selection { Name: "", Description: "", Place.IsWhole: true } => true,
        Selection { Name: "", Description: "" } plain => before.Values.OfType<CodedSegment>().Any(s => s.SourceId == plain.SourceId && SelectionPlace.Of(s) == plain.Place && after.ContainsKey((nameof(CodedSegment), s.Id))),
        _ => false,
    };

    private const string OwnTitle = "Throughline: what the exchange standard has no place for";
}
