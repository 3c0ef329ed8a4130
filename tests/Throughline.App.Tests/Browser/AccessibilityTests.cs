using System.Net.Http.Json;
using Deque.AxeCore.Commons;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Throughline.App.Tests.Browser;

/// <summary>Nothing serious or critical by axe: every page of a small study, and what opens over them; the colours by night.</summary>
public sealed class AccessibilityTests(TestServer server, TestBrowser browser)
{
    private static readonly string[] Stations =
    [
        "", "/sources", "/codebook", "/codebook/print", "/segments", "/notes", "/themes", "/report", "/history", "/settings",
        "/respondents", "/variables", "/sample", "/questionnaire", "/vault", "/copies", "/describe",
    ];

    /// <summary>Where what one presses must be large enough too, as WCAG 2.2 has it.</summary>
    private static readonly string[] Recruiting = ["/respondents", "/variables", "/sample", "/questionnaire", "/vault", "/describe"];

    private readonly List<string> wrong = [];
    private AxeRunOptions looked = new() { ResultTypes = [ResultType.Violations] };
    private IPage page = null!;
    private string link = "";

    [Theory, InlineData(false), InlineData(true)]
    public async Task Axe_finds_nothing_serious(bool dark)
    {
        var study = await BeginAsync();
        if (dark) looked = new() { ResultTypes = [ResultType.Violations], RunOnly = new() { Type = "rule", Values = ["color-contrast"] } };
        page = await browser.OpenAsync(server, dark: dark);

        foreach (var path in new[] { "", "help" }.Concat(Stations.Where((_, i) => !dark || i % 5 == 0).Select(s => $"studies/{study.At.Study}{s}")).Append($"studies/{study.At.Study}/sources/{study.At.Source}"))
            await SeeAsync(path);
        await SeeCodingAsync(study.At.Page);
        await SeeAnsweringAsync(link, dark);

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
        link = await OpenedAsync($"{study.At.Path}/questionnaires/{Guid.CreateVersion7()}");
        return study;

        static async Task Made(Task<HttpResponseMessage> asked) => (await asked).EnsureSuccessStatusCode();
    }

    /// <summary>A questionnaire that is open to respondents.</summary>
    private async Task<string> OpenedAsync(string path)
    {
        var questions = new object[]
        {
            new { kind = "information", text = "About this" }, new { kind = "consent", name = "agree", text = "I agree", required = true, use = "taking part" }, new { kind = "section", text = "Work" },
            new { kind = "item", name = "ose_1", text = "I manage", required = true, options = new[] { new { value = "1", label = "1 Never" }, new { value = "2", label = "2" }, new { value = "3", label = "3 Always" } } },
            new { kind = "date", name = "since", text = "Since when?" }, new { kind = "long", name = "why", text = "Why?", help = "In your own words." },
        };
        foreach (var (at, body) in new (string, object)[] { ("import", new { name = "Work", questions }), ("versions", new { reason = "First" }), ("open", new { }) })
        {
            var done = await server.Rest.PutAsJsonAsync($"{path}/{at}", body);
            done.EnsureSuccessStatusCode();
            if (at == "open") return (await TestServer.JsonAsync(done)).GetProperty("path").GetString()!;
        }
        return "";
    }

    /// <summary>What respondents see, from the information to the thanks.</summary>
    private async Task SeeAnsweringAsync(string link, bool dark)
    {
        Task GoOnAsync(string button) => page.GetByRole(AriaRole.Button, new() { Name = button }).ClickAsync();
        await page.EmulateMediaAsync(new() { ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light });
        await SeeAsync(link);
        await page.GetByLabel("Yes", new() { Exact = true }).CheckAsync();
        await GoOnAsync("Begin");
        await GoOnAsync("Go on");
        await Expect(page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await LookAsync("an answer that is missing");
        await page.GetByLabel("2", new() { Exact = true }).CheckAsync();
        await GoOnAsync("Go on");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Before you send" })).ToBeVisibleAsync();
        await LookAsync("what is to be sent");
        await GoOnAsync("Send my answers");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Your answers are sent" })).ToBeVisibleAsync();
        await LookAsync("the thanks");
    }

    private static Dictionary<string, RuleOptions> LargeEnough => new() { ["target-size"] = new() { Enabled = true } };

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
        if (looked.RunOnly is null) looked.Rules = Recruiting.Any(r => path.EndsWith(r, StringComparison.Ordinal)) || path == link ? LargeEnough : null;
        await LookAsync(path.Length > 0 ? path : "the studies");
    }

    private async Task LookAsync(string what)
    {
        var found = await page.LookedAtAsync(looked);
        wrong.AddRange(found.Violations.Where(v => v.Impact is "serious" or "critical")
            .Select(v => $"{what}: {v.Id}: {string.Join("; ", v.Nodes.Take(3).Select(n => n.Html[..Math.Min(n.Html.Length, 160)]))}"));
    }
}
