using System.Net;
using System.Net.Http.Json;

namespace Throughline.App.Tests.Http;

public sealed class SamplesTests(TestServer server)
{
    [Fact]
    public async Task Wishes_are_kept_and_recalled_the_best_is_looked_for_and_a_participant_leads_back_to_the_respondent()
    {
        var path = $"api/v1/studies/{await server.StudyAsync("Samples over REST")}";
        var csv = "id,age,gender\n" + string.Concat(Enumerable.Range(1, 24).Select(i => $"a{i},{20 + (i * 7 % 40)},{(i % 3 == 0 ? "man" : "woman")}\n"));
        (await server.Rest.PostAsync($"{path}/respondents/import", new MultipartFormDataContent { { new StringContent(csv), "file", "s.csv" } })).EnsureSuccessStatusCode();
        var variables = await TestServer.JsonAsync(await server.Rest.GetAsync($"{path}/variables"));
        var vary = variables.EnumerateArray().Where(v => v.GetProperty("name").GetString() is "age" or "gender").Select(v => new { variable = v.GetProperty("id").GetGuid() }).ToArray();
        var sample = $"{path}/samples/{Guid.CreateVersion7()}";
        (await server.Rest.PutAsJsonAsync(sample, new { name = "Interviews", size = 5, seed = 3, wishes = new { vary, onlyAgreed = false }, must = new[] { "R002" } })).EnsureSuccessStatusCode();
        Assert.Equal(HttpStatusCode.NotFound, (await server.Rest.PutAsJsonAsync(sample, new { must = new[] { "R999" } })).StatusCode);
        var proposed = await TestServer.JsonAsync(await server.Rest.PutAsJsonAsync($"{sample}/proposal", new { }));
        Assert.Contains("R002", proposed.GetProperty("picked").EnumerateArray().Select(p => p.GetString()));

        var kept = await TestServer.JsonAsync(await server.Rest.PutAsJsonAsync($"{sample}/wishes/{Guid.CreateVersion7()}", new { name = "five" }));
        Assert.Equal(5, kept.GetProperty("result").GetProperty("picked").GetArrayLength());
        (await server.Rest.PutAsJsonAsync(sample, new { size = 7 })).EnsureSuccessStatusCode();
        Assert.Equal(5, (await TestServer.JsonAsync(await server.Rest.PutAsJsonAsync($"{sample}/wishes/five/recalled", new { }))).GetProperty("size").GetInt32());
        Assert.Equal("five", Assert.Single((await TestServer.JsonAsync(await server.Rest.GetAsync($"{sample}/wishes"))).EnumerateArray()).GetProperty("name").GetString());
        (await server.Rest.DeleteAsync($"{sample}/wishes/five")).EnsureSuccessStatusCode();

        Assert.Equal("none", (await TestServer.JsonAsync(await server.Rest.GetAsync($"{sample}/proof"))).GetProperty("state").GetString());
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await server.Rest.PutAsJsonAsync($"{sample}/proof", new { seconds = 0 })).StatusCode);
        var begun = await TestServer.JsonAsync(await server.Rest.PutAsJsonAsync($"{sample}/proof", new { seconds = 600 }));
        Assert.Equal(600, begun.GetProperty("limit").GetDouble());
        Assert.Contains((await TestServer.JsonAsync(await server.Rest.DeleteAsync($"{sample}/proof"))).GetProperty("state").GetString(), new[] { "stopped", "done" });

        var line = Assert.Single((await TestServer.JsonAsync(await server.Rest.GetAsync($"{path}/samples"))).EnumerateArray());
        Assert.Equal((5, 0), (line.GetProperty("picked").GetInt32(), line.GetProperty("interviewed").GetInt32()));
        (await server.Rest.PutAsJsonAsync($"{sample}/participants/R002", new { })).EnsureSuccessStatusCode();
        var person = Assert.Single((await TestServer.JsonAsync(await server.Rest.GetAsync($"{path}/participants"))).EnumerateArray());
        Assert.Equal(("P01", "R002"), (person.GetProperty("name").GetString(), person.GetProperty("respondent").GetString()));
    }
}
