using System.Net.Http.Json;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Throughline.App.Tests.Browser;

public sealed class SegmentsPageTests(TestServer server, TestBrowser browser)
{
    private static readonly (int, string)[] Turns =
    [
        (0, "Did you say no?"), (1, "There’s no script for saying no when you’ve spent a year saying yes."), (0, "And then?"), (1, "I went home and wrote it down."),
    ];

    private async Task<(CodingStudy Study, IPage Page)> OpenAsync(int width = 1440)
    {
        var study = await CodingStudy.InterviewAsync(server, Turns, "Saying no", "Carrying it home");
        await CodeAsync(study, 16, 35);
        await CodeAsync(study, 95, 116);
        return (study, await browser.OpenAsync(server, $"studies/{study.Study}/segments?code={study.Code}", width));
    }

    private async Task CodeAsync(CodingStudy study, int start, int end) =>
        (await server.Rest.PutAsJsonAsync($"{study.Path}/segments/{Guid.CreateVersion7()}", new { source = study.Source, code = study.Code, start, end })).EnsureSuccessStatusCode();

    private async Task<int> CountAsync(CodingStudy study) =>
        (await TestServer.JsonAsync(await server.Rest.GetAsync($"{study.Path}/segments?code={study.Code}"))).GetProperty("items").GetArrayLength();

    [Fact]
    public async Task A_list_is_walked_widened_recoded_and_thinned_by_keys_alone()
    {
        var (study, page) = await OpenAsync();
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Saying no", Level = 1 })).ToBeVisibleAsync();
        await Expect(page.Locator(".item")).ToHaveCountAsync(2);
        await Expect(page.Locator(".item").First).ToContainTextAsync("Interviewer: Did you say no?");

        await page.Keyboard.PressAsync("j");
        await Expect(page.Locator(".item.on .hl")).ToHaveTextAsync("There’s no script f");
        await Expect(page.Locator("#panel")).ToContainTextAsync("Who it is said by");
        await page.Keyboard.PressAsync("w");
        await Expect(page.Locator("#context [aria-current=page]")).ToHaveTextAsync("±1");
        Assert.Contains("context=1", page.Url, StringComparison.Ordinal);
        await Expect(page.Locator(".item.on")).ToContainTextAsync("And then?");

        await page.Keyboard.PressAsync("r");
        await page.GetByRole(AriaRole.Combobox).FillAsync("carry");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator(".item")).ToHaveCountAsync(1);
        await Expect(page.Locator("#found-count")).ToHaveTextAsync("1");
        await page.Keyboard.PressAsync("Delete");
        await Expect(page.Locator(".item")).ToHaveCountAsync(0);
        await Expect(page.GetByText("Nothing is coded with this code yet")).ToBeVisibleAsync();
        Assert.Equal(0, await CountAsync(study));
        await page.GetByRole(AriaRole.Button, new() { Name = "Undo", Exact = true }).Last.ClickAsync();
        await Expect(page.Locator(".item")).ToHaveCountAsync(1);
        Assert.Equal(1, await CountAsync(study));
        await BroughtInAsync(page, study);
    }

    /// <summary>A table of another program: what it brings, what it cannot, and all of it undone.</summary>
    private async Task BroughtInAsync(IPage page, CodingStudy study)
    {
        var name = (await TestServer.JsonAsync(await server.Rest.GetAsync($"{study.Path}/sources/{study.Source}"))).GetProperty("name").GetString();
        await page.GetByRole(AriaRole.Button, new() { Name = "Export" }).ClickAsync();
        await page.GetByRole(AriaRole.Menuitem, new() { Name = "Import a table…" }).ClickAsync();
        await page.SetInputFilesAsync("#table-file", new FilePayload
        {
            Name = "coded.csv", MimeType = "text/csv",
            Buffer = System.Text.Encoding.UTF8.GetBytes($"Document name,Code,Segment\n{name},Carrying it home,I went home\n{name},Made there,wrote it down\n{name},Carrying it home,never said\n"),
        });
        await page.GetByLabel("Add codes that the table names").CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Import", Exact = true }).ClickAsync();
        var told = page.GetByRole(AriaRole.Dialog);
        await Expect(told).ToContainTextAsync("2 segments added");
        await Expect(told).ToContainTextAsync("new codes: Made there");
        await Expect(told).ToContainTextAsync("row 4 ‘never said’ does not occur in");
        await told.GetByRole(AriaRole.Button, new() { Name = "Undo all of it" }).ClickAsync();
        await Expect(told).ToHaveCountAsync(0);
        await Expect(page.GetByText("Undone: imported 2 segments and 1 code from a table")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_note_is_written_on_the_chosen_words_and_a_stance_taken_for_their_theme()
    {
        var (study, page) = await OpenAsync();
        var theme = Guid.CreateVersion7();
        (await server.Rest.PutAsJsonAsync($"{study.Path}/themes/{theme}", new { label = "Job misalignment" })).EnsureSuccessStatusCode();
        (await server.Rest.PutAsJsonAsync($"{study.Path}/themes/{theme}/codes/{study.Code}", new { })).EnsureSuccessStatusCode();
        await Expect(page.Locator(".on-the-line")).ToContainTextAsync("under theme 1");

        await page.Keyboard.PressAsync("j");
        await page.GetByRole(AriaRole.Button, new() { Name = "contrary" }).ClickAsync();
        await Expect(page.Locator(".item.on .tag")).ToHaveTextAsync("contrary");
        await page.Locator(".item.on").FocusAsync();
        await page.Keyboard.PressAsync("j");
        await page.Keyboard.PressAsync("n");
        await page.Keyboard.TypeAsync("She takes it home.");
        await page.RunAndWaitForResponseAsync(() => page.Keyboard.PressAsync("Control+Enter"), answer => answer.Url.Contains("/notes/", StringComparison.Ordinal));
        await Expect(page.Locator("#panel")).ToContainTextAsync("She takes it home.");
        await Expect(page.Locator(".item.on .notes")).ToBeVisibleAsync();

        await page.ReloadAsync();
        await Expect(page.Locator(".item .tag").First).ToHaveTextAsync("contrary");
        var notes = await TestServer.JsonAsync(await server.Rest.GetAsync($"{study.Path}/notes?on=segment"));
        Assert.Equal("She takes it home.", Assert.Single(notes.GetProperty("items").EnumerateArray()).GetProperty("text").GetString());
    }

    [Fact]
    public async Task What_others_code_appears_and_a_filter_stands_in_the_address()
    {
        var (study, page) = await OpenAsync();
        await CodeAsync(study, 0, 3);
        await Expect(page.Locator(".item")).ToHaveCountAsync(3);

        await page.GetByRole(AriaRole.Button, new() { Name = "Filter" }).ClickAsync();
        await page.GetByRole(AriaRole.Menuitem, new() { Name = "Words…" }).ClickAsync();
        await page.GetByRole(AriaRole.Textbox, new() { Name = "Words" }).FillAsync("wrote");
        await page.Keyboard.PressAsync("Enter");

        await Expect(page.Locator(".item")).ToHaveCountAsync(1);
        Assert.Contains("text=wrote", page.Url, StringComparison.Ordinal);
        await Expect(page.Locator(".counts")).ToHaveTextAsync("1 of 3 segments, 1 of 1 source");
        await page.GetByRole(AriaRole.Link, new() { Name = "Take away: holding “wrote”" }).ClickAsync();
        await Expect(page.Locator(".item")).ToHaveCountAsync(3);
    }
}
