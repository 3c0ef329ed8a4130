using System.Net;
using System.Net.Http.Json;
using System.Text.RegularExpressions;

namespace Throughline.App.Tests.Http;

public sealed class AnsweringTests(TestServer server)
{
    private static readonly object File = new
    {
        name = "Work", title = "Working here", thanks = "Thank you & goodbye",
        questions = new object[]
        {
            new { kind = "information", text = "About <this>" }, new { kind = "consent", name = "agree", text = "I agree", required = true, use = "taking part" },
            new { kind = "section", text = "Work" },
            new { kind = "item", name = "ose_1", text = "I manage", required = true, options = new[] { new { value = "1", label = "1 Never" }, new { value = "2", label = "2" }, new { value = "3", label = "3 Always" } } },
            new { kind = "number", name = "months", text = "How many months?", least = 0, most = 240 },
        },
    };

    private sealed record Opened(string Path, Guid Agree, Guid Ose, Guid Months, string Rest);

    private async Task<Opened> OpenAsync()
    {
        var study = await server.StudyAsync($"Answering {Guid.NewGuid():N}");
        var rest = $"api/v1/studies/{study}/questionnaires/{Guid.CreateVersion7()}";
        (await server.Rest.PutAsJsonAsync($"{rest}/import", File)).EnsureSuccessStatusCode();
        (await server.Rest.PutAsJsonAsync($"{rest}/versions", new { reason = "First" })).EnsureSuccessStatusCode();
        var opened = await TestServer.JsonAsync(await server.Rest.PutAsync($"{rest}/open", null));
        var desk = await TestServer.JsonAsync(await server.Rest.GetAsync(rest));
        var ids = desk.GetProperty("questions").EnumerateArray().ToDictionary(q => q.GetProperty("name").GetString() + q.GetProperty("kind").GetString(), q => q.GetProperty("id").GetGuid());
        return new(opened.GetProperty("path").GetString()!.TrimStart('/'), ids["agreeconsent"], ids["ose_1item"], ids["monthsnumber"], rest);
    }

    /// <summary>Somebody with the link and nothing else; the redirects are followed as a browser does.</summary>
    private HttpClient Anybody() => server.Client(null);

    private static FormUrlEncodedContent Form(params (string Name, string Value)[] fields) => new(fields.Select(f => KeyValuePair.Create(f.Name, f.Value)));

    private static async Task<string> SheetAsync(HttpClient client, Opened of) =>
        Regex.Match(await client.GetStringAsync(of.Path), "name=\"sheet\" value=\"([0-9a-f]{32})\"").Groups[1].Value;

    [Fact]
    public async Task An_answer_posted_twice_is_one_respondent_and_the_link_opens_nothing_else()
    {
        var (of, client) = (await OpenAsync(), Anybody());
        var sheet = await SheetAsync(client, of);
        for (var time = 0; time < 2; time++)
            Assert.Equal(HttpStatusCode.OK, (await client.PostAsync(of.Path, Form(("sheet", sheet), ($"q-{of.Agree:N}", "yes"), ("act", "on")))).StatusCode);
        var wrong = await client.PostAsync($"{of.Path}/{sheet}/2", Form(($"q-{of.Ose:N}", "9"), ($"q-{of.Months:N}", "900")));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
        var told = await wrong.Content.ReadAsStringAsync();
        Assert.Contains("Choose from the answers that are offered.", told, StringComparison.Ordinal);
        Assert.Contains("Enter a number from 0 to 240.", told, StringComparison.Ordinal);
        var review = await client.PostAsync($"{of.Path}/{sheet}/2", Form(($"q-{of.Ose:N}", "2"), ($"q-{of.Months:N}", "14")));
        Assert.EndsWith("/review", review.RequestMessage!.RequestUri!.AbsolutePath, StringComparison.Ordinal);
        for (var time = 0; time < 2; time++)
            Assert.Contains("Thank you &amp; goodbye", await (await client.PostAsync($"{of.Path}/{sheet}/send", null)).Content.ReadAsStringAsync(), StringComparison.Ordinal);

        var desk = await TestServer.JsonAsync(await server.Rest.GetAsync(of.Rest));
        Assert.Equal(1, desk.GetProperty("sent").GetInt32());
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync(of.Rest)).StatusCode);
        Assert.False((await client.GetAsync(of.Path)).Headers.Contains("Set-Cookie"));
    }

    [Fact]
    public async Task A_tampered_link_a_refusal_and_a_closed_questionnaire_are_told_plainly()
    {
        var (of, client) = (await OpenAsync(), Anybody());
        Assert.DoesNotContain("<script", await client.GetStringAsync(of.Path), StringComparison.OrdinalIgnoreCase);
        Assert.Contains("About &lt;this&gt;", await client.GetStringAsync(of.Path), StringComparison.Ordinal);
        foreach (var link in new[] { new string('a', 32), "short", $"{new string('a', 32)}/2", $"{new string('a', 32)}/review" })
            Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync($"{of.Path}/{link}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync("q/nothing")).StatusCode);
        var sheet = await SheetAsync(client, of);
        Assert.Contains("Nothing was kept", await (await client.PostAsync(of.Path, Form(("sheet", sheet), ($"q-{of.Agree:N}", "no")))).Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync($"{of.Path}/{sheet}")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await client.PostAsync(of.Path, Form(("sheet", sheet), ("a", new string('x', 600_000))))).StatusCode);
        await server.Rest.PutAsync($"{of.Rest}/closed", null);
        Assert.Contains("is closed", await client.GetStringAsync(of.Path), StringComparison.Ordinal);
        Assert.Contains("is closed", await (await client.PostAsync(of.Path, Form(("sheet", sheet), ($"q-{of.Agree:N}", "yes")))).Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(0, (await TestServer.JsonAsync(await server.Rest.GetAsync(of.Rest))).GetProperty("begun").GetInt32());
    }
}
