using System.IO.Compression;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Playwright;

namespace Throughline.App.Tests.Browser;

/// <summary>A study from its name to its report, on the executable as a person starts it, which is then killed while coding goes on.</summary>
public sealed class JourneyTests(TestBrowser browser) : IAsyncLifetime
{
    private static readonly string Interviews = Path.Combine(AppContext.BaseDirectory, "samples", "link-workers", "interviews");

    private readonly string folder = Directory.CreateTempSubdirectory("throughline-journey-").FullName;
    private ServerProcess server = null!;
    private IPage page = null!;
    private int station;

    public async ValueTask InitializeAsync()
    {
        server = new(folder, TestServer.FreePort());
        await server.StartAsync();
    }

    [Fact]
    public async Task From_two_transcripts_to_a_report_and_nothing_is_lost_when_the_server_is_killed()
    {
        page = await browser.OpenAsync(server.Address, ServerProcess.Token);
        var study = await BeginAsync("Staying or leaving");
        await ImportAsync(study);
        await CodeTenAsync(study);
        await MergeAsync(study);
        await GatherAsync(study);
        await ReportAsync(study);
        await CodeThroughAKillAsync(study);

        var segments = await SegmentsAsync(study);
        Assert.Equal(15, segments.Count);
        Assert.Equal(15, segments.Select(s => s.GetProperty("id").GetGuid()).Distinct().Count());
        Assert.Equal(15, segments.Select(s => (s.GetProperty("source").GetGuid(), s.GetProperty("start").GetInt32(), s.GetProperty("code").GetGuid())).Distinct().Count());
        server.Kill();
        var check = await Executable.RunAsync(folder, "check");
        Assert.True(check.Exit == 0, check.Output + check.Errors);
    }

    private async Task<string> BeginAsync(string name)
    {
        await SeenAsync("a first start");
        await Assertions.Expect(page.GetByLabel("Name of the study")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync(name);
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync(new System.Text.RegularExpressions.Regex("/studies/[0-9a-f-]{36}$"));
        return new Uri(page.Url).Segments[^1];
    }

    private async Task ImportAsync(string study)
    {
        await page.GotoAsync($"{server.Address}studies/{study}/sources");
        var chooser = await page.RunAndWaitForFileChooserAsync(() => page.GetByRole(AriaRole.Button, new() { Name = "Import files…" }).ClickAsync());
        await chooser.SetFilesAsync([Path.Combine(Interviews, "P07 interview.vtt"), Path.Combine(Interviews, "P08 interview.docx")]);
        await page.WaitForURLAsync(new System.Text.RegularExpressions.Regex("/imports/"));
        await Assertions.Expect(page.GetByRole(AriaRole.Article, new() { Name = "P07 interview.vtt, read" })).ToContainTextAsync("2 speakers: P07, Interviewer");
        await Assertions.Expect(page.GetByRole(AriaRole.Article, new() { Name = "P08 interview.docx, read" })).ToBeVisibleAsync();
        await SeenAsync("two transcripts read");
    }

    /// <summary>The mouse is not touched: u goes to words that carry no code, c asks for one, a full stop takes the last again.</summary>
    private async Task CodeTenAsync(string study)
    {
        await OpenToCodeAsync(study, "P07 interview");
        await CodeAsync("Minding a space");
        await CodeAsync("Never on one site");
        await page.Keyboard.PressAsync("u");
        await page.Keyboard.PressAsync("c");
        await page.Keyboard.TypeAsync("minding");
        await SeenAsync("choosing a code");
        await page.Keyboard.PressAsync("Enter");
        await AgainAsync(4);
        await page.Keyboard.PressAsync("u");
        await page.Keyboard.PressAsync("i");
        await CodeAsync("Between sites");
        await AgainAsync(1);
        await SavedAsync(study, 10);
        await page.Keyboard.PressAsync("Control+z");
        await Assertions.Expect(page.GetByText("Undone:")).ToBeVisibleAsync();
        await SavedAsync(study, 9);
        await page.Keyboard.PressAsync("Control+Shift+z");
        await Assertions.Expect(page.GetByText("Redone:")).ToBeVisibleAsync();
        await SavedAsync(study, 10);
        await SeenAsync("ten segments coded by keyboard");
    }

    private async Task MergeAsync(string study)
    {
        await page.GotoAsync($"{server.Address}studies/{study}/codebook");
        await page.GetByRole(AriaRole.Treeitem, new() { Name = "Between sites" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Between sites" })).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Merge into…" }).ClickAsync();
        await page.Keyboard.TypeAsync("never on");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByText("Merged Between sites into Never on one site. 2 segments moved")).ToBeVisibleAsync();
        await SeenAsync("two codes merged");
        var codes = await JsonAsync($"studies/{study}/codes");
        Assert.DoesNotContain(codes.EnumerateArray(), c => c.GetProperty("name").GetString() == "Between sites");
        Assert.Equal(10, (await SegmentsAsync(study)).Count);
    }

