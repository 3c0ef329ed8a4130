using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Throughline.Formats.Datasets;
using Throughline.Formats.RefiQda;
using Throughline.Workbench.Access;
using Throughline.Workbench.Interchange;
using Throughline.Workbench.Interchange.Datasets;
using Throughline.Workbench.Notes;
using Throughline.Workbench.Participants;
using Throughline.Workbench.Respondents;
using Throughline.Workbench.Shared;
using Throughline.Workbench.Sources;

namespace Throughline.Workbench.Tests.Interchange;

public sealed class DatasetTests : IDisposable
{
    private const string Words = "Interviewer: Zoë 🌱, what was it like?\nP07: =No. I told Anna no.\n\tShe went.";
    private readonly string folder = Directory.CreateTempSubdirectory("throughline-data-").FullName;

    private static async Task<Desk> StudyAsync(Engine engine)
    {
        var desk = await Desk.OpenAsync(engine);
        await desk.SourceAsync("Visit: 1/2", Words);
        foreach (var code in new[] { "Limits", "Refusing" }) await desk.CodeAsync(code);
        var rows = new[] { ("=No. I told Anna no.", "Refusing"), ("I told Anna", "Limits"), ("🌱, what", "Limits"), ("went.", "Refusing") }.Select((r, i) => new Throughline.Workbench.Coding.ImportSegments.Row($"row {i}", "Visit: 1/2", r.Item2, r.Item1)).ToList();
        Assert.Equal(4, (await desk.Get<Throughline.Workbench.Coding.ImportSegments>().DoAsync(desk.Study, Desk.Maren, rows, default)).Value.Value.Added);
        return desk;
    }

    [Theory, Engines]
    public async Task Tables_have_positions_in_code_points_of_the_texts_beside_them_also_with_pseudonyms(Engine engine)
    {
        await using var desk = await StudyAsync(engine);
        foreach (var pseudonyms in new[] { Array.Empty<Pseudonym>(), [new("Anna", "Mrs B"), new("Zoë", "Y")] })
        {
            var data = (await desk.Get<DataOfStudy>().AskAsync(desk.Study, Desk.Maren, new() { Pseudonyms = pseudonyms }, default)).Value;
            var table = data.Tables.Single(t => t.Name == "segments");
            int At(string name) => table.Columns.Select(c => c.Name).ToList().IndexOf(name);
            var (path, text) = Assert.Single(data.Texts);
            Assert.Equal(("texts/Visit- 1-2.txt", pseudonyms.Length == 0), (path, text.Contains("Anna", StringComparison.Ordinal)));
            var runes = text.EnumerateRunes().Select(r => r.ToString()).ToList();
            Assert.All(table.Rows, r => Assert.Equal(r[At("text")], string.Concat(runes[(int)r[At("start")]!..(int)r[At("end")]!])));
        }
        var matrix = (await desk.Get<DataOfStudy>().AskAsync(desk.Study, Desk.Maren, new(), default)).Value.Tables.Single(t => t.Name == "matrix_code_code");
        Assert.Equal([["Limits", 2, 1], ["Refusing", 1, 2]], matrix.Rows);

        var taken = new RecordTakenOut.Request(Guid.CreateVersion7(), new("data", "statistics", "1 source", new(2, 1, 0, 4, 0, 0, 0, 0, 0, 0, 0), [new("Participants", "P09 withdrew")]), "study.zip");
        for (var sent = 0; sent < 2; sent++) Assert.True((await desk.Get<RecordTakenOut>().DoAsync(desk.Study, Desk.Idris, taken, default)).Succeeded);
        var line = Assert.Single((await desk.Get<ExchangesOfStudy>().AskAsync(desk.Study, Desk.Maren, default)).Value);
        Assert.Equal(("out", "study.zip", "statistics", Desk.Idris.Name), (line.Direction, line.File, line.Program, line.By));
        Assert.Equal(4, (await desk.Get<ExchangesOfStudy>().ReportAsync(desk.Study, Desk.Maren, line.Id, default)).Value.Read.Codings);
        Assert.Equal("took out data as study.zip: 1 source", await desk.LookAsync(db => db.Changes.Where(c => c.StudyId == desk.Study).OrderByDescending(c => c.Number).Select(c => c.Summary).FirstAsync()));
    }

