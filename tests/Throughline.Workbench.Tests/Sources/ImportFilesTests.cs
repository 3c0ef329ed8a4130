using System.IO.Compression;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Throughline.Formats;
using Throughline.Workbench.Access;
using Throughline.Workbench.Shared;
using Throughline.Workbench.Sources;
using static Throughline.Workbench.Tests.Sources.Imports;

namespace Throughline.Workbench.Tests.Sources;

public sealed class ImportFilesTests
{
    [Theory, Engines]
    public async Task A_transcript_becomes_a_source_with_its_turns_voices_and_original(Engine engine)
    {
        await using var desk = await Desk.OpenAsync(engine);

        var line = await desk.ImportOneAsync("P07 interview.vtt", Interview);

        Assert.Equal(("read", "P07 interview", "transcript", 4), (line.Status, line.Source!.Name, line.Source.Kind, line.Source.Turns));
        var found = await desk.SourceOfAsync("P07 interview");
        Assert.Equal(["Interviewer", "P07"], found.Voices.Select(v => v.Speaker.Name));
        Assert.Equal(["interviewer", "participant"], found.Voices.Select(v => v.Speaker.Role));
        Assert.Equal([2, 2], found.Voices.Select(v => v.Turns));
        Assert.Equal(20_000, found.Source.DurationMs);
        var text = await desk.TextAsync("P07 interview");
        Assert.Equal(text.Length - 1, line.Source.Points);
        Assert.Equal(text.EnumerateRunes().Count(), found.Source.Positions().Points);
        var original = (await desk.Get<SourceOriginal>().AskAsync(desk.Study, Desk.Maren, "P07 interview", default)).Value;
        using var bytes = new StreamReader(original.Bytes, Encoding.UTF8);
        Assert.Equal(("P07 interview.vtt", Interview), (original.FileName, await bytes.ReadToEndAsync(TestContext.Current.CancellationToken)));
    }

    [Theory, Engines]
    public async Task One_bad_file_keeps_no_other_from_coming_in(Engine engine)
    {
        await using var desk = await Desk.OpenAsync(engine);

        var report = (await desk.ImportAsync(
            File("notes.txt", "A long walk beside the canal."), File("nothing.txt", ""), File("damaged.docx", "PK\u0003\u0004 and then nonsense"),
            new(Guid.CreateVersion7(), "bomb.docx", Bomb()), File("P07.vtt", Interview))).Value;

        Assert.Equal(["read", "refused", "refused", "refused", "read"], report.Files.Select(f => f.Status));
        Assert.All(report.Files.Where(f => f.Status == "refused"), f =>
        {
            Assert.Null(f.Source);
            var warning = Assert.Single(f.Warnings);
            Assert.NotEmpty(warning.Message);
            Assert.NotEmpty(warning.Remedy!);
        });
        Assert.Equal(["notes", "P07"], (await desk.SourcesAsync()).Select(s => s.Source.Name));
        Assert.Equal(report.Files.Select(f => f.Status), (await ReportAsync(desk, report.Import)).Files.Select(f => f.Status));
    }

