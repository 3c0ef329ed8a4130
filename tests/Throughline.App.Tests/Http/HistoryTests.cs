using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Throughline.Formats;
using Throughline.Formats.Tables;

namespace Throughline.App.Tests.Http;

public sealed class HistoryTests(TestServer server)
{
    private const string Words = "A walk 🙂 beside the canal. Nobody in that building knows I’m here.";

    [Fact]
    public async Task Changes_are_filtered_and_one_is_told_before_and_after()
    {
        var study = await CodingStudy.BeginAsync(server, Words, "Walking");
        await PutAsync($"{study.Path}/codes/{study.Code}/definition", new { definition = "Going on foot." });
        var defined = await PutAsync($"{study.Path}/codes/{study.Code}/definition", new { definition = "Going on foot, or wanting to.", reason = "P07 only wants to." });

        var codebook = await GetAsync($"{study.Path}/changes?part=codebook&limit=2");
        Assert.Equal([defined.GetProperty("change").GetInt64(), defined.GetProperty("change").GetInt64() - 1], codebook.EnumerateArray().Select(c => c.GetProperty("id").GetInt64()));
        Assert.Equal(3, (await GetAsync($"{study.Path}/changes?words=walking")).GetArrayLength());
        Assert.Equal(0, (await GetAsync($"{study.Path}/changes?by=Nobody")).GetArrayLength());
        Assert.Equal(422, (int)(await server.Rest.GetAsync($"{study.Path}/changes?sort=odd")).StatusCode);
        Assert.Equal(422, (int)(await server.Rest.GetAsync($"{study.Path}/changes?from=someday")).StatusCode);

        var detail = await GetAsync($"{study.Path}/changes/{defined.GetProperty("change")}");
        var field = detail.GetProperty("items")[0].GetProperty("fields").EnumerateArray().First(f => f.GetProperty("label").GetString() == "Definition");
        Assert.Equal(("Going on foot.", "Going on foot, or wanting to."), (field.GetProperty("before").GetString(), field.GetProperty("after").GetString()));
        Assert.Equal(HttpStatusCode.NotFound, (await server.Rest.GetAsync($"{study.Path}/changes/999")).StatusCode);
    }

    [Fact]
    public async Task What_stands_in_the_way_is_named_and_both_are_undone_in_one()
    {
        var study = await CodingStudy.BeginAsync(server, Words, "Walking");
        var adding = (await GetAsync($"{study.Path}/changes?verb=AddCode"))[0].GetProperty("id").GetInt64();
        var coded = (await PutAsync($"{study.Path}/segments/{Guid.CreateVersion7()}", new { source = study.Source, code = study.Code, start = 2, end = 8 })).GetProperty("change").GetInt64();

        var refused = await server.Rest.PostAsync($"{study.Path}/changes/undo?id={adding}", null);
        var problem = await TestServer.JsonAsync(refused);
        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        Assert.Equal(coded, problem.GetProperty("since").GetInt64());

        var undone = await TestServer.JsonAsync(await server.Rest.PostAsJsonAsync($"{study.Path}/changes/undo", new { ids = new[] { adding, coded } }));
        Assert.Equal([coded, adding], undone.GetProperty("undone").EnumerateArray().Select(c => c.GetProperty("id").GetInt64()));
        Assert.Equal(0, (await GetAsync($"{study.Path}/codes")).GetArrayLength());
        Assert.True((await server.Rest.PostAsync($"{study.Path}/changes/redo?id={undone.GetProperty("change")}", null)).IsSuccessStatusCode);
        Assert.Equal(1, (await GetAsync($"{study.Path}/codes")).GetArrayLength());
    }

    [Fact]
    public async Task An_undo_that_is_asked_for_twice_is_one()
    {
        var study = await CodingStudy.BeginAsync(server, Words, "Walking");
        var added = (await PutAsync($"{study.Path}/codes/{Guid.CreateVersion7()}", new { name = "Canal" })).GetProperty("change").GetInt64();

        var first = await PutAsync($"{study.Path}/changes/{added}/undo", null);
        var again = await PutAsync($"{study.Path}/changes/{added}/undo", null);

        Assert.Equal(added + 1, first.GetProperty("change").GetInt64());
        Assert.False(again.TryGetProperty("change", out _));
        Assert.Equal(1, (await GetAsync($"{study.Path}/codes")).GetArrayLength());
    }

