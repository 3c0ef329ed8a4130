using System.Collections.Concurrent;
using System.Reflection;
using Microsoft.Playwright;
using Xunit.v3;

[assembly: AssemblyFixture(typeof(Throughline.App.Tests.TestBrowser))]
[assembly: Throughline.App.Tests.ClosesWindows]

namespace Throughline.App.Tests;

/// <summary>One Chromium for the whole run; a window, with cookies of its own, for each test.</summary>
public sealed class TestBrowser : IAsyncLifetime
{
    /// <summary>How long a page may take on a machine that does much else. Nothing is measured by it.</summary>
    private const float Patience = 60_000;

    /// <summary>The windows of each test that runs.</summary>
    private static readonly ConcurrentDictionary<string, ConcurrentBag<IBrowserContext>> Windows = new();

    private IPlaywright? playwright;
    private IBrowser? browser;

    public static string? Executable { get; } =
        new[] { Environment.GetEnvironmentVariable("THROUGHLINE_TEST_CHROMIUM"), "/usr/bin/chromium-headless-shell", "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome" }
            .FirstOrDefault(p => p is not null && File.Exists(p));

    public async ValueTask InitializeAsync()
    {
        if (Executable is null) return;
        Assertions.SetDefaultExpectTimeout(Patience);
        playwright = await Playwright.CreateAsync();
        browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Executable,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
    }

    /// <summary>A page of its own, already let in to the server.</summary>
    public Task<IPage> OpenAsync(TestServer server, string path = "", int width = 1440, int height = 900, bool dark = false) =>
        OpenAsync(server.Address, TestServer.Token, path, width, height, dark);

    public async Task<IPage> OpenAsync(Uri address, string token, string path = "", int width = 1440, int height = 900, bool dark = false)
    {
        if (browser is null) Assert.Skip("No Chromium: apt-get install chromium-headless-shell, as ./test does.");
        var context = await WindowAsync(new()
        {
            ViewportSize = new() { Width = width, Height = height }, ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light, Locale = "en-GB",
        });
        var page = await context.NewPageAsync();
        await page.GotoAsync($"{address}?token={token}");
        if (path.Length > 0) await page.GotoAsync(new Uri(address, path).ToString());
        return page;
    }

    /// <summary>A window of somebody who lets no page run scripts, and whom the server does not know.</summary>
    public async Task<IPage> WithoutScriptsAsync(int width, int height)
    {
        if (browser is null) Assert.Skip("No Chromium: apt-get install chromium-headless-shell, as ./test does.");
        var context = await WindowAsync(new() { ViewportSize = new() { Width = width, Height = height }, JavaScriptEnabled = false, Locale = "en-GB" });
        return await context.NewPageAsync();
    }

    private async Task<IBrowserContext> WindowAsync(BrowserNewContextOptions options)
    {
        var context = await browser!.NewContextAsync(options);
        context.SetDefaultTimeout(Patience);
        if (TestContext.Current.Test is { } test) Windows.GetOrAdd(test.UniqueID, _ => []).Add(context);
        return context;
    }

    /// <summary>Closes the windows of a test that is over: left open, they would go on hearing of changes to the end of the run.</summary>
    public static async Task CloseAsync(string test)
    {
        if (Windows.TryRemove(test, out var windows)) foreach (var window in windows) await window.CloseAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (browser is not null) await browser.DisposeAsync();
        playwright?.Dispose();
    }
}

/// <summary>After each test its windows are closed.</summary>
[AttributeUsage(AttributeTargets.Assembly)]
public sealed class ClosesWindowsAttribute : BeforeAfterTestAttribute
{
    public override void After(MethodInfo methodUnderTest, IXunitTest test) => _ = TestBrowser.CloseAsync(test.UniqueID);
}