    [Fact]
    public async Task Of_very_many_codes_each_by_each_holds_those_with_the_most_segments_and_says_so()
    {
        await using var desk = await Desk.OpenAsync(Engine.Sqlite);
        RefiGuid Id(int kind, int number) => new(new Guid(kind, (short)number, 0, [0, 0, 0, 0, 0, 0, 0, 9]));
        var codes = Enumerable.Range(0, 1100).Select(n => new RefiCode(Id(1, n), $"Code {n:0000}")).ToList();
        var coded = new RefiTextSelection(Id(2, 0), 0, 3) { Codings = [new(Id(3, 0), Id(1, 1099), null, null)] };
        var project = new RefiProject { Name = "Many", Codes = codes, Sources = [new RefiTextSource(Id(4, 0)) { Name = "P07", Text = "Not today.", Selections = [coded] }] };
        Assert.True((await desk.Get<ImportProject>().DoAsync(desk.Study, Desk.Maren, new(Guid.CreateVersion7(), new("many.qdpx", project), ExchangeChoices.None), default)).Succeeded);

        var data = (await desk.Get<DataOfStudy>().AskAsync(desk.Study, Desk.Maren, new(), default)).Value;
        var matrix = data.Tables.Single(t => t.Name == "matrix_code_code");
        Assert.Equal((1001, 1000, 1100), (matrix.Columns.Count, matrix.Rows.Count(), data.Tables.Single(t => t.Name == "codes").Rows.Count()));
        Assert.Equal(("Code 1099", 1), (matrix.Rows.Last()[0], matrix.Rows.Last()[1000]));
        Assert.Contains("1,100 codes", Assert.Single(data.Remarks).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_scripts_load_what_was_written_and_find_every_segment_where_its_positions_say()
    {
        await using var desk = await StudyAsync(Engine.Sqlite);
        var data = (await desk.Get<DataOfStudy>().AskAsync(desk.Study, Desk.Maren, new(), default)).Value;
        DatasetWriter.Write(data, path =>
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(folder, path))!);
            return File.Create(Path.Combine(folder, path));
        });
        Assert.Contains("'=No", File.ReadAllText(Path.Combine(folder, "csv/segments.csv")), StringComparison.Ordinal);
        Assert.DoesNotContain("Not in it", File.ReadAllText(Path.Combine(folder, "README.md")), StringComparison.Ordinal);
        Assert.Contains("\"text\":\"=No", File.ReadAllText(Path.Combine(folder, "json/segments.jsonl")), StringComparison.Ordinal);
        var ran = 0;
        foreach (var (program, script) in new[] { ("python3", "load.py"), ("Rscript", "load.R") })
        {
            if (Run(program, script) is not { } said) continue;
            ran++;
            Assert.Contains("checked 4 segments, 0 elsewhere", said, StringComparison.Ordinal);
        }
        Assert.SkipWhen(ran == 0, "Neither python3 nor Rscript is here.");
    }

    [Fact]
    public async Task Scales_are_scored_bands_told_things_named_and_no_name_of_the_list_stands_anywhere()
    {
        await using var desk = await StudyAsync(Engine.Sqlite);
        var (first, second, score) = (Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7());
        var source = await desk.SourceAsync("Visit: 1/1", "Anna came.");
        await desk.CodeAsync(source, await desk.CodeAsync("As Anna says"), 0, 4);
        var segment = Assert.Single(await desk.SegmentsAsync(source));
        Assert.True((await desk.Get<WriteNote>().DoAsync(desk.Study, Desk.Maren, new(Guid.CreateVersion7(), Note.Analytic, new(NoteOn.Segment, segment.Id.ToString()), "", "Of Anna."), default)).Succeeded);
        Assert.True((await desk.Get<StudyStore>().ChangeAsync<Nothing>(desk.Study, Desk.Maren, Right.EditStudy, scope =>
        {
            foreach (var (id, name, at) in new[] { (first, "a_1", 1), (second, "a_2", 2), (score, "A", 3) })
                scope.Add(new Variable { Id = id, Name = name, NameKey = NameKey.Of(name), Label = $"As Anna asked {name}", Kind = Variable.Number, Position = at });
            scope.Add(new Throughline.Workbench.Questionnaires.Scale { Id = Guid.CreateVersion7(), Name = "A", NameKey = "a", VariableId = score, Items = ScaleParts.Written([new(first, false), new(second, true)]), ItemLeast = 1, ItemMost = 5 });
            scope.Add(new Band { Id = Guid.CreateVersion7(), VariableId = score, Name = "high", From = 6 });
            foreach (var (code, values) in new[] { ("R10", $$"""{"{{first}}":"5","{{second}}":"1"}"""), ("R2", $$"""{"{{first}}":"1","{{second}}":"4"}""") })
                scope.Add(new Respondent { Id = Guid.CreateVersion7(), Code = code, CodeKey = NameKey.Of(code), Values = values, AddedAt = scope.Now });
            scope.Record("Answer", "answered");
            return Task.FromResult<Outcome<Nothing>>(default(Nothing));
        }, default)).Succeeded);

        var data = (await desk.Get<DataOfStudy>().AskAsync(desk.Study, Desk.Maren, new() { Pseudonyms = [new("Anna", "Mrs B"), new(Desk.Maren.Name, "MH")] }, default)).Value;

        DataTable Table(string name) => data.Tables.Single(t => t.Name == name);
        Assert.Equal([["R2", 1.0, 4.0, 3.0, null], ["R10", 5.0, 1.0, 10.0, "high"]], Table("respondents").Rows.Select(r => (object?[])[r[1], .. r.Skip(4)]));
        Assert.Equal("As Mrs B asked A | The sum of a_1, a_2 reversed", Table("respondents").Columns.Single(c => c.Name == "A").Meaning);
        Assert.Equal(["Visit: 1/1", "Visit: 1/2"], Table("sources").Rows.Select(r => r[1]));
        Assert.Equal(("Visit: 1/1", "MH"), (Table("segments").Rows.First()[2], Table("segments").Rows.First()[5]));
        Assert.Equal("As Mrs B says", Assert.Single(Table("notes").Rows)[7]);
        Assert.DoesNotContain(data.Tables.SelectMany(t => t.Rows.SelectMany(r => r.Select(c => c as string)).Concat(t.Columns.Select(c => c.Name + c.Meaning))), words => words?.Contains("Anna", StringComparison.Ordinal) == true);
    }

    [Theory, Engines]
    public async Task A_deposit_holds_those_who_agreed_under_their_codes_with_a_data_list(Engine engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        await InterviewedAsync(desk, "P07", "Ayesha Khan", archive: true);
        await InterviewedAsync(desk, "P08", "Ben Stone", archive: null);
        await InterviewedAsync(desk, "P09", "Cara Dean", archive: false);
        var deposit = (await desk.Get<DepositOfStudy>().AskAsync(desk.Study, Desk.Maren, new() { Pseudonyms = [new("Leeds", "[city]")] }, default)).Value;
        var files = new Dictionary<string, MemoryStream>();
        deposit.Write(path => files[path] = new());
        string Of(string path) => System.Text.Encoding.UTF8.GetString(files[path].ToArray()).Replace("\r\n", "\n", StringComparison.Ordinal);

        Assert.Equal(["data list.csv", "data list.xlsx", "documentation/codebook.csv", "documentation/codebook.xlsx", "readme.txt", "transcripts/int001_P07.txt"], files.Keys.Order(StringComparer.Ordinal));
        Assert.Equal($"""
            Study: {deposit.Title}
            Interview: int001
            Participant: P07
            Gender: female
            ------------------------------------------------------------

            Interviewer: So, P07, how is [city]?

            P07: Fine, Interviewer.

            """, Of("transcripts/int001_P07.txt"));
        Assert.Contains("int001,int001_P07.txt,P07", Of("data list.csv"), StringComparison.Ordinal);
        Assert.Contains("Only participants who agreed to archiving", Of("readme.txt"), StringComparison.Ordinal);
        Assert.DoesNotContain(new[] { "P08", "P09" }, code => Of("readme.txt").Contains(code, StringComparison.Ordinal));
        Assert.Contains(deposit.Left, l => l.Message.Contains("P08 has not agreed to archiving", StringComparison.Ordinal));
        Assert.Contains(deposit.Left, l => l.Message.Contains("P09 said no to “archive”", StringComparison.Ordinal));
        Assert.DoesNotContain(files.Keys, f => f.Contains("Khan", StringComparison.Ordinal) || Of(f).Contains("Ayesha", StringComparison.Ordinal));
        Assert.Empty(deposit.Remarks);

        deposit = (await desk.Get<DepositOfStudy>().AskAsync(desk.Study, Desk.Maren, new() { Pseudonyms = [new("P07", "Anna"), new("Leed", "York")] }, default)).Value;
        files.Clear();
        deposit.Write(path => files[path] = new());
        Assert.Contains("transcripts/int001_Anna.txt", files.Keys);
        Assert.DoesNotContain(files.Keys, f => Of(f).Contains("P07", StringComparison.Ordinal));
        Assert.Equal(["“Leeds” only begins with a name of the list", "Anna: this reads like a name"], deposit.Remarks.Select(r => r.Message.Split(',')[0]));
    }

    [Fact]
    public async Task Whatever_a_study_holds_its_segments_stand_where_the_tables_say()
    {
        await using var desk = await Desk.OpenAsync(Engine.Sqlite);
        for (var seed = 1; seed <= 8; seed++)
        {
            var study = await RandomStudy.MakeAsync(desk, seed);
            var data = (await desk.Get<DataOfStudy>().AskAsync(study, Desk.Maren, new() { Purpose = ExportWishes.Analysis, Pseudonyms = [new("work", "𝒳𝒳"), new("no", "")] }, default)).Value;
            var files = data.Texts.ToDictionary(t => t.Path, t => t.Text.EnumerateRunes().Select(r => r.ToString()).ToList());
            var (sources, segments) = (data.Tables.Single(t => t.Name == "sources"), data.Tables.Single(t => t.Name == "segments"));
            var fileOf = sources.Rows.ToDictionary(r => (string)r[0]!, r => (string?)r[3]);
            Assert.All(segments.Rows, r => Assert.Equal(r[8], fileOf[(string)r[1]!] is { } file ? string.Concat(files[file][(int)r[6]!..(int)r[7]!]) : ""));
            Assert.All(data.Tables, t => Assert.All(t.Rows, r => Assert.Equal(t.Columns.Count, r.Count)));
        }
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private string? Run(string program, string script)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, script) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true })!;
            var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
            process.WaitForExit();
            return output.Result + errors.Result;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    private static async Task InterviewedAsync(Desk desk, string code, string name, bool? archive)
    {
        const string asked = "So, Ayesha Khan, how is Leeds?", answered = "Fine, Maren Holt.";
        var source = await desk.SourceAsync($"Visit to {code}", $"{asked}\n{answered}", new([new(1, 0, asked.Length, 0, 900, []), new(2, asked.Length + 1, asked.Length + 1 + answered.Length, 1000, 2000, [])], []));
        var done = await desk.Get<StudyStore>().ChangeAsync<Nothing>(desk.Study, Desk.Maren, Right.EditStudy, scope =>
        {
            var person = scope.Add(new Participant { Id = Guid.CreateVersion7(), Name = code, NameKey = NameKey.Of(code), Values = "{\"Gender\":\"female\"}" });
            scope.Add(new Speaker { Id = Guid.CreateVersion7(), SourceId = source.Id, Number = 1, Name = "Maren Holt", NameInFile = "Maren Holt", Role = Speaker.Interviewer });
            scope.Add(new Speaker { Id = Guid.CreateVersion7(), SourceId = source.Id, Number = 2, Name = name, NameInFile = name, Role = Speaker.InParticipant, ParticipantId = person.Id });
            if (archive is { } given) scope.Add(new Consent { Id = Guid.CreateVersion7(), ParticipantId = person.Id, Use = Consent.Archive, Given = given, At = scope.Now });
            scope.Record("Fill", "filled");
            return Task.FromResult<Outcome<Nothing>>(default(Nothing));
        }, default);
        Assert.True(done.Succeeded, done.Problem?.Detail);
    }
}
