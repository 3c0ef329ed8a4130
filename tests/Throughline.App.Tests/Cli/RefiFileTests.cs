namespace Throughline.App.Tests.Cli;

public sealed class RefiFileTests : IDisposable
{
    private const string Code = "00000000-0000-4000-8000-000000000001";
    private readonly DataDirectory desk = new();

    private string Project(string file, string code, string attributes = "") => desk.Write(file,
        $"<Project xmlns='urn:QDA-XML:project:1.0' name='p' {attributes}><CodeBook><Codes><Code guid='{Code}' name='{code}' isCodable='true'/></Codes></CodeBook></Project>");

    [Fact]
    public async Task Diff_ends_with_0_for_the_same_and_5_with_what_differs()
    {
        var (one, other) = (Project("a.qde", "Stress"), Project("b.qde", "Strain"));
        Assert.Empty((await desk.JsonAsync(0, "diff", one, one)).GetProperty("differences").EnumerateArray());
        var difference = Assert.Single((await desk.JsonAsync(5, "diff", one, other)).GetProperty("differences").EnumerateArray());
        Assert.Equal(("codes", "name", "Stress", "Strain"), (difference.GetProperty("kind").GetString(), difference.GetProperty("field").GetString(),
            difference.GetProperty("first").GetString(), difference.GetProperty("second").GetString()));
        Assert.False(Directory.Exists(desk.Data));
    }

    [Fact]
    public async Task Validate_ends_with_0_for_a_valid_file_and_3_with_findings_or_a_refusal()
    {
        Assert.True((await desk.JsonAsync(0, "validate", Project("a.qde", "Stress"))).GetProperty("valid").GetBoolean());
        var wrong = await desk.JsonAsync(3, "validate", Project("b.qde", "Stress", "flavour='sweet'"));
        Assert.Equal("error", Assert.Single(wrong.GetProperty("findings").EnumerateArray()).GetProperty("severity").GetString());
        Assert.Contains("web page", (await desk.RunAsync("validate", desk.Write("c.qdpx", "<!doctype html><html>"))).Errors, StringComparison.Ordinal);
        await desk.JsonAsync(3, "validate", desk.Write("d.qdpx", "<!doctype html><html>"));
        await desk.JsonAsync(4, "validate", "nowhere.qdpx");
    }

    [Fact]
    public async Task A_database_that_is_none_is_refused_before_a_study_is_begun()
    {
        Assert.Contains("no database", (await desk.RunAsync("import", desk.Write("p.sqlite3", "words"), "--new", "Visits")).Errors, StringComparison.Ordinal);
        var folder = Path.GetDirectoryName(desk.Write("Visits.qda/data.qda", "SQLite format 3\0"))!;
        await desk.JsonAsync(3, "import", folder, "--new", "Visits");
        Assert.Empty((await desk.JsonAsync(0, "study", "list")).EnumerateArray());
    }

    [Fact]
    public async Task Data_go_into_a_new_folder_and_never_among_other_files()
    {
        await desk.JsonAsync(0, "import", Project("a.qde", "Stress"), "--new", "Visits");
        var folder = Path.Combine(Path.GetDirectoryName(desk.Data)!, "out");
        Assert.True((await desk.JsonAsync(0, "export", "--study", "Visits", "--as", "data", "--to", folder)).GetProperty("files").GetInt32() > 20);
        Assert.Contains("Stress", await File.ReadAllTextAsync(Path.Combine(folder, "csv", "codes.csv")), StringComparison.Ordinal);
        var refused = await desk.RunAsync("import", desk.Write("laughs.qde", "<!DOCTYPE p [<!ENTITY a 'ha'>]><Project name='&a;'/>"), "--study", "Visits");
        Assert.Equal(3, refused.Exit);
        Assert.Contains("laughs.qde", refused.Errors, StringComparison.Ordinal);
        var codebook = Path.Combine(Path.GetDirectoryName(desk.Data)!, "codes.qdc");
        Assert.Equal(1, (await desk.JsonAsync(0, "code", "export", "--study", "Visits", "--to", codebook)).GetProperty("codes").GetInt32());
        Assert.Contains((await desk.JsonAsync(0, "history", "list", "--study", "Visits")).EnumerateArray(), c => c.GetProperty("summary").GetString()!.StartsWith("took out the codebook as codes.qdc: 1 code", StringComparison.Ordinal));
        await desk.JsonAsync(5, "export", "--study", "Visits", "--as", "archive-layout", "--to", folder);
        await desk.JsonAsync(0, "export", "--study", "Visits", "--as", "archive-layout", "--to", $"{folder}.zip");
    }

    [Fact]
    public async Task Single_conflicts_are_settled_by_the_keys_that_a_dry_run_names()
    {
        const string Other = "00000000-0000-4000-8000-000000000002";
        string Two(string file, string end) => desk.Write(file,
            $"<Project xmlns='urn:QDA-XML:project:1.0' name='p'><CodeBook><Codes><Code guid='{Code}' name='Stress{end}' isCodable='true'/><Code guid='{Other}' name='Strain{end}' isCodable='true'/></Codes></CodeBook></Project>");
        await desk.JsonAsync(0, "import", Two("a.qde", ""), "--new", "Visits");
        foreach (var name in new[] { "Stress", "Strain" }) await desk.JsonAsync(0, "code", "rename", name, $"{name} here", "--study", "Visits");
        var there = Two("b.qde", " there");
        Assert.Contains($"here “Stress here”, there “Stress there” (Code:{Code})", (await desk.RunAsync("import", there, "--study", "Visits", "--dry-run")).Output, StringComparison.Ordinal);
        await desk.JsonAsync(5, "import", there, "--study", "Visits", "--theirs", $"Code:{Code}");
        await desk.JsonAsync(0, "import", there, "--study", "Visits", "--theirs", $"Code:{Code}", "--ours", $"Code:{Other}");
        Assert.Equal(["Strain here", "Stress there"], (await desk.JsonAsync(0, "code", "list", "--study", "Visits")).EnumerateArray().Select(c => c.GetProperty("name").GetString()).Order(StringComparer.Ordinal));
    }

    public void Dispose() => desk.Dispose();
}
