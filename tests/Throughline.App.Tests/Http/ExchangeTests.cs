using System.IO.Compression;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Throughline.App.Shell;
using Throughline.App.Studies;
using Throughline.Formats.RefiQda;

namespace Throughline.App.Tests.Http;

public sealed class ExchangeTests(TestServer server)
{
    [Fact]
    public async Task The_demonstration_goes_out_for_NVivo_with_its_losses_told_beforehand_and_comes_back_the_same()
    {
        var study = (await server.Services.GetRequiredService<Demonstration>().LoadAsync(new("Maren Holt"), default)).Value;
        var name = (await server.Rest.GetFromJsonAsync<JsonElement>($"api/v1/studies/{study}")).GetProperty("name").GetString()!;
        var wishes = new { file = "links.qdpx", profile = "nvivo", purpose = "analysis" };

        var before = await TestServer.JsonAsync(await server.Rest.PostAsJsonAsync($"api/v1/studies/{study}/exports", new { wishes.file, wishes.profile, wishes.purpose, dryRun = true }));
        var file = await ExportAsync(study, wishes);
        var begun = await TestServer.JsonAsync(await PostAsync($"api/v1/projects?file=links.qdpx&name={Uri.EscapeDataString(name)}", file));
        var copy = begun.GetProperty("study").GetGuid();
        var again = await ExportAsync(copy, wishes);
        var same = await TestServer.JsonAsync(await PostAsync($"api/v1/studies/{study}/projects?file=links.qdpx&dryRun=true", file));

        Assert.Contains(before.GetProperty("losses").EnumerateArray(), l => l.GetProperty("place").GetString() == "Themes" && l.GetProperty("reason").GetString()!.StartsWith("5 themes", StringComparison.Ordinal));
        Assert.Contains(before.GetProperty("losses").EnumerateArray(), l => l.GetProperty("reason").GetString()!.StartsWith("342 respondents", StringComparison.Ordinal));
        Assert.Equal((22, 78, 520), (Of(before, "sources"), Of(before, "codes"), Of(before, "codings")));
        Assert.DoesNotContain(RefiValidator.Check(new MemoryStream(file), "links.qdpx"), f => f.Severity == RefiSeverity.Error);
        Assert.Empty(RefiDiff.Compare(Read(file), Read(again), withTimes: true));
        Assert.Empty(same.GetProperty("did").EnumerateObject());
        var exchanges = (await server.Rest.GetFromJsonAsync<JsonElement>($"api/v1/studies/{study}/exchanges")).GetProperty("exchanges");
        Assert.Equal(("out", "NVivo"), (exchanges[0].GetProperty("direction").GetString(), exchanges[0].GetProperty("program").GetString()));
        var kept = await server.Rest.GetFromJsonAsync<JsonElement>($"api/v1/studies/{study}/exchanges/{exchanges[0].GetProperty("id").GetGuid()}");
        Assert.Equal(before.GetProperty("losses").GetArrayLength(), kept.GetProperty("losses").GetArrayLength());

        foreach (var (layout, holds) in new[] { ("data", "json/segments.jsonl"), ("archive-layout", "data list.csv") })
        {
            using var zip = new ZipArchive(await (await server.Rest.PostAsJsonAsync($"api/v1/studies/{study}/data", new { @as = layout })).Content.ReadAsStreamAsync());
            using var lines = new StreamReader(zip.GetEntry(holds)!.Open());
            Assert.True((await lines.ReadToEndAsync()).Split('\n').Length > 10, layout);
        }
        Assert.Equal(HttpStatusCode.NotFound, (await server.Rest.GetAsync($"api/v1/studies/{study}/archive")).StatusCode);
        using (var archive = new ZipArchive(await (await server.Rest.PostAsJsonAsync($"api/v1/studies/{study}/exports", new { id = Guid.CreateVersion7(), file = "links.throughline" })).Content.ReadAsStreamAsync()))
            Assert.NotNull(archive.GetEntry("history.jsonl"));
        exchanges = (await server.Rest.GetFromJsonAsync<JsonElement>($"api/v1/studies/{study}/exchanges")).GetProperty("exchanges");
        Assert.Equal(["Throughline", "a data archive", "statistics"], exchanges.EnumerateArray().Take(3).Select(e => e.GetProperty("program").GetString()));
        kept = await server.Rest.GetFromJsonAsync<JsonElement>($"api/v1/studies/{study}/exchanges/{exchanges[0].GetProperty("id").GetGuid()}");
        Assert.Equal((22, 78, 520), (Of(kept, "sources"), Of(kept, "codes"), Of(kept, "codings")));
        var history = (await server.Rest.GetFromJsonAsync<JsonElement>($"api/v1/studies/{study}/changes?before=999999&limit=1")).ToString();
        Assert.Contains("took out an archive as links.throughline", history, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_be_is_refused_by_name()
    {
        var study = await server.StudyAsync("Refusals");
        async Task<HttpStatusCode> OutAsync(object body) => (await server.Rest.PostAsJsonAsync($"api/v1/studies/{study}/exports", body)).StatusCode;
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await OutAsync(new { profile = "quirk" }));
        Assert.Equal(HttpStatusCode.NotFound, await OutAsync(new { sources = new[] { "nobody" } }));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, await OutAsync(new { file = "all.throughline", dryRun = true }));
        Assert.Equal(HttpStatusCode.Conflict, await OutAsync(new { file = "all.throughline", vault = true }));
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, (await PostAsync($"api/v1/studies/{study}/projects?file=x.qdpx", "<!doctype html><html>"u8.ToArray())).StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await PostAsync($"api/v1/studies/{study}/projects?else=mine", [])).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await server.Rest.GetAsync($"api/v1/studies/{study}/exchanges/{Guid.NewGuid()}")).StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await server.Rest.PostAsJsonAsync($"api/v1/studies/{study}/data", new { @as = "quirk" })).StatusCode);
        var codebook = await (await server.Rest.PostAsJsonAsync($"api/v1/studies/{study}/exports", new { file = "codes.qdc" })).Content.ReadAsByteArrayAsync();
        Assert.Equal(RefiFileKind.Codebook, RefiReader.Read(new MemoryStream(codebook), "codes.qdc").Kind);
        var id = Guid.CreateVersion7();
        var kept = await TestServer.JsonAsync(await server.Rest.PostAsJsonAsync($"api/v1/studies/{study}/exports", new { id, file = "kept.qdc", keep = true }));
        using (var fetched = await server.Rest.GetAsync(kept.GetProperty("href").GetString()))
            Assert.Equal(("kept.qdc", kept.GetProperty("bytes").GetInt64(), Encoding.UTF8.GetString(codebook)), (fetched.Content.Headers.ContentDisposition!.FileNameStar, fetched.Content.Headers.ContentLength, await fetched.Content.ReadAsStringAsync()));
        using (var rest = await server.Rest.SendAsync(new(HttpMethod.Get, kept.GetProperty("href").GetString()) { Headers = { Range = new(10, null) } }))
            Assert.Equal((HttpStatusCode.PartialContent, codebook.Length - 10), (rest.StatusCode, (await rest.Content.ReadAsByteArrayAsync()).Length));
        Assert.Equal(HttpStatusCode.NotFound, (await server.Rest.GetAsync($"api/v1/studies/{Guid.NewGuid()}/exports/{id}")).StatusCode);
        Assert.Contains("took out the codebook as codes.qdc", await server.Rest.GetStringAsync($"api/v1/studies/{study}/changes"), StringComparison.Ordinal);
    }

    /// <summary>What comes in passes through the machine's common folder, where others look and where it would stay if the server were killed.</summary>
    [Fact]
    public void What_passes_through_has_no_name_that_others_could_open()
    {
        if (OperatingSystem.IsWindows()) return;
        using var file = TemporaryFile.New();
        file.WriteByte(1);
        Assert.False(File.Exists(file.Name));
    }

    private static int Of(JsonElement report, string what) => report.GetProperty("read").GetProperty(what).GetInt32();

    private static RefiProject Read(byte[] file)
    {
        using var reading = RefiReader.Read(new MemoryStream(file), "links.qdpx");
        return reading.Project;
    }

    private async Task<byte[]> ExportAsync(Guid study, object wishes)
    {
        var answer = await server.Rest.PostAsJsonAsync($"api/v1/studies/{study}/exports", wishes);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadAsByteArrayAsync();
    }

    private Task<HttpResponseMessage> PostAsync(string address, byte[] body) => server.Rest.PostAsync(address, new ByteArrayContent(body));
}
