using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;
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
        var options = new WebOptions(TestServer.FreePort(), TestServer.Token, "Maren Holt") { PublicUrl = new("https://survey.example.org/"), Limits = new(Burst: 12, PerSecond: 1) };
        await using (var app = WebHost.Build(folder, options))
        {
            await app.StartAsync();
            var address = new Uri($"http://127.0.0.1:{options.Port}/");
            using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = address };
            var link = await OpenedAsync(client);
            Assert.StartsWith("https://survey.example.org/q/", link, StringComparison.Ordinal);
            var questionnaire = new Uri(link).AbsolutePath;

            var first = await AnsweredAsync(client, questionnaire, "198.51.100.20");
            Assert.Contains("Your answers are sent", first, StringComparison.Ordinal);
            var flood = new List<HttpStatusCode>();
            while (flood.Count < 400 && !flood.Contains(HttpStatusCode.TooManyRequests)) flood.Add((await FromAsync(client, questionnaire, "203.0.113.7")).StatusCode);
            var refused = await FromAsync(client, questionnaire, "203.0.113.7", [KeyValuePair.Create("q-1", "What I typed\nfor <half> an hour")]);
            var other = await FromAsync(client, questionnaire, "203.0.113.7, 198.51.100.21");

            Assert.Equal(HttpStatusCode.OK, flood[0]);
            Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
            Assert.Equal(TimeSpan.FromSeconds(30), refused.Headers.RetryAfter!.Delta);
            var told = await refused.Content.ReadAsStringAsync();
            Assert.Contains("Wait half a minute", told, StringComparison.Ordinal);
            Assert.Contains("What I typed\nfor <half> an hour</textarea>", WebUtility.HtmlDecode(told), StringComparison.Ordinal);
            Assert.Contains($"action=\"{questionnaire}\"", told, StringComparison.Ordinal);
            Assert.Equal(HttpStatusCode.OK, other.StatusCode);
            Assert.Equal(HttpStatusCode.BadRequest, (await FromAsync(client, "/api/v1/studies", "198.51.100.20")).StatusCode);
            await app.StopAsync();
        }
        folder.Dispose();
        var kept = await KeptAsync(folder.DatabaseFile);
        Assert.Contains(kept, k => k.Contains("A quieter room", StringComparison.Ordinal));
        foreach (var trace in new[] { "198.51.100", "203.0.113", "127.0.0.1", Browser })
            Assert.DoesNotContain(kept, k => k.Contains(trace, StringComparison.OrdinalIgnoreCase));
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
        return Regex.Match(page, "id=\"public-link\" readonly value=\"([^\"]+)\"").Groups[1].Value;
    }

    /// <summary>Everything that stands in the database, whatever the column.</summary>
    private static async Task<List<string>> KeptAsync(string file)
    {
        await using var db = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ToString());
        await db.OpenAsync();
        var (tables, kept) = (new List<string>(), new List<string>());
        await using (var named = new SqliteCommand("SELECT name FROM sqlite_master WHERE type = 'table'", db))
        await using (var reader = await named.ExecuteReaderAsync())
            while (await reader.ReadAsync()) tables.Add(reader.GetString(0));
        foreach (var table in tables)
        {
            await using var all = new SqliteCommand($"SELECT * FROM \"{table}\"", db);
            await using var rows = await all.ExecuteReaderAsync();
            while (await rows.ReadAsync())
                for (var i = 0; i < rows.FieldCount; i++)
                    if (rows.GetValue(i) is var value and (string or byte[])) kept.Add(value as string ?? Encoding.Latin1.GetString((byte[])value));
        }
        return kept;
    }

    /// <summary>Somebody answers from an address, with a browser that says what it is.</summary>
    private static async Task<string> AnsweredAsync(HttpClient client, string path, string address)
    {
        async Task<string> AskAsync(string at, params (string Name, string Value)[] fields)
        {
            var answer = await FromAsync(client, at, address, fields.Length == 0 ? null : [.. fields.Select(f => KeyValuePair.Create(f.Name, f.Value))]);
            return await answer.Content.ReadAsStringAsync();
        }

        static string Of(string page, string pattern) => Regex.Match(page, pattern).Groups[1].Value;
        var page = await AskAsync(path);
        var sheet = $"{path}/{Of(page, "name=\"sheet\" value=\"([0-9a-f]{32})\"")}";
        await AskAsync(path, ("sheet", sheet[^32..]), (Of(page, "type=\"radio\" name=\"(q-[0-9a-f]{32})\""), "yes"));
        page = await AskAsync($"{sheet}/2");
        await AskAsync($"{sheet}/2", (Of(page, "<textarea[^>]* name=\"(q-[0-9a-f]{32})\""), "A quieter room"));
        await AskAsync($"{sheet}/send", ("act", "send"));
        return await AskAsync(sheet);
    }

    private const string Browser = "Mozilla/5.0 (Xyzzy 12; rv:141.0) Quillfeather/9";

    private static Task<HttpResponseMessage> FromAsync(HttpClient client, string path, string forwardedFor, IEnumerable<KeyValuePair<string, string>>? form = null)
    {
        var request = new HttpRequestMessage(form is null ? HttpMethod.Get : HttpMethod.Post, path) { Headers = { Host = "survey.example.org" } };
        if (form is not null) request.Content = new FormUrlEncodedContent(form);
        request.Headers.Add("X-Forwarded-For", forwardedFor);
        request.Headers.TryAddWithoutValidation("User-Agent", Browser);
        return client.SendAsync(request);
    }
}
