using System.Net.Http.Json;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Throughline.App.Tests.Browser;

/// <summary>Nothing serious or critical by axe: every page of a small study, and what opens over them; the colours by night.</summary>
public sealed class AccessibilityTests(TestServer server, TestBrowser browser)
{
    private static readonly string[] Stations =
    [
        "", "/sources", "/codebook", "/codebook/print", "/segments", "/notes", "/themes", "/report", "/history", "/settings",
        "/respondents", "/variables", "/sample", "/questionnaire", "/vault", "/copies",
    ];

    private readonly List<string> wrong = [];
    private AxeRunOptions looked = new() { ResultTypes = [ResultType.Violations] };
    private IPage page = null!;

    [Theory, InlineData(false), InlineData(true)]
    public async Task Axe_finds_nothing_serious(bool dark)
    {
        var study = await BeginAsync();
        if (dark) looked = new() { ResultTypes = [ResultType.Violations], RunOnly = new() { Type = "rule", Values = ["color-contrast"] } };
        page = await browser.OpenAsync(server, dark: dark);

        foreach (var path in new[] { "", "help" }.Concat(Stations.Where((_, i) => !dark || i % 5 == 0).Select(s => $"studies/{study.At.Study}{s}")).Append($"studies/{study.At.Study}/sources/{study.At.Source}"))
            await SeeAsync(path);
        await SeeCodingAsync(study.At.Page);

        Assert.True(wrong.Count == 0, string.Join("\n", wrong));
    }

    /// <summary>Two coded segments, a note, two themes, forty respondents.</summary>
    private async Task<ThemesStudy> BeginAsync()
    {
        var study = await ThemesStudy.BeginAsync(server, "Left off the list", "Alone with it");
        await study.ThemeAsync("Disconnection", "Left off the list");
        await study.ThemeAsync("Ambiguity");
        await Made(server.Rest.PutAsJsonAsync($"{study.At.Path}/notes/{Guid.CreateVersion7()}", new { on = "words", target = study.At.Source, start = 21, end = 36, text = "Hers" }));
        var csv = "id,score,leave\n" + string.Concat(Enumerable.Range(1, 40).Select(i => $"a{i},{i % 6},{(i % 3 == 0 ? "yes" : "no")}\n"));
        await Made(server.Rest.PostAsync($"{study.At.Path}/respondents/import", new MultipartFormDataContent { { new StringContent(csv), "file", "s.csv" } }));
        return study;

        static async Task Made(Task<HttpResponseMessage> asked) => (await asked).EnsureSuccessStatusCode();
    }

    private async Task SeeCodingAsync(string path)
    {
        await SeeAsync(path);
        await page.Locator("tl-transcript[data-ready]").WaitForAsync();
        await page.Keyboard.PressAsync("]");
        await page.Keyboard.PressAsync("c");
        await Expect(page.GetByRole(AriaRole.Listbox)).ToBeVisibleAsync();
        await LookAsync("the picker");
        await page.Keyboard.PressAsync("Escape");
        await page.Keyboard.PressAsync("n");
        await Expect(page.GetByLabel("The note", new() { Exact = true })).ToBeFocusedAsync();
        await LookAsync("a chosen segment and a note begun");
        await page.Keyboard.PressAsync("Escape");
        await page.Keyboard.PressAsync("t");
        await Expect(page.GetByRole(AriaRole.Dialog)).ToBeVisibleAsync();
        await LookAsync("going to a turn");
        await page.Keyboard.PressAsync("Escape");
        await page.Keyboard.PressAsync("Control+k");
        await Expect(page.GetByRole(AriaRole.Listbox)).ToBeVisibleAsync();
        await LookAsync("the palette");
    }

    private async Task SeeAsync(string path)
    {
        await page.GotoAsync(new Uri(server.Address, path).ToString());
        await LookAsync(path.Length > 0 ? path : "the studies");
    }

    private async Task LookAsync(string what)
    {
        // The other way opens a window of its own for each look, for frames of other origins: there are none here.
#pragma warning disable CS0618
        var found = await page.Locator("html").RunAxeLegacy(looked);
#pragma warning restore CS0618
        wrong.AddRange(found.Violations.Where(v => v.Impact is "serious" or "critical")
            .Select(v => $"{what}: {v.Id}: {string.Join("; ", v.Nodes.Take(3).Select(n => n.Html[..Math.Min(n.Html.Length, 160)]))}"));
    }
}
