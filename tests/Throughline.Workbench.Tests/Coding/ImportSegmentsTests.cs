using Microsoft.EntityFrameworkCore;
using Throughline.Workbench.Coding;
using Throughline.Workbench.Shared;
using Throughline.Workbench.Sources;

namespace Throughline.Workbench.Tests.Coding;

public sealed class ImportSegmentsTests
{
    private const string Words = "No. There’s no script\n for it 🙂. No.\tNothing agreed.";

    private static ImportSegments.Row Row(int line, string quote, string code = "Saying no", string source = "P07") => new($"row {line}", source, code, quote);

    private static async Task<ImportSegments.Report> ImportAsync(Desk desk, params ImportSegments.Row[] rows)
    {
        var outcome = await desk.Get<ImportSegments>().DoAsync(desk.Study, Desk.Maren, rows, default);
        Assert.True(outcome.Succeeded, outcome.Problem?.Detail);
        return outcome.Value.Value;
    }

    [Theory, Engines]
    public async Task A_quotation_is_found_whatever_its_white_space_and_keeps_coder_and_date(Engine engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        var (source, _) = (await desk.SourceAsync("P07", Words), await desk.CodeAsync("Saying no"));

        var report = await ImportAsync(desk, Row(2, "  no   script for\nit ") with { Coder = "Idris Kaya", At = "2025-11-12T14:30:00Z" });

        Assert.Equal((1, 1, 0, 0), (report.Rows, report.Added, report.There, report.Troubles.Count));
        var segment = Assert.Single(await desk.SegmentsAsync(source));
        Assert.Equal("no script\n for it", Words[segment.Start..segment.End]);
        Assert.Equal(("Idris Kaya", DateTimeOffset.Parse("2025-11-12T14:30:00Z")), (segment.Coder, Instant.At(segment.At)));
    }

    [Theory, Engines]
    public async Task Positions_are_code_points_and_must_hold_the_quotation(Engine engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        var (source, _) = (await desk.SourceAsync("P07", Words), await desk.CodeAsync("Saying no"));
        var points = Words.EnumerateRunes().Count();
        var (start, end) = ((points - 7).ToString(), points.ToString());

        var report = await ImportAsync(
            desk, Row(2, "agreed.") with { Start = start, End = end }, Row(3, "nothing") with { Start = start, End = end }, Row(4, "") with { Start = "x", End = "9" });

        Assert.Equal(1, report.Added);
        Assert.Equal(["row 3", "row 4"], report.Troubles.Select(t => t.Place));
        Assert.Contains("says ‘agreed.’", report.Troubles[0].Message, StringComparison.Ordinal);
        Assert.Equal("agreed.", Words[Assert.Single(await desk.SegmentsAsync(source)).Start..]);
    }

    [Theory, Engines]
    public async Task Each_row_that_cannot_be_placed_says_why_and_the_others_are_taken(Engine engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        await desk.SourceAsync("P07", Words, new Layout([new(0, 0, 30, null, null, []), new(0, 31, Words.Length, null, null, [])], []));
        var (parent, other) = (await desk.CodeAsync("Boundaries"), await desk.CodeAsync("Refusing"));
        foreach (var under in new[] { parent, other }) await desk.CodeAsync("Saying no", under.Id);

        var report = await ImportAsync(
            desk, Row(2, "No.", "Boundaries"), Row(3, "Never said", "Boundaries"), Row(4, "script"), Row(5, "script", "Unknown"), Row(6, "script", "Boundaries", "P99"),
            Row(7, "", "Boundaries"), Row(8, "script", "Boundaries") with { At = "soon" }, Row(9, "script", "Boundaries") with { Id = "7" }, Row(10, "script", "Boundaries / Saying no"));

        Assert.Equal(1, report.Added);
        var told = report.Troubles.ToDictionary(t => t.Place, t => t.Message);
        Assert.Equal(8, told.Count);
        Assert.Contains("occurs 2 times in P07: turn 1, turn 2", told["row 2"], StringComparison.Ordinal);
        Assert.Contains("does not occur in P07", told["row 3"], StringComparison.Ordinal);
        Assert.Contains("Boundaries / Saying no; Refusing / Saying no", told["row 4"], StringComparison.Ordinal);
        Assert.Contains("no code “Unknown”", told["row 5"], StringComparison.Ordinal);
        Assert.Contains("no source “P99”", told["row 6"], StringComparison.Ordinal);
        Assert.Contains("neither a quotation nor", told["row 7"], StringComparison.Ordinal);
        Assert.Contains("is not a date", told["row 8"], StringComparison.Ordinal);
        Assert.Contains("is not an id", told["row 9"], StringComparison.Ordinal);
    }