    private async Task GatherAsync(string study)
    {
        await page.GotoAsync($"{server.Address}studies/{study}/themes");
        await page.GetByLabel("Never on one site").CheckAsync();
        await page.GetByLabel("Working label of the theme").FillAsync("A post without a place");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByText("Began the theme A post without a place, with 1 code")).ToBeVisibleAsync();
        await SeenAsync("a theme");
        var theme = (await JsonAsync($"studies/{study}/themes")).GetProperty("themes")[0].GetProperty("id").GetGuid();
        var code = await CodeIdAsync(study, "Never on one site");
        var segment = (await SegmentsAsync(study)).First(s => s.GetProperty("code").GetGuid() == code).GetProperty("id").GetGuid();
        (await server.Rest.PutAsJsonAsync($"api/v1/studies/{study}/themes/{theme}/segments/{segment}", new { stance = "supporting", chosen = true })).EnsureSuccessStatusCode();
    }

    private async Task ReportAsync(string study)
    {
        await page.GotoAsync($"{server.Address}studies/{study}/report");
        await Assertions.Expect(page.Locator("#preview")).ToContainTextAsync("A post without a place");
        await SeenAsync("the report");
        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "Word" }).ClickAsync());
        await using var word = await ZipArchive.CreateAsync(await download.CreateReadStreamAsync(), ZipArchiveMode.Read, leaveOpen: false, entryNameEncoding: null);
        using var reader = new StreamReader(await word.GetEntry("word/document.xml")!.OpenAsync());
        var text = await reader.ReadToEndAsync();
        Assert.Contains("A post without a place", text, StringComparison.Ordinal);
        Assert.Contains("P07", text, StringComparison.Ordinal);
    }

    /// <summary>Two acts are on their way when the server dies, three are done while it is down.</summary>
    private async Task CodeThroughAKillAsync(string study)
    {
        await OpenToCodeAsync(study, "P08 interview");
        await page.Keyboard.PressAsync("u");
        await page.Keyboard.PressAsync("c");
        await page.Keyboard.TypeAsync("minding");
        await page.Keyboard.PressAsync("Enter");
        await AgainAsync(1);
        server.Kill();
        await AgainAsync(3);
        await Assertions.Expect(page.Locator("tl-saved")).ToContainTextAsync(new System.Text.RegularExpressions.Regex("[345] changes wait in this browser"));
        await SeenAsync("the server is down and coding goes on");

        await server.StartAsync();
        await SavedAsync(study, 15);
        await Assertions.Expect(page.Locator("tl-saved")).ToContainTextAsync(new System.Text.RegularExpressions.Regex("^Saved "), new() { Timeout = 60_000 });
        await page.ReloadAsync();
        await ReadyAsync();
        Assert.Equal(5, await page.EvaluateAsync<int>("() => document.querySelector('tl-transcript').segments.sorted.length"));
        await SeenAsync("restarted, and everything is there");
    }

    private async Task OpenToCodeAsync(string study, string source)
    {
        var id = (await JsonAsync($"studies/{study}/sources")).EnumerateArray().First(s => s.GetProperty("name").GetString() == source).GetProperty("id").GetGuid();
        await page.GotoAsync($"{server.Address}studies/{study}/coding/{id}");
        await ReadyAsync();
    }

    private Task ReadyAsync() => page.Locator("tl-transcript[data-ready]").WaitForAsync();

    private async Task CodeAsync(string name)
    {
        await page.Keyboard.PressAsync("u");
        await page.Keyboard.PressAsync("c");
        await page.Keyboard.TypeAsync(name);
        await page.Keyboard.PressAsync("Control+Enter");
    }

    private async Task AgainAsync(int times)
    {
        for (var i = 0; i < times; i++)
        {
            await page.Keyboard.PressAsync("u");
            await page.Keyboard.PressAsync(".");
        }
    }

    /// <summary>Waits until the page says that all is saved, and then the server must have just so many.</summary>
    private async Task SavedAsync(string study, int segments)
    {
        var deadline = DateTime.UtcNow.AddMinutes(1);
        while (DateTime.UtcNow < deadline && (await SegmentsAsync(study)).Count != segments) await page.EvaluateAsync("() => new Promise(requestAnimationFrame)");
        Assert.Equal(segments, (await SegmentsAsync(study)).Count);
        await Assertions.Expect(page.Locator("tl-saved")).ToContainTextAsync(new System.Text.RegularExpressions.Regex("Saved|All saved"));
    }

    private async Task<IReadOnlyList<JsonElement>> SegmentsAsync(string study) => [.. (await JsonAsync($"studies/{study}/segments")).GetProperty("items").EnumerateArray()];

    private async Task<Guid> CodeIdAsync(string study, string name) =>
        (await JsonAsync($"studies/{study}/codes")).EnumerateArray().First(c => c.GetProperty("name").GetString() == name).GetProperty("id").GetGuid();

    private Task<JsonElement> JsonAsync(string path) => server.Rest.GetFromJsonAsync<JsonElement>($"api/v1/{path}");

    /// <summary>A picture of each station, where one is asked for.</summary>
    private async Task SeenAsync(string what)
    {
        station++;
        if (Environment.GetEnvironmentVariable("THROUGHLINE_TEST_SCREENSHOTS") is not { Length: > 0 }) return;
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (root is not null && !File.Exists(Path.Combine(root.FullName, "Throughline.slnx"))) root = root.Parent;
        await page.ScreenshotAsync(new() { Path = Path.Combine(root?.FullName ?? ".", "artifacts", "journey", $"{station:00} {what}.png") });
    }

    public async ValueTask DisposeAsync()
    {
        if (page is not null) await page.Context.CloseAsync();
        await server.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }
}
