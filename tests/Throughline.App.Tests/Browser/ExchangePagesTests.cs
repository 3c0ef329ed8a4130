using System.Net.Http.Json;
using System.Text;
using System.Text.RegularExpressions;
using Deque.AxeCore.Commons;
using Microsoft.Playwright;
using Throughline.Formats.RefiQda;

namespace Throughline.App.Tests.Browser;

public sealed partial class ExchangePagesTests(TestServer server, TestBrowser browser)
{
    [Fact]
    public async Task Two_coders_of_NVivo_come_side_by_side_are_read_in_place_and_go_out_again()
    {
        var (windows, mac) = (Fixture("nvivo-win-12.6_2sources.qdpx"), Fixture("nvivo-mac-12.7_2sources.qdpx"));
        var page = await browser.OpenAsync(server, "bring-in");
        await AccessibleAsync(page);
        await page.SetInputFilesAsync("#project-file", new FilePayload { Name = "page.qdpx", MimeType = "", Buffer = "<!doctype html><html>"u8.ToArray() });
        await Assertions.Expect(page.GetByText("It is a web page")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Choose another file…" })).ToBeVisibleAsync();
        await page.RouteAsync("**/api/v1/projects?*", _ => { });
        await page.SetInputFilesAsync("#project-file", windows);
        await page.GetByRole(AriaRole.Button, new() { Name = "Cancel" }).PressAsync("Enter");
        await Assertions.Expect(page.GetByText("Nothing was kept.", new() { Exact = true })).ToBeVisibleAsync();
        await page.UnrouteAllAsync();
        await page.SetInputFilesAsync("#project-file", windows);
        await Assertions.Expect(page.GetByText("302 of 303 selections in words begin at the start of a word")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText("152 codes", new() { Exact = true })).ToBeVisibleAsync();
        await AccessibleAsync(page);
        await page.GetByLabel("Name of the new study").FillAsync("Side by side");
        await page.Keyboard.PressAsync("Tab");
        await page.GetByRole(AriaRole.Button, new() { Name = "Begin the study with it" }).PressAsync("Enter");
        await page.WaitForURLAsync(OneExchange());
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToHaveTextAsync($"Brought in: {windows.Name}");
        var study = new Uri(page.Url).Segments[2].TrimEnd('/');

        await page.GotoAsync(new Uri(server.Address, $"studies/{study}/bring-in").ToString());
        await page.SetInputFilesAsync("#project-file", mac);
        await Assertions.Expect(page.GetByText("297 segments", new() { Exact = true })).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Bring it in" }).PressAsync("Enter");
        await page.WaitForURLAsync(OneExchange());
        await AccessibleAsync(page);
        await page.GotoAsync(new Uri(server.Address, $"studies/{study}/bring-in").ToString());
        await page.SetInputFilesAsync("#project-file", mac);
        await Assertions.Expect(page.GetByText("Nothing changes")).ToBeVisibleAsync();

        foreach (var (coder, segments) in new[] { ("Coder A", "303"), ("Coder B", "297") })
        {
            await page.GotoAsync(new Uri(server.Address, $"studies/{study}/segments?by=coder&coder={Uri.EscapeDataString(coder)}").ToString());
            await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = coder })).ToBeVisibleAsync();
            await Assertions.Expect(page.Locator("#found-count")).ToHaveTextAsync(segments);
        }
        await page.Keyboard.PressAsync("j");
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync(new Regex("/coding/.*segment="));
        await Assertions.Expect(page.Locator("tl-transcript .turn").First).ToBeAttachedAsync();

        await page.GotoAsync(new Uri(server.Address, $"studies/{study}/take-out").ToString());
        await page.GetByLabel("Who reads it").SelectOptionAsync("nvivo");
        await Assertions.Expect(page.GetByText("Side by side.qdpx will hold 2 sources, 152 codes")).ToBeVisibleAsync();
        await AccessibleAsync(page);
        await page.GetByLabel("Pseudonyms").FillAsync("Bristol");
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Take it out" })).ToBeDisabledAsync();
        await Assertions.Expect(page.GetByText("1 line of pseudonyms without what stands instead")).ToBeVisibleAsync();
        await page.GetByLabel("Pseudonyms").FillAsync("");
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Take it out" })).ToBeEnabledAsync();
        var file = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Button, new() { Name = "Take it out" }).PressAsync("Enter"));
        await using var written = await file.CreateReadStreamAsync();
        using var read = RefiReader.Read(await WholeAsync(written), "out.qdpx");
        Assert.Equal(600, read.Project.Sources.OfType<RefiTextSource>().Sum(s => s.Selections.Sum(x => x.Codings.Count)));
        await page.ReloadAsync();
        await Assertions.Expect(page.GetByLabel("Who reads it")).ToHaveValueAsync("nvivo");
        await page.GetByLabel("An archive of everything").CheckAsync();
        var archive = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Button, new() { Name = "Take it out" }).PressAsync("Enter"));
        Assert.Matches(@"^Side by side \d{4}-\d\d-\d\d\.throughline$", archive.SuggestedFilename);
        await page.GotoAsync(new Uri(server.Address, $"studies/{study}/copies").ToString());
        var copy = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Button, new() { Name = "Archive of this study" }).ClickAsync());
        Assert.Equal(archive.SuggestedFilename, copy.SuggestedFilename);
        await Assertions.Expect(page.GetByText("goes to your downloads")).ToBeVisibleAsync();
        await page.GotoAsync(new Uri(server.Address, $"studies/{study}/exchanges").ToString());
        await Assertions.Expect(page.Locator("table.kept tbody tr")).ToHaveCountAsync(5);
        await AccessibleAsync(page);
    }

    [Fact]
    public async Task What_changed_on_both_sides_is_settled_by_a_person_and_the_whole_is_undone()
    {
        var study = await server.StudyAsync("Both sides");
        var page = await browser.OpenAsync(server, $"studies/{study}/bring-in");
        await page.SetInputFilesAsync("#project-file", Project("Refusing"));
        await page.GetByRole(AriaRole.Button, new() { Name = "Bring it in" }).ClickAsync();
        await page.WaitForURLAsync(OneExchange());
        (await server.Rest.PatchAsJsonAsync($"api/v1/studies/{study}/codes/Refusing", new { name = "Saying no" })).EnsureSuccessStatusCode();

        await page.GotoAsync(new Uri(server.Address, $"studies/{study}/bring-in").ToString());
        await page.SetInputFilesAsync("#project-file", Project("Declining"));
        await Assertions.Expect(page.GetByText("1 thing changed here and there since the last exchange")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByLabel("Here. name: Saying no")).ToBeCheckedAsync();
        await AccessibleAsync(page);
        await Assertions.Expect(page.Locator("fieldset.clash legend")).ToHaveTextAsync("Saying no code");
        await page.GetByLabel("Here. name: Saying no").FocusAsync();
        await page.Keyboard.PressAsync("ArrowRight");
        await Assertions.Expect(page.GetByLabel("There. name: Declining")).ToBeCheckedAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Bring it in" }).ClickAsync();
        await page.WaitForURLAsync(OneExchange());
        await Assertions.Expect(page.Locator("#report")).ToContainTextAsync("How 1 thing changed on both sides was settled");
        await Assertions.Expect(page.Locator("#report .altered tbody tr")).ToHaveTextAsync("Saying nonameSaying noDecliningthere");
        Assert.Equal("Declining", await CodeAsync(study));
        await page.GetByRole(AriaRole.Button, new() { Name = "Undo", Exact = true }).ClickAsync();
        await page.WaitForURLAsync($"**/studies/{study}/exchanges");
        Assert.Equal("Saying no", await CodeAsync(study));

        await page.GotoAsync(new Uri(server.Address, $"studies/{study}/bring-in").ToString());
        await page.SetInputFilesAsync("#project-file", new FilePayload { Name = "coded.xlsx", MimeType = "application/zip", Buffer = [1] });
        await Assertions.Expect(page.GetByText("coded.xlsx is a table, not a project")).ToBeVisibleAsync();
        await page.GotoAsync(new Uri(server.Address, $"studies/{study}/sets").ToString());
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Words of refusal" })).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator(".things").GetByRole(AriaRole.Link, new() { Name = "Saying no" })).ToBeVisibleAsync();
        await AccessibleAsync(page);
    }

    private async Task<string?> CodeAsync(Guid study) => (await TestServer.JsonAsync(await server.Rest.GetAsync($"api/v1/studies/{study}/codes")))[0].GetProperty("name").GetString();

    private static async Task AccessibleAsync(IPage page)
    {
        var found = (await page.LookedAtAsync(new() { ResultTypes = [ResultType.Violations] })).Violations.Where(v => v.Impact is "serious" or "critical");
        Assert.Empty(found.Select(v => $"{v.Id}: {string.Join(" | ", v.Nodes.Select(n => n.Html))}"));
    }

    private static FilePayload Project(string code) => new()
    {
        Name = "limits.qde", MimeType = "application/xml", Buffer = Encoding.UTF8.GetBytes($"""
            <?xml version="1.0" encoding="utf-8"?>
            <Project name="Limits" xmlns="urn:QDA-XML:project:1.0">
              <CodeBook><Codes><Code guid="00000000-0000-0000-0000-0000000000c1" name="{code}" isCodable="true" /></Codes></CodeBook>
              <Sets><Set guid="00000000-0000-0000-0000-0000000000d1" name="Words of refusal"><MemberCode targetGUID="00000000-0000-0000-0000-0000000000c1" /></Set></Sets>
            </Project>
            """),
    };

    private static async Task<Stream> WholeAsync(Stream file)
    {
        var whole = new MemoryStream();
        await file.CopyToAsync(whole);
        whole.Position = 0;
        return whole;
    }

    private static FilePayload Fixture(string name)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (Path.Combine(folder.FullName, "shared", "fixtures", "refi-qda", name) is var file && File.Exists(file))
                return new() { Name = name, MimeType = "application/zip", Buffer = File.ReadAllBytes(file) };
        Assert.Skip($"The fixture {name} is not beside the checkout.");
        return null!;
    }

    [GeneratedRegex("/exchanges/[0-9a-f-]{36}$")]
    private static partial Regex OneExchange();
}
