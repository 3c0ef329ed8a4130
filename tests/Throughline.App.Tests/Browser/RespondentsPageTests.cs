using Microsoft.Playwright;

namespace Throughline.App.Tests.Browser;

public sealed class RespondentsPageTests(TestServer server, TestBrowser browser)
{
    /// <summary>Real exports of real tools, beside the checkout; a test that needs one that is absent is skipped.</summary>
    private static string Fixture(string name)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (Path.Combine(folder.FullName, "shared", "fixtures", "surveys", name) is var file && File.Exists(file)) return file;
        Assert.Skip($"The fixture {name} is not beside the checkout.");
        return "";
    }

    private static ILocator Use(IPage page, string column) => page.GetByLabel($"{column}: is taken as", new() { Exact = true });

    [Fact]
    public async Task Exports_of_qualtrics_and_redcap_are_seen_column_by_column_and_come_in()
    {
        var study = await server.StudyAsync("Surveys of two tools");
        var page = await browser.OpenAsync(server, $"studies/{study}/respondents/import");
        await page.SetInputFilesAsync("#survey", Fixture("qualtrics/sample.csv"));
        await Assertions.Expect(Use(page, "LocationLatitude")).ToHaveValueAsync("dropped");
        await page.SetInputFilesAsync("#survey", new FilePayload { Name = "photograph.csv", MimeType = "text/csv", Buffer = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 0x0D] });
        await Assertions.Expect(page.Locator("#wrong")).ToContainTextAsync("photograph.csv could not be read");
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Import these answers" })).ToBeHiddenAsync();
        await page.SetInputFilesAsync("#survey", Fixture("qualtrics/sample.csv"));
        await page.GetByRole(AriaRole.Button, new() { Name = "Import these answers" }).ClickAsync();
        await Assertions.Expect(page.GetByText("1 new, 0 changed, 0 as they were.")).ToBeVisibleAsync();

        await page.GotoAsync(new Uri(server.Address, $"studies/{study}/respondents/import").ToString());
        await page.SetInputFilesAsync("#dictionary", Fixture("redcap/survey_dictionary.csv"));
        await page.SetInputFilesAsync("#survey", Fixture("redcap/survey_data.csv"));
        await page.GetByRole(AriaRole.Button, new() { Name = "Import these answers" }).ClickAsync();
        await Assertions.Expect(page.GetByText("2 new, 0 changed, 0 as they were.")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Go to the respondents" }).ClickAsync();
        await Assertions.Expect(page.Locator("table.respondents tbody tr")).ToHaveCountAsync(3);
    }

    [Fact]
    public async Task A_scale_is_made_banded_by_keys_and_described_and_a_respondent_withdraws()
    {
        var study = await server.StudyAsync("Scored and banded");
        var csv = "id,ose_1,ose_2,leave,why\n" + string.Concat(Enumerable.Range(1, 40).Select(i => $"a{i},{1 + (i % 6)},{1 + (i * 5 % 6)},{(i % 3 == 0 ? "yes" : "no")},{(i == 4 ? "The people I see." : "")}\n"));
        (await server.Rest.PostAsync($"api/v1/studies/{study}/respondents/import", new MultipartFormDataContent { { new StringContent(csv), "file", "s.csv" } })).EnsureSuccessStatusCode();
        var page = await browser.OpenAsync(server, $"studies/{study}/variables");
        await page.GetByRole(AriaRole.Button, new() { Name = "Scale…" }).ClickAsync();
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("OSE");
        await page.GetByLabel("ose_1", new() { Exact = true }).CheckAsync();
        await page.GetByLabel("ose_2", new() { Exact = true }).CheckAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Keep", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "OSE", Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByText("Cronbach’s alpha")).ToBeVisibleAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Cut point", Exact = true }).ClickAsync();
        var cut = page.GetByRole(AriaRole.Slider, new() { Name = "Cut point 1" });
        var before = int.Parse((await cut.GetAttributeAsync("aria-valuenow"))!, System.Globalization.CultureInfo.InvariantCulture);
        await cut.FocusAsync();
        await page.Keyboard.PressAsync("ArrowLeft");
        await Assertions.Expect(cut).ToHaveAttributeAsync("aria-valuenow", $"{before - 1}");
        await page.GetByLabel("Name of band 1").FillAsync("low");
        await page.GetByLabel("Name of band 2").FillAsync("high");
        await page.GetByRole(AriaRole.Button, new() { Name = "Keep the bands" }).ClickAsync();
        await Assertions.Expect(page.Locator("tr.on").GetByText("low ")).ToBeVisibleAsync();

        await page.GotoAsync(new Uri(server.Address, $"studies/{study}/describe?view=odds&outcome=leave&event=yes&by=OSE:-10").ToString());
        await Assertions.Expect(page.GetByRole(AriaRole.Rowheader, new() { Name = "OSE, per 10 less" })).ToBeVisibleAsync();
        await page.GotoAsync(new Uri(server.Address, $"studies/{study}/respondents?respondent=R004").ToString());
        await Assertions.Expect(page.GetByText("The people I see.")).ToBeVisibleAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Withdraw R004…" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Erase what R004 gave" }).ClickAsync();
        await Assertions.Expect(page.GetByText("What they had given was erased at their wish. Only this remains.")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("table.respondents tbody tr")).ToHaveCountAsync(39);
    }
}