    [Theory, Engines]
    public async Task A_table_that_has_a_place_of_its_own_is_read_as_text_and_told_where_it_belongs(Engine engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        (string File, string Text, string Told)[] tables =
        [
            ("maxqda.csv", "Document name;Code;Segment;Created by\nP07;Alone;the only one;Kim\n", "throughline segment import"),
            ("dedoose.csv", "Media Title,Excerpt Copy,Codes Applied Combined\nP07,the only one,Alone\n", "throughline segment import"),
            ("ours.csv", string.Join(',', Throughline.Workbench.Coding.SegmentColumns.Own) + "\n1\n", "throughline segment import"),
            ("tabs.txt", "source\tcode\tquote\nP07\tAlone\tthe only one\n", "throughline segment import"),
            ("codes.csv", "Code,Parent,Description\nAlone,,By oneself\n", "throughline code import"),
            ("our codes.tsv", string.Join('\t', Throughline.Workbench.Codebook.CodebookColumns.Own) + "\n1\n", "throughline code import"),
            ("notes.csv", string.Join(',', Throughline.Workbench.Notes.NoteColumns.Own) + "\n1\n", "throughline note import"),
            ("themes.csv", "number,label,central idea\n1,Alone,Nobody near\n", "throughline theme import"),
            ("people.csv", "Participant,Age\nP07,41\n", "throughline participants import"),
            ("survey.csv", "StartDate,EndDate,ResponseId,Q1\nStart Date,End Date,Response ID,How are you?\n\"{\"\"ImportId\"\":\"\"startDate\"\"}\",\"{\"\"ImportId\"\":\"\"endDate\"\"}\",\"{\"\"ImportId\"\":\"\"_recordId\"\"}\",\"{\"\"ImportId\"\":\"\"QID1\"\"}\"\n2025-01-01,2025-01-01,R_1,Well\n", "throughline respondents import"),
            ("shopping.csv", "item,count\nmilk,2\n", "a table with 2 columns"),
        ];
        (string File, string Text)[] plain = [("walk.csv", "A long walk beside the canal\n"), ("list.txt", "item,count\nbread,3\n"), ("talk.csv", "Kim: Hello there.\nPat: Hello to you.\nKim: And goodbye.\n")];

        var report = (await desk.ImportAsync([.. tables.Select(t => File(t.File, t.Text)), .. plain.Select(t => File(t.File, t.Text))])).Value;

        Assert.All(report.Files, f => Assert.Equal("read", f.Status));
        Assert.All(tables.Zip(report.Files), t => Assert.True(t.Second.Warnings is [.., var told] && $"{told.Message} {told.Remedy}".Contains(t.First.Told, StringComparison.Ordinal), $"{t.First.File}: {string.Join(" ", t.Second.Warnings.Select(w => w.Message))}"));
        Assert.All(report.Files.Skip(tables.Length), f => Assert.DoesNotContain(f.Warnings, w => w.Message.Contains("table", StringComparison.Ordinal)));
        Assert.Contains("the only one", await desk.TextAsync("maxqda"), StringComparison.Ordinal);
        using var sheet = new MemoryStream();
        Formats.Tables.Xlsx.Write(sheet, [new("Codes", [new("name"), new("definition")], [["Alone", "By oneself"]])]);
        var refused = Assert.Single((await desk.ImportAsync(new OfferedFile(Guid.CreateVersion7(), "codes.xlsx", sheet.ToArray()))).Value.Files);
        Assert.Contains("throughline code import", Assert.Single(refused.Warnings).Remedy, StringComparison.Ordinal);
    }

    [Theory, Engines]
    public async Task The_same_words_are_noticed_in_the_study_and_within_one_import_whatever_the_file(Engine engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        await desk.ImportOneAsync("Field notes.txt", "We met in the church hall.");

        var report = (await desk.ImportAsync(
            File("copy.txt", "We met in the church hall."), File("windows.txt", "\uFEFFWe met in the church hall."), File("new.txt", "Another day."), File("new again.txt", "Another day."))).Value;

        Assert.Equal(["duplicate", "duplicate", "read", "duplicate"], report.Files.Select(f => f.Status));
        Assert.Equal("Field notes", report.Files[0].Source!.Name);
        Assert.Contains("The same file as Field notes", report.Files[0].Warnings.Single().Message, StringComparison.Ordinal);
        Assert.Contains("The same words as Field notes", report.Files[1].Warnings.Single().Message, StringComparison.Ordinal);
        Assert.Equal("new", report.Files[3].Source!.Name);
        Assert.Equal(2, (await desk.SourcesAsync()).Count);
    }

    [Theory, Engines]
    public async Task A_part_sent_again_after_a_lost_answer_is_answered_as_before_and_brings_nothing_in_twice(Engine engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        OfferedFile[] files = [File("a.txt", "One."), File("b.txt", ""), File("c.txt", "Three.")];
        var import = Guid.CreateVersion7();

        var first = (await desk.Get<ImportFiles>().DoAsync(desk.Study, Desk.Maren, new(import, Each(files)), default)).Value;
        var again = (await desk.Get<ImportFiles>().DoAsync(desk.Study, Desk.Maren, new(import, Each(files)), default)).Value;

        Assert.Single(first.Changes);
        Assert.Empty(again.Changes);
        Assert.Equal(first.Files.Select(f => (f.Id, f.Status, f.Source?.Id)), again.Files.Select(f => (f.Id, f.Status, f.Source?.Id)));
        Assert.Equal(3, (await ReportAsync(desk, import)).Files.Count);
    }

