using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace Throughline.App.Tests.Http;

public sealed class SegmentsEndpointsTests(TestServer server)
{
    private const string Words = "No. 🙂 There’s no script for it.\n\n=SUM(1) is not said here.";

    private async Task<(string Root, Guid Code)> StudyAsync(string name)
    {
        var study = await server.StudyAsync(name);
        var root = $"api/v1/studies/{study}";
        using var form = new MultipartFormDataContent { { new ByteArrayContent(Encoding.UTF8.GetBytes(Words)), "files", "P07.txt" } };
        (await server.Rest.PostAsync($"{root}/sources/import", form)).EnsureSuccessStatusCode();
        var code = Guid.CreateVersion7();
        (await server.Rest.PutAsJsonAsync($"{root}/codes/{code}", new { name = "Saying no" })).EnsureSuccessStatusCode();
        return (root, code);
    }

    private async Task<JsonElement> ImportAsync(string root, string table, string of = "segments", HttpStatusCode expected = HttpStatusCode.OK)
    {
        using var form = new MultipartFormDataContent { { new ByteArrayContent(Encoding.UTF8.GetBytes(table)), "file", "table.csv" } };
        var answer = await server.Rest.PostAsync($"{root}/{of}/import", form);
        Assert.Equal(expected, answer.StatusCode);
        return await TestServer.JsonAsync(answer);
    }

    [Fact]
    public async Task A_table_comes_in_is_listed_with_context_and_counts_and_goes_out_again()
    {
        var (root, code) = await StudyAsync("Segments as tables");
        var report = await ImportAsync(root, "source,code,quote,coder,at\nP07,Saying no,\"no  script\",Idris Kaya,2025-11-12T10:00:00Z\nP07,Saying no,nowhere,,\nP07,Saying no,\"=SUM(1) is\",,\n");
        Assert.Equal((3, 2), (report.GetProperty("rows").GetInt32(), report.GetProperty("added").GetInt32()));
        Assert.Equal("row 3", Assert.Single(report.GetProperty("warnings").EnumerateArray()).GetProperty("place").GetString());
        Assert.True(report.GetProperty("change").GetInt64() > 0);

        var list = await TestServer.JsonAsync(await server.Rest.GetAsync($"{root}/segments?code={code}&coder=Idris%20Kaya&context=turn"));
        var item = Assert.Single(list.GetProperty("items").EnumerateArray());
        var start = item.GetProperty("start").GetInt32();
        Assert.Equal("no script", string.Concat(Words.EnumerateRunes().Skip(start).Take(item.GetProperty("end").GetInt32() - start)));
        Assert.Equal(start + 1, item.GetProperty("units").GetProperty("start").GetInt32());
        Assert.EndsWith("There’s ", item.GetProperty("context").GetProperty("lead").GetString(), StringComparison.Ordinal);
        Assert.Equal((1, 2), (list.GetProperty("counts").GetProperty("segments").GetInt32(), list.GetProperty("counts").GetProperty("ofSegments").GetInt32()));

        var csv = await server.Rest.GetStringAsync($"{root}/segments/export?as=csv");
        Assert.Contains("'=SUM(1) is", csv, StringComparison.Ordinal);
        var again = await ImportAsync(root, csv);
        Assert.Equal((0, 2), (again.GetProperty("added").GetInt32(), again.GetProperty("there").GetInt32()));
    }

    [Fact]
    public async Task A_workbook_goes_out_and_comes_in_again()
    {
        var (root, _) = await StudyAsync("Segments as a workbook");
        await ImportAsync(root, "source,code,quote\nP07,Saying no,no script\n");
        var workbook = await server.Rest.GetByteArrayAsync($"{root}/segments/export?as=xlsx");

        using var form = new MultipartFormDataContent { { new ByteArrayContent(workbook), "file", "segments.xlsx" } };
        var again = await TestServer.JsonAsync(await server.Rest.PostAsync($"{root}/segments/import", form));

        Assert.Equal((0, 1), (again.GetProperty("added").GetInt32(), again.GetProperty("there").GetInt32()));
    }

    [Fact]
    public async Task Pages_follow_by_cursor()
    {
        var (root, code) = await StudyAsync("Segments by pages");
        for (var i = 0; i < 5; i++)
            (await server.Rest.PutAsJsonAsync($"{root}/segments/{Guid.CreateVersion7()}", new { source = "P07", code, start = i, end = i + 2 })).EnsureSuccessStatusCode();

        var starts = new List<int>();
        string? cursor = "";
        while (cursor is not null)
        {
            var page = await TestServer.JsonAsync(await server.Rest.GetAsync($"{root}/segments?limit=2&cursor={cursor}"));
            starts.AddRange(page.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("start").GetInt32()));
            cursor = page.TryGetProperty("next", out var next) ? next.GetString() : null;
        }

        Assert.Equal([0, 1, 2, 3, 4], starts);
    }

    [Fact]
    public async Task What_cannot_be_read_is_refused_with_what_to_do()
    {
        var (root, _) = await StudyAsync("Segments refused");

        Assert.Contains("no column called code or source or quote", (await ImportAsync(root, "a,b\n1,2\n", expected: HttpStatusCode.UnsupportedMediaType)).GetProperty("detail").GetString(), StringComparison.Ordinal);
        await ImportAsync(root, "PK\u0003\u0004 not a workbook", expected: HttpStatusCode.UnsupportedMediaType);
        await ImportAsync(root, "", expected: HttpStatusCode.UnsupportedMediaType);
        foreach (var asked in new[] { "by=colour", "context=7", "stance=maybe", "from=soon", "codes=some" })
            Assert.Equal(HttpStatusCode.UnprocessableEntity, (await server.Rest.GetAsync($"{root}/segments?{asked}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await server.Rest.GetAsync($"{root}/segments?code=Nothing")).StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await server.Rest.GetAsync($"{root}/segments/export?as=pdf")).StatusCode);
    }

    [Fact]
    public async Task Notes_come_in_and_go_out_as_a_table_and_as_Markdown()
    {
        var (root, _) = await StudyAsync("Notes as tables");
        var report = await ImportAsync(root, "on,source,quote,kind,text,author,at\nwords,P07,no script,analytic,\"Hers, not ours\",Idris Kaya,2026-06-01\njournal,,,reflexive,A day,,\nmoon,,,,x,,\n", "notes");
        Assert.Equal(2, report.GetProperty("added").GetInt32());
        Assert.Contains("“moon”", Assert.Single(report.GetProperty("warnings").EnumerateArray()).GetProperty("message").GetString(), StringComparison.Ordinal);

        var csv = await server.Rest.GetStringAsync($"{root}/notes/export?as=csv");
        Assert.Equal(2, (await ImportAsync(root, csv, "notes")).GetProperty("there").GetInt32());
        Assert.Contains("> no script", await server.Rest.GetStringAsync($"{root}/notes/export?as=md"), StringComparison.Ordinal);
        Assert.Equal(1, (await TestServer.JsonAsync(await server.Rest.GetAsync($"{root}/notes?source=P07"))).GetProperty("found").GetInt32());
    }
}
