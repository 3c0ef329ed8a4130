using System.Net.Http.Json;
using Microsoft.Playwright;

namespace Throughline.App.Tests.Browser;

public sealed class ThemesPageTests(TestServer server, TestBrowser browser)
{
    private static ILocator Column(IPage page, int number) => page.Locator($".theme[data-number='{number}']");

    private static ILocator Codes(IPage page, int number) => Column(page, number).Locator("[data-code]");

    [Fact]
    public async Task Codes_become_a_first_theme()
    {
        var study = await ThemesStudy.BeginAsync(server, "Left off the list", "Alone with it");
        var page = await browser.OpenAsync(server, study.Page);

        await page.GetByLabel("Left off the list").CheckAsync();
        await page.GetByLabel("Working label of the theme").FillAsync("<b>Disconnection</b>");
        await page.Keyboard.PressAsync("Enter");

        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "<b>Disconnection</b>" })).ToBeVisibleAsync();
        await Assertions.Expect(Codes(page, 1)).ToHaveCountAsync(1);
        await Assertions.Expect(page.GetByText("1 of 2 codes are under a theme.")).ToBeVisibleAsync();
        Assert.Equal("Left off the list", (await study.ColumnAsync(1)).GetProperty("codes")[0].GetProperty("name").GetString());
    }

    [Fact]
    public async Task A_code_is_moved_to_another_theme_by_keys_alone_and_undo_brings_it_back()
    {
        var study = await ThemesStudy.BeginAsync(server, "Left off the list");
        await study.ThemeAsync("Disconnection", "Left off the list");
        await study.ThemeAsync("Ambiguity");
        var page = await browser.OpenAsync(server, study.Page);
        await Assertions.Expect(Codes(page, 1)).ToHaveCountAsync(1);

        await page.Keyboard.PressAsync("1");
        await page.Keyboard.PressAsync("j");
        await page.Keyboard.PressAsync("m");
        await page.Keyboard.TypeAsync("2");
        await page.Keyboard.PressAsync("Enter");

        await Assertions.Expect(page.GetByText("Placed Left off the list under Ambiguity")).ToBeVisibleAsync();
        await Assertions.Expect(Codes(page, 2)).ToHaveCountAsync(1);
        await Assertions.Expect(Codes(page, 1)).ToHaveCountAsync(0);
        Assert.Equal(1, (await study.ColumnAsync(2)).GetProperty("codes").GetArrayLength());
        await page.GetByRole(AriaRole.Button, new() { Name = "Undo", Exact = true }).ClickAsync();
        await Assertions.Expect(Codes(page, 1)).ToHaveCountAsync(1);
        Assert.Equal(0, (await study.ColumnAsync(2)).GetProperty("codes").GetArrayLength());

        await page.Keyboard.PressAsync("1");
        await page.Keyboard.PressAsync("Alt+ArrowRight");
        await Assertions.Expect(page.GetByText("Disconnection is theme 2 now")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Disconnection", Exact = true })).ToBeFocusedAsync();
        // What others do meanwhile waits until what is dragged has been put down.
        await Assertions.Expect(page.Locator("tl-saved")).ToContainTextAsync("Saved");
        await Column(page, 2).Locator("header").HoverAsync();
        await page.Mouse.DownAsync();
        await Column(page, 1).Locator("header").HoverAsync();
        await page.RunAndWaitForResponseAsync(() => study.ThemeAsync("Isolation"), answer => answer.Url == page.Url && answer.Request.ResourceType == "fetch");
        await Column(page, 1).Locator("header").HoverAsync();
        await page.Mouse.UpAsync();
        await Assertions.Expect(page.GetByText("Disconnection is theme 1 now")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Isolation", Exact = true })).ToBeVisibleAsync();
        Assert.Equal("Disconnection", (await study.ColumnAsync(1)).GetProperty("label").GetString());
    }

    [Fact]
    public async Task A_code_under_no_theme_is_dragged_from_the_list_to_a_column()
    {
        var study = await ThemesStudy.BeginAsync(server, "Left off the list");
        await study.ThemeAsync("Disconnection");
        var page = await browser.OpenAsync(server, study.Page);
        await page.GetByRole(AriaRole.Button, new() { Name = "1 is not" }).ClickAsync();

        await page.Locator("#panel [data-code]").DragToAsync(Column(page, 1).Locator("header"));

        await Assertions.Expect(Codes(page, 1)).ToHaveCountAsync(1);
        await Assertions.Expect(page.GetByText("1 of 1 code are under a theme.")).ToBeVisibleAsync();
        Assert.Equal(1, (await study.ColumnAsync(1)).GetProperty("codes").GetArrayLength());
    }

    [Fact]
    public async Task A_segment_is_marked_as_contrary_and_chosen_for_the_report_by_keys_alone()
    {
        var study = await ThemesStudy.BeginAsync(server, "Left off the list");
        await study.ThemeAsync("Disconnection", "Left off the list");
        var page = await browser.OpenAsync(server, study.Page);

        await page.Keyboard.PressAsync("1");
        await page.Keyboard.PressAsync("j");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator(".line").First).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("j");
        await page.Keyboard.PressAsync("-");
        await Assertions.Expect(page.Locator(".toast").GetByText("Marked as contrary to Disconnection")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("r");

        await Assertions.Expect(Column(page, 1).Locator("blockquote.against")).ToContainTextAsync("in the report");
        await Assertions.Expect(Column(page, 1).Locator("blockquote.against .quote")).ToHaveTextAsync("They gave me a pigeonhole.");
        await Assertions.Expect(Column(page, 1).GetByRole(AriaRole.Group)).ToHaveAttributeAsync("aria-label", "1 of 1 speak in it. Also contrary: P07.");
        var column = await study.ColumnAsync(1);
        Assert.Equal((1, true), (column.GetProperty("contrary").GetInt32(), column.GetProperty("quotations")[0].GetProperty("chosen").GetBoolean()));
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(page.Locator("#panel")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task A_theme_is_worded_in_its_panel_and_what_others_do_comes_by_itself()
    {
        var study = await ThemesStudy.BeginAsync(server, "Left off the list");
        await study.ThemeAsync("Disconnection");
        var page = await browser.OpenAsync(server, study.Page);
        await page.GetByRole(AriaRole.Button, new() { Name = "Disconnection" }).ClickAsync();

        await page.GetByLabel("Central idea").FillAsync("A desk is standing.");
        await page.GetByRole(AriaRole.Button, new() { Name = "reviewed" }).ClickAsync();
        await Assertions.Expect(Column(page, 1).Locator(".status")).ToHaveTextAsync("reviewed");
        await Assertions.Expect(Column(page, 1).Locator(".idea")).ToHaveTextAsync("A desk is standing.");
        await study.ThemeAsync("Ambiguity");

        await Assertions.Expect(Column(page, 2).Locator("h2")).ToHaveTextAsync("Ambiguity");
        Assert.Equal("A desk is standing.", (await study.ColumnAsync(1)).GetProperty("centralIdea").GetString());
    }
}

public sealed class ReportPageTests(TestServer server, TestBrowser browser)
{
    [Fact]
    public async Task A_removed_segment_is_flagged_not_printed_and_left_out_on_a_persons_word()
    {
        var study = await ThemesStudy.BeginAsync(server, "Left off the list");
        var theme = await study.ThemeAsync("Disconnection", "Left off the list");
        foreach (var segment in study.Segments) await study.PutAsync($"{theme}/segments/{segment}", new { chosen = true });
        var page = await browser.OpenAsync(server, study.ReportPage);
        await Assertions.Expect(page.Locator("#preview blockquote")).ToHaveCountAsync(2);

        (await server.Rest.DeleteAsync($"{study.At.Path}/segments/{study.Segments[0]}")).EnsureSuccessStatusCode();

        await Assertions.Expect(page.Locator("#preview blockquote")).ToHaveCountAsync(1);
        await Assertions.Expect(page.Locator(".flag")).ToContainTextAsync("Maren Holt removed it today");
        await Assertions.Expect(page.GetByText("1 quotation is no longer as chosen.")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Leave out" }).ClickAsync();
        await Assertions.Expect(page.GetByText("Every quotation stands as it was chosen.")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("#preview .notice")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_changed_quotation_is_accepted_as_it_is_now()
    {
        var study = await ThemesStudy.BeginAsync(server, "Left off the list");
        var theme = await study.ThemeAsync("Disconnection", "Left off the list");
        await study.PutAsync($"{theme}/segments/{study.Segments[0]}", new { chosen = true });
        (await server.Rest.PutAsJsonAsync($"{study.At.Path}/segments/{study.Segments[0]}", new { source = study.At.Source, code = study.At.Code, start = 21, end = 27 })).EnsureSuccessStatusCode();
        var page = await browser.OpenAsync(server, study.ReportPage);

        await Assertions.Expect(page.Locator("#preview blockquote")).ToContainTextAsync("Changed since it was chosen on");
        await Assertions.Expect(page.Locator(".flag .was")).ToHaveTextAsync("I’m on everyone");
        await page.GetByRole(AriaRole.Button, new() { Name = "Accept as it is now" }).ClickAsync();

        await Assertions.Expect(page.Locator("#preview blockquote .flagged")).ToHaveCountAsync(0);
        await Assertions.Expect(page.Locator("#preview blockquote .quote")).ToHaveTextAsync("I’m on");
    }

    [Fact]
    public async Task The_choice_of_parts_is_followed_at_once_and_remembered()
    {
        var study = await ThemesStudy.BeginAsync(server, "Left off the list");
        await study.ThemeAsync("Disconnection", "Left off the list");
        var page = await browser.OpenAsync(server, study.ReportPage);
        var codebook = page.GetByRole(AriaRole.Heading, new() { Name = "Codebook" });
        await Assertions.Expect(codebook).ToBeVisibleAsync();

        await page.GetByLabel("Codebook, as an appendix").UncheckAsync();

        await Assertions.Expect(codebook).ToHaveCountAsync(0);
        await Assertions.Expect(page.Locator("#docx")).ToHaveAttributeAsync("href", new System.Text.RegularExpressions.Regex("parts=aim.*contrary$"));
        await page.GotoAsync(new Uri(server.Address, study.ReportPage).ToString());
        await Assertions.Expect(page.GetByLabel("Codebook, as an appendix")).Not.ToBeCheckedAsync();
        await Assertions.Expect(codebook).ToHaveCountAsync(0);
    }
}
