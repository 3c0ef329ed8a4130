using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Throughline.App.Tests.Browser;

public static class Axe
{
    /// <summary>What axe finds on the page as it stands.</summary>
    public static Task<AxeResult> LookedAtAsync(this IPage page, AxeRunOptions looked) =>
        // The other way opens a window of its own for each look, for frames of other origins: there are none here.
#pragma warning disable CS0618
        page.Locator("html").RunAxeLegacy(looked);
#pragma warning restore CS0618
}
