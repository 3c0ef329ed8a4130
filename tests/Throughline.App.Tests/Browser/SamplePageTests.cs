using System.IO.Compression;
using System.Net.Http.Json;
using Microsoft.Playwright;

namespace Throughline.App.Tests.Browser;

public sealed class SamplePageTests(TestServer server, TestBrowser browser)
{
    [Fact]
    public async Task A_sample_is_wished_proposed_compared_with_the_best_a_decline_is_replaced_and_the_account_tells_it()
    {
        var study = await server.StudyAsync("Whom to interview");
        var path = $"api/v1/studies/{study}";
        var csv = "id,ose_1,ose_2,gender,employer,may_contact\n" + string.Concat(Enumerable.Range(1, 36).Select(i =>
            $"a{i},{1 + (i % 6)},{1 + (i * 5 % 6)},{(i % 5 == 0 ? "man" : "woman")},{(i % 7 == 0 ? "council" : i % 2 == 0 ? "charity" : "practice")},{(i == 3 ? "no" : "yes")}\n"));
        (await server.Rest.PostAsync($"{path}/respondents/import", new MultipartFormDataContent { { new StringContent(csv), "file", "s.csv" } })).EnsureSuccessStatusCode();
        (await server.Rest.PutAsJsonAsync($"{path}/scales/{Guid.CreateVersion7()}", new { name = "OSE", items = new[] { new { variable = "ose_1" }, new { variable = "ose_2" } }, least = 1, most = 6 })).EnsureSuccessStatusCode();
        (await server.Rest.PutAsJsonAsync($"{path}/variables/OSE/bands", new { cuts = new[] { 6.0, 9.0 }, names = new[] { "low", "middle", "high" } })).EnsureSuccessStatusCode();

        var page = await browser.OpenAsync(server, $"studies/{study}/sample");
        await page.GetByRole(AriaRole.Button, new() { Name = "Make a sample" }).ClickAsync();
        foreach (var variable in new[] { "OSE", "gender", "employer" })
        {
            await page.GetByLabel("Another variable").SelectOptionAsync(new SelectOptionValue { Label = variable });
            await Assertions.Expect(page.GetByLabel($"Weight of {variable}")).ToBeVisibleAsync();
        }
        await page.GetByLabel("How many").FillAsync("6");
        await page.GetByLabel("How many").PressAsync("Tab");
        await page.GetByLabel("At least in each band of gender").FillAsync("2");
        await page.GetByLabel("At least in each band of gender").PressAsync("Tab");
        await Assertions.Expect(page.GetByText("35 of 36")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Propose a sample" }).ClickAsync();
        await Assertions.Expect(page.Locator("#picks tbody tr")).ToHaveCountAsync(6);
        await page.GetByRole(AriaRole.Button, new() { Name = "How near the best?" }).ClickAsync();
        await Assertions.Expect(page.Locator("#proof")).ToContainTextAsync("best");
        await Assertions.Expect(page.Locator("#proof[data-state=done]")).ToBeVisibleAsync();

        await ClashAsync(page);
        await LetterAsync(page, path);
        await MistypedAsync(page);
        await KeepAsync(page, study);
        var (leaving, coming) = await ReplaceAsync(page);
        await Assertions.Expect(page.GetByText($"Picked {coming} in the place of {leaving}: declined: no time")).ToBeVisibleAsync();
        await AccountAsync(page, leaving, coming);
        await page.SetViewportSizeAsync(390, 844);
        await page.GotoAsync(new Uri(server.Address, $"studies/{study}/respondents?respondent={coming}").ToString());
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = $"Withdraw {coming}…" })).ToBeVisibleAsync();
    }

    private static async Task ClashAsync(IPage page)
    {
        await page.GetByLabel("At least in each band of gender").FillAsync("5");
        await page.GetByLabel("At least in each band of gender").PressAsync("Tab");
        await Assertions.Expect(page.Locator("tr.short")).ToContainTextAsync("gender");
        await page.GetByRole(AriaRole.Button, new() { Name = "Propose again" }).ClickAsync();
        await Assertions.Expect(page.GetByText("in each other’s way")).ToBeVisibleAsync();
        await page.GetByLabel("At least in each band of gender").FillAsync("2");
        await page.GetByLabel("At least in each band of gender").PressAsync("Tab");
        await Assertions.Expect(page.Locator("tr.short")).ToHaveCountAsync(0);
    }

    /// <summary>It is read before any name is looked up, and what stands for nothing is not sent.</summary>
    private async Task LetterAsync(IPage page, string path)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "More" }).ClickAsync();
        await page.GetByRole(AriaRole.Menuitem, new() { Name = "Letters…" }).ClickAsync();
        await Assertions.Expect(page.GetByText("There is no identity vault yet")).ToBeVisibleAsync();
        var shown = page.GetByRole(AriaRole.Region, new() { Name = "As it will read" });
        await Assertions.Expect(shown).ToContainTextAsync("Dear name of R");
        await page.GetByRole(AriaRole.Textbox, new() { Name = "The letter" }).FillAsync("Dear {{nmae}}");
        await page.GetByRole(AriaRole.Button, new() { Name = "Write them in Word" }).ClickAsync();
        await Assertions.Expect(shown).ToContainTextAsync("{{nmae}} stands for nothing");
        var one = (await page.Locator("#letter-codes").GetAttributeAsync("placeholder"))!.Split(',')[0];
        await page.GetByRole(AriaRole.Button, new() { Name = "Leave it" }).ClickAsync();
        (await server.Rest.PostAsJsonAsync($"{path}/vault", new { passphrase = "a long way round the lake" })).EnsureSuccessStatusCode();
        (await server.Rest.PutAsJsonAsync($"{path}/vault/names/{one}", new { name = "Ann Amber" })).EnsureSuccessStatusCode();
        await page.ReloadAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "More" }).ClickAsync();
        await page.GetByRole(AriaRole.Menuitem, new() { Name = "Letters…" }).ClickAsync();
        var letters = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Button, new() { Name = "Write them in Word" }).ClickAsync());
        Assert.Equal("letters.docx", letters.SuggestedFilename);
        await Assertions.Expect(page.GetByText("The letters are written, but for R").First).ToBeVisibleAsync();
    }

    /// <summary>What was typed is asked again with the reason, and nothing refused stays behind.</summary>
    private static async Task MistypedAsync(IPage page)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "Pick by hand" }).ClickAsync();
        await page.GetByLabel("Study code").FillAsync("R999");
        await page.GetByLabel("Why", new() { Exact = true }).FillAsync("works at night");
        await page.GetByRole(AriaRole.Button, new() { Name = "Pick", Exact = true }).ClickAsync();
        await Assertions.Expect(page.Locator("dialog .wrong")).ToContainTextAsync("There is no respondent “R999”");
        await Assertions.Expect(page.GetByLabel("Why", new() { Exact = true })).ToHaveValueAsync("works at night");
        await page.GetByRole(AriaRole.Button, new() { Name = "Leave it" }).ClickAsync();
        await Assertions.Expect(page.Locator("tl-saved")).Not.ToContainTextAsync("could not be saved");
    }

    private async Task KeepAsync(IPage page, Guid study)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "Kept ones" }).ClickAsync();
        await page.GetByRole(AriaRole.Menuitem, new() { Name = "Keep these wishes…" }).ClickAsync();
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("two of each");
        await page.GetByRole(AriaRole.Button, new() { Name = "Keep", Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByText("Kept as “two of each”")).ToBeVisibleAsync();
        await page.GotoAsync(new Uri(server.Address, $"studies/{study}/sample/wishes").ToString());
        await Assertions.Expect(page.GetByRole(AriaRole.Columnheader, new() { Name = "two of each" })).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Row, new() { Name = "In the sample now" })).ToContainTextAsync("6 of 6");
        await page.GetByRole(AriaRole.Button, new() { Name = "Recall" }).ClickAsync();
        await Assertions.Expect(page.Locator("#picks tbody tr")).ToHaveCountAsync(6);
    }

    /// <summary>By keys alone: one step on, then the menu, then the nearest who fills the same gap.</summary>
    private static async Task<(string Leaving, string Coming)> ReplaceAsync(IPage page)
    {
        var leaving = await page.Locator("#picks tbody tr").First.GetAttributeAsync("data-code");
        await page.Locator($"#card-{leaving}").FocusAsync();
        await page.Keyboard.PressAsync("Alt+ArrowDown");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator($"[data-to=invited] #card-{leaving}")).ToBeVisibleAsync();
        await page.Locator($"#card-{leaving}").FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await page.GetByRole(AriaRole.Menuitem, new() { Name = "Declined…" }).ClickAsync();
        await page.GetByLabel("Reason").FillAsync("no time");
        await page.GetByRole(AriaRole.Button, new() { Name = "Note it" }).ClickAsync();
        await Assertions.Expect(page.GetByText($"Who takes the place of {leaving}?")).ToBeVisibleAsync();
        var coming = await page.GetByLabel("Study code").InputValueAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Replace", Exact = true }).ClickAsync();
        await Assertions.Expect(page.Locator($"#picks tr[data-code={coming}]")).ToBeVisibleAsync();
        return (leaving!, coming);
    }

    private static async Task AccountAsync(IPage page, string leaving, string coming)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = "More" }).ClickAsync();
        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Menuitem, new() { Name = "Account as Word" }).ClickAsync());
        using var file = new MemoryStream();
        await using (var sent = await download.CreateReadStreamAsync()) await sent.CopyToAsync(file);
        using var word = new ZipArchive(file);
        using var reader = new StreamReader(word.GetEntry("word/document.xml")!.Open());
        var text = await reader.ReadToEndAsync();
        Assert.Contains("1 declined", text);
        Assert.Contains(leaving, text);
        Assert.Contains(coming, text);
        Assert.Contains(word.Entries, e => e.FullName.EndsWith(".png", StringComparison.Ordinal));
    }
}
