using System.IO.Compression;
using System.Text;
using Throughline.Formats.Html;
using Throughline.Formats.Reports;
using Throughline.Formats.Word;
using Throughline.Workbench.Codebook;
using Throughline.Workbench.Coding;
using Throughline.Workbench.Reports;
using Throughline.Workbench.Shared;
using Throughline.Workbench.Sources;
using Throughline.Workbench.Studies;
using Throughline.Workbench.Tests.Themes;
using Throughline.Workbench.Themes;

namespace Throughline.Workbench.Tests.Reports;

public sealed class ReportOfTests
{
    private const string Words = "I’m on everyone’s list and nobody’s team. They gave me a pigeonhole.";

    private sealed record Desked(Desk Desk, Source Source, Code Code, Theme Theme, Guid Supporting, Guid Contrary);

    /// <summary>One theme with a quotation for it and one against it.</summary>
    private static async Task<Desked> BeginAsync(Desk desk)
    {
        var source = await desk.SourceAsync("Interview seven", Words, new Layout([new(1, 0, Words.Length, 1_192_000, null, [])], []));
        await desk.ParticipantAsync("P07", 1, source);
        var (code, theme) = (await desk.CodeAsync("Left off the list"), await desk.ThemeAsync("Disconnection"));
        await desk.GatherAsync(theme, code);
        var (supporting, contrary) = (await desk.SegmentAsync(source, code, "nobody’s team"), await desk.SegmentAsync(source, code, "pigeonhole"));
        await desk.PlaceAsync(theme, supporting, chosen: true);
        await desk.PlaceAsync(theme, contrary, ThemeSegment.Contrary, chosen: true);
        return new(desk, source, code, theme, supporting, contrary);
    }

    private static async Task<ReportOf.Answer> ReportAsync(Desk desk, ReportParts? parts = null) =>
        (await desk.Get<ReportOf>().AskAsync(desk.Study, Desk.Maren, parts ?? ReportParts.All, default)).Value;

    private static IEnumerable<ReportBlock> Blocks(ReportOf.Answer report) => report.Document.Sections.SelectMany(s => s.Blocks);

    private static IEnumerable<ReportBlock.Quotation> Quotations(ReportOf.Answer report) => Blocks(report).OfType<ReportBlock.Quotation>();

