using System.IO.Compression;
using System.Net;
using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Throughline.Storage;
using Throughline.Storage.Backup;

namespace Throughline.App.Tests.Http;

/// <summary>Each on a server of its own: what is restored or renamed here would pull the ground from under the other tests.</summary>
public sealed class DataTests
{
    [Fact]
    public async Task A_snapshot_is_restored_while_the_server_serves_and_others_write()
    {
        await using var server = await BeginAsync();
        var kept = await CodingStudy.BeginAsync(server, "Nobody knows.", "Kept");
        var snapshot = Snapshots.Keep(server.Services.GetRequiredService<DataFolder>(), "daily");
        await server.StudyAsync("Begun later");
        Task<HttpResponseMessage> CodeAsync(int n) => server.Rest.PutAsJsonAsync($"{kept.Path}/segments/{Guid.CreateVersion7()}", new { source = kept.Source, code = kept.Code, start = 0, end = 1 + n % 5 });

        var writing = Enumerable.Range(0, 20).Select(CodeAsync).ToList();
        var restored = await server.Rest.PostAsync($"api/v1/snapshots/{snapshot.Name}/restore", null);
        writing.AddRange(Enumerable.Range(0, 20).Select(CodeAsync));
        foreach (var answer in await Task.WhenAll(writing)) Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());

        var before = (await TestServer.JsonAsync(restored)).GetProperty("before").GetString();
        Assert.Equal(["Link workers"], (await TestServer.JsonAsync(await server.Rest.GetAsync("api/v1/studies"))).EnumerateArray().Select(s => s.GetProperty("name").GetString()));
        Assert.Contains(before, (await TestServer.JsonAsync(await server.Rest.GetAsync("api/v1/snapshots"))).EnumerateArray().Select(s => s.GetProperty("name").GetString()));
        Assert.Equal(0, (await TestServer.JsonAsync(await server.Rest.GetAsync("api/v1/check"))).GetArrayLength());
        Assert.True((await server.Rest.PostAsync($"api/v1/snapshots/{before}/restore", null)).IsSuccessStatusCode);
        Assert.Equal(2, (await TestServer.JsonAsync(await server.Rest.GetAsync("api/v1/studies"))).GetArrayLength());
        Assert.Equal(HttpStatusCode.NotFound, (await server.Rest.PostAsync("api/v1/snapshots/..%2Fthroughline.db/restore", null)).StatusCode);
    }

    [Fact]
    public async Task A_page_that_a_browser_has_is_not_taken_for_unchanged_after_a_restore()
    {
        await using var server = await BeginAsync();
        var study = await CodingStudy.BeginAsync(server, "Nobody knows.", "Kept");
        var snapshot = Snapshots.Keep(server.Services.GetRequiredService<DataFolder>(), "daily");
        var tag = (await server.Rest.GetAsync(study.Page)).Headers.ETag;

        await server.Rest.PostAsync($"api/v1/snapshots/{snapshot.Name}/restore", null);

        Assert.NotNull(tag);
        Assert.NotEqual(tag, (await server.Rest.GetAsync(study.Page)).Headers.ETag);
    }

    [Fact]
    public async Task A_backup_is_taken_away_as_a_zip_and_leaves_nothing_behind()
    {
        await using var server = await BeginAsync();
        await server.StudyAsync("Link workers");

        var answer = await server.Rest.GetAsync("api/v1/backup");

        Assert.Equal("application/zip", answer.Content.Headers.ContentType!.MediaType);
        await using var zip = new ZipArchive(await answer.Content.ReadAsStreamAsync());
        Assert.Contains(zip.Entries, e => e.FullName == "throughline.db");
        Assert.Empty(Directory.GetFiles(server.Services.GetRequiredService<DataFolder>().Path, "backup-*"));
    }

    [Fact]
    public async Task A_new_name_is_kept_in_the_folder_and_is_who_acts_from_then_on()
    {
        await using var server = await BeginAsync();
        var study = await server.StudyAsync("Link workers");

        var named = await server.Rest.PutAsJsonAsync("api/v1/person", new { name = "  Hannah   Osei " });
        await server.Rest.PutAsJsonAsync($"api/v1/studies/{study}/codes/{Guid.CreateVersion7()}", new { name = "Canal" });

        Assert.Equal("Hannah Osei", (await TestServer.JsonAsync(named)).GetProperty("name").GetString());
        Assert.Equal("Hannah Osei", server.Services.GetRequiredService<DataFolder>().Person);
        Assert.Equal(["Maren Holt", "Hannah Osei"], (await TestServer.JsonAsync(await server.Rest.GetAsync($"api/v1/studies/{study}/changes"))).EnumerateArray().Select(c => c.GetProperty("actor").GetString()));
        Assert.Equal(422, (int)(await server.Rest.PutAsJsonAsync("api/v1/person", new { name = " " })).StatusCode);
    }

    private static async Task<TestServer> BeginAsync()
    {
        var server = new TestServer();
        await server.InitializeAsync();
        return server;
    }
}
