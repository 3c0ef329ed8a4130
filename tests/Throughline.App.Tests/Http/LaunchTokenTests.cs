using System.Net;
using System.Net.Http.Json;

namespace Throughline.App.Tests.Http;

public sealed class LaunchTokenTests(TestServer server)
{
    [Theory, InlineData(null), InlineData("wrong")]
    public async Task Without_the_token_nothing_is_told(string? token)
    {
        using var client = server.Client(token);
        foreach (var path in new[] { "", "api/v1/studies", "openapi/v1.json" })
            Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync(path)).StatusCode);
    }

    [Fact]
    public async Task A_foreign_host_name_is_refused_even_with_the_token()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "api/v1/studies") { Headers = { Host = "evil.example" } };
        Assert.Equal(HttpStatusCode.BadRequest, (await server.Rest.SendAsync(request)).StatusCode);
    }

    [Fact]
    public async Task A_browser_trades_the_token_for_a_strict_cookie_and_may_change_nothing_without_the_pages_own_token()
    {
        var cookies = new CookieContainer();
        using var browser = new HttpClient(new HttpClientHandler { CookieContainer = cookies }) { BaseAddress = server.Address };
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync($"?token={TestServer.Token}")).StatusCode);
        var cookie = Assert.Single(cookies.GetAllCookies());
        Assert.True(cookie.HttpOnly);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync("api/v1/studies")).StatusCode);

        var forged = await browser.PutAsJsonAsync($"api/v1/studies/{Guid.CreateVersion7()}", new { name = "Forged" });

        Assert.Equal(HttpStatusCode.BadRequest, forged.StatusCode);
    }

    [Fact]
    public async Task Every_answer_forbids_inline_script()
    {
        var answer = await server.Rest.GetAsync("");
        var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("script-src 'self'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe-inline", policy, StringComparison.Ordinal);
    }
}
