using System.Net;
using System.Text.RegularExpressions;

namespace Throughline.App.Tests.Http;

public sealed partial class PageFilesTests(TestServer server)
{
    [Fact]
    public async Task Every_style_and_script_of_a_page_is_there_and_is_kept_for_good_under_its_address()
    {
        var page = await server.Rest.GetStringAsync("");
        var addresses = Address().Matches(page).Select(m => m.Groups[1].Value).ToList();
        Assert.NotEmpty(addresses);
        foreach (var address in addresses)
        {
            using var file = await server.Rest.GetAsync(address);
            Assert.Equal((HttpStatusCode.OK, "public, max-age=31536000, immutable"), (file.StatusCode, file.Headers.GetValues("Cache-Control").Single()));
        }
        var common = await server.Rest.GetStringAsync(addresses.Single(a => a.EndsWith("/css/common.css", StringComparison.Ordinal)));
        foreach (var name in new[] { "tokens", "base", "shell", "parts", "codes", "floats", "folds" }) Assert.Contains($"@layer {name} {{", common, StringComparison.Ordinal);
    }

    [GeneratedRegex("(?:href|src)=\"(/v-[^\"]+)\"")]
    private static partial Regex Address();
}
