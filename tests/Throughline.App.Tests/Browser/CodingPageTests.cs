using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Throughline.App.Tests.Browser;

/// <summary>One interview of 120 turns: printed, then coded without a mouse and without looking.</summary>
public sealed class CodingPageTests(TestServer server, TestBrowser browser)
{
    private IPage page = null!;

    [Fact]
    public async Task On_paper_every_turn_names_its_codes_and_by_keyboard_alone_a_reader_by_ear_codes_and_hears_what_was_done()
    {
        var turns = Enumerable.Range(0, 120).Select(i => (i % 2, $"Turn {i} says what it says. And a little more of it.")).ToList();
        var study = await CodingStudy.InterviewAsync(server, turns, "Saying no", "Left off the list");
        var last = turns.Take(119).Sum(t => t.Item2.Length + 1);
        foreach (var (start, end) in new[] { (0, 6), (last, last + 8) })
            (await server.Rest.PutAsJsonAsync($"{study.Path}/segments/{Guid.CreateVersion7()}", new { source = study.Source, code = study.Code, start, end })).EnsureSuccessStatusCode();
        page = await browser.OpenAsync(server, study.Page);

        await PrintAsync();
        await CodeAsync();
        await ChangeAsync();
        await FindAndNoteAsync();
        await NarrowAsync();

        await Expect(page.Locator("tl-saved")).ToContainTextAsync(new Regex("Saved|All saved"));
        var segments = (await server.Rest.GetFromJsonAsync<JsonElement>($"{study.Path}/segments")).GetProperty("items").EnumerateArray().ToList();
        Assert.Equal(["Turn 0", "it says", "Turn 1 says", "what it says. And a little more of it."],
            segments.Where(s => s.GetProperty("start").GetInt32() < last).OrderBy(s => s.GetProperty("start").GetInt32()).ThenBy(s => s.GetProperty("end").GetInt32()).Select(s => s.GetProperty("text").GetString()));
        var notes = await server.Rest.GetFromJsonAsync<JsonElement>($"{study.Path}/notes?source={study.Source}");
        Assert.Equal("Said without being asked", Assert.Single(notes.GetProperty("items").EnumerateArray()).GetProperty("text").GetString());
    }

