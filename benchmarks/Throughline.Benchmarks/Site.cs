using System.Net.Http.Json;
using System.Text.Json;
using Throughline.App.Tests;

namespace Throughline.Benchmarks;

public enum Engine
{
    Sqlite,
    Postgres,
}

public static class Engines
{
    public static string Told(this Engine engine) => engine == Engine.Sqlite ? "SQLite" : "PostgreSQL";
}

/// <summary>A server of its own on a folder of its own, gone afterwards, with what it takes to fill it as any program would.</summary>
public sealed class Site : IAsyncDisposable
{
    private readonly Postgres? postgres;

    private Site(string folder, Postgres? postgres)
    {
        (Folder, this.postgres) = (folder, postgres);
        Server = new(folder, FreePort(), postgres?.Connection);
    }

    public string Folder { get; }
    public ServerProcess Server { get; }
    public HttpClient Rest => Server.Rest;

    /// <summary>What a command needs besides the folder to reach the same database.</summary>
    public string[] Where => postgres is null ? [] : ["--database", postgres.Connection];

    public static async Task<Site> BeginAsync(Engine engine = Engine.Sqlite)
    {
        var site = new Site(NewFolder(), engine == Engine.Postgres ? await Postgres.BeginAsync() : null);
        await site.Server.StartAsync();
        return site;
    }

    public static string NewFolder() => Directory.CreateTempSubdirectory("throughline-bench-").FullName;

    public static int FreePort()
    {
        using var probe = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        probe.Start();
        return ((System.Net.IPEndPoint)probe.LocalEndpoint).Port;
    }

    public async Task<Guid> StudyAsync(string name)
    {
        var id = Guid.CreateVersion7();
        await SendAsync(HttpMethod.Put, $"api/v1/studies/{id}", new { name });
        return id;
    }

    /// <summary>Codes in groups of twenty.</summary>
    public async Task<IReadOnlyList<Guid>> CodesAsync(Guid study, int count)
    {
        var codes = new List<Guid>();
        Guid? parent = null;
        for (var i = 0; i < count; i++)
        {
            var id = Guid.CreateVersion7();
            if (i % 20 == 0) parent = null;
            await SendAsync(HttpMethod.Put, $"api/v1/studies/{study}/codes/{id}", new { name = $"Code {i + 1:0000}", parent });
            parent ??= id;
            codes.Add(id);
        }
        return codes;
    }

    public async Task<(Guid Id, int Length)> ImportAsync(Guid study, string name, byte[] file)
    {
        using var form = new MultipartFormDataContent { { new ByteArrayContent(file), Guid.CreateVersion7().ToString(), name } };
        using var answer = await Rest.PostAsync($"api/v1/studies/{study}/sources/import", form);
        var line = (await JsonAsync(answer))[0];
        if (line.GetProperty("status").GetString() != "read") throw new InvalidOperationException($"{name} was not read: {line}");
        var source = line.GetProperty("source");
        return (source.GetProperty("id").GetGuid(), source.GetProperty("length").GetInt32());
    }

    /// <summary>Many segments in one request.</summary>
    public async Task BulkAsync(Guid study, IReadOnlyList<object> segments)
    {
        var answer = await SendAsync(HttpMethod.Post, $"api/v1/studies/{study}/segments", new { segments });
        if (answer.GetProperty("applied").GetInt32() != segments.Count) throw new InvalidOperationException($"Not all were taken: {answer}");
    }

    public async Task<int> SegmentsAsync(Guid study) =>
        (await JsonAsync(await Rest.GetAsync($"api/v1/studies/{study}/segments?limit=1"))).GetProperty("counts").GetProperty("segments").GetInt32();

    public async Task<JsonElement> SendAsync(HttpMethod method, string path, object body)
    {
        using var request = new HttpRequestMessage(method, path) { Content = JsonContent.Create(body) };
        using var answer = await Rest.SendAsync(request);
        return await JsonAsync(answer);
    }

    public static async Task<JsonElement> JsonAsync(HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync();
        if (!answer.IsSuccessStatusCode) throw new InvalidOperationException($"{answer.RequestMessage?.RequestUri}: {(int)answer.StatusCode} {text}");
        using var document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        if (postgres is not null) await postgres.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }
}
