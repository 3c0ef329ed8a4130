using System.Net.Http.Json;
using static Microsoft.Playwright.Assertions;

namespace Throughline.App.Tests.Browser;

public sealed class CodingOnPaperTests(TestServer server, TestBrowser browser)
{
    [Fact]
    public async Task On_paper_every_turn_names_its_codes_also_those_far_from_the_window_and_the_page_is_as_before_afterwards()
    {
        var turns = Enumerable.Range(0, 120).Select(i => (i % 2, $"Turn {i} says what it says, and a little more of it.")).ToList();
        var study = await CodingStudy.InterviewAsync(server, turns, "Saying no");
        var last = turns.Take(119).Sum(t => t.Item2.Length + 1);
        foreach (var (start, end) in new[] { (0, 6), (last, last + 8) })
            (await server.Rest.PutAsJsonAsync($"{study.Path}/segments/{Guid.CreateVersion7()}", new { source = study.Source, code = study.Code, start, end })).EnsureSuccessStatusCode();
        var page = await browser.OpenAsync(server, study.Page);
        await Expect(page.Locator(".stripe")).ToHaveCountAsync(1);
        const string painted = "[...CSS.highlights].filter(([name]) => name.startsWith('dye-')).reduce((n, [, h]) => n + h.size, 0)";
        Assert.Equal(1, await page.EvaluateAsync<int>(painted));

        await page.EvaluateAsync("dispatchEvent(new Event('beforeprint'))");
        Assert.Equal(2, await page.EvaluateAsync<int>(painted));
        Assert.Equal(["Saying no", "Saying no"], await page.Locator(".codes-on-paper").AllTextContentsAsync());
        await page.EvaluateAsync("dispatchEvent(new Event('afterprint'))");
        Assert.Equal(1, await page.EvaluateAsync<int>(painted));
        await Expect(page.Locator(".codes-on-paper")).ToHaveCountAsync(0);
    }
}
