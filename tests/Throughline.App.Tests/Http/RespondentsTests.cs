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

    /// <summary>mtcars of R: exp(cbind(coef(.), confint.default(.))) of glm(am ~ hp + wt, binomial, mtcars).</summary>
    [Fact]
    public async Task Odds_ratios_of_a_file_are_those_of_R_to_four_digits_and_the_page_says_the_same()
    {
        double[] hp = [110, 110, 93, 110, 175, 105, 245, 62, 95, 123, 123, 180, 180, 180, 205, 215, 230, 66, 52, 65, 97, 150, 150, 245, 175, 66, 91, 113, 264, 175, 335, 109];
        double[] wt =
        [
            2.62, 2.875, 2.32, 3.215, 3.44, 3.46, 3.57, 3.19, 3.15, 3.44, 3.44, 4.07, 3.73, 3.78, 5.25, 5.424, 5.345, 2.2, 1.615, 1.835, 2.465, 3.52, 3.435, 3.84, 3.845, 1.935, 2.14, 1.513,
            3.17, 2.77, 3.57, 2.78,
        ];
        const string manual = "11100000000000000111000001111111";
        var csv = "id,hp,wt,manual\n" + string.Concat(hp.Select((power, i) => FormattableString.Invariant($"car{i},{power},{wt[i]},{(manual[i] == '1' ? "yes" : "no")}\n")));
        var study = await server.StudyAsync("Odds as R has them");
        (await server.Rest.PostAsync($"api/v1/studies/{study}/respondents/import", Form(csv))).EnsureSuccessStatusCode();
        const string asked = "outcome=manual&event=yes&by=hp&by=wt:-1&together=true";
        var lines = (await TestServer.JsonAsync(await server.Rest.GetAsync($"api/v1/studies/{study}/describe/odds?{asked}"))).GetProperty("odds");
        double[] expected = [1.036921, 1.001498, 1.073596, 0.0409146, Math.Exp(8.08347518244), 1 / 0.1263142435, 1 / 7.539288142e-07, 0.0084338126];
        var found = lines.EnumerateArray().SelectMany(l => new[] { "oddsRatio", "low", "high", "p" }.Select(name => l.GetProperty(name).GetDouble())).ToList();
        foreach (var (one, other) in expected.Zip(found)) Assert.InRange(other, one * 0.99999, one * 1.00001);
        Assert.Equal(expected.Length, found.Count);
        var page = await server.Rest.GetStringAsync($"studies/{study}/describe?view=odds&{asked}");
        Assert.Contains("1.04</td><td class=\"num\">1.00 to 1.07</td><td class=\"num\">0.041", page, StringComparison.Ordinal);
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
        var exported = await server.Rest.GetStringAsync($"{path}/respondents/export");
        Assert.Contains("'=1+1 and the people", exported);
        var back = await server.Rest.PostAsync($"{path}/respondents/import", Form(exported));
        Assert.Equal(HttpStatusCode.Conflict, back.StatusCode);
        Assert.Contains("was exported from this study", await back.Content.ReadAsStringAsync());

        (await server.Rest.DeleteAsync($"{path}/respondents/R001")).EnsureSuccessStatusCode();
        Assert.DoesNotContain("and the people", await server.Rest.GetStringAsync($"{path}/respondents/export"));
        Assert.Equal(HttpStatusCode.NotFound, (await server.Rest.DeleteAsync($"{path}/respondents/R099")).StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await server.Rest.GetAsync($"{path}/describe/odds?outcome=leave&event=perhaps&by=age")).StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await server.Rest.PostAsync($"{path}/respondents/import", Form(Csv, ("map", "no mapping")))).StatusCode);
    }
}