    [Theory, Engines]
    public async Task A_code_that_only_gathers_others_is_refused_and_what_stands_under_it_stays(Engine engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        var (source, code) = (await desk.SourceAsync("P07", Words), await desk.CodeAsync("Saying no"));
        await ImportAsync(desk, Row(2, "script"));
        await desk.LookAsync(db => db.Codes.Where(c => c.Id == code.Id).ExecuteUpdateAsync(c => c.SetProperty(x => x.NotCodable, true)));

        var report = await ImportAsync(desk, Row(2, "script"), Row(3, "Nothing agreed."));

        Assert.Equal((0, 1), (report.Added, report.There));
        Assert.Contains("Saying no only gathers other codes", Assert.Single(report.Troubles).Message, StringComparison.Ordinal);
        Assert.Single(await desk.SegmentsAsync(source));
    }

    [Theory, Engines]
    public async Task The_same_table_twice_adds_nothing_and_one_undo_takes_all_of_it_back(Engine engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        var (source, _) = (await desk.SourceAsync("P07", Words), await desk.CodeAsync("Saying no"));
        ImportSegments.Row[] rows = [Row(2, "script"), Row(3, "Nothing agreed."), Row(4, "script")];

        var first = await ImportAsync(desk, rows);
        var again = await ImportAsync(desk, rows);

        Assert.Equal((2, 1), (first.Added, first.There));
        Assert.Equal((0, 3), (again.Added, again.There));
        await desk.UndoAsync();
        Assert.Empty(await desk.SegmentsAsync(source));
        await desk.RedoAsync();
        Assert.Equal(2, (await desk.SegmentsAsync(source)).Count);
    }

    [Theory, Engines]
    public async Task What_goes_out_as_a_table_comes_in_again_just_as_it_was(Engine engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        var (source, code) = (await desk.SourceAsync("P07", Words), await desk.CodeAsync("Saying no"));
        await desk.CodeAsync(source, code, 0, 3);
        await desk.CodeAsync(source, code, Words.Length - 7, Words.Length, actor: Desk.Idris);
        var before = await desk.SegmentsAsync(source);
        var listed = (await desk.Get<SegmentsWhere>().AskAsync(desk.Study, Desk.Maren, new(SegmentFilter.All), default)).Value.Rows;
        TableRow[] table = [new(1, SegmentColumns.Own), .. listed.Select((r, i) => new TableRow(i + 2, SegmentColumns.Write(r)))];
        foreach (var segment in before) await desk.Get<RemoveSegment>().DoAsync(desk.Study, Desk.Maren, segment.Id, default);

        var report = await ImportAsync(desk, [.. SegmentColumns.Read("codings.csv", table).Value]);

        Assert.Equal((2, 0), (report.Added, report.Troubles.Count));
        Assert.Equal(before, await desk.SegmentsAsync(source));
    }

    [Fact]
    public void A_table_without_the_columns_it_needs_is_refused_with_what_it_lacks()
    {
        TableRow[] table = [new(1, ["Code", "Quote"])];
        var refused = Assert.IsType<Problem.Unreadable>(SegmentColumns.Read("x.csv", table).Problem);
        Assert.Contains("no column called source", refused.Detail, StringComparison.Ordinal);
        Assert.True(SegmentColumns.Read("x.csv", table, source: "P07").Succeeded);
        Assert.IsType<Problem.Unreadable>(SegmentColumns.Read("x.csv", []).Problem);
    }

