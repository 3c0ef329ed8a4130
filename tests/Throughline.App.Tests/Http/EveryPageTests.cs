using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Components;
using Throughline.App.Shell;
using Throughline.Storage;

namespace Throughline.App.Tests.Http;

/// <summary>All pages on a database on another computer: it answers later, so that a page drawn too soon shows. Those on SQLite are opened in browsers.</summary>
public sealed class EveryPageTests : IAsyncDisposable
{
    private readonly string path = Directory.CreateTempSubdirectory("throughline-pages-").FullName;

    [Fact]
    public async Task Every_page_is_answered_as_found_and_with_what_there_is()
    {
        var postgres = Environment.GetEnvironmentVariable("THROUGHLINE_TEST_POSTGRES");
        if (postgres is not { Length: > 0 }) Assert.Skip("No PostgreSQL: scripts/postgres starts one, and ./test uses it.");
        await using var database = await OwnDatabase.CreateAsync(postgres);
        using var folder = (await DataFolder.OpenAsync(path, database.Connection, default)).Value;
        var port = TestServer.FreePort();
        await using var app = WebHost.Build(folder, new(port, TestServer.Token, "Maren Holt"));
        await app.StartAsync();
        using var rest = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = new($"http://127.0.0.1:{port}/") };
        rest.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", TestServer.Token);
        var study = Guid.CreateVersion7();
        (await rest.PutAsJsonAsync($"api/v1/studies/{study}", new { name = "Read far away" })).EnsureSuccessStatusCode();
        (await rest.PutAsJsonAsync($"api/v1/studies/{study}/codes/{Guid.CreateVersion7()}", new { name = "Alone" })).EnsureSuccessStatusCode();
        using var form = new MultipartFormDataContent { { new StringContent("P07: Nobody in that building knows."), "file", "P07.txt" } };
        (await rest.PostAsync($"api/v1/studies/{study}/sources/import", form)).EnsureSuccessStatusCode();

        foreach (var page in Pages().Select(p => p.Replace("{Study:guid}", $"{study}", StringComparison.Ordinal)))
        {
            using var answer = await rest.GetAsync(page);
            var html = await answer.Content.ReadAsStringAsync();
            if (answer.StatusCode == HttpStatusCode.Redirect) continue;
            Assert.True(answer.IsSuccessStatusCode, $"{page} answers {(int)answer.StatusCode}: {html[..Math.Min(html.Length, 200)]}");
            Assert.Contains(page.Contains($"{study}", StringComparison.Ordinal) || page == "/" ? "Read far away" : "</html>", html, StringComparison.Ordinal);
        }
        await database.DisposeAsync();
        rest.DefaultRequestHeaders.Accept.ParseAdd("text/html");
        using var away = await rest.GetAsync("/");
        Assert.Equal(HttpStatusCode.InsufficientStorage, away.StatusCode);
        Assert.Contains("<h1>The database does not answer</h1>", await away.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        await app.StopAsync();
    }

    /// <summary>Those that need no other id than the study's; wishes are there only once somebody has answered.</summary>
    private static List<string> Pages() =>
    [
        .. typeof(DrawnOnce).Assembly.GetTypes().SelectMany(t => t.GetCustomAttributes(typeof(RouteAttribute), inherit: false)).Cast<RouteAttribute>()
            .Select(r => r.Template).Where(t => !t.Replace("{Study:guid}", "", StringComparison.Ordinal).Contains('{') && !t.EndsWith("/wishes", StringComparison.Ordinal)).Order(StringComparer.Ordinal),
    ];

    public ValueTask DisposeAsync()
    {
        Directory.Delete(path, recursive: true);
        return ValueTask.CompletedTask;
    }
}
