using System.Globalization;
using System.CommandLine;
using System.Text.Json;
using Throughline.App.Shell;

namespace Throughline.App.Tests.Cli;

public sealed class CommandTests : IDisposable
{
    private const string Study = "Link workers";
    private const string Interview = "WEBVTT\n\n00:00:01.000 --> 00:00:05.000\n<v Interviewer>What was it like? 🌱</v>\n\n00:00:05.000 --> 00:00:09.000\n<v P07>I was the only one there.</v>\n";

    private readonly DataDirectory desk = new();

    [Fact]
    public async Task What_the_command_line_does_not_know_ends_with_2_and_says_so()
    {
        var unknown = await desk.RunApartAsync("codify");
        var missing = await desk.RunApartAsync("source", "list", "--json");
        Assert.Equal((2, 2), (unknown.Exit, missing.Exit));
        Assert.Equal("", unknown.Output);
        Assert.Contains("--study", JsonDocument.Parse(missing.Output).RootElement.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Contains("--study", missing.Errors, StringComparison.Ordinal);
        Assert.False(Directory.Exists(desk.Data));
    }

    [Fact]
    public void Every_word_of_the_command_line_is_said_once_and_described() => Assert.Empty(Wrong(CommandLine.Build(), []));

    private static IEnumerable<string> Wrong(Command command, IReadOnlyList<Option> from)
    {
        IReadOnlyList<Option> heard = [.. from, .. command.Options];
        foreach (var (name, times) in heard.SelectMany(o => o.Aliases.Prepend(o.Name)).Concat(command.Subcommands.SelectMany(c => c.Aliases.Prepend(c.Name))).CountBy(n => n))
            if (times > 1) yield return $"{command.Name} knows {times} things as {name}";
        foreach (var said in (IEnumerable<Symbol>)[command, .. command.Options, .. command.Arguments])
            if (string.IsNullOrWhiteSpace(said.Description)) yield return $"{command.Name}: {said.Name} is not described";
        foreach (var wrong in command.Subcommands.SelectMany(c => Wrong(c, [.. heard.Where(o => o.Recursive)]))) yield return wrong;
    }

    [Fact]
    public async Task A_study_is_begun_listed_shown_and_deleted_with_undo()
    {
        var made = await desk.JsonAsync(0, "study", "create", Study);
        var id = made.GetProperty("id").GetGuid();
        Assert.Equal(Study, made.GetProperty("name").GetString());
        Assert.Equal(id, Assert.Single((await desk.JsonAsync(0, "study", "list")).EnumerateArray()).GetProperty("id").GetGuid());
        Assert.Equal(id, (await desk.JsonAsync(0, "study", "show", Study)).GetProperty("id").GetGuid());
        await desk.JsonAsync(0, "study", "delete", Study);
        Assert.Empty((await desk.JsonAsync(0, "study", "list")).EnumerateArray());
        await desk.JsonAsync(0, "history", "undo", "--study", $"{id}");
        Assert.Single((await desk.JsonAsync(0, "study", "list")).EnumerateArray());
    }

    [Fact]
    public async Task What_is_not_there_ends_with_4_and_is_named()
    {
        var ran = await desk.RunAsync("source", "list", "--study", "Nobody’s");
        Assert.Equal(4, ran.Exit);
        Assert.Contains("Nobody’s", ran.Errors, StringComparison.Ordinal);
        Assert.Equal("", ran.Output);
        var error = await desk.JsonAsync(4, "study", "show", "Nobody’s");
        Assert.NotEqual("", error.GetProperty("error").GetString());
    }

    [Fact]
    public async Task Imported_files_are_reported_one_by_one_and_the_same_file_is_noticed()
    {
        await desk.RunAsync("study", "create", Study);
        var report = await desk.JsonAsync(0, "import", desk.Write("P07.vtt", Interview), desk.Write("again.vtt", Interview), desk.Write("empty.txt", ""), "nowhere.txt",
            desk.Write("coded.csv", "Document name;Code;Segment\nP07;Alone;the only one\n"), "--study", Study);
        var files = report.EnumerateArray().ToList();
        Assert.Equal(["P07.vtt", "again.vtt", "empty.txt", "nowhere.txt", "coded.csv"], files.Select(f => f.GetProperty("file").GetString()));
        Assert.Contains("throughline segment import", files[4].GetProperty("warnings")[0].GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Equal(["read", "duplicate", "refused", "refused", "read"], files.Select(f => f.GetProperty("status").GetString()));
        var source = files[0].GetProperty("source");
        var text = await TextAsync("P07");
        Assert.Equal(("P07", "transcript", 2), (source.GetProperty("name").GetString(), source.GetProperty("kind").GetString(), source.GetProperty("turns").GetInt32()));
        Assert.Equal(text.EnumerateRunes().Count(), source.GetProperty("length").GetInt32());
        Assert.Equal(["Interviewer", "P07"], source.GetProperty("speakers").EnumerateArray().Select(s => s.GetString()).Order());
        var warning = files[2].GetProperty("warnings").EnumerateArray().First();
        Assert.NotEqual(("", ""), (warning.GetProperty("place").GetString(), warning.GetProperty("message").GetString()));
    }

    [Fact]
    public async Task An_import_of_which_nothing_could_be_read_ends_with_3()
    {
        await desk.RunAsync("study", "create", Study);
        var report = await desk.JsonAsync(3, "import", desk.Write("empty.txt", ""), "--study", Study);
        Assert.Equal("refused", Assert.Single(report.EnumerateArray()).GetProperty("status").GetString());
    }

    [Fact]
    public async Task Positions_are_code_points_of_the_printed_text()
    {
        await WithInterviewAsync();
        var text = await TextAsync("P07");
        var start = text[..text.IndexOf("the only one", StringComparison.Ordinal)].EnumerateRunes().Count();
        var added = await desk.JsonAsync(0, "segment", "add", "--study", Study, "--source", "P07", "--code", "Alone", "--start", $"{start}", "--end", $"{start + 12}");
        Assert.Equal(("the only one", start, start + 12), (added.GetProperty("text").GetString(), added.GetProperty("start").GetInt32(), added.GetProperty("end").GetInt32()));
        var listed = Assert.Single((await desk.JsonAsync(0, "segment", "list", "--study", Study)).EnumerateArray());
        foreach (var field in new[] { "id", "source", "code", "start", "end", "text", "coder" })
            Assert.Equal(added.GetProperty(field).ToString(), listed.GetProperty(field).ToString());
        var refused = await desk.RunAsync("segment", "add", "--study", Study, "--source", "P07", "--code", "Alone", "--start", "5", "--end", "100000");
        Assert.Equal(3, refused.Exit);
        var written = Assert.Single((await desk.JsonAsync(0, "segment", "export", "--study", Study)).EnumerateArray());
        Assert.Equal("the only one", written.GetProperty("text").GetString());
        var table = desk.Write("old.csv", "");
        await File.WriteAllBytesAsync(table, System.Text.Encoding.Latin1.GetBytes("source,code,quote\nP07,Alone,the only one\nP07,Alone,at the caf\u00E9\n"));
        var brought = await desk.RunAsync("segment", "import", table, "--study", Study);
        Assert.Contains("0 segments added, 1 there already, 1 row not taken or with a warning, 1 remark on the file", brought.Output, StringComparison.Ordinal);
        Assert.Equal((2, 1), ((await desk.JsonAsync(0, "segment", "import", table, "--study", Study)) is var told ? told.GetProperty("warnings").GetArrayLength() : 0, told.GetProperty("remarks").GetInt32()));
        await desk.JsonAsync(0, "segment", "remove", listed.GetProperty("id").GetString()!, "--study", Study);
        await desk.JsonAsync(4, "segment", "remove", listed.GetProperty("id").GetString()!, "--study", Study);
        Assert.Empty((await desk.JsonAsync(0, "segment", "list", "--study", Study)).EnumerateArray());
    }

    [Fact]
    public async Task Codes_are_merged_and_the_last_act_is_undone_without_naming_it()
    {
        await WithInterviewAsync();
        var second = await desk.JsonAsync(0, "code", "add", "By myself", "--study", Study);
        Assert.Equal(("By myself", JsonValueKind.Null), (second.GetProperty("name").GetString(), second.GetProperty("parent").ValueKind));
        await desk.JsonAsync(0, "segment", "add", "--study", Study, "--source", "P07", "--code", "By myself", "--start", "0", "--end", "4", "--actor", "Kim");
        Assert.Equal(second.GetProperty("id").GetGuid(), (await desk.JsonAsync(0, "code", "export", "--study", Study)).EnumerateArray().Last().GetProperty("id").GetGuid());
        await desk.JsonAsync(0, "code", "merge", "By myself", "--into", "Alone", "--study", Study);
        Assert.Equal("Alone", Assert.Single((await desk.JsonAsync(0, "code", "list", "--study", Study)).EnumerateArray()).GetProperty("name").GetString());
        await desk.JsonAsync(0, "history", "undo", "--study", Study);
        Assert.Equal(2, (await desk.JsonAsync(0, "code", "list", "--study", Study)).GetArrayLength());
        var changes = (await desk.JsonAsync(0, "history", "list", "--study", Study)).EnumerateArray().ToList();
        Assert.Contains(changes, c => c.GetProperty("verb").GetString() == "MergeCodes");
        Assert.Contains(changes, c => c.GetProperty("verb").GetString() == "ApplyCode" && c.GetProperty("actor").GetString() == "Kim");
        Assert.All(changes, c => Assert.True(c.GetProperty("id").GetInt64() > 0 && c.GetProperty("actor").GetString()!.Length > 0 && c.GetProperty("at").GetDateTimeOffset().Year > 2000));
    }

    [Fact]
    public async Task The_demonstration_is_whole_and_says_that_it_is_synthetic()
    {
        var demo = await desk.RunApartAsync("demo");
        Assert.True(demo.Exit == 0, demo.Errors);
        Assert.Contains("synthetic", demo.Output, StringComparison.OrdinalIgnoreCase);
        var study = Assert.Single((await desk.JsonAsync(0, "study", "list")).EnumerateArray()).GetProperty("id").GetString()!;
        var kinds = (await desk.JsonAsync(0, "source", "list", "--study", study)).EnumerateArray().CountBy(s => s.GetProperty("kind").GetString() == "answers").ToDictionary();
        Assert.Equal((20, 2), (kinds[false], kinds[true]));
        Assert.Equal(342, (await desk.JsonAsync(0, "respondents", "list", "--study", study)).GetProperty("total").GetInt32());
        var rows = (await desk.JsonAsync(0, "respondents", "export", "--study", study)).EnumerateArray().ToList();
        Assert.Equal((342, JsonValueKind.Object), (rows.Count, rows[0].GetProperty("values").ValueKind));
        var table = Path.Combine(desk.Data, "respondents.csv");
        Assert.Equal(342, (await desk.JsonAsync(0, "respondents", "export", "--study", study, "--to", table)).GetProperty("respondents").GetInt32());
        Assert.Equal(343, (await File.ReadAllLinesAsync(table)).Count(l => l.StartsWith("id,may_contact", StringComparison.Ordinal) || l.StartsWith('R')));
        Assert.Equal(20, (await desk.JsonAsync(0, "sample", "show", "--study", study)).GetProperty("picked").GetArrayLength());
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");
        Assert.Matches(@"Mean distance 0\.\d+, smallest 0\.\d+", (await desk.RunAsync("sample", "show", "--study", study)).Output);
        var check = await desk.RunAsync("check");
        Assert.Equal((0, ""), (check.Exit, check.Output));
    }

    private async Task WithInterviewAsync()
    {
        await desk.RunAsync("study", "create", Study);
        await desk.JsonAsync(0, "import", desk.Write("P07.vtt", Interview), "--study", Study);
        await desk.JsonAsync(0, "code", "add", "Alone", "--study", Study);
    }

    private async Task<string> TextAsync(string source)
    {
        var ran = await desk.RunApartAsync("source", "text", source, "--study", Study);
        Assert.Equal(0, ran.Exit);
        return ran.Output;
    }

    public void Dispose() => desk.Dispose();
}