    [Theory, Engines]
    public async Task A_thousand_files_come_in_in_batches_under_one_import_and_go_again_with_one_undo(Engine engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        var import = Guid.CreateVersion7();
        var told = 0;
        var files = Enumerable.Range(1, 1000).Select(n => File($"P{n:0000} interview.txt", $"Interviewer: Who are you?\nP{n:0000}: I am number {n}.\nInterviewer: And why?\nP{n:0000}: Because."));

        var report = (await desk.Get<ImportFiles>().DoAsync(
            desk.Study, Desk.Maren, new(import, Each(files), Progress: new Told(lines => told += lines.Count)), default)).Value;

        Assert.Equal((1000, 1000), (report.Files.Count(f => f.Status == "read"), told));
        Assert.Equal(20, report.Changes.Count);
        Assert.Equal(Enumerable.Range(0, 1000), report.Files.Select(f => f.Position));
        Assert.Equal(1000, (await desk.SourcesAsync()).Count);

        var undone = (await desk.Get<UndoImport>().DoAsync(desk.Study, Desk.Maren, import, default)).Value;

        Assert.Equal((1000, 20), (undone.Sources, undone.Changes.Count));
        Assert.Empty(await desk.SourcesAsync());
        Assert.False((await ReportAsync(desk, import)).Standing);
        Assert.Equal((0, 1000), await desk.LookAsync(async db => (await db.Speakers.CountAsync(), await db.Texts.CountAsync())));
    }

    [Theory, Engines]
    public async Task An_import_that_was_worked_on_is_not_taken_back_and_says_what_stands_on_it(Engine engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        var report = (await desk.ImportAsync(File("a.txt", "One walk."), File("b.txt", "Two walks."))).Value;
        var source = await desk.LookAsync(db => db.Sources.SingleAsync(s => s.Name == "b"));
        var coded = await desk.CodeAsync(source, await desk.CodeAsync("Walking"), 0, 3);

        var conflict = Assert.IsType<Problem.Conflict>((await desk.Get<UndoImport>().DoAsync(desk.Study, Desk.Maren, report.Import, default)).Problem);

        Assert.Contains("b has 1 segment", conflict.Detail, StringComparison.Ordinal);
        Assert.Equal(2, (await desk.SourcesAsync()).Count);
        await desk.UndoAsync(coded.Value.Change!.Number);
        Assert.True((await desk.Get<UndoImport>().DoAsync(desk.Study, Desk.Maren, report.Import, default)).Succeeded);
        Assert.Empty(await desk.SourcesAsync());
    }

    [Theory, Engines]
    public async Task What_was_undone_comes_back_whole_with_redo_and_can_also_be_imported_anew(Engine engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        await desk.ImportOneAsync("P07.vtt", Interview);
        var before = await desk.SourceOfAsync("P07");

        await desk.UndoAsync();
        Assert.Empty(await desk.SourcesAsync());
        await desk.RedoAsync();
        Assert.Equivalent(before.Brief, (await desk.SourceOfAsync("P07")).Brief);
        await desk.UndoAsync();
        Assert.Equal("read", (await desk.ImportOneAsync("P07.vtt", Interview)).Status);
        Assert.Single(await desk.SourcesAsync());
    }

    [Theory, Engines]
    public async Task Cancelled_between_batches_what_was_kept_before_stays(Engine engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        using var stop = new CancellationTokenSource();
        var files = Enumerable.Range(1, 200).Select(n => File($"{n}.txt", $"Number {n}."));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => desk.Get<ImportFiles>().DoAsync(
            desk.Study, Desk.Maren, new(Guid.CreateVersion7(), Each(files), Progress: new Told(_ => stop.Cancel())), stop.Token));

