using CsCheck;
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
        var remade = differences.Where(d => d.Kind == "selections").ToLookup(d => d.First is null, d => d.Place);
        Assert.Subset(remade[false].ToHashSet(), remade[true].ToHashSet());
        Assert.All(differences.Where(d => d.Kind != "selections"), d => Assert.True(d is
            { Kind: "codes", Field: "colour", First: null } or { Kind: "notes", Place: OwnTitle } or { Kind: "project", Field: "name" } or { Kind: "sources", Field: "changed by" or "styled" }
            || d is { Kind: "codes", Field: "description" } && d.First!.Trim() == d.Second, d.ToString()));
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
        ("of notes to themes", ["NoteLink"]), ("of parts that the standard does not know", ["CodedSegment", "Selection"]),
    ];

    /// <summary>Without the note of Throughline's own a file holds what other programs see of it.</summary>
    [Fact]
    public async Task Of_random_studies_other_programs_lack_just_the_rows_that_were_told_beforehand()
    {
        await using var desk = await Desk.OpenAsync(Engine.Sqlite);
        var seed = 0;
        for (var study = 0; study < Studies * 2 / 5; study++)
        {
            var first = await RandomStudy.MakeAsync(desk, ++seed);
            var (file, told) = await RoundTrip.OutAsync(desk, first, RoundTrip.Everything with { Profile = RefiProfile.All[seed % RefiProfile.All.Count].Name, Own = false });
            RoundTrip.Valid(file);
            var second = await RoundTrip.IntoNewAsync(desk, file, called: "Random");
            var (before, after) = (await RoundTrip.ByIdAsync(desk, first), await RoundTrip.ByIdAsync(desk, second));
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
    }

    /// <summary>
    /// Under another id: the definition in force as the first of its code, where it says anything; a link of a note as such, or as what the note is on; a selection that
    /// says nothing itself as the place of what is coded there.
    /// </summary>
    private static bool StandsAgain(IRecorded row, Dictionary<(string Kind, Guid Id), IRecorded> before, Dictionary<(string Kind, Guid Id), IRecorded> after) => row switch
    {
        CodeDefinition one => before[(nameof(Code), one.CodeId)] is Code code && code.DefinitionVersion == one.Version
            && (CodeMeaning.Of(one).IsEmpty || after.Values.OfType<CodeDefinition>().Any(d => d.CodeId == one.CodeId && d.Definition.Trim() == one.Definition.Trim())),
        NoteLink link => after.Values.OfType<NoteLink>().Any(l => (l.NoteId, l.On, l.TargetId) == (link.NoteId, link.On, link.TargetId))
            || after.Values.OfType<Note>().Any(n => n.Id == link.NoteId && n.TargetId == link.TargetId),
        Selection { Name: "", Description: "" } plain => after.Values.OfType<CodedSegment>().Any(s => s.SourceId == plain.SourceId && SelectionPlace.Of(s) == plain.Place),
        _ => false,
    };

    private const string OwnTitle = "Throughline: what the exchange standard has no place for";
}