    /// <summary>On paper every turn is painted and names its codes, also those far from the window; the page is as before afterwards.</summary>
    private async Task PrintAsync()
    {
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

    /// <summary>A word, a sentence, a turn and back; a code by its first letters, the last one again, the words themselves.</summary>
    private async Task CodeAsync()
    {
        await Expect(page.GetByRole(AriaRole.Region, new() { Name = "Text of P07" })).ToBeFocusedAsync();
        await PressAsync("ArrowRight", "Turn");
        await PressAsync("ArrowRight", "0");
        await PressAsync("e", "Turn 0 says what it says.");
        await PressAsync("e", "Turn 0 says what it says. And a little more of it.");
        await PressAsync("Shift+E", "Turn 0 says what it says.");
        await PressAsync("ArrowRight", "And a little more of it.");

        await PressAsync("u", "Not coded yet: Turn 1 says what it says. And a little more of it.");
        await page.Keyboard.PressAsync("c");
        await Expect(page.GetByRole(AriaRole.Combobox, new() { Name = "Code this selection" })).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("sayi");
        await PressAsync("Enter", "Coded with Saying no, 12 words");
        await Expect(page.GetByRole(AriaRole.Group, new() { Name = "Codes on turn 2" }).GetByRole(AriaRole.Button, new() { NameRegex = new("^Saying no, .+, from “Turn 1 says” to “more of it.”$"), Pressed = true })).ToBeVisibleAsync();
        await PressAsync("u", "Not coded yet: Turn 3 says what it says. And a little more of it.");
        await PressAsync(".", "Coded with Saying no, 12 words");
        await page.Keyboard.PressAsync("Delete");
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Removed Saying no");

        await page.Keyboard.PressAsync("t");
        await Expect(page.GetByLabel("A turn (45) or a time (19:52)")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("1");
        await PressAsync("Enter", "Turn 1: Turn 0 says what it says. And a little more of it.");
        foreach (var word in new[] { "0", "says", "what", "it" }) await PressAsync("ArrowRight", word);
        await PressAsync("i", "Coded with ‘it’, 1 word");
        await PressAsync("Alt+ArrowRight", "Now 2 words");
        await PressAsync("Alt+ArrowUp", new Regex("^Now ‘it’, .+, from “what it” to “what it”$"));
        await PressAsync("Alt+ArrowDown", new Regex("^Now ‘it’, .+, from “it says” to “it says”$"));
    }

    /// <summary>From one segment to the next; split in two, one part with another code.</summary>
    private async Task ChangeAsync()
    {
        await PressAsync("]", new Regex("^Saying no, .+, from “Turn 1 says” to “more of it.”$"));
        await PressAsync("[", new Regex("^‘it’, .+, from “it says” to “it says”$"));
        await PressAsync("]", new Regex("^Saying no, "));
        foreach (var word in new[] { "Turn", "1", "says", "what" }) await PressAsync("ArrowRight", word);
        await PressAsync("x", "Split in two");
        await page.Keyboard.PressAsync("r");
        await Expect(page.GetByRole(AriaRole.Combobox, new() { Name = "Recode this segment" })).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("left");
        await PressAsync("Enter", "Recoded as Left off the list, 9 words");
        await PressAsync("s", "All stripes are shown");
        await PressAsync("s", "Stripes beyond four are folded");
    }

    private async Task FindAndNoteAsync()
    {
        await page.Keyboard.PressAsync("f");
        await Expect(page.GetByRole(AriaRole.Searchbox, new() { Name = "Find in this text" })).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("turn 118 says");
        await Expect(page.GetByRole(AriaRole.Search).GetByRole(AriaRole.Status)).ToHaveTextAsync("1 of 1");
        await page.Keyboard.PressAsync("Escape");
        await PressAsync("]", new Regex("^Saying no, .+, from “Turn 119” to “Turn 119”$"));
        await page.Keyboard.PressAsync("n");
        await Expect(page.GetByLabel("The note", new() { Exact = true })).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("Said without being asked");
        await PressAsync("Control+Enter", "Note kept");
        await Expect(page.GetByRole(AriaRole.Region, new() { Name = "Text of P07" })).ToBeFocusedAsync();
        await Expect(page.GetByText("Said without being asked")).ToBeVisibleAsync();
        await page.Locator(".held.on").ClickAsync(new() { Button = MouseButton.Right });
        await Expect(page.GetByRole(AriaRole.Menuitem)).ToHaveTextAsync([new Regex("^Recode"), new Regex("^Write a note on it"), new Regex("^Open its code"), new Regex("^Remove")]);
        await page.Keyboard.PressAsync("Escape");
    }

    /// <summary>In a window of a phone: an end dragged beside the words stays in its line, and a note opens the drawer where it is written.</summary>
    private async Task NarrowAsync()
    {
        await page.SetViewportSizeAsync(390, 844);
        await Expect(page.Locator("#side")).ToBeHiddenAsync();
        await page.Locator(".handle.end").HoverAsync();
        await page.Mouse.DownAsync();
        var box = (await page.Locator(".handle.end").BoundingBoxAsync())!;
        await page.Mouse.MoveAsync(385, box.Y + box.Height / 2, new() { Steps = 3 });
        await page.Mouse.UpAsync();
        await Expect(page.Locator("#tl-voice")).ToHaveTextAsync(new Regex("^Now [3-9] words$"));
        await page.Keyboard.PressAsync("n");
        await Expect(page.GetByLabel("The note", new() { Exact = true })).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Escape");
        await Expect(page.Locator("#side")).ToBeHiddenAsync();
        await TouchAsync();
        await page.ReloadAsync();
        await Expect(page.Locator("tl-transcript[data-ready]")).ToBeVisibleAsync();
        await page.Keyboard.PressAsync("Control+z");
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("Undone: changed ‘Turn 119");
        Assert.True(await page.EvaluateAsync<bool>("document.documentElement.scrollWidth <= innerWidth && document.documentElement.scrollHeight <= innerHeight"), "The window itself can be scrolled.");
    }

    /// <summary>A finger picks the word under it and has what the keys do in one row; where colours are the system's, codes are underlined; nothing moves for those who ask for that.</summary>
    private async Task TouchAsync()
    {
        await page.EvaluateAsync("document.querySelector('tl-transcript').picked.clear(0)");
        var cdp = await page.Context.NewCDPSessionAsync(page);
        await cdp.SendAsync("Emulation.setTouchEmulationEnabled", new() { ["enabled"] = true });
        var words = page.Locator(".turn .words").Nth(118);
        await words.ScrollIntoViewIfNeededAsync();
        var box = (await words.BoundingBoxAsync())!;
        await cdp.SendAsync("Input.dispatchTouchEvent", new() { ["type"] = "touchStart", ["touchPoints"] = new[] { new { x = box.X + 15, y = box.Y + 12 } } });
        await cdp.SendAsync("Input.dispatchTouchEvent", new() { ["type"] = "touchEnd", ["touchPoints"] = Array.Empty<object>() });
        var bar = page.GetByRole(AriaRole.Toolbar, new() { Name = "The selected words" });
        await Expect(bar).ToBeVisibleAsync();
        Assert.Equal("Turn", await page.EvaluateAsync<string>("String(getSelection())"));
        Assert.Single(await bar.Locator("button").EvaluateAllAsync<double[]>("all => [...new Set(all.map((one) => Math.round(one.getBoundingClientRect().top)))]"));
        await bar.GetByRole(AriaRole.Button, new() { Name = "Wider" }).ClickAsync();
        Assert.Equal("Turn 118 says what it says.", await page.EvaluateAsync<string>("String(getSelection())"));

        await page.EmulateMediaAsync(new() { ForcedColors = ForcedColors.Active, ReducedMotion = ReducedMotion.Reduce });
        Assert.Equal("underline", await page.EvaluateAsync<string>("getComputedStyle(document.querySelector('.sheet'), '::highlight(dye-1)').textDecorationLine"));
        Assert.Equal("0s", await page.EvaluateAsync<string>("getComputedStyle(document.querySelector('.btn')).transitionDuration.split(', ').sort().at(-1)"));
        await page.EmulateMediaAsync(new() { ForcedColors = ForcedColors.None, ReducedMotion = ReducedMotion.NoPreference });
        Assert.Equal("none", await page.EvaluateAsync<string>("getComputedStyle(document.querySelector('.sheet'), '::highlight(dye-1)').textDecorationLine"));
        Assert.NotEqual("0s", await page.EvaluateAsync<string>("getComputedStyle(document.querySelector('.btn')).transitionDuration.split(', ').sort().at(-1)"));
    }

    /// <summary>Presses a key, and what a reader by ear is told of it must be this.</summary>
    private Task PressAsync(string key, string heard) => PressAsync(key, new Regex($"^{Regex.Escape(heard)}\u00a0?$"));

    private async Task PressAsync(string key, Regex heard)
    {
        await page.Keyboard.PressAsync(key);
        await Expect(page.Locator("#tl-voice")).ToHaveTextAsync(heard);
    }
}