    [Theory, Engines]
    public async Task Coded_segments_of_MAXQDA_are_placed_by_their_words_not_by_numbers_of_paragraphs(Engine engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        var source = await desk.SourceAsync("P07", Words);
        var (parent, other) = (await desk.CodeAsync("Boundaries"), await desk.CodeAsync("Refusing"));
        foreach (var under in new[] { parent, other }) await desk.CodeAsync("Saying no", under.Id);
        TableRow[] table =
        [
            new(1, ["Color", "Document group", "Document name", "Code", "Beginning", "End", "Weight score", "Segment", "Created by"]),
            new(2, ["●", "Nurses", "P07", "Boundaries > Saying no", "1", "1", "0", "Nothing agreed.", "Idris Kaya"]),
            new(3, ["●", "Nurses", "P07", "Boundaries", "1", "2", "0", "never said", "Idris Kaya"]),
            new(4, ["●", "Nurses", "P07", "Boundaries", "1", "2", "0", "", "Idris Kaya"]),
        ];

        var report = await ImportAsync(desk, [.. SegmentColumns.Read("segments.xlsx", table).Value]);

        Assert.Equal((3, 1), (report.Rows, report.Added));
        Assert.Equal(["row 3", "row 4"], report.Troubles.Select(t => t.Place));
        var segment = Assert.Single(await desk.SegmentsAsync(source));
        Assert.Equal(("Nothing agreed.", "Idris Kaya"), (Words[segment.Start..segment.End], segment.Coder));
    }

    [Theory, Engines]
    public async Task Highlights_of_Taguette_have_a_row_for_each_tag_under_one_number(Engine engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        var (source, _, _) = (await desk.SourceAsync("P07", Words), await desk.CodeAsync("refusal"), await desk.CodeAsync("script.none"));
        TableRow[] table =
        [
            new(1, ["id", "document", "tag", "content"]),
            new(2, ["14", "P07", "refusal", "no script for it"]),
            new(3, ["14", "P07", "script.none", "no script for it"]),
            new(4, ["15", "P07", "unknown", "Nothing agreed."]),
        ];
        var rows = SegmentColumns.Read("all_tags.csv", table).Value;

        var (first, again) = (await ImportAsync(desk, [.. rows]), await ImportAsync(desk, [.. rows]));

        Assert.Equal((2, 0), (first.Added, first.There));
        Assert.Equal((0, 2), (again.Added, again.There));
        Assert.Equal("row 4", Assert.Single(first.Troubles).Place);
        Assert.All(await desk.SegmentsAsync(source), s => Assert.Equal("no script\n for it", Words[s.Start..s.End]));
    }

    [Theory, Engines]
    public async Task Excerpts_of_Dedoose_have_a_column_for_each_code_and_new_codes_are_made_where_that_is_wished(Engine engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        var source = await desk.SourceAsync("P07", Words);
        await desk.CodeAsync("Refusal");
        TableRow[] table =
        [
            new(1, ["Media Title", "Excerpt Range", "Excerpt Creator", "Excerpt Date", "Excerpt Copy", "Codes Applied Combined", "Code: Refusal Applied", "Code: Support\\And/or alone Applied", "Code: Support Applied"]),
            new(2, ["P07", "0-9", "Idris Kaya", "1/2/2024", "no script for it", "Refusal, And/or alone", "True", "True", "False"]),
            new(3, ["P07", "0-9", "Idris Kaya", "1/2/2024", "never said", "Support", "False", "False", "True"]),
            new(4, ["P07", "0-9", "Idris Kaya", "1/2/2024", "Nothing agreed.", "Support", "False", "False", "True"]),
        ];
        var rows = SegmentColumns.Read("excerpts.xlsx", table).Value;

        var without = await ImportAsync(desk, [.. rows]);
        Assert.Equal((4, 1, 3), (without.Rows, without.Added, without.Troubles.Count));
        var done = await desk.Get<ImportSegments>().DoAsync(desk.Study, Desk.Maren, new ImportSegments.Request(rows, MakeCodes: true), default);
        Assert.Equal((2, 1, 1), (done.Value.Value.Added, done.Value.Value.There, done.Value.Value.Troubles.Count));
        Assert.Equal(["Support", "And/or alone"], done.Value.Value.Codes);
        var codes = await desk.LookAsync(db => db.Codes.Where(c => c.StudyId == desk.Study).ToListAsync());
        Assert.Equal(codes.Single(c => c.Name == "Support").Id, codes.Single(c => c.Name == "And/or alone").ParentId);
        Assert.Equal(3, (await desk.SegmentsAsync(source)).Count);
        Assert.True((await desk.UndoAsync(done.Value.Change!.Number)).Succeeded);
        Assert.Equal(1, await desk.LookAsync(db => db.Codes.CountAsync(c => c.StudyId == desk.Study)));
    }
}
