using Microsoft.Playwright;
using Throughline.App.Tests;

namespace Throughline.Benchmarks;

/// <summary>The coding page in a browser: opening, a key pressed to colour painted, scrolling.</summary>
public static class CodingBenchmark
{
    private const int Opens = 5, Keys = 20, Frames = 180;

    private sealed record Case(string Name, int Words, int Turns, int Characters, int Segments, string Open, string Key, string Scroll);

    private static readonly Case[] Cases =
    [
        new("9,000 words, no segment", 9000, 0, 0, 0, "", "a frame", ""),
        new("9,000 words, 250 segments", 9000, 0, 0, 250, "", "the next frame", ""),
        new("9,000 words, 2,500 segments", 9000, 0, 0, 2500, "under 400 ms, at most 1.3 × with none", "the next frame, at most 1.3 × with none", ""),
        new("2,000,000 characters, no segment", 0, 20_000, 2_000_000, 0, "", "a frame", ""),
        new("2,000,000 characters, 10,000 segments", 0, 20_000, 2_000_000, 10_000, "under 1 s", "the next frame, at most 1.3 × with none", "60 a second (16.7 ms)"),
    ];

    public static async Task RunAsync(Figures figures)
    {
        using var playwright = await Playwright.CreateAsync();
        await using var browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Environment.GetEnvironmentVariable("THROUGHLINE_TEST_CHROMIUM") ?? "/usr/bin/chromium", Args = ["--no-sandbox", "--disable-gpu"],
        });
        await using var site = await Site.BeginAsync();
        foreach (var one in Cases) await RunAsync(figures, browser, site, one);
    }

    private static async Task RunAsync(Figures figures, IBrowser browser, Site site, Case one)
    {
        var study = await site.StudyAsync(one.Name);
        var codes = await site.CodesAsync(study, 100);
        var interviews = new Interviews(3);
        var turns = one.Turns > 0 ? interviews.OfTurns(one.Turns, one.Characters) : interviews.OfWords(one.Words);
        var (source, length) = await site.ImportAsync(study, "interview.vtt", Interviews.Vtt(turns));
        if (one.Segments > 0) await site.BulkAsync(study, Segments.Of(new(5), source, length, codes, one.Segments));

        await using var context = await browser.NewContextAsync(new() { ViewportSize = new() { Width = 1440, Height = 900 } });
        context.SetDefaultTimeout(120_000);
        await context.AddInitScriptAsync(PageScripts.Watch);
        var page = await context.NewPageAsync();
        await page.GotoAsync($"{site.Server.Address}?token={ServerProcess.Token}");
        var thread = await PageThread.OfAsync(context, page);
        var (within, afresh) = (new List<Taken>(), new List<Taken>());
        for (var i = 0; i <= Opens; i++)
        {
            within.Add(await OpenAsync(page, thread, $"{site.Server.Address}studies/{study}/sources", $"{site.Server.Address}studies/{study}/coding/{source}"));
            afresh.Add(await OpenAsync(page, thread, "about:blank", $"{site.Server.Address}studies/{study}/coding/{source}"));
        }
        Tell(figures, $"{one.Name}: page open to interactive, from the sources", within[1..], one.Open, $"; first {Figures.Ms(within[0].Clock)}");
        Tell(figures, $"{one.Name}: the same in a process that the browser starts for it", afresh[1..], "", "");
        Tell(figures, $"{one.Name}: key to painted", await PaintsAsync(page, thread, length), one.Key);
        await WaitUntilSavedAsync(page);
        var frames = await page.EvaluateAsync<double[]>(PageScripts.Scroll, Frames);
        figures.Times($"{one.Name}: a frame of scrolling", frames, one.Scroll);
        if (await site.SegmentsAsync(study) != one.Segments + Keys + 1) throw new InvalidOperationException("A segment of the page is not on the server.");
    }

    private static void Tell(Figures figures, string work, IReadOnlyList<Taken> taken, string target, string more = "") =>
        figures.Times(work, [.. taken.Select(t => t.Clock)], target, $"processor {Figures.Ms(Figures.Percentile([.. taken.Select(t => t.Processor)], 0.5))}{more}");

    /// <summary>From the start of the navigation to the first frame in which keys are listened to. Nothing is looked for in the page meanwhile: that takes its time.</summary>
    private static async Task<Taken> OpenAsync(IPage page, PageThread thread, string from, string address)
    {
        await page.GotoAsync(from, new() { WaitUntil = WaitUntilState.NetworkIdle });
        var before = await thread.ProcessorAsync();
        await page.GotoAsync(address, new() { WaitUntil = WaitUntilState.Commit });
        var clock = await page.EvaluateAsync<double>("() => window.watchedReady");
        var after = await thread.ProcessorAsync();
        return new(clock, after < before ? after : after - before);
    }

    /// <summary>The first by <c>c</c>, a name and Enter; then the last code again, at places all over the text.</summary>
    private static async Task<IReadOnlyList<Taken>> PaintsAsync(IPage page, PageThread thread, int length)
    {
        await page.EvaluateAsync(PageScripts.Pick, length / 2);
        await page.Keyboard.PressAsync("c");
        await page.Keyboard.TypeAsync("code 0042");
        var paints = new List<Taken>();
        await PaintAsync(page, thread, "Enter");
        for (var i = 0; i < Keys; i++)
        {
            await page.EvaluateAsync(PageScripts.Pick, (int)((i + 0.5) * (length - 1000) / Keys));
            paints.Add(await PaintAsync(page, thread, "."));
        }
        return paints;
    }

    private static async Task<Taken> PaintAsync(IPage page, PageThread thread, string key)
    {
        await page.EvaluateAsync(PageScripts.Arm);
        var before = await thread.ProcessorAsync();
        await page.Keyboard.PressAsync(key);
        var seen = await page.EvaluateAsync<double[]>("() => window.watchedPaint");
        if (seen[1] < 1) throw new InvalidOperationException($"{key} painted nothing.");
        return new(seen[0], await thread.ProcessorAsync() - before);
    }

    private static async Task WaitUntilSavedAsync(IPage page) => await page.GetByText("All saved").Or(page.GetByText("Saved ")).First.WaitForAsync();

    /// <summary>By the clock, and of the processor that the page's own thread had: both in milliseconds.</summary>
    private sealed record Taken(double Clock, double Processor);

    /// <summary>The thread of a page on which its script, layout and painting are done.</summary>
    private sealed class PageThread(ICDPSession session)
    {
        public static async Task<PageThread> OfAsync(IBrowserContext context, IPage page)
        {
            var session = await context.NewCDPSessionAsync(page);
            await session.SendAsync("Performance.enable", new() { ["timeDomain"] = "threadTicks" });
            return new(session);
        }

        /// <summary>Since it was first looked at; a page in another process begins at none.</summary>
        public async Task<double> ProcessorAsync()
        {
            var metrics = (await session.SendAsync("Performance.getMetrics"))!.Value.GetProperty("metrics");
            return 1000 * metrics.EnumerateArray().First(m => m.GetProperty("name").GetString() == "TaskDuration").GetProperty("value").GetDouble();
        }
    }
}
