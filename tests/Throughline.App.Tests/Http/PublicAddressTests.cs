using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using Throughline.App.Questionnaires.Public;
using Throughline.App.Shell;
using Throughline.Storage;

namespace Throughline.App.Tests.Http;

/// <summary>Respondents reach public pages through a web server that hands them on.</summary>
public sealed class PublicAddressTests
{
    [Theory]
    [InlineData(null, true), InlineData("https://survey.example.org", true), InlineData("http://survey.example.org/ours/", true)]
    [InlineData("survey.example.org", false), InlineData("ftp://survey.example.org", false), InlineData("https://survey.example.org/?a=b", false)]
    public void An_address_that_nobody_could_open_is_refused(string? written, bool taken) => Assert.Equal(taken, PublicAddress.Read(written).Succeeded);

    [Fact]
    public async Task A_flood_from_one_address_is_stopped_others_go_on_and_the_public_name_opens_nothing_else()
    {
        var path = Directory.CreateTempSubdirectory("throughline-public-").FullName;
        using var folder = (await DataFolder.OpenAsync(path, null, default)).Value;
        var options = new WebOptions(TestServer.FreePort(), TestServer.Token, "Maren Holt") { PublicUrl = new("https://survey.example.org/") };
        await using (var app = WebHost.Build(folder, options))
        {
            await app.StartAsync();
            var address = new Uri($"http://127.0.0.1:{options.Port}/");
            using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = address };
            var link = await OpenedAsync(client);
            Assert.StartsWith("https://survey.example.org/q/", link, StringComparison.Ordinal);
            var questionnaire = new Uri(link).AbsolutePath;

            var flood = new List<HttpStatusCode>();
            for (var i = 0; i < AnswerLimits.Burst + 60 && !flood.Contains(HttpStatusCode.TooManyRequests); i++) flood.Add((await FromAsync(client, questionnaire, "203.0.113.7")).StatusCode);
            var refused = await FromAsync(client, questionnaire, "203.0.113.7");
            var other = await FromAsync(client, questionnaire, "203.0.113.7, 198.51.100.20");

            Assert.Equal(HttpStatusCode.OK, flood[0]);
            Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
            Assert.Contains("Wait half a minute", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
            Assert.Equal(HttpStatusCode.OK, other.StatusCode);
            Assert.Equal(HttpStatusCode.BadRequest, (await FromAsync(client, "/api/v1/studies", "198.51.100.20")).StatusCode);
            await app.StopAsync();
        }
        folder.Dispose();
        Directory.Delete(path, recursive: true);
    }

    private static async Task<string> OpenedAsync(HttpClient client)
    {
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", TestServer.Token);
        var (study, id) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        (await client.PutAsJsonAsync($"api/v1/studies/{study}", new { name = "Public" })).EnsureSuccessStatusCode();
        var rest = $"api/v1/studies/{study}/questionnaires/{id}";
        (await client.PutAsJsonAsync(rest, new { name = "Work", withStart = true })).EnsureSuccessStatusCode();
        (await client.PutAsJsonAsync($"{rest}/questions/{Guid.CreateVersion7()}", new { fields = new { kind = "long", text = "What would you change?" } })).EnsureSuccessStatusCode();
        (await client.PutAsJsonAsync($"{rest}/versions", new { reason = "First" })).EnsureSuccessStatusCode();
        (await client.PutAsync($"{rest}/open", null)).EnsureSuccessStatusCode();
        Assert.StartsWith("<svg", (await client.GetStringAsync($"{rest}/qr.svg")).TrimStart(), StringComparison.Ordinal);
        var page = await client.GetStringAsync($"studies/{study}/questionnaire");
        client.DefaultRequestHeaders.Authorization = null;
        return System.Text.RegularExpressions.Regex.Match(page, "id=\"public-link\" readonly value=\"([^\"]+)\"").Groups[1].Value;
    }

    private static Task<HttpResponseMessage> FromAsync(HttpClient client, string path, string forwardedFor)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { Host = "survey.example.org" } };
        request.Headers.Add("X-Forwarded-For", forwardedFor);
        return client.SendAsync(request);
    }
}
