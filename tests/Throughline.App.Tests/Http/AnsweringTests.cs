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
            new { kind = "short", name = "role", text = "What are you called?" }, new { kind = "long", name = "why", text = "Why?" },
        },
    };

    private sealed record Opened(string Path, Guid Agree, Guid Ose, Guid Months, Guid Role, Guid Why, string Rest);

    private async Task<Opened> OpenAsync()
    {
        var study = await server.StudyAsync($"Answering {Guid.NewGuid():N}");
        var rest = $"api/v1/studies/{study}/questionnaires/{Guid.CreateVersion7()}";
        (await server.Rest.PutAsJsonAsync($"{rest}/import", File)).EnsureSuccessStatusCode();
        (await server.Rest.PutAsJsonAsync($"{rest}/versions", new { reason = "First" })).EnsureSuccessStatusCode();
        var opened = await TestServer.JsonAsync(await server.Rest.PutAsync($"{rest}/open", null));
        var desk = await TestServer.JsonAsync(await server.Rest.GetAsync(rest));
        var ids = desk.GetProperty("questions").EnumerateArray().ToDictionary(q => q.GetProperty("name").GetString() + q.GetProperty("kind").GetString(), q => q.GetProperty("id").GetGuid());
        return new(opened.GetProperty("path").GetString()!.TrimStart('/'), ids["agreeconsent"], ids["ose_1item"], ids["monthsnumber"], ids["roleshort"], ids["whylong"], rest);
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
        var wrong = await client.PostAsync($"{of.Path}/{sheet}/2", Form(($"q-{of.Ose:N}", "9"), ($"q-{of.Months:N}", "900"), ($"q-{of.Role:N}", new string('r', 501)), ($"q-{of.Why:N}", new string('w', 10_001))));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
        var told = await wrong.Content.ReadAsStringAsync();
        Assert.Contains("Choose from the answers that are offered.", told, StringComparison.Ordinal);
        Assert.Contains("Enter a number from 0 to 240.", told, StringComparison.Ordinal);
        Assert.Contains("This has 501 characters; there is room for 500.", told, StringComparison.Ordinal);
        Assert.Contains("This has 10,001 characters; there is room for 10,000.", told, StringComparison.Ordinal);
        Assert.Contains(new string('w', 10_001), told, StringComparison.Ordinal);
        var review = await client.PostAsync($"{of.Path}/{sheet}/2", Form(($"q-{of.Ose:N}", "2"), ($"q-{of.Months:N}", "14"), ($"q-{of.Role:N}", "=SUM(A1)"), ("colour", "red"), ($"q-{Guid.CreateVersion7():N}", "made up")));
        Assert.EndsWith("/review", review.RequestMessage!.RequestUri!.AbsolutePath, StringComparison.Ordinal);
        for (var time = 0; time < 2; time++)
            Assert.Contains("Thank you &amp; goodbye", await (await client.PostAsync($"{of.Path}/{sheet}/send", null)).Content.ReadAsStringAsync(), StringComparison.Ordinal);

        var desk = await TestServer.JsonAsync(await server.Rest.GetAsync(of.Rest));
        Assert.Equal(1, desk.GetProperty("sent").GetInt32());
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync(of.Rest)).StatusCode);
        Assert.False((await client.GetAsync(of.Path)).Headers.Contains("Set-Cookie"));
        var answers = Assert.Single((await TestServer.JsonAsync(await server.Rest.GetAsync($"{of.Rest}/answers?kind=json"))).EnumerateArray());
        Assert.Equal("{\"agree\":\"yes\",\"ose_1\":\"2\",\"months\":14,\"role\":\"=SUM(A1)\"}", answers.GetProperty("answers").ToString());
        Assert.Contains("'=SUM(A1)", await server.Rest.GetStringAsync($"{of.Rest}/answers"), StringComparison.Ordinal);
        Assert.Contains("1 Never", await server.Rest.GetStringAsync($"{of.Rest}/export?kind=csv"), StringComparison.Ordinal);
        await FullAsync(client, of);
    }

    /// <summary>Whoever has begun when the last place is taken is told so too.</summary>
    private async Task FullAsync(HttpClient client, Opened of)
    {
        var late = await SheetAsync(client, of);
        await client.PostAsync(of.Path, Form(("sheet", late), ($"q-{of.Agree:N}", "yes")));
        (await server.Rest.PatchAsJsonAsync(of.Rest, new { cap = 1 })).EnsureSuccessStatusCode();
        foreach (var answer in new[] { await client.GetAsync(of.Path), await client.PostAsync($"{of.Path}/{late}/2", Form(($"q-{of.Ose:N}", "3"))), await client.PostAsync($"{of.Path}/{late}/send", null) })
            Assert.Contains("Enough people have answered", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(1, (await TestServer.JsonAsync(await server.Rest.GetAsync(of.Rest))).GetProperty("sent").GetInt32());
    }

    /// <summary>The page that comes after a page of the trial was filled in.</summary>
    private async Task<string> TriedAsync(Opened of, string at, params (string Name, string Value)[] fields)
    {
        var path = of.Rest.Replace("api/v1/", "", StringComparison.Ordinal).Replace("questionnaires", "questionnaire", StringComparison.Ordinal);
        return await (await server.Rest.PostAsync($"{path}/trial/{at}", Form(fields))).Content.ReadAsStringAsync();
    }

    private static string HeldBy(string page) => WebUtility.HtmlDecode(Regex.Match(page, "name=\"sheet\" value=\"([^\"]*)\"").Groups[1].Value);

    [Fact]
    public async Task The_draft_is_tried_out_as_respondents_would_go_through_it_and_nothing_is_kept()
    {
        var of = await OpenAsync();
        var where = new { question = of.Ose, @is = new[] { "1" } };
        (await server.Rest.PatchAsJsonAsync($"{of.Rest}/questions/{of.Why}", new { shownWhere = where })).EnsureSuccessStatusCode();
        (await server.Rest.PutAsJsonAsync($"{of.Rest}/questions/{Guid.CreateVersion7()}", new { fields = new { kind = "section", text = "Only for those who never manage", shownWhere = where } })).EnsureSuccessStatusCode();
        (await server.Rest.PutAsJsonAsync($"{of.Rest}/questions/{Guid.CreateVersion7()}", new { fields = new { kind = "long", text = "What is in the way?" } })).EnsureSuccessStatusCode();

        Assert.Contains("You have chosen not to take part", await TriedAsync(of, "1", ("act", "on"), ($"q-{of.Agree:N}", "no")), StringComparison.Ordinal);
        var second = await TriedAsync(of, "1", ("act", "on"), ($"q-{of.Agree:N}", "yes"));
        Assert.Contains("Only where “I manage” is answered “1 Never”", WebUtility.HtmlDecode(second), StringComparison.Ordinal);
        Assert.Contains("Choose an answer.", await TriedAsync(of, "2", ("sheet", HeldBy(second)), ("act", "on")), StringComparison.Ordinal);
        var never = await TriedAsync(of, "2", ("sheet", HeldBy(second)), ("act", "on"), ($"q-{of.Ose:N}", "1"), ($"q-{of.Why:N}", "So"));
        var always = await TriedAsync(of, "2", ("sheet", HeldBy(second)), ("act", "on"), ($"q-{of.Ose:N}", "3"), ($"q-{of.Why:N}", "So"));

        Assert.Contains("What is in the way?", never, StringComparison.Ordinal);
        Assert.Contains("Before you send", always, StringComparison.Ordinal);
        Assert.DoesNotContain("Why?", always, StringComparison.Ordinal);
        Assert.Contains("Thank you &amp; goodbye", await TriedAsync(of, "send", ("sheet", HeldBy(always))), StringComparison.Ordinal);
        var desk = await TestServer.JsonAsync(await server.Rest.GetAsync(of.Rest));
        Assert.Equal((0, 0), (desk.GetProperty("sent").GetInt32(), desk.GetProperty("begun").GetInt32()));
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
        await client.PostAsync(of.Path, Form(("sheet", new string('b', 32)), ($"q-{of.Agree:N}", "yes")));
        await client.PostAsync($"{of.Path}/{new string('b', 32)}/2", Form(($"q-{of.Role:N}", "Only mine"), ("act", "save")));
        Assert.Contains("Only mine", await client.GetStringAsync($"{of.Path}/{new string('b', 32)}/2"), StringComparison.Ordinal);
        foreach (var altered in new[] { new string('b', 31) + "c", new string('b', 31), new string('B', 32) })
        {
            var nothing = await client.GetAsync($"{of.Path}/{altered}/2");
            Assert.Equal(HttpStatusCode.NotFound, nothing.StatusCode);
            Assert.DoesNotContain("Only mine", await nothing.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
        Assert.Contains("Nothing was kept", await (await client.PostAsync(of.Path, Form(("sheet", sheet), ($"q-{of.Agree:N}", "no")))).Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync($"{of.Path}/{sheet}")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await client.PostAsync(of.Path, Form(("sheet", sheet), ("a", new string('x', 600_000))))).StatusCode);
        await server.Rest.PutAsync($"{of.Rest}/closed", null);
        Assert.Contains("is closed", await client.GetStringAsync(of.Path), StringComparison.Ordinal);
        Assert.Contains("is closed", await (await client.PostAsync(of.Path, Form(("sheet", sheet), ($"q-{of.Agree:N}", "yes")))).Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(1, (await TestServer.JsonAsync(await server.Rest.GetAsync(of.Rest))).GetProperty("begun").GetInt32());
    }
}