    [Fact]
    public async Task The_study_its_codebook_and_the_coding_of_a_source_are_told_as_of_a_moment()
    {
        var study = await CodingStudy.BeginAsync(server, Words, "Walking");
        await PutAsync($"{study.Path}/segments/{Guid.CreateVersion7()}", new { source = study.Source, code = study.Code, start = 2, end = 8 });
        var then = DateTimeOffset.UtcNow.ToString("O");
        await PutAsync($"{study.Path}/segments/{Guid.CreateVersion7()}", new { source = study.Source, code = study.Code, start = 9, end = 15 });
        await server.Rest.PatchAsJsonAsync($"{study.Path}/codes/{study.Code}", new { name = "On foot" });

        var counts = await GetAsync($"{study.Path}/asOf?at={Uri.EscapeDataString(then)}");
        Assert.Equal((1, 2), (counts.GetProperty("then").GetProperty("segments").GetInt32(), counts.GetProperty("now").GetProperty("segments").GetInt32()));
        var segment = Assert.Single((await GetAsync($"{study.Path}/sources/P07/segments?asOf={Uri.EscapeDataString(then)}")).EnumerateArray());
        Assert.Equal((2, 8, "walk 🙂", "Walking"), (segment.GetProperty("start").GetInt32(), segment.GetProperty("end").GetInt32(), segment.GetProperty("text").GetString(), segment.GetProperty("codeName").GetString()));
        Assert.Equal(2, (await GetAsync($"{study.Path}/sources/P07/segments")).GetArrayLength());
        Assert.Equal(HttpStatusCode.NotFound, (await server.Rest.GetAsync($"{study.Path}/sources/P99/segments?asOf={Uri.EscapeDataString(then)}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await server.Rest.GetAsync($"{study.Path}/sources/P07/segments?asOf=2020-01-01")).StatusCode);

        var codebook = Xlsx.Read(await server.Rest.GetByteArrayAsync($"{study.Path}/asOf/codebook?as=xlsx&at={Uri.EscapeDataString(then)}"), new ReadLimits());
        Assert.Equal("Walking", Assert.Single(codebook.Rows)[codebook.Column("name")]);
    }

    [Fact]
    public async Task The_history_leaves_as_a_table_of_all_its_changes()
    {
        var study = await CodingStudy.BeginAsync(server, Words, "Walking", "=cmd()");

        var csv = Csv.Read(await server.Rest.GetByteArrayAsync($"{study.Path}/changes/export?as=csv"), new ReadLimits());
        var xlsx = Xlsx.Read(await server.Rest.GetByteArrayAsync($"{study.Path}/changes/export?as=xlsx&part=codebook"), new ReadLimits());

        Assert.Equal(4, csv.Rows.Count);
        Assert.Equal(["added the code =cmd()", "added the code Walking"], xlsx.Rows.Select(r => r[xlsx.Column("What")]));
        Assert.Equal(422, (int)(await server.Rest.GetAsync($"{study.Path}/changes/export?as=pdf")).StatusCode);
    }

    [Fact]
    public async Task An_address_that_leads_nowhere_is_a_page_to_people_and_problem_details_to_programs()
    {
        var none = Guid.CreateVersion7();
        foreach (var path in new[] { $"studies/{none}", $"studies/{none}/themes", $"studies/{none}/coding/{none}", $"studies/{none}/sources/{none}", $"studies/{none}/sample" })
        {
            var missing = await PageAsync(path);
            Assert.Equal((path, HttpStatusCode.NotFound), (path, missing.StatusCode));
            Assert.Matches("<h1>This (study|source) is not here", await missing.Content.ReadAsStringAsync());
        }
        var page = await PageAsync("no/such/page");
        var program = await server.Rest.GetAsync("api/v1/nothing");

        Assert.Equal((HttpStatusCode.NotFound, "text/html"), (page.StatusCode, page.Content.Headers.ContentType!.MediaType));
        Assert.Contains("There is no such page", await page.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.NotFound, "application/problem+json"), (program.StatusCode, program.Content.Headers.ContentType!.MediaType));
    }

    private async Task<HttpResponseMessage> PageAsync(string path)
    {
        using var asked = new HttpRequestMessage(HttpMethod.Get, path);
        asked.Headers.Accept.ParseAdd("text/html");
        return await server.Rest.SendAsync(asked);
    }

    private async Task<JsonElement> GetAsync(string path) => await TestServer.JsonAsync(await server.Rest.GetAsync(path));

    private async Task<JsonElement> PutAsync(string path, object? body)
    {
        var answer = await server.Rest.PutAsJsonAsync(path, body);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return await TestServer.JsonAsync(answer);
    }
}
