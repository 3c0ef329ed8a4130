using Throughline.Formats.RefiQda;

namespace Throughline.Formats.Tests.RefiQda;

public sealed class RefiFixtureTests
{
    private static RefiReading Read(string name) => RefiReader.Read(new MemoryStream(Fixtures.Read("refi-qda/" + name)), name);

    [Theory]
    [InlineData("nvivo-win-12.6_2sources.qdpx", 303, 300)]
    [InlineData("nvivo-mac-12.7_2sources.qdpx", 297, 294)]
    public void NVivo_is_read_whole_and_its_selections_lie_on_words(string file, int selections, int startOnWord)
    {
        using var reading = Read(file);
        var project = reading.Project;
        Assert.Equal(152, project.AllCodes().Count());
        Assert.Equal(2, project.Users.Count);
        var texts = project.Sources.Cast<RefiTextSource>().ToList();
        Assert.Equal((2, selections), (texts.Count, texts.Sum(t => t.Selections.Count)));
        Assert.All(texts.SelectMany(t => t.Selections), s => Assert.Single(s.Codings));
        Assert.All(texts, t => Assert.DoesNotContain('\r', t.Text!));
        Assert.All(texts, t => Assert.False(t.Text!.StartsWith('\uFEFF')));
        Assert.Equal((RefiRuleBasis.Origin, selections), (reading.Positions.Basis, reading.Positions.Selections));
        Assert.Equal("UTF-16 code units, CRLF counts 2, end exclusive", reading.Positions.Rule.Name);
        Assert.InRange(reading.Positions.StartOnWord, startOnWord, selections);
        var starts = texts.Sum(t => t.Selections.Count(s => s.Start == 0 || !char.IsLetterOrDigit(t.Text![s.Start - 1]) || !char.IsLetterOrDigit(t.Text[s.Start])));
        Assert.InRange(starts, startOnWord, selections);
        Assert.Empty(reading.Losses);
        Assert.Empty(reading.Missing);
    }

    [Theory]
    [InlineData("nvivo-win-12.6_2sources.qdpx", RefiUnit.Utf16, true)]
    [InlineData("nvivo-mac-12.7_2sources.qdpx", RefiUnit.Utf16, true)]
    public void Without_its_origin_the_same_rule_is_found_by_score(string file, RefiUnit unit, bool crlfCountsTwo)
    {
        using var known = Read(file);
        using var reading = RefiReader.Read(new MemoryStream(RefiZip.WithoutOrigin(Fixtures.Read("refi-qda/" + file))), file);
        Assert.Equal(RefiRuleBasis.Scored, reading.Positions.Basis);
        Assert.Equal((unit, crlfCountsTwo, false), (reading.Positions.Rule.Unit, reading.Positions.Rule.CrlfCountsTwo, reading.Positions.Rule.EndIsLast));
        Assert.Equal(known.Positions.StartOnWord, reading.Positions.StartOnWord);
    }

    [Fact]
    public void The_two_NVivo_coders_tell_of_the_same_texts()
    {
        using var windows = Read("nvivo-win-12.6_2sources.qdpx");
        using var mac = Read("nvivo-mac-12.7_2sources.qdpx");
        Assert.Equal(
            windows.Project.AllCodes().Select(c => c.Code.Name).Order(StringComparer.Ordinal),
            mac.Project.AllCodes().Select(c => c.Code.Name).Order(StringComparer.Ordinal));
        Assert.NotEmpty(RefiDiff.Compare(windows.Project, mac.Project));
        Assert.Empty(RefiDiff.Compare(windows.Project, windows.Project, withTimes: true));
    }

