using System.Net.Http.Json;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Throughline.App.Tests.Browser;

public sealed class HistoryPageTests(TestServer server, TestBrowser browser)
{
    private const string Words = "Nobody in that building knows I’m here. Nobody knows I’ve left.";

    [Fact]
    public async Task A_change_is_undone_in_its_row_and_a_conflict_offers_to_undo_both()
    {
        var study = await CodingStudy.BeginAsync(server, Words, "Being the only one");
        await CodeAsync(study, 0, 6);
        var page = await browser.OpenAsync(server, $"studies/{study.Study}/history");
        var row = page.GetByRole(AriaRole.Article).Filter(new() { HasText = "added the code Being the only one" });

        await row.HoverAsync();
        await row.GetByRole(AriaRole.Button).ClickAsync();
        await Expect(page.GetByText("This change cannot be undone alone")).ToBeVisibleAsync();
        await Expect(page.Locator(".clash")).ToContainTextAsync("Since then Maren Holt coded ‘Nobody’ with Being the only one");
        await page.GetByRole(AriaRole.Button, new() { Name = "Undo both" }).ClickAsync();

        await Expect(page.GetByRole(AriaRole.Article).Filter(new() { HasText = "undid: 2 changes" })).ToBeVisibleAsync();
        await Expect(page.Locator(".act.gone")).ToHaveCountAsync(2);
        await page.GetByRole(AriaRole.Article).Filter(new() { HasText = "undid: 2 changes" }).GetByRole(AriaRole.Button, new() { Name = "Redo" }).ClickAsync();
        await Expect(page.Locator("#acts .act.gone")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task Runs_are_folded_walked_by_keys_and_shown_in_full_at_the_side()
    {
        var study = await CodingStudy.BeginAsync(server, Words, "Being the only one");
        for (var i = 0; i < 6; i++) await CodeAsync(study, i, i + 10);
        await server.Rest.PatchAsJsonAsync($"{study.Path}/codes/{study.Code}", new { name = "The only one" });
        var page = await browser.OpenAsync(server, $"studies/{study.Study}/history");
        await Expect(page.Locator("summary.act")).ToContainTextAsync("coded 6 segments with 1 code P07");
        await Expect(page.Locator("#detail")).ToContainTextAsync("Being the only one → The only one");

        await page.Keyboard.PressAsync("j");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("details.run article")).ToHaveCountAsync(6);
        await page.Keyboard.PressAsync("j");
        await Expect(page.Locator("article.act.on")).ToContainTextAsync("coded ‘y in that’");
        await Expect(page.Locator("#detail")).ToContainTextAsync("1 segment added");
        await page.Keyboard.PressAsync("Delete");
        await Expect(page.Locator(".toast")).ToContainTextAsync("Undone: coded");
        await Expect(page.Locator("#acts .act.gone")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task Ctrl_Z_undoes_on_any_page_and_Ctrl_Shift_Z_does_it_again()
    {
        var study = await CodingStudy.BeginAsync(server, Words, "Being the only one");
        var page = await browser.OpenAsync(server, $"studies/{study.Study}/sources");

        await page.Keyboard.PressAsync("Control+z");
        await Expect(page.Locator(".toast")).ToContainTextAsync("Undone: added the code Being the only one");
        await page.Keyboard.PressAsync("Control+Shift+Z");
        await Expect(page.Locator(".toast").Last).ToContainTextAsync("Done again: added the code Being the only one");
        Assert.Equal(1, (await TestServer.JsonAsync(await server.Rest.GetAsync($"{study.Path}/codes"))).GetArrayLength());
    }

    [Fact]
    public async Task The_study_is_looked_at_as_it_was_with_its_codebook_and_a_sources_coding()
    {
        var study = await CodingStudy.BeginAsync(server, Words, "Being the only one");
        await CodeAsync(study, 0, 6);
        var page = await browser.OpenAsync(server, $"studies/{study.Study}/history");
        await Expect(page.Locator("#tally tbody tr").Nth(2)).ToContainTextAsync("segments01");

        await page.GetByLabel("Day", new() { Exact = true }).FillAsync(DateTime.Now.AddDays(1).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
        await page.GotoAsync(new Uri(server.Address, $"studies/{study.Study}/history/as-of?at={Uri.EscapeDataString(DateTimeOffset.Now.ToString("O"))}").ToString());
        await Expect(page.GetByRole(AriaRole.Cell, new() { Name = "Being the only one" })).ToBeVisibleAsync();
        await Expect(page.Locator("tl-saved")).ToContainTextAsync("Nothing you do is kept");
        await page.GetByRole(AriaRole.Link, new() { Name = "P07 1" }).ClickAsync();
        await Expect(page.Locator(".then-segments .quote")).ToHaveTextAsync("Nobody");
    }

    private async Task CodeAsync(CodingStudy study, int start, int end) => (await server.Rest.PutAsJsonAsync(
        $"{study.Path}/segments/{Guid.CreateVersion7()}", new { source = study.Source, code = study.Code, start, end })).EnsureSuccessStatusCode();
}