        Assert.Equal(50, (await desk.SourcesAsync()).Count);
    }

    [Theory, Engines]
    public async Task Names_lose_their_folders_and_what_does_not_print_and_are_told_apart(Engine engine)
    {
        await using var desk = await Desk.OpenAsync(engine);

        var report = (await desk.ImportAsync(
            File("../../etc/passwd.txt", "One."), File("C:\\My files\\passwd.txt", "Two."), File("P07\u0000\u0007\n \u202Egnp.txt", "Three."),
            File("..", "Four."), File(new string('x', 5000) + ".txt", "Five."))).Value;

        Assert.Equal(["passwd", "passwd (2)", "P07 gnp", "A file without a name"], report.Files.Take(4).Select(f => f.Source!.Name));
        Assert.InRange(report.Files[4].Source!.Name.Length, 1, OfferedFile.NameLength);
        Assert.DoesNotContain(report.Files, f => f.File.AsSpan().ContainsAny("/\\\0"));
    }

    [Theory, Engines]
    public async Task Channels_of_one_recording_become_one_source_although_they_come_far_apart(Engine engine)
    {
        await using var desk = await Desk.OpenAsync(engine);

        var report = (await desk.ImportAsync(
            File("talk3_doctor.TextGrid", Grid(0, 2, "Good morning, what brings you here?")), File("memo.txt", "Unrelated."),
            File("talk3_patient.TextGrid", Grid(2, 4, "My knee.")), File("talk_1.TextGrid", Grid(0, 1, "One")), File("talk_2.TextGrid", Grid(0, 1, "Two")))).Value;

        Assert.Equal(["read", "read", "read", "read", "read"], report.Files.Select(f => f.Status));
        Assert.Equal(report.Files[0].Source!.Id, report.Files[2].Source!.Id);
        Assert.Equal(("talk3", 2), (report.Files[0].Source!.Name, report.Files[0].Source!.Turns));
        Assert.Equal(["memo", "talk3", "talk_1", "talk_2"], (await desk.SourcesAsync()).Select(s => s.Source.Name).Order(StringComparer.Ordinal));
        await using var original = (await desk.Get<SourceOriginal>().AskAsync(desk.Study, Desk.Maren, "talk3", default)).Value.Bytes;
        await using var zip = new ZipArchive(original);
        Assert.Equal(["talk3_doctor.TextGrid", "talk3_patient.TextGrid"], zip.Entries.Select(e => e.FullName));
    }

    [Fact]
    public async Task Who_may_only_code_brings_nothing_in_and_no_file_is_read()
    {
        await using var desk = await Desk.OpenAsync(Engine.Sqlite);
        var drawn = false;
        IEnumerable<OfferedFile> Drawn() { drawn = true; yield return File("a.txt", "One."); }

        var outcome = await desk.Get<ImportFiles>().DoAsync(desk.Study, new("Idris Kaya", Role.Coder), new(Guid.CreateVersion7(), Each(Drawn())), default);

        Assert.IsType<Problem.NotAllowed>(outcome.Problem);
        Assert.False(drawn);
    }

    [Fact]
    public async Task A_file_beyond_the_limit_is_refused_with_its_size_and_what_to_do()
    {
        await using var desk = await Desk.OpenAsync(Engine.Sqlite);
        var request = new ImportFiles.Request(Guid.CreateVersion7(), Each([File("long.txt", new string('a', 2000)), File("short.txt", "Short.")]))
        {
            Limits = new ReadLimits { FileBytes = 1000 },
        };

        var report = (await desk.Get<ImportFiles>().DoAsync(desk.Study, Desk.Maren, request, default)).Value;

        Assert.Equal(["refused", "read"], report.Files.Select(f => f.Status));
        Assert.Contains("Split it", report.Files[0].Warnings.Single().Remedy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("I", "interviewer"), InlineData("INT", "interviewer"), InlineData("Interviewer 2", "interviewer"), InlineData("Moderator", "interviewer")]
    [InlineData("P07", "participant"), InlineData("R 12", "participant"), InlineData("Ingrid", "other"), InlineData("I. Smith", "other"), InlineData("Paula", "other")]
    public async Task A_name_that_says_who_somebody_is_is_believed(string name, string role)
    {
        await using var desk = await Desk.OpenAsync(Engine.Sqlite);
        await desk.ImportOneAsync("talk.vtt", $"WEBVTT\n\n00:01.000 --> 00:02.000\n<v {name}>Yes.</v>\n\n00:03.000 --> 00:04.000\n<v Somebody>No.</v>\n\n00:05.000 --> 00:06.000\n<v Third>So.</v>\n");

        Assert.Equal(role, (await desk.SourceOfAsync("talk")).Voices.Single(v => v.Speaker.Name == name).Speaker.Role);
    }

    [Fact]
    public async Task Whoever_asks_most_interviews_where_no_name_says_so_and_the_other_takes_part()
    {
        await using var desk = await Desk.OpenAsync(Engine.Sqlite);
        var cues = Enumerable.Range(0, 4).Select(n => $"00:0{n}:01.000 --> 00:0{n}:02.000\n<v Ama Boateng>And then?</v>\n\n00:0{n}:03.000 --> 00:0{n}:04.000\n<v Leo Marsh>Then number {n} happened.</v>\n");

        await desk.ImportOneAsync("talk.vtt", "WEBVTT\n\n" + string.Join('\n', cues));

        Assert.Equal(["interviewer", "participant"], (await desk.SourceOfAsync("talk")).Voices.Select(v => v.Speaker.Role));
    }

    [Fact]
    public async Task Real_transcripts_come_in_with_their_turns()
    {
        if (Fixtures.Folder is not { } folder)
        {
            Assert.Skip("The real files are not beside this checkout.");
            return;
        }
        await using var desk = await Desk.OpenAsync(Engine.Sqlite);
        var files = new[] { "transcripts/teams-2022-no-cue-ids.vtt", "transcripts/zoomGroupStats_meeting001_transcript.vtt", "transcripts/example.srt" }
            .Concat(Directory.EnumerateFiles(Path.Combine(folder, "interviews/primock57"), "day1_consultation01_*.TextGrid").Select(f => Path.GetRelativePath(folder, f)))
            .Concat(Directory.EnumerateFiles(Path.Combine(folder, "interviews/code-review"), "*.txt").Select(f => Path.GetRelativePath(folder, f)))
            .Select(f => new OfferedFile(Guid.CreateVersion7(), f, System.IO.File.ReadAllBytes(Path.Combine(folder, f)))).ToArray();

        var report = (await desk.ImportAsync(files)).Value;

        Assert.All(report.Files, f => Assert.True(f.Status is "read" or "partly", $"{f.File}: {f.Status} {string.Join("; ", f.Warnings)}"));
        Assert.All(report.Files.Take(3), f => Assert.True(f.Source!.Turns > 1, f.File));
        Assert.Single(report.Files.Where(f => f.File.EndsWith(".TextGrid", StringComparison.Ordinal)).Select(f => f.Source!.Id).Distinct());
    }

    private static async Task<ImportReport.Answer> ReportAsync(Desk desk, Guid import) =>
        (await desk.Get<ImportReport>().AskAsync(desk.Study, Desk.Maren, import, default)).Value;

    private static string Grid(int start, int end, string words) => $"""
        File type = "ooTextFile"
        Object class = "TextGrid"

        xmin = 0
        xmax = 10
        tiers? <exists>
        size = 1
        item []:
            item [1]:
                class = "IntervalTier"
                name = "Speaker"
                xmin = 0
                xmax = 10
                intervals: size = 1
                intervals [1]:
                    xmin = {start}
                    xmax = {end}
                    text = "{words}"
        """;

    /// <summary>A Word file whose one part unpacks to a thousand times its size.</summary>
    private static byte[] Bomb()
    {
        using var buffer = new MemoryStream();
        using (var zip = new ZipArchive(buffer, ZipArchiveMode.Create, leaveOpen: true))
        {
            using (var types = new StreamWriter(zip.CreateEntry("[Content_Types].xml").Open()))
                types.Write("<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Override PartName=\"/word/document.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/></Types>");
            using var part = zip.CreateEntry("word/document.xml", CompressionLevel.SmallestSize).Open();
            var blank = new byte[1 << 20];
            Array.Fill(blank, (byte)' ');
            for (var i = 0; i < 64; i++) part.Write(blank);
        }
        return buffer.ToArray();
    }

    private sealed class Told(Action<IReadOnlyList<ImportedLine>> tell) : IProgress<IReadOnlyList<ImportedLine>>
    {
        public void Report(IReadOnlyList<ImportedLine> value) => tell(value);
    }
}

/// <summary>Real files, where they lie beside the checkout.</summary>
internal static class Fixtures
{
    public static string? Folder { get; } = Find();

    /// <summary>The bytes of one; a test that needs one that is absent is skipped.</summary>
    public static byte[] Read(string name)
    {
        if (Folder is not { } folder || !System.IO.File.Exists(Path.Combine(folder, name))) Assert.Skip($"The fixture {name} is not beside the checkout.");
        return System.IO.File.ReadAllBytes(Path.Combine(Folder!, name));
    }

    private static string? Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (Directory.Exists(Path.Combine(folder.FullName, "shared", "fixtures"))) return Path.Combine(folder.FullName, "shared", "fixtures");
        return null;
    }
}
