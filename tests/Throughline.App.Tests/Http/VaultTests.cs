using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Throughline.App.Tests.Http;

public sealed class VaultTests(TestServer server)
{
    [Fact]
    public async Task Names_go_in_and_come_out_only_while_it_is_open_and_are_never_cached()
    {
        var vault = $"api/v1/studies/{await server.StudyAsync("Vault")}/vault";
        var rest = server.Rest;

        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await rest.PostAsJsonAsync(vault, new { passphrase = "short" })).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await rest.PostAsJsonAsync(vault, new { passphrase = "four herons over water" })).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await rest.PutAsJsonAsync($"{vault}/names/R017", new { name = "Agnes Quill" })).StatusCode);
        var looked = await rest.GetAsync($"{vault}/names/R017");
        await rest.PostAsJsonAsync($"{vault}/close", new { });

        Assert.True(looked.Headers.CacheControl!.NoStore);
        var body = await looked.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal("Agnes Quill", body.GetProperty("names")[0].GetProperty("name").GetString());
        Assert.True(body.GetProperty("change").GetInt64() > 0);
        Assert.Equal(HttpStatusCode.Conflict, (await rest.GetAsync($"{vault}/names")).StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await rest.PostAsJsonAsync($"{vault}/open", new { passphrase = "four herons over land" })).StatusCode);
        var state = await rest.GetFromJsonAsync<JsonElement>(vault);
        Assert.Equal((true, false, 1), (state.GetProperty("setUp").GetBoolean(), state.GetProperty("open").GetBoolean(), state.GetProperty("people").GetInt32()));
        Assert.DoesNotContain("Agnes", state.ToString());
    }
}
