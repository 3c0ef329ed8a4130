using Deque.AxeCore.Commons;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Throughline.App.Tests.Browser;

public sealed class QuestionnairePageTests(TestServer server, TestBrowser browser)
{
    [Fact]
    public async Task A_questionnaire_is_built_by_keys_kept_and_opened_answered_without_scripts_left_and_resumed()
    {
        var study = await server.StudyAsync("Asked and answered");
        var page = await browser.OpenAsync(server, $"studies/{study}/questionnaire");
        await page.GetByRole(AriaRole.Button, new() { Name = "Begin a questionnaire…" }).PressAsync("Enter");
        await page.Keyboard.TypeAsync("Working here");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator(".outline li")).ToHaveCountAsync(3);

        await BuildAsync(page);
        await TryAsync(page);
        await AccessibleAsync(page);
        await page.GetByRole(AriaRole.Button, new() { Name = "Keep version 1" }).PressAsync("Enter");
        await page.GetByRole(AriaRole.Button, new() { Name = "Keep it" }).PressAsync("Enter");
        await page.GetByRole(AriaRole.Button, new() { Name = "Open to respondents" }).PressAsync("Enter");
        var link = await page.GetByLabel("The link for respondents").InputValueAsync();
        await Expect(page.GetByAltText("Square code with the link")).ToBeVisibleAsync();

        await AnswerAsync(link);
        await Expect(page.Locator("#standing")).ToContainTextAsync("1 respondent answered");
        await page.GotoAsync($"{page.Url.Split('?')[0]}/{new Uri(page.Url).Query[4..40]}/print");
        await Expect(page.GetByText("3. What would you change?")).ToBeVisibleAsync();
    }

    private static async Task BuildAsync(IPage page)
    {
        await page.Keyboard.PressAsync("n");
        await Expect(page.GetByLabel("What is asked")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("Who employs you?");
        await page.GetByLabel("Answers, one a line").FillAsync("charity = A charity\npractice = A practice");
        await page.GetByLabel("Must be answered").CheckAsync();
        await Expect(page.Locator(".outline .on .must")).ToBeVisibleAsync();
        await Expect(page.Locator(".preview").GetByText("A practice", new() { Exact = true })).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Add", Exact = true }).PressAsync("Enter");
        await page.GetByRole(AriaRole.Menuitem, new() { Name = "Long text" }).PressAsync("Enter");
        await Expect(page.GetByLabel("What is asked")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("What would you change?");
        await page.Keyboard.PressAsync("Tab");
        var row = page.Locator(".outline .on a");
        await Expect(row).ToContainTextAsync("What would you change?");
        await row.PressAsync("Alt+ArrowUp");
        await Expect(page.Locator(".outline li").Nth(3)).ToContainTextAsync("What would you change?");
        await page.Keyboard.PressAsync("Control+z");
        await Expect(page.Locator(".outline li").Nth(4)).ToContainTextAsync("What would you change?");
    }

    /// <summary>The draft, page by page, in the place of the preview.</summary>
    private static async Task TryAsync(IPage page)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "Page by page" }).PressAsync("Enter");
        var trial = page.Locator("#trial");
        await trial.GetByLabel("Yes", new() { Exact = true }).CheckAsync();
        await trial.GetByRole(AriaRole.Button, new() { Name = "Begin" }).PressAsync("Enter");
        await trial.GetByRole(AriaRole.Button, new() { Name = "Go on" }).PressAsync("Enter");
        await Expect(trial.GetByRole(AriaRole.Alert)).ToContainTextAsync("Who employs you?");
        await page.GetByRole(AriaRole.Button, new() { Name = "All of it" }).PressAsync("Enter");
        await Expect(trial).ToBeHiddenAsync();
    }

    private async Task AnswerAsync(string link)
    {
        var phone = await browser.WithoutScriptsAsync(390, 844);
        await phone.GotoAsync(link);
        await phone.GetByLabel("Yes", new() { Exact = true }).CheckAsync();
        await phone.GetByRole(AriaRole.Button, new() { Name = "Begin" }).ClickAsync();
        await phone.GetByRole(AriaRole.Button, new() { Name = "Go on" }).ClickAsync();
        await Expect(phone.GetByRole(AriaRole.Alert)).ToContainTextAsync("Who employs you?");
        await phone.GetByLabel("A practice").CheckAsync();
        await phone.GetByRole(AriaRole.Button, new() { Name = "Save, and come back later" }).ClickAsync();
        var own = await phone.GetByLabel("Your private link").InputValueAsync();
        await phone.Context.CloseAsync();

        phone = await browser.WithoutScriptsAsync(390, 844);
        await phone.GotoAsync(own);
        await phone.GotoAsync($"{own}/2");
        await Expect(phone.GetByLabel("A practice")).ToBeCheckedAsync();
        await phone.GetByLabel("What would you change?").FillAsync("Somebody to ask.");
        await phone.GetByRole(AriaRole.Button, new() { Name = "Go on" }).ClickAsync();
        await Expect(phone.GetByText("Somebody to ask.")).ToBeVisibleAsync();
        await phone.GetByRole(AriaRole.Button, new() { Name = "Send my answers" }).ClickAsync();
        await Expect(phone.GetByRole(AriaRole.Heading, new() { Name = "Your answers are sent" })).ToBeVisibleAsync();
        await phone.Context.CloseAsync();
        var reader = await browser.OpenAsync(server, new Uri(link).AbsolutePath, 390, 844);
        await AccessibleAsync(reader);
    }

    private static async Task AccessibleAsync(IPage page)
    {
        var found = (await page.LookedAtAsync(new() { ResultTypes = [ResultType.Violations] })).Violations.Where(v => v.Impact is "serious" or "critical");
        Assert.Empty(found.Select(v => $"{v.Id}: {string.Join(" | ", v.Nodes.Select(n => n.Html))}"));
    }
}
