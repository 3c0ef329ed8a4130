using System.Net;
using System.Net.Http.Json;

namespace Throughline.App.Tests.Http;

public sealed class NoteEndpointsTests(TestServer server)
{
    [Fact]
    public async Task A_note_is_put_found_linked_unlinked_and_deleted()
    {
        var study = await server.StudyAsync("Notes over REST");
        var (id, other, link) = (Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7());
        var notes = $"api/v1/studies/{study}/notes";

        var put = await server.Rest.PutAsJsonAsync($"{notes}/{id}", new { kind = "reflexive", on = "journal", title = "After P07", text = "I led her.", at = "2025-11-12T14:32:00Z" });
        var written = await TestServer.JsonAsync(put);
        Assert.Equal(HttpStatusCode.OK, put.StatusCode);
        Assert.Equal(("journal", "Maren Holt", 2), (written.GetProperty("said").GetString(), written.GetProperty("author").GetString(), written.GetProperty("change").GetInt32()));
        await server.Rest.PutAsJsonAsync($"{notes}/{other}", new { kind = "analytic", on = "study", text = "Go back to this" });
        (await server.Rest.PutAsJsonAsync($"{notes}/{id}/links/{link}", new { on = "note", target = other })).EnsureSuccessStatusCode();

        var found = await TestServer.JsonAsync(await server.Rest.GetAsync($"{notes}?kind=reflexive&from=2025-11-12&to=2025-11-13&text=led"));
        var item = Assert.Single(found.GetProperty("items").EnumerateArray());
        Assert.Equal("Go back to this", Assert.Single(item.GetProperty("links").EnumerateArray()).GetProperty("said").GetString());
        Assert.Equal((1, 2), (found.GetProperty("found").GetInt32(), found.GetProperty("all").GetInt32()));

        (await server.Rest.DeleteAsync($"{notes}/{id}/links/{link}")).EnsureSuccessStatusCode();
        (await server.Rest.DeleteAsync($"{notes}/{id}")).EnsureSuccessStatusCode();
        Assert.Equal(1, (await TestServer.JsonAsync(await server.Rest.GetAsync(notes))).GetProperty("all").GetInt32());
    }

    [Fact]
    public async Task What_is_wrong_is_said_with_its_field()
    {
        var study = await server.StudyAsync("Notes refused");
        var refused = await server.Rest.PutAsJsonAsync($"api/v1/studies/{study}/notes/{Guid.CreateVersion7()}", new { on = "journal" });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.True((await TestServer.JsonAsync(refused)).GetProperty("errors").TryGetProperty("text", out _));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await server.Rest.GetAsync($"api/v1/studies/{study}/notes?from=yesterday")).StatusCode);
    }
}
