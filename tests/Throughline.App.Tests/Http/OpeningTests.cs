using System.Net.Http.Headers;
using Throughline.App.Shell;
using Throughline.Storage;

namespace Throughline.App.Tests.Http;

/// <summary>The first seconds of a server, while its database is still brought up to date.</summary>
public sealed class OpeningTests
{
    [Fact]
    public async Task Until_the_database_is_up_to_date_only_help_is_answered_and_the_rest_waits()
    {
        var path = Directory.CreateTempSubdirectory("throughline-opening-").FullName;
        using var folder = DataFolder.Take(path, null).Value;
        var opened = new TaskCompletionSource();
        var options = new WebOptions(TestServer.FreePort(), TestServer.Token, "Maren Holt") { Opened = opened.Task };
        await using (var app = WebHost.Build(folder, options))
        {
            await app.StartAsync();
            using var client = new HttpClient { BaseAddress = new($"http://127.0.0.1:{options.Port}/") };
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", TestServer.Token);
            var studies = client.GetAsync("api/v1/studies");
            await Opening.AnswerOnceAsync(options, default);
            Assert.Contains("Ctrl", await client.GetStringAsync("help"), StringComparison.Ordinal);
            Assert.False(studies.IsCompleted);

            Assert.Null(await folder.BringUpToDateAsync(default));
            opened.SetResult();
            Assert.Equal("[]", await (await studies).EnsureSuccessStatusCode().Content.ReadAsStringAsync());
            await app.StopAsync();
        }
        folder.Dispose();
        Directory.Delete(path, recursive: true);
    }
}
