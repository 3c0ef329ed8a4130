using System.Net;
using System.Net.Http.Headers;
using Microsoft.Extensions.DependencyInjection;
using Throughline.Workbench.Access;
using Throughline.Workbench.Shared;
using Throughline.Workbench.Sources;

namespace Throughline.App.Tests.Http;

public sealed class MediaTests(TestServer server)
{
    private static readonly byte[] Wav = [.. "RIFF"u8, 36, 0, 0, 0, .. "WAVEfmt "u8, .. new byte[40]];

    [Fact]
    public async Task A_recording_is_attached_and_played_by_ranges_and_nothing_in_it_can_run()
    {
        var study = await server.StudyAsync("Media");
        var source = await AddAsync(study, "Talk", "audio", "talk.wav");
        var root = $"api/v1/studies/{study}";
        Assert.Equal("talk.wav", Assert.Single((await TestServer.JsonAsync(await server.Rest.GetAsync($"{root}/media/missing"))).EnumerateArray()).GetProperty("file").GetString());
        Assert.Equal(HttpStatusCode.NotFound, (await server.Rest.GetAsync($"{root}/sources/{source}/media")).StatusCode);

        var refused = await server.Rest.PutAsync($"{root}/sources/{source}/media?file=talk.wav", new ByteArrayContent("<script>alert(1)</script>"u8.ToArray()));
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, refused.StatusCode);
        (await server.Rest.PutAsync($"{root}/sources/{source}/media?file=talk.wav", new ByteArrayContent(Wav))).EnsureSuccessStatusCode();
        Assert.Empty((await TestServer.JsonAsync(await server.Rest.GetAsync($"{root}/media/missing"))).EnumerateArray());

        using var part = new HttpRequestMessage(HttpMethod.Get, $"{root}/sources/{source}/media") { Headers = { Range = new RangeHeaderValue(8, 11) } };
        var answer = await server.Rest.SendAsync(part);
        Assert.Equal((HttpStatusCode.PartialContent, "audio/wav"), (answer.StatusCode, answer.Content.Headers.ContentType?.ToString()));
        Assert.Equal("WAVE"u8.ToArray(), await answer.Content.ReadAsByteArrayAsync());
        Assert.Contains("sandbox", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());

        Assert.Empty((await TestServer.JsonAsync(await server.Rest.GetAsync($"{root}/sources/{source}/selections"))).EnumerateArray());
        var page = await server.Rest.GetStringAsync($"studies/{study}/sources/{source}/media");
        Assert.Contains("<audio id=\"player\"", page, StringComparison.Ordinal);
        var coding = await server.Rest.GetAsync($"studies/{study}/coding/{source}");
        Assert.EndsWith($"/sources/{source}/media", coding.RequestMessage!.RequestUri!.AbsolutePath, StringComparison.Ordinal);
    }

    private async Task<Guid> AddAsync(Guid study, string name, string kind, string file)
    {
        var source = new Source { Id = Guid.CreateVersion7(), Name = name, NameKey = NameKey.Of(name), Kind = kind, FileName = file };
        var done = await server.Services.GetRequiredService<StudyStore>().ChangeAsync<Source>(study, new Actor("Maren Holt"), Right.EditSources, scope =>
        {
            scope.Add(source);
            scope.AddUnrecorded(new SourceText { StudyId = study, SourceId = source.Id, Version = 1, Layout = Layout.None.Write() });
            scope.Record("AddSource", $"added {name}");
            return Task.FromResult<Outcome<Source>>(source);
        }, default);
        Assert.True(done.Succeeded, done.Problem?.Detail);
        return source.Id;
    }
}
