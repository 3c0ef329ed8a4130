using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace Throughline.App.Tests.Http;

public sealed class ThemesTests(TestServer server)
{
    private static string[] Texts(JsonElement column) => [.. column.GetProperty("quotations").EnumerateArray().Select(q => $"{q.GetProperty("stance").GetString()}: {q.GetProperty("text").GetString()}")];

    [Fact]
    public async Task A_theme_is_put_twice_patched_numbered_and_deleted()
    {
        var study = await ThemesStudy.BeginAsync(server);
        var (first, second) = (await study.ThemeAsync("Disconnection"), await study.ThemeAsync("Ambiguity"));
        var again = await study.PutAsync($"{first}", new { label = "Disconnection" });
        Assert.False(again.TryGetProperty("change", out _));

        var patched = await TestServer.JsonAsync(await server.Rest.PatchAsJsonAsync($"{study.Path}/{first}", new { centralIdea = "A desk is standing.", status = "reviewed" }));
        Assert.Equal(("Disconnection", "reviewed"), (patched.GetProperty("label").GetString(), patched.GetProperty("status").GetString()));
        Assert.True(patched.GetProperty("change").GetInt64() > 0);
        Assert.Equal(HttpStatusCode.NotFound, (await server.Rest.PatchAsJsonAsync($"{study.Path}/{Guid.CreateVersion7()}", new { label = "No" })).StatusCode);
        Assert.Equal(1, (await study.PutAsync($"{second}/number", new { number = 1 })).GetProperty("number").GetInt32());
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await server.Rest.PutAsJsonAsync($"{study.Path}/{second}", new { status = "final" })).StatusCode);
        (await server.Rest.DeleteAsync($"{study.Path}/{second}")).EnsureSuccessStatusCode();
        Assert.Equal("Disconnection", (await study.ColumnAsync(1)).GetProperty("label").GetString());
    }

    [Fact]
    public async Task Codes_and_segments_are_placed_listed_and_taken_out()
    {
        var study = await ThemesStudy.BeginAsync(server, "Left off the list", "A clear remit");
        var theme = await study.ThemeAsync("Disconnection", "Left off the list");
        await study.PutAsync($"{theme}/segments/{study.Segments[1]}", new { stance = "contrary", chosen = true });

        var column = await study.ColumnAsync(1);
        var listed = await TestServer.JsonAsync(await server.Rest.GetAsync($"{study.Path}/{theme}/segments?limit=1"));
        var rest = await TestServer.JsonAsync(await server.Rest.GetAsync($"{study.Path}/{theme}/segments?cursor={listed.GetProperty("next").GetString()}"));

        Assert.Equal((1, 1), (column.GetProperty("supporting").GetInt32(), column.GetProperty("contrary").GetInt32()));
        Assert.Equal(["contrary: They gave me a pigeonhole."], Texts(column));
        Assert.Equal("alsoContrary", column.GetProperty("voices")[0].GetProperty("hearing").GetString());
        Assert.Equal("P07, turn 2, 00:08", column.GetProperty("quotations")[0].GetProperty("by").GetString());
        Assert.Equal(2, listed.GetProperty("count").GetInt32());
        Assert.Equal("I’m on everyone", rest.GetProperty("segments")[0].GetProperty("quotation").GetProperty("text").GetString());
        Assert.Equal("A clear remit", (await study.BoardAsync()).GetProperty("free")[0].GetProperty("name").GetString());
        (await server.Rest.DeleteAsync($"{study.Path}/{theme}/segments/{study.Segments[1]}")).EnsureSuccessStatusCode();
        (await server.Rest.DeleteAsync($"{study.Path}/{theme}/codes/{study.At.Code}")).EnsureSuccessStatusCode();
        Assert.Empty(Texts(await study.ColumnAsync(1)));
        Assert.Equal(HttpStatusCode.NotFound, (await server.Rest.PutAsJsonAsync($"{study.Path}/{theme}/segments/{Guid.CreateVersion7()}", new { })).StatusCode);
    }

    [Fact]
    public async Task Tables_of_themes_and_of_segments_come_in_and_tell_what_did_not()
    {
        var study = await ThemesStudy.BeginAsync(server, "Left off the list");
        async Task<JsonElement> ImportAsync(string name, string csv)
        {
            var answer = await server.Rest.PostAsync($"{study.Path}/import?file={name}", new StringContent(csv, Encoding.UTF8, "text/csv"));
            Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
            return await TestServer.JsonAsync(answer);
        }

        var themes = await ImportAsync("themes.csv", "number,label,codes,overarching\r\n,Liminal space,,yes\r\n1,Disconnection,Left off the list | Unheard of,\r\n");
        var segments = await ImportAsync("theme-segments.csv", "theme,source,quote,stance,chosen\r\nDisconnection,P07,They gave me a pigeonhole.,contrary,yes\r\nDisconnection,P07,Never said,supporting,no\r\n");
        var again = await ImportAsync("theme-segments.csv", "theme,source,quote,stance,chosen\r\nDisconnection,P07,They gave me a pigeonhole.,contrary,yes\r\n");

        Assert.Equal((2, "row 3"), (themes.GetProperty("added").GetInt32(), themes.GetProperty("warnings")[0].GetProperty("place").GetString()));
        Assert.Equal((1, "row 3"), (segments.GetProperty("added").GetInt32(), segments.GetProperty("warnings")[0].GetProperty("place").GetString()));
        Assert.Equal((0, 1, false), (again.GetProperty("added").GetInt32(), again.GetProperty("there").GetInt32(), again.TryGetProperty("change", out _)));
        Assert.Equal("Liminal space", (await study.BoardAsync()).GetProperty("overarching").GetProperty("label").GetString());
        var refused = await server.Rest.PostAsync($"{study.Path}/import?file=x.csv", new StringContent("a,b\r\n1,2\r\n"));
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, refused.StatusCode);
    }

    [Fact]
    public async Task The_report_comes_as_word_or_html_to_keep_and_nothing_else()
    {
        var study = await ThemesStudy.BeginAsync(server, "Left off the list");
        var theme = await study.ThemeAsync("Disconnection", "Left off the list");
        await study.PutAsync($"{theme}/segments/{study.Segments[0]}", new { chosen = true });

        var word = await server.Rest.GetAsync($"{study.At.Path}/report?as=docx");
        var html = await server.Rest.GetAsync($"{study.At.Path}/report?as=html&parts=none");

        Assert.Equal("PK", Encoding.ASCII.GetString((await word.Content.ReadAsByteArrayAsync())[..2]));
        Assert.Equal("attachment", html.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Contains($"data-segment=\"{study.Segments[0]}\"", await html.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await server.Rest.GetAsync($"{study.At.Path}/report?as=pdf")).StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await server.Rest.GetAsync($"{study.At.Path}/report?parts=cover")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await server.Rest.GetAsync($"api/v1/studies/{Guid.CreateVersion7()}/report")).StatusCode);
        (await server.Rest.DeleteAsync($"{study.At.Path}/segments/{study.Segments[0]}")).EnsureSuccessStatusCode();
        var flags = await TestServer.JsonAsync(await server.Rest.GetAsync($"{study.At.Path}/report/flags"));
        Assert.Equal(("withdrawn", "Maren Holt"), (flags[0].GetProperty("kind").GetString(), flags[0].GetProperty("removedBy").GetString()));
    }

    [Fact]
    public async Task An_earlier_instant_has_the_board_that_stood_then()
    {
        var study = await ThemesStudy.BeginAsync(server, "Left off the list");
        await study.ThemeAsync("Disconnection");
        var then = Uri.EscapeDataString(DateTimeOffset.UtcNow.ToString("O"));
        await study.ThemeAsync("Ambiguity");

        Assert.Equal(2, (await study.BoardAsync()).GetProperty("themes").GetArrayLength());
        Assert.Equal("Disconnection", Assert.Single((await study.BoardAsync($"?asOf={then}")).GetProperty("themes").EnumerateArray()).GetProperty("label").GetString());
    }
}
