using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace Throughline.App.Tests.Http;

public sealed class CodebookTests(TestServer server)
{
    [Fact]
    public async Task A_code_is_made_renamed_moved_dyed_defined_and_each_answer_carries_its_change()
    {
        var codes = await BeginAsync("Verbs");
        var (top, code) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await DoAsync(HttpMethod.Put, $"{codes}/{top}", new { name = "Boundaries" });
        var added = await DoAsync(HttpMethod.Put, $"{codes}/{code}", new { name = "Out of hours", parent = "Boundaries" });
        Assert.Equal((code, "Out of hours", top), (added.GetProperty("id").GetGuid(), added.GetProperty("name").GetString(), added.GetProperty("parent").GetGuid()));

        foreach (var (method, path, body) in new (HttpMethod, string, object)[]
        {
            (HttpMethod.Patch, "", new { name = "‘after six’", inVivo = true }), (HttpMethod.Put, "/colour", new { dye = 16, weave = 2 }),
            (HttpMethod.Patch, "/definition", new { definition = "Work after hours.", reason = "first" }), (HttpMethod.Post, "/definition", new { whenToUse = "Told as a burden." }),
            (HttpMethod.Post, "/move", new { before = "Boundaries" }), (HttpMethod.Post, "/retire", new { }), (HttpMethod.Put, "/restore", new { }),
        })
            Assert.True((await DoAsync(method, $"{codes}/{code}{path}", body)).GetProperty("change").GetInt64() > 0, path);

        var shown = await GetAsync($"{codes}/{code}");
        var meaning = shown.GetProperty("code").GetProperty("meaning");
        Assert.Equal(("Work after hours.", "Told as a burden."), (meaning.GetProperty("definition").GetString(), meaning.GetProperty("whenToUse").GetString()));
        Assert.Equal(2, shown.GetProperty("versions").GetArrayLength());
        Assert.Equal(["‘after six’", "Boundaries"], (await GetAsync(codes)).EnumerateArray().Select(c => c.GetProperty("name").GetString()));
    }

    [Fact]
    public async Task A_merge_is_undone_by_its_number_and_what_was_done_already_is_not_done_twice()
    {
        var codes = await BeginAsync("Merge");
        var (a, b) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await DoAsync(HttpMethod.Put, $"{codes}/{a}", new { name = "A" });
        await DoAsync(HttpMethod.Put, $"{codes}/{b}", new { name = "B" });

        var merged = await DoAsync(HttpMethod.Put, $"{codes}/{b}/merge", new { into = a });
        var again = await DoAsync(HttpMethod.Put, $"{codes}/{b}/merge", new { into = a });

        Assert.False(again.TryGetProperty("change", out _));
        Assert.Equal(1, (await GetAsync(codes)).GetArrayLength());
        await DoAsync(HttpMethod.Put, $"{codes[..codes.LastIndexOf('/')]}/changes/{merged.GetProperty("change").GetInt64()}/undo", new { });
        Assert.Equal(2, (await GetAsync(codes)).GetArrayLength());
    }

    [Theory, InlineData("csv"), InlineData("xlsx")]
    public async Task What_is_exported_comes_in_again_and_changes_nothing(string kind)
    {
        var codes = await BeginAsync($"Round trip {kind}");
        using var first = await server.Rest.PostAsync($"{codes}/import?file=codes.csv", new StringContent(
            "Description,NAME,Parent\r\n\"Said, “of” the place\nin two lines\",Éloigné,Where\r\n=cmd|' /C calc'!A0,-5 degrees,\r\n", Encoding.UTF8, "text/csv"));
        Assert.Equal(2, (await TestServer.JsonAsync(first)).GetProperty("added").GetInt32());

        var file = await server.Rest.GetByteArrayAsync($"{codes}/export?as={kind}");
        using var form = new MultipartFormDataContent { { new ByteArrayContent(file), "file", $"codes.{kind}" } };
        var report = await TestServer.JsonAsync(await server.Rest.PostAsync($"{codes}/import", form));

        Assert.Equal((0, 3), (report.GetProperty("added").GetInt32(), report.GetProperty("unchanged").GetInt32()));
        Assert.False(report.TryGetProperty("change", out _));
        using var elsewhere = new MultipartFormDataContent { { new ByteArrayContent(file), "file", $"codes.{kind}" } };
        var other = await BeginAsync($"Elsewhere {kind}");
        await server.Rest.PostAsync($"{other}/import", elsewhere);
        Assert.Equal(await MeaningsAsync(codes), await MeaningsAsync(other));
    }

    [Fact]
    public async Task What_is_wrong_is_told_with_its_status_and_its_field()
    {
        var codes = await BeginAsync("Wrong");
        await DoAsync(HttpMethod.Put, $"{codes}/{Guid.CreateVersion7()}", new { name = "A" });

        using var taken = await server.Rest.PutAsJsonAsync($"{codes}/{Guid.CreateVersion7()}", new { name = " a " });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, taken.StatusCode);
        Assert.Contains("merge the two", (await TestServer.JsonAsync(taken)).GetProperty("errors").GetProperty("name")[0].GetString(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await server.Rest.GetAsync($"{codes}/{Guid.CreateVersion7()}")).StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await server.Rest.GetAsync($"{codes}/export?as=docx")).StatusCode);
        using var nameless = await server.Rest.PostAsync($"{codes}/import?file=x.csv", new StringContent("colour\nred\n"));
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, nameless.StatusCode);
    }

    [Fact]
    public async Task The_codebook_of_an_earlier_moment_is_told_as_it_was()
    {
        var codes = await BeginAsync("As of");
        var code = Guid.CreateVersion7();
        await DoAsync(HttpMethod.Put, $"{codes}/{code}", new { name = "First" });
        var then = (await GetAsync($"{codes[..codes.LastIndexOf('/')]}/changes")).EnumerateArray().Last().GetProperty("at").GetString()!;
        await DoAsync(HttpMethod.Patch, $"{codes}/{code}", new { name = "Second" });

        var codebook = await GetAsync($"{codes[..codes.LastIndexOf('/')]}/codebook?asOf={Uri.EscapeDataString(then)}");

        Assert.Equal("First", codebook[0].GetProperty("name").GetString());
    }

    private async Task<string> BeginAsync(string name) => $"api/v1/studies/{await server.StudyAsync($"Codebook {name}")}/codes";

    private async Task<JsonElement> GetAsync(string path) => await server.Rest.GetFromJsonAsync<JsonElement>(path);

    private async Task<string> MeaningsAsync(string codes) => string.Join('\n', (await GetAsync($"{codes}?definitions=true")).EnumerateArray().Select(c =>
        $"{c.GetProperty("id")} {c.GetProperty("name")} {(c.TryGetProperty("meaning", out var m) ? m.GetProperty("definition").GetString() : "")}"));

    private async Task<JsonElement> DoAsync(HttpMethod method, string path, object body)
    {
        using var request = new HttpRequestMessage(method, path) { Content = JsonContent.Create(body) };
        using var answer = await server.Rest.SendAsync(request);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return await TestServer.JsonAsync(answer);
    }
}
