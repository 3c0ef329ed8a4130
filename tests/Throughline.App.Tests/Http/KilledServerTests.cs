using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Text.Json;
using Throughline.App.Tests.Cli;

namespace Throughline.App.Tests.Http;

/// <summary>The server killed without a word while many write at once, so that acts share commits when it dies.</summary>
public sealed class KilledServerTests : IDisposable
{
    private const int Clients = 16, Enough = 200;

    private readonly DataDirectory desk = new();
    private readonly ConcurrentDictionary<Guid, int> sent = [];
    private readonly ConcurrentDictionary<Guid, long> acknowledged = [];

    [Theory, InlineData(false), InlineData(true)]
    public async Task What_was_acknowledged_is_there_once_the_history_has_no_gap_and_the_rest_can_be_sent_again(bool onPostgres)
    {
        var postgres = Environment.GetEnvironmentVariable("THROUGHLINE_TEST_POSTGRES");
        if (onPostgres && postgres is not { Length: > 0 }) Assert.Skip("No PostgreSQL: scripts/postgres starts one, and ./test uses it.");
        await using var database = onPostgres ? await OwnDatabase.CreateAsync(postgres!) : null;
        await using var server = new ServerProcess(desk.Data, TestServer.FreePort(), database?.Connection);
        await server.StartAsync();
        var (study, source, code) = await BeginAsync(server.Rest);

        var clients = Enumerable.Range(0, Clients).Select(_ => WriteAsync(server.Rest, study, source, code)).ToList();
        while (acknowledged.Count < Enough && !clients.Exists(c => c.IsCompleted)) await Task.Delay(5);
        server.Kill();
        await Task.WhenAll(clients);
        Assert.True(acknowledged.Count >= Enough, $"Only {acknowledged.Count} were acknowledged before it was killed.");

        await server.StartAsync();
        var there = await SegmentsAsync(server.Rest, study);
        Assert.Distinct(there);
        Assert.Empty(acknowledged.Keys.Except(there));
        Assert.Empty(there.Except(sent.Keys));
        var changes = await ChangesAsync(server.Rest, study);
        Assert.Equal(Enumerable.Range(1, changes.Count).Select(n => (long)n), changes.Select(c => c.Id));
        Assert.Equal(there.Count, changes.Count(c => c.Verb == "ApplyCode"));
        Assert.All(acknowledged, a => Assert.Equal(a.Key, changes[(int)a.Value - 1].Segment));

        foreach (var id in sent.Keys.Except(acknowledged.Keys).Concat(acknowledged.Keys.Take(5))) await PutAsync(server.Rest, study, id, new { source, code, start = sent[id], end = sent[id] + 4 });
        Assert.Equal(sent.Keys.Order(), (await SegmentsAsync(server.Rest, study)).Order());
        Assert.Equal(sent.Count, (await ChangesAsync(server.Rest, study)).Count(c => c.Verb == "ApplyCode"));

        server.Kill();
        var check = await desk.RunAsync(["check", .. database is null ? Array.Empty<string>() : ["--database", database.Connection]]);
        Assert.True(check.Exit == 0, check.Output + check.Errors);
    }

    private async Task<(Guid Study, Guid Source, Guid Code)> BeginAsync(HttpClient rest)
    {
        var (study, code) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        (await rest.PutAsJsonAsync($"api/v1/studies/{study}", new { name = "Killed" })).EnsureSuccessStatusCode();
        (await rest.PutAsJsonAsync($"api/v1/studies/{study}/codes/{code}", new { name = "Alone" })).EnsureSuccessStatusCode();
        using var form = new MultipartFormDataContent { { new ByteArrayContent(System.Text.Encoding.UTF8.GetBytes(string.Join(' ', Enumerable.Range(1000, 400)))), "file", "P07.txt" } };
        var line = (await TestServer.JsonAsync(await rest.PostAsync($"api/v1/studies/{study}/sources/import", form)))[0];
        return (study, line.GetProperty("source").GetProperty("id").GetGuid(), code);
    }

    /// <summary>One client: segment after segment, each only after the last was acknowledged, until nobody answers.</summary>
    private async Task WriteAsync(HttpClient rest, Guid study, Guid source, Guid code)
    {
        try
        {
            while (true)
            {
                var (id, start) = (Guid.CreateVersion7(), sent.Count % 399 * 5);
                sent[id] = start;
                acknowledged[id] = await PutAsync(rest, study, id, new { source, code, start, end = start + 4 });
            }
        }
        catch (HttpRequestException)
        {
        }
    }

    /// <returns>The number of the change that it was acknowledged with; 0 where it stood there already.</returns>
    private static async Task<long> PutAsync(HttpClient rest, Guid study, Guid id, object segment)
    {
        using var answer = await rest.PutAsJsonAsync($"api/v1/studies/{study}/segments/{id}", segment);
        var json = await TestServer.JsonAsync(answer);
        Assert.True(answer.IsSuccessStatusCode, json.ToString());
        return json.TryGetProperty("change", out var change) ? change.GetInt64() : 0;
    }

    private static async Task<List<Guid>> SegmentsAsync(HttpClient rest, Guid study)
    {
        var csv = await rest.GetStringAsync($"api/v1/studies/{study}/segments/export?as=csv");
        var lines = csv.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var column = Array.IndexOf(lines[0].TrimStart('\uFEFF').Trim().Split(','), "id");
        return [.. lines[1..].Select(l => Guid.Parse(l.Split(',')[column]))];
    }

    private static async Task<List<(long Id, string Verb, Guid? Segment)>> ChangesAsync(HttpClient rest, Guid study)
    {
        var all = new List<(long, string, Guid?)>();
        while (true)
        {
            var page = await rest.GetFromJsonAsync<JsonElement>($"api/v1/studies/{study}/changes?after={all.Count}&limit=400");
            if (page.GetArrayLength() == 0) return all;
            all.AddRange(page.EnumerateArray().Select(c => (c.GetProperty("id").GetInt64(), c.GetProperty("verb").GetString()!,
                c.TryGetProperty("rows", out var rows) && rows.GetProperty("segments") is { ValueKind: JsonValueKind.Array } segments && segments.GetArrayLength() == 1
                    ? segments[0].GetProperty("id").GetGuid() : (Guid?)null)));
        }
    }

    public void Dispose() => desk.Dispose();
}
