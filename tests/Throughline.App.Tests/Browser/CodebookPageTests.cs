using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Playwright;

namespace Throughline.App.Tests.Browser;

public sealed class CodebookPageTests(TestServer server, TestBrowser browser)
{
    private const string Words = "Nobody in that building knows I’m here. Nobody knows I’ve left.";

    [Fact]
    public async Task Codes_are_added_renamed_and_moved_by_keys_alone()
    {
        var study = await server.StudyAsync("Codebook by keys");
        var page = await browser.OpenAsync(server, $"studies/{study}/codebook");
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "No codes yet" })).ToBeVisibleAsync();
        var (asked, late) = await HoldBackFirstAsync(page);

        foreach (var name in new[] { "Boundaries", "Out of hours" })
        {
            await page.Keyboard.PressAsync("+");
            await page.Keyboard.TypeAsync(name);
            await page.Keyboard.PressAsync("Enter");
            await Assertions.Expect(Heading(page, name)).ToBeVisibleAsync();
            await asked;
        }
        await late;
        await page.GetByRole(AriaRole.Tree).FocusAsync();
        await page.Keyboard.PressAsync("Alt+ArrowRight");
        await Assertions.Expect(Row(page, "Out of hours")).ToHaveAttributeAsync("aria-level", "2");
        await page.Keyboard.PressAsync("F2");
        await page.Keyboard.TypeAsync("After six");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByText("Renamed to After six")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Tree)).ToBeFocusedAsync();
        await Assertions.Expect(Heading(page, "After six")).ToBeVisibleAsync();
        await page.RunAndWaitForResponseAsync(() => page.Keyboard.PressAsync("Alt+ArrowLeft"), r => r.Url.EndsWith("/move", StringComparison.Ordinal));
        await Assertions.Expect(Row(page, "After six")).ToHaveAttributeAsync("aria-level", "1");

        Assert.Equal("Boundaries,After six", await NamesAsync(study));
    }

    [Fact]
    public async Task A_dragged_code_goes_where_it_is_dropped_and_undo_takes_it_back()
    {
        var study = await StudyAsync("Codebook dragged", "Places", "Boundaries", "Out of hours");
        var page = await browser.OpenAsync(server, $"studies/{study}/codebook");

        await Row(page, "Out of hours").DragToAsync(Row(page, "Places"));

        await Assertions.Expect(Row(page, "Out of hours")).ToHaveAttributeAsync("aria-level", "2");
        await Assertions.Expect(page.GetByText("Moved Out of hours under Places")).ToBeVisibleAsync();
        Assert.Equal("Places,Out of hours,Boundaries", await NamesAsync(study));
        await page.GetByRole(AriaRole.Button, new() { Name = "Undo", Exact = true }).ClickAsync();
        await Assertions.Expect(Row(page, "Out of hours")).ToHaveAttributeAsync("aria-level", "1");
        Assert.Equal("Places,Boundaries,Out of hours", await NamesAsync(study));
    }

    [Fact]
    public async Task A_merge_says_what_it_moved_and_its_undo_brings_both_codes_back()
    {
        var study = await CodedAsync(["Alone", "Being the only one"], ("Alone", 0, 6), ("Alone", 7, 16), ("Being the only one", 0, 6));
        var page = await browser.OpenAsync(server, $"studies/{study}/codebook");
        await Assertions.Expect(Heading(page, "Alone")).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Merge into…" }).ClickAsync();
        await page.Keyboard.TypeAsync("only");
        await page.Keyboard.PressAsync("Enter");

        await Assertions.Expect(page.GetByText("Merged Alone into Being the only one. 1 segment moved, 1 that stood in both kept once")).ToBeVisibleAsync();
        await Assertions.Expect(Heading(page, "Being the only one")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Treeitem)).ToHaveCountAsync(1);
        await page.GetByRole(AriaRole.Button, new() { Name = "Undo", Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Treeitem)).ToHaveCountAsync(2);
        await Assertions.Expect(Row(page, "Alone")).ToContainTextAsync("2");
    }

    [Fact]
    public async Task A_definition_is_a_draft_until_it_is_kept_as_a_version_and_outlives_a_reload()
    {
        var study = await CodedAsync(["Alone"], ("Alone", 0, 6));
        var page = await browser.OpenAsync(server, $"studies/{study}/codebook");
        await page.GetByRole(AriaRole.Textbox, new() { Name = "Definition" }).FillAsync("Having no colleague.");
        await Assertions.Expect(page.GetByText("Draft of version 1")).ToBeVisibleAsync();

        await page.ReloadAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Textbox, new() { Name = "Definition" })).ToHaveValueAsync("Having no colleague.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Keep as version 1" }).ClickAsync();
        await Assertions.Expect(page.GetByText("1 segment was coded before it was defined")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Textbox, new() { Name = "Definition" }).FillAsync("Having no colleague of the same kind.");
        await page.GetByLabel("why this change?").FillAsync("P09 has colleagues");
        await page.Keyboard.PressAsync("Enter");

        var versions = page.GetByRole(AriaRole.Region, new() { Name = "Versions of the definition" });
        await Assertions.Expect(versions.Locator("ins")).ToHaveTextAsync("of the same kind");
        await Assertions.Expect(versions.GetByText("P09 has colleagues")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("[data-keep]")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task A_codebook_is_brought_in_from_a_file_with_a_report_of_what_was_refused()
    {
        var study = await server.StudyAsync("Codebook imported");
        var page = await browser.OpenAsync(server, $"studies/{study}/codebook");

        var chooser = await page.RunAndWaitForFileChooserAsync(() => page.GetByRole(AriaRole.Button, new() { Name = "Import a codebook…" }).First.ClickAsync());
        await chooser.SetFilesAsync(new FilePayload { Name = "codes.csv", MimeType = "text/csv", Buffer = "name,parent\nAlone,Places\n,Places\n"u8.ToArray() });

        var report = page.GetByRole(AriaRole.Dialog, new() { Name = "codes.csv: 2 rows" });
        await Assertions.Expect(report).ToContainTextAsync("1 added, 1 refused");
        await Assertions.Expect(report).ToContainTextAsync("It has no name");
        await report.GetByRole(AriaRole.Button, new() { Name = "Keep" }).ClickAsync();
        await Assertions.Expect(Row(page, "Alone")).ToHaveAttributeAsync("aria-level", "2");
        await Assertions.Expect(Heading(page, "Places")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task What_others_do_is_seen_without_reloading_and_leaves_alone_what_is_being_written()
    {
        var study = await StudyAsync("Codebook alive", "Alone");
        var page = await browser.OpenAsync(server, $"studies/{study}/codebook");
        await page.GetByRole(AriaRole.Textbox, new() { Name = "When to use" }).FillAsync("Told as a");

        (await server.Rest.PatchAsJsonAsync($"api/v1/studies/{study}/codes/Alone", new { name = "On one’s own" })).EnsureSuccessStatusCode();
        (await server.Rest.PatchAsJsonAsync($"api/v1/studies/{study}/codes/On one’s own/definition", new { definition = "Having no colleague." })).EnsureSuccessStatusCode();

        await Assertions.Expect(Heading(page, "On one’s own")).ToBeVisibleAsync();
        await Assertions.Expect(Row(page, "On one’s own")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Textbox, new() { Name = "Definition" })).ToHaveValueAsync("Having no colleague.");
        await Assertions.Expect(page.GetByRole(AriaRole.Textbox, new() { Name = "When to use" })).ToHaveValueAsync("Told as a");
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Keep as version 2" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Two_thousand_codes_are_drawn_only_where_one_looks_and_filtered_as_one_types()
    {
        var study = await server.StudyAsync("Codebook of two thousand");
        var table = "name,parent,definition\n" + string.Join('\n', Enumerable.Range(0, 2000).Select(i => i % 20 == 0 ? $"Group {i},," : $"Code {i},Group {i / 20 * 20},about {i * 7}"));
        (await server.Rest.PostAsync($"api/v1/studies/{study}/codes/import?file=big.csv", new StringContent(table))).EnsureSuccessStatusCode();
        var page = await browser.OpenAsync(server, $"studies/{study}/codebook");

        await Assertions.Expect(page.GetByText("2,000 codes")).ToBeVisibleAsync();
        Assert.InRange(await page.GetByRole(AriaRole.Treeitem).CountAsync(), 20, 200);
        await page.Keyboard.PressAsync("/");
        await page.Keyboard.TypeAsync("about 13986");
        await Assertions.Expect(page.GetByRole(AriaRole.Treeitem)).ToHaveCountAsync(2);
        await Row(page, "Code 1998").ClickAsync();
        await Assertions.Expect(Heading(page, "Code 1998")).ToBeVisibleAsync();
    }

    /// <summary>The first list of codes, asked for before the second code was made, comes only after that one was saved.</summary>
    private static async Task<(Task Asked, Task Late)> HoldBackFirstAsync(IPage page)
    {
        var (asked, held, come) = (new TaskCompletionSource(), new TaskCompletionSource(), new TaskCompletionSource());
        page.Response += (_, answer) => { if (answer.Request.Method == "PUT" && answer.Request.PostData?.Contains("Out of hours", StringComparison.Ordinal) == true) held.TrySetResult(); };
        var first = true;
        await page.RouteAsync("**/codes", async route =>
        {
            var answer = await route.FetchAsync();
            var late = first;
            first = false;
            asked.TrySetResult();
            if (late) await held.Task;
            await route.FulfillAsync(new() { Response = answer });
            if (late) come.TrySetResult();
        });
        return (asked.Task, come.Task);
    }

    private static ILocator Row(IPage page, string name) => page.GetByRole(AriaRole.Treeitem).Filter(new() { HasText = name }).First;

    private static ILocator Heading(IPage page, string name) => page.GetByRole(AriaRole.Heading, new() { Name = name, Level = 1, Exact = true });

    private async Task<Guid> StudyAsync(string name, params string[] codes)
    {
        var study = await server.StudyAsync(name);
        foreach (var code in codes)
            (await server.Rest.PutAsJsonAsync($"api/v1/studies/{study}/codes/{Guid.CreateVersion7()}", new { name = code })).EnsureSuccessStatusCode();
        return study;
    }

    private async Task<Guid> CodedAsync(string[] codes, params (string Code, int Start, int End)[] segments)
    {
        var begun = await CodingStudy.BeginAsync(server, Words, codes);
        foreach (var (code, start, end) in segments)
            (await server.Rest.PutAsJsonAsync($"{begun.Path}/segments/{Guid.CreateVersion7()}", new { source = begun.Source, code, start, end })).EnsureSuccessStatusCode();
        return begun.Study;
    }

    private async Task<string> NamesAsync(Guid study) => string.Join(',',
        (await server.Rest.GetFromJsonAsync<JsonElement>($"api/v1/studies/{study}/codes")).EnumerateArray().Select(c => c.GetProperty("name").GetString()));
}
