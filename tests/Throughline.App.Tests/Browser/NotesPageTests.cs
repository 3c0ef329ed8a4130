using System.Net.Http.Json;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Throughline.App.Tests.Browser;

public sealed class NotesPageTests(TestServer server, TestBrowser browser)
{
    [Fact]
    public async Task The_journal_is_kept_edited_and_thinned_by_keys()
    {
        var study = await server.StudyAsync("A journal");
        var page = await browser.OpenAsync(server, $"studies/{study}/notes");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "No notes yet" })).ToBeVisibleAsync();

        await page.Keyboard.PressAsync("c");
        await page.Keyboard.TypeAsync("I led her there.");
        await page.Keyboard.PressAsync("Control+Enter");
        await Expect(page.Locator(".note .text")).ToHaveTextAsync("I led her there.");
        await Expect(page.Locator("#found-count")).ToHaveTextAsync("1 note");

        await page.Keyboard.PressAsync("j");
        await page.Keyboard.PressAsync("e");
        await page.GetByRole(AriaRole.Textbox, new() { Name = "The note" }).FillAsync("I led her there, twice.");
        await page.Keyboard.PressAsync("Control+Enter");
        await Expect(page.Locator(".note:not(.unsaved) .text")).ToHaveTextAsync("I led her there, twice.");

        await page.Keyboard.PressAsync("Delete");
        await Expect(page.Locator(".note")).ToHaveCountAsync(0);
        await page.GetByRole(AriaRole.Button, new() { Name = "Undo", Exact = true }).ClickAsync();
        await Expect(page.Locator(".note .text")).ToHaveTextAsync("I led her there, twice.");
    }

    [Fact]
    public async Task Notes_lead_to_what_they_are_on_are_narrowed_and_linked()
    {
        var study = await CodingStudy.InterviewAsync(server, [(0, "Did you say no?"), (1, "There’s no script.")], "Saying no");
        foreach (var note in new object[] { new { on = "words", target = study.Source, start = 16, end = 23, text = "Hers" }, new { on = "journal", kind = "reflexive", text = "Mine" } })
            (await server.Rest.PutAsJsonAsync($"{study.Path}/notes/{Guid.CreateVersion7()}", note)).EnsureSuccessStatusCode();
        var page = await browser.OpenAsync(server, $"studies/{study.Study}/notes");
        await Expect(page.Locator(".note")).ToHaveCountAsync(2);

        await page.GetByRole(AriaRole.Link, new() { Name = "words", Exact = true }).ClickAsync();
        await Expect(page.Locator(".note")).ToHaveCountAsync(1);
        await Expect(page.Locator(".note .quote")).ToHaveTextAsync("There’s");
        await Expect(page.Locator(".note a.where")).ToHaveAttributeAsync("href", $"/studies/{study.Study}/coding/{study.Source}?at=16");
        await page.Keyboard.PressAsync("j");
        await page.Keyboard.PressAsync("l");
        await page.GetByRole(AriaRole.Combobox).FillAsync("saying");
        await page.Keyboard.PressAsync("Enter");

        await Expect(page.Locator(".note .link-tag")).ToHaveTextAsync("Saying no");
        await page.GetByRole(AriaRole.Button, new() { Name = "Take away the link to Saying no" }).ClickAsync();
        await Expect(page.Locator(".note .link-tag")).ToHaveCountAsync(0);
    }
}