    private static string Html(Report report)
    {
        using var stream = new MemoryStream();
        HtmlReport.Write(report, stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    [Theory, Engines]
    public async Task Quotations_are_told_by_the_study_name_and_those_against_are_marked(Engine engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        var at = await BeginAsync(desk);

        var report = await ReportAsync(desk);

        Assert.Equal(
            [("nobody’s team", "P07, turn 1, 19:52", at.Supporting, null), ("pigeonhole", "P07, turn 1, 19:52, speaking against the theme", at.Contrary, (string?)null)],
            Quotations(report).Select(q => (q.Text, q.Attribution, q.Segment, q.Note)));
        Assert.Equal((2, 1), (report.Quotations, report.Themes));
        Assert.Empty(report.Flags);
        Assert.Equal(at.Source.Id, report.Places[at.Supporting].Source);
        Assert.DoesNotContain("Jane Realname", Html(report.Document), StringComparison.Ordinal);
    }

    [Theory, Engines]
    public async Task A_removed_segment_is_not_printed_and_is_flagged_with_who_removed_it(Engine engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        var at = await BeginAsync(desk);
        await desk.Get<RemoveSegment>().DoAsync(desk.Study, Desk.Idris, at.Supporting, default);

        var report = await ReportAsync(desk);

        Assert.Equal("pigeonhole", Assert.Single(Quotations(report)).Text);
        var flag = Assert.Single(report.Flags);
        Assert.True(flag.IsWithdrawn);
        Assert.Equal(("Idris Kaya", "nobody’s team"), (flag.Since!.Actor, flag.Words));
        Assert.NotNull(flag.ChosenAt);
        Assert.Contains("Idris Kaya removed it", Html(report.Document), StringComparison.Ordinal);
        await desk.UndoAsync();
        Assert.Empty((await ReportAsync(desk)).Flags);
    }

    [Theory, Engines]
    public async Task A_changed_segment_is_printed_as_it_is_now_and_flagged_until_it_is_accepted(Engine engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        var at = await BeginAsync(desk);
        await desk.CodeAsync(at.Source, at.Code, 0, 15, at.Supporting);

        var report = await ReportAsync(desk);

        var quotation = Quotations(report).First();
        Assert.Equal("I’m on everyone", quotation.Text);
        Assert.StartsWith("Changed since it was chosen on ", quotation.Note, StringComparison.Ordinal);
        var flag = Assert.Single(report.Flags);
        Assert.Equal(("nobody’s team", "I’m on everyone", false), (flag.Words, flag.Now, flag.IsWithdrawn));
        await desk.PlaceAsync(at.Theme, at.Supporting, asNow: true);
        Assert.Empty((await ReportAsync(desk)).Flags);
        Assert.Null(Quotations(await ReportAsync(desk)).First().Note);
    }

    [Theory, Engines]
    public async Task A_source_taken_out_of_the_study_withdraws_what_was_quoted_from_it(Engine engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        var at = await BeginAsync(desk);
        Assert.True((await desk.Get<RemoveSource>().DoAsync(desk.Study, Desk.Idris, at.Source.Id.ToString(), default)).Succeeded);

        var report = await ReportAsync(desk);

        Assert.Empty(Quotations(report));
        Assert.Equal(["Idris Kaya", "Idris Kaya"], report.Flags.Select(f => f.Since!.Actor));
    }

    [Theory, Engines]
    public async Task Its_parts_are_chosen_and_an_unknown_one_is_refused(Engine engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        await BeginAsync(desk);
        await desk.Get<DescribeStudy>().DoAsync(desk.Study, Desk.Maren, new("Link workers", "", "To understand staying.", "", "What makes them stay?\nWhat makes them go?", "Reflexive thematic analysis"), default);

        string[] Headings(ReportOf.Answer report) => [.. Blocks(report).OfType<ReportBlock.Heading>().Where(h => h.Level == 1).Select(h => h.Text)];
        Assert.Equal(["Aim", "Research questions", "Approach", "Sample", "1. Disconnection", "Codebook"], Headings(await ReportAsync(desk)));
        Assert.Equal(["Sample", "1. Disconnection"], Headings(await ReportAsync(desk, ReportParts.Read("sample").Value)));
        Assert.Equal(["nobody’s team"], Quotations(await ReportAsync(desk, ReportParts.Read("none").Value)).Select(q => q.Text));
        Assert.IsType<Problem.Invalid>(ReportParts.Read("sample,appendix").Problem);
    }

    [Theory, Engines]
    public async Task The_sample_tells_participants_and_the_codebook_its_definitions(Engine engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        var at = await BeginAsync(desk);
        await desk.Get<DefineCode>().DoAsync(desk.Study, Desk.Maren, new(at.Code.Id.ToString(), CodeMeaning.None with { Definition = "Not on a list.", WhenNotToUse = "Ill will." }, ""), default);

        var tables = Blocks(await ReportAsync(desk)).OfType<ReportBlock.Table>().ToList();

        Assert.Equal(["Participant", "Gender", "Age"], tables[0].Columns.Select(c => c.Header));
        Assert.Equal(["P07", "woman", "34"], tables[0].Rows.Single());
        Assert.Equal(["Left off the list", "Not on a list.", "Not: Ill will.", "2"], tables[1].Rows.Single());
    }

    [Theory, Engines]
    public async Task Hostile_names_and_words_stay_words_in_both_formats(Engine engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        const string hostile = "</p><script>alert(1)</script> & \"'\u0001]]>";
        var source = await desk.SourceAsync(hostile, hostile);
        var (code, theme) = (await desk.CodeAsync("<b>" + hostile), await desk.ThemeAsync("<img src=x onerror=alert(1)>"));
        await desk.PlaceAsync(theme, (await desk.CodeAsync(source, code, 0, hostile.Length)).Value.Value.Segment.Id, chosen: true);

        var report = await ReportAsync(desk);
        using var word = new MemoryStream();
        WordReport.Write(report.Document, word);

        var html = Html(report.Document);
        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<img", html, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("&lt;img src=x onerror=alert(1)&gt;", html, StringComparison.Ordinal);
        word.Position = 0;
        using var zip = new ZipArchive(word);
        using var part = zip.GetEntry("word/document.xml")!.Open();
        var document = System.Xml.Linq.XDocument.Load(part);
        Assert.Contains("<script>alert(1)</script>", document.Root!.Value, StringComparison.Ordinal);
    }

    [Theory, Engines]
    public async Task Each_quotation_is_bound_to_its_segment_in_both_formats(Engine engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        var at = await BeginAsync(desk);

        var report = await ReportAsync(desk);
        using var word = new MemoryStream();
        WordReport.Write(report.Document, word);

        word.Position = 0;
        using var zip = new ZipArchive(word);
        using var part = new StreamReader(zip.GetEntry("word/document.xml")!.Open());
        var xml = await part.ReadToEndAsync();
        foreach (var segment in new[] { at.Supporting, at.Contrary })
        {
            Assert.Contains($"\"tl_{segment:N}\"", xml, StringComparison.Ordinal);
            Assert.Contains($"data-segment=\"{segment}\"", Html(report.Document), StringComparison.Ordinal);
        }
    }

    [Theory, Engines]
    public async Task A_synthetic_study_says_so_at_the_front_and_one_without_themes_says_that(Engine engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        var study = Guid.CreateVersion7();
        await desk.Get<CreateStudy>().DoAsync(Desk.Maren, new(study, "Made up", Synthetic: true), default);

        var report = (await desk.Get<ReportOf>().AskAsync(study, Desk.Maren, ReportParts.All, default)).Value;

        Assert.Equal(2, Blocks(report).OfType<ReportBlock.Notice>().Count());
        Assert.Contains("synthetic", Assert.IsType<ReportBlock.Notice>(Blocks(report).First()).Text, StringComparison.Ordinal);
        Assert.Equal((0, 0), (report.Themes, report.Quotations));
    }
}
