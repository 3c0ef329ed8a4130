using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Throughline.Storage;
using Throughline.Storage.Backup;
using static Microsoft.Playwright.Assertions;

namespace Throughline.App.Tests.Browser;

public sealed class StudyPageTests(TestServer server, TestBrowser browser)
{
    [Fact]
    public async Task What_is_typed_is_saved_on_leaving_the_field_and_told_to_others()
    {
        var study = await server.StudyAsync("Staying or leaving");
        var page = await browser.OpenAsync(server, $"studies/{study}");
        var other = await browser.OpenAsync(server, $"studies/{study}");
        await Expect(page.GetByText("A study begins with what people said")).ToBeVisibleAsync();

        await page.GetByLabel("Aim").FillAsync("To understand what makes link workers stay.");
        await page.GetByLabel("Approach").FillAsync("Reflexive thematic analysis");
        await Expect(page.GetByText("Agreement between coders")).ToBeVisibleAsync();
        await page.GetByLabel("Name").FocusAsync();

        await Expect(page.Locator("tl-saved")).ToContainTextAsync("Saved");
        await Expect(other.GetByLabel("Aim")).ToHaveValueAsync("To understand what makes link workers stay.");
        await page.ReloadAsync();
        await Expect(page.GetByLabel("Approach")).ToHaveValueAsync("Reflexive thematic analysis");
    }

    [Fact]
    public async Task What_was_typed_and_not_left_is_there_again_after_a_reload()
    {
        var study = await server.StudyAsync("Drafts");
        var page = await browser.OpenAsync(server, $"studies/{study}");

        await page.GetByLabel("Background").PressSequentiallyAsync("Half a thought");
        await page.ReloadAsync();

        await Expect(page.GetByLabel("Background")).ToHaveValueAsync("Half a thought");
        await Expect(page.Locator("tl-saved")).ToContainTextAsync("Saved");
        Assert.Equal("Half a thought", (await TestServer.JsonAsync(await server.Rest.GetAsync($"api/v1/studies/{study}"))).GetProperty("background").GetString());
    }

    [Fact]
    public async Task A_deleted_study_is_brought_back_by_undo()
    {
        var study = await server.StudyAsync("To be deleted");
        var page = await browser.OpenAsync(server, $"studies/{study}");

        await page.GetByRole(AriaRole.Button, new() { Name = "More" }).ClickAsync();
        await page.GetByRole(AriaRole.Menuitem, new() { Name = "Delete" }).ClickAsync();
        await Expect(page.GetByText("Deleted To be deleted")).ToBeVisibleAsync();
        Assert.Equal("/", new Uri(page.Url).AbsolutePath);
        Assert.Equal(System.Net.HttpStatusCode.NotFound, (await server.Rest.GetAsync($"api/v1/studies/{study}")).StatusCode);
        await page.RunAndWaitForResponseAsync(
            () => page.GetByRole(AriaRole.Button, new() { Name = "Undo", Exact = true }).ClickAsync(), answer => answer.Url.Contains("/changes/undo", StringComparison.Ordinal));

        await page.GetByRole(AriaRole.Link, new() { Name = "To be deleted", Exact = true }).ClickAsync();
        await Expect(page.GetByLabel("Name")).ToHaveValueAsync("To be deleted");
        Assert.True((await server.Rest.GetAsync($"api/v1/studies/{study}")).IsSuccessStatusCode);
    }

    [Fact]
    public async Task Settings_restore_a_snapshot_after_asking_and_check_that_all_is_whole()
    {
        await using var own = new TestServer();
        await own.InitializeAsync();
        await own.StudyAsync("Kept");
        Snapshots.Keep(own.Services.GetRequiredService<DataFolder>(), "daily");
        await own.StudyAsync("Begun later");
        var page = await browser.OpenAsync(own, "settings");

        await page.GetByRole(AriaRole.Button, new() { Name = "Check that all is whole" }).ClickAsync();
        await Expect(page.GetByText("All is whole", new() { Exact = true })).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Restore…" }).First.ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Restore", Exact = true }).ClickAsync();

        await Expect(page.GetByText("before a restore", new() { Exact = true })).ToBeVisibleAsync();
        Assert.Equal(1, (await TestServer.JsonAsync(await own.Rest.GetAsync("api/v1/studies"))).GetArrayLength());
    }
}
