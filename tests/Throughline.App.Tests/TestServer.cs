using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Throughline.App.Shell;
using Throughline.Storage;

[assembly: AssemblyFixture(typeof(Throughline.App.Tests.TestServer))]

namespace Throughline.App.Tests;

/// <summary>The true server on a data folder of its own, one for the whole run. Each test begins a study and keeps to it.</summary>
public sealed class TestServer : IAsyncLifetime
{
    public const string Token = "test-token";

    private readonly string path = Directory.CreateTempSubdirectory("throughline-server-").FullName;
    private DataFolder? folder;
    private WebApplication? app;

    public Uri Address { get; private set; } = null!;

    /// <summary>Speaks REST as a program does.</summary>
    public HttpClient Rest { get; private set; } = null!;

    public IServiceProvider Services => app!.Services;

    public async ValueTask InitializeAsync()
    {
        folder = (await DataFolder.OpenAsync(path, null, default)).Value;
        var port = FreePort();
        app = WebHost.Build(folder, new(port, Token, "Maren Holt"));
        await app.StartAsync();
        Address = new($"http://127.0.0.1:{port}/");
        Rest = Client(Token);
    }

    public HttpClient Client(string? token)
    {
        var client = new HttpClient { BaseAddress = Address };
        if (token is not null) client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    public async Task<Guid> StudyAsync(string name)
    {
        var id = Guid.CreateVersion7();
        (await Rest.PutAsJsonAsync($"api/v1/studies/{id}", new { name })).EnsureSuccessStatusCode();
        return id;
    }

    public static async Task<JsonElement> JsonAsync(HttpResponseMessage answer)
    {
        await using var body = await answer.Content.ReadAsStreamAsync();
        using var document = await JsonDocument.ParseAsync(body);
        return document.RootElement.Clone();
    }

    public static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    public async ValueTask DisposeAsync()
    {
        Rest.Dispose();
        await app!.StopAsync(new CancellationTokenSource(TimeSpan.FromSeconds(2)).Token);
        await app.DisposeAsync();
        folder!.Dispose();
        Directory.Delete(path, recursive: true);
    }
}