    [Theory]
    [InlineData("atlasti-8.4.qde", RefiFileKind.BareProject)]
    [InlineData("atlasti-8.4-missing-sources.qdpx", RefiFileKind.Project)]
    public void Every_kind_of_source_of_ATLAS_ti_is_read_though_all_files_are_missing(string file, RefiFileKind kind)
    {
        using var reading = Read(file);
        var project = reading.Project;
        Assert.Equal(kind, reading.Kind);
        Assert.Equal((14, 3, 16, 2, 1, 1), (project.AllCodes().Count(), project.Users.Count, project.Sets.Count, project.Notes.Count, project.Links.Count, project.Graphs.Count));
        int Of<T>() => project.Sources.OfType<T>().Count();
        Assert.Equal((6, 1, 2, 1, 2), (Of<RefiTextSource>(), Of<RefiPictureSource>(), Of<RefiPdfSource>(), Of<RefiAudioSource>(), Of<RefiVideoSource>()));
        Assert.Equal((19, 23), (project.Sets.Sum(s => s.Codes.Count), project.Sets.Sum(s => s.Sources.Count)));
        var pdf = project.Sources.OfType<RefiPdfSource>().Single(p => p.Selections.Count > 0);
        Assert.Equal(4, pdf.Selections.Count);
        Assert.Equal("granola", pdf.Selections[3].Representation!.Text);
        Assert.Equal((62, 69), (pdf.Representation!.Selections[1].Start, pdf.Representation.Selections[1].End));
        Assert.Equal(pdf.Selections[3].Guid, pdf.Representation.Selections[1].Guid);
        var video = project.Sources.OfType<RefiVideoSource>().Single(v => v.Selections.Count > 0);
        Assert.Equal((16176L, 45358L), (video.Selections[0].BeginMs, video.Selections[0].EndMs));
        Assert.Equal((3, 13), (project.Sources.OfType<RefiVideoSource>().Sum(v => v.Transcripts.Count), project.Sources.OfType<RefiVideoSource>().Sum(v => v.Transcripts.Sum(t => t.SyncPoints.Count))));
        Assert.Equal((3, 2), (project.Graphs[0].Vertices.Count, project.Graphs[0].Edges.Count));
        Assert.Equal(RefiDirection.OneWay, project.Links[0].Direction);
        Assert.NotEmpty(reading.Missing);
        Assert.All(reading.Missing, m => Assert.False(reading.Has(m)));
        Assert.All(reading.Losses, l => Assert.Contains("Its file", l.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void The_codebook_of_annex_A_1_is_read_with_its_ids_as_they_are_written()
    {
        using var reading = Read("A1-codebook.qdc");
        Assert.Equal(RefiFileKind.Codebook, reading.Kind);
        Assert.Equal(["Topics", "Economy", "Health care", "Values", "Conservatives", "Liberals"], reading.Project.Codes.Select(c => c.Name));
        Assert.Equal([false, true, true, false, true, true], reading.Project.Codes.Select(c => c.IsCodable));
        Assert.Equal("{5215cc69-b628-4e02-afb9-9beeaee55808}", reading.Project.Codes[0].Guid.Text);
        Assert.Equal(new RefiGuid("5215CC69-B628-4E02-AFB9-9BEEAEE55808"), reading.Project.Codes[0].Guid);
        Assert.Equal("#ffff00", reading.Project.Codes[1].Color);
        Assert.Empty(reading.Losses);
    }

    [Theory]
    [InlineData("nvivo-win-12.6_2sources.qdpx")]
    [InlineData("nvivo-mac-12.7_2sources.qdpx")]
    [InlineData("atlasti-8.4.qde")]
    [InlineData("A1-codebook.qdc")]
    public void Real_files_are_valid(string file) =>
        Assert.DoesNotContain(RefiValidator.Check(new MemoryStream(Fixtures.Read("refi-qda/" + file)), file), f => f.Severity is RefiSeverity.Error);

    [Fact]
    public void Sources_missing_from_the_packed_file_are_errors_each_with_its_name()
    {
        var findings = RefiValidator.Check(new MemoryStream(Fixtures.Read("refi-qda/atlasti-8.4-missing-sources.qdpx")), "a.qdpx");
        Assert.InRange(findings.Count(f => f.Severity is RefiSeverity.Error), 10, 30);
        Assert.All(findings, f => Assert.Contains("Its file", f.Message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("nvivo-win-12.6_2sources.qdpx")]
    [InlineData("nvivo-mac-12.7_2sources.qdpx")]
    [InlineData("atlasti-8.4.qde")]
    public async Task Through_each_profile_and_back_says_the_same(string file)
    {
        using var reading = Read(file);
        foreach (var profile in RefiProfile.All)
        {
            var bytes = await RefiZip.WriteAsync(reading.Project, profile);
            using var again = RefiReader.Read(new MemoryStream(bytes), "again.qdpx");
            Assert.Empty(RefiDiff.Compare(reading.Project, again.Project, withTimes: true));
            Assert.DoesNotContain(RefiValidator.Check(new MemoryStream(bytes), "again.qdpx"),
                f => f.Severity is RefiSeverity.Error && !f.Message.StartsWith("Its file", StringComparison.Ordinal));
            Assert.Equal(bytes, await RefiZip.WriteAsync(reading.Project, profile));
            Assert.Equal(reading.Project.AllCodes().Select(c => c.Code.Guid.Text), again.Project.AllCodes().Select(c => c.Code.Guid.Text));
        }
    }
}
