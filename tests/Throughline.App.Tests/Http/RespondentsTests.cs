using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace Throughline.App.Tests.Http;

public sealed class RespondentsTests(TestServer server)
{
    private const string Csv = "ResponseId,IPAddress,age,ose_1,ose_2,leave,why\na1,10.0.0.1,31,5,4,yes,=1+1 and the people\na2,10.0.0.2,45,3,3,no,\na3,10.0.0.3,28,6,5,yes,My supervisor.\na4,10.0.0.4,39,2,1,no,No.\na5,10.0.0.5,60,4,4,yes,\na6,10.0.0.6,33,3,2,yes,Pay.\n";

    private static MultipartFormDataContent Form(string csv, params (string Name, string Value)[] fields)
    {
        var form = new MultipartFormDataContent { { new ByteArrayContent(Encoding.UTF8.GetBytes(csv)), "file", "survey.csv" } };
        foreach (var (name, value) in fields) form.Add(new StringContent(value), name);
        return form;
    }

    [Fact]
    public async Task Answers_are_previewed_imported_listed_scored_described_exported_and_withdrawn()
    {
        var path = $"api/v1/studies/{await server.StudyAsync("Respondents over REST")}";
        var preview = await TestServer.JsonAsync(await server.Rest.PostAsync($"{path}/respondents/preview", Form(Csv)));
        Assert.Equal(6, preview.GetProperty("rows").GetInt32());
        Assert.Contains(preview.GetProperty("columns").EnumerateArray(), c => c.GetProperty("map").GetProperty("use").GetString() == "dropped" && c.GetProperty("map").GetProperty("from")[0].GetString() == "IPAddress");
        var map = JsonSerializer.Serialize(new { columns = preview.GetProperty("columns").EnumerateArray().Select(c => c.GetProperty("map")) });
        var done = await TestServer.JsonAsync(await server.Rest.PostAsync($"{path}/respondents/import", Form(Csv, ("map", map))));
        Assert.Equal(6, done.GetProperty("added").GetInt32());
        Assert.True(done.GetProperty("change").GetInt64() > 0);
        var again = await TestServer.JsonAsync(await server.Rest.PostAsync($"{path}/respondents/import", Form(Csv)));
        Assert.Equal((0, 6), (again.GetProperty("added").GetInt32(), again.GetProperty("unchanged").GetInt32()));

        (await server.Rest.PutAsJsonAsync($"{path}/scales/{Guid.CreateVersion7()}", new { name = "OSE", items = new[] { new { variable = "ose_1" }, new { variable = "ose_2" } }, least = 1, most = 6 })).EnsureSuccessStatusCode();
        (await server.Rest.PutAsJsonAsync($"{path}/variables/OSE/bands", new { cuts = new[] { 6.0 }, names = new[] { "low", "high" } })).EnsureSuccessStatusCode();
        var list = await TestServer.JsonAsync(await server.Rest.GetAsync($"{path}/respondents"));
        var first = list.GetProperty("respondents")[0];
        Assert.Equal(("R001", 9, "high"), (first.GetProperty("code").GetString(), first.GetProperty("scores").GetProperty("OSE").GetInt32(), first.GetProperty("bands").GetProperty("OSE").GetString()));

        Assert.Contains("n = 6 of 6", (await TestServer.JsonAsync(await server.Rest.GetAsync($"{path}/variables/age"))).GetProperty("told").GetString());
        Assert.StartsWith("<svg", await server.Rest.GetStringAsync($"{path}/variables/age?kind=svg"));
        Assert.Equal(6, (await TestServer.JsonAsync(await server.Rest.GetAsync($"{path}/describe/crosstab?rows=OSE&columns=leave"))).GetProperty("n").GetInt32());
        var odds = await TestServer.JsonAsync(await server.Rest.GetAsync($"{path}/describe/odds?outcome=leave&event=yes&by=age:10"));
        Assert.Equal("per 10 more", odds.GetProperty("odds")[0].GetProperty("per").GetString());
        Assert.Contains("'=1+1 and the people", await server.Rest.GetStringAsync($"{path}/respondents/export"));

        (await server.Rest.DeleteAsync($"{path}/respondents/R001")).EnsureSuccessStatusCode();
        Assert.DoesNotContain("and the people", await server.Rest.GetStringAsync($"{path}/respondents/export"));
        Assert.Equal(HttpStatusCode.NotFound, (await server.Rest.DeleteAsync($"{path}/respondents/R099")).StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await server.Rest.GetAsync($"{path}/describe/odds?outcome=leave&event=perhaps&by=age")).StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await server.Rest.PostAsync($"{path}/respondents/import", Form(Csv, ("map", "no mapping")))).StatusCode);
    }
}
