using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace Throughline.App.Tests.Http;

public sealed class CodingTests(TestServer server)
{
    private const string Words = "😀 Nobody in that building knows I’m here. Nobody knows I’ve left.";

    [Fact]
    public async Task Positions_are_code_points_and_the_text_is_served_as_they_count_it()
    {
        var at = await CodingStudy.BeginAsync(server, Words);
        var text = await server.Rest.GetStringAsync($"{at.Path}/sources/{at.Source}/text");
        var segment = await PutAsync(at, Guid.CreateVersion7(), 2, 8);

        Assert.Equal(Words, text);
        Assert.Equal("Nobody", segment.GetProperty("text").GetString());
        Assert.True(segment.GetProperty("change").GetInt64() > 0);
    }

    [Fact]
    public async Task Many_segments_go_in_with_one_request_and_come_out_in_pages()
    {
        var at = await CodingStudy.BeginAsync(server, Words);
        var segments = Enumerable.Range(0, 30).Select(i => new { source = at.Source, code = at.Code, start = i, end = i + 5 });
        var done = await TestServer.JsonAsync(await server.Rest.PostAsJsonAsync($"{at.Path}/segments", new { segments }));
        var first = await server.Rest.GetFromJsonAsync<JsonElement>($"{at.Path}/segments?source={at.Source}&limit=20");
        var second = await server.Rest.GetFromJsonAsync<JsonElement>($"{at.Path}/segments?source={at.Source}&limit=20&cursor={Uri.EscapeDataString(first.GetProperty("next").GetString()!)}");

        Assert.Equal(30, done.GetProperty("applied").GetInt32());
        Assert.Equal((20, 10), (first.GetProperty("items").GetArrayLength(), second.GetProperty("items").GetArrayLength()));
        Assert.False(second.TryGetProperty("next", out _));
    }

    [Fact]
    public async Task Split_and_in_vivo_answer_with_what_they_made()
    {
        var at = await CodingStudy.BeginAsync(server, Words);
        var id = Guid.CreateVersion7();
        await PutAsync(at, id, 2, 65);
        var split = await TestServer.JsonAsync(await server.Rest.PutAsJsonAsync($"{at.Path}/segments/{id}/split", new { at = 42, second = Guid.CreateVersion7() }));
        var vivo = await TestServer.JsonAsync(await server.Rest.PutAsJsonAsync(
            $"{at.Path}/segments/{Guid.CreateVersion7()}/in-vivo", new { source = at.Source, start = 42, end = 65, code = Guid.CreateVersion7() }));

        Assert.Equal((42, 65), (split.GetProperty("second").GetProperty("start").GetInt32(), split.GetProperty("second").GetProperty("end").GetInt32()));
        Assert.Equal("‘Nobody knows I’ve left.’", vivo.GetProperty("code").GetProperty("name").GetString());
    }

    [Fact]
    public async Task The_stream_of_changes_begins_after_a_number_goes_on_live_and_resumes_without_gap_or_double()
    {
        var at = await CodingStudy.BeginAsync(server, Words);
        var before = await LastAsync(at);
        await PutAsync(at, Guid.CreateVersion7(), 2, 8);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        using var stream = await ListenAsync($"{at.Path}/changes/events?after={before}", null, patience.Token);
        var heard = new List<long> { await NextAsync(stream, patience.Token) };
        for (var i = 0; i < 5; i++) await PutAsync(at, Guid.CreateVersion7(), 2, 9 + i);
        for (var i = 0; i < 5; i++) heard.Add(await NextAsync(stream, patience.Token));

        using var resumed = await ListenAsync($"{at.Path}/changes?after={before}", heard[3], patience.Token);

        Assert.Equal(Enumerable.Range(1, 6).Select(i => before + i), heard);
        Assert.Equal(heard[4], await NextAsync(resumed, patience.Token));
    }

    [Fact]
    public async Task A_change_tells_the_segment_it_made_in_code_points()
    {
        var at = await CodingStudy.BeginAsync(server, Words);
        var before = await LastAsync(at);
        await PutAsync(at, Guid.CreateVersion7(), 2, 8);
        var changes = await server.Rest.GetFromJsonAsync<JsonElement>($"{at.Path}/changes?after={before}");
        var segment = changes[0].GetProperty("rows").GetProperty("segments")[0];
        Assert.Equal((2, 8), (segment.GetProperty("start").GetInt32(), segment.GetProperty("end").GetInt32()));
    }

    [Fact]
    public async Task A_coding_page_that_has_not_changed_is_not_sent_again()
    {
        var at = await CodingStudy.BeginAsync(server, Words);
        var page = $"studies/{at.Study}/coding/{at.Source}";
        var first = await server.Rest.GetAsync(page);
        Assert.Contains("Nobody in that building knows I’m here.", await first.Content.ReadAsStringAsync(), StringComparison.Ordinal);

        // The page also names the other studies, which other tests begin meanwhile: then it is another page, and is asked for once more.
        var again = await AskAsync(page, first.Headers.ETag!);
        for (var more = 0; more < 20 && again.StatusCode != HttpStatusCode.NotModified; more++) again = await AskAsync(page, again.Headers.ETag!);
        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
        await PutAsync(at, Guid.CreateVersion7(), 2, 8);
        Assert.Equal(HttpStatusCode.OK, (await AskAsync(page, again.Headers.ETag!)).StatusCode);
    }

    [Fact]
    public async Task Markup_in_an_interview_stays_words()
    {
        var at = await CodingStudy.BeginAsync(server, "She said <script>alert(1)</script> & </p><b>left</b>");
        var html = await server.Rest.GetStringAsync($"studies/{at.Study}/coding/{at.Source}");
        Assert.DoesNotContain("<script>alert", html, StringComparison.Ordinal);
        Assert.Contains("&lt;script>alert(1)&lt;/script> &amp; &lt;/p>", html.Replace("&gt;", ">", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    private async Task<HttpResponseMessage> AskAsync(string page, EntityTagHeaderValue tag)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, page);
        request.Headers.IfNoneMatch.Add(tag);
        return await server.Rest.SendAsync(request);
    }

    private async Task<JsonElement> PutAsync(CodingStudy at, Guid id, int start, int end)
    {
        var answer = await server.Rest.PutAsJsonAsync($"{at.Path}/segments/{id}", new { source = at.Source, code = at.Code, start, end });
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await TestServer.JsonAsync(answer);
    }

    private async Task<long> LastAsync(CodingStudy at)
    {
        var all = await server.Rest.GetFromJsonAsync<JsonElement>($"{at.Path}/changes");
        return all[all.GetArrayLength() - 1].GetProperty("id").GetInt64();
    }

    private async Task<StreamReader> ListenAsync(string path, long? last, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Accept.Add(new("text/event-stream"));
        if (last is not null) request.Headers.Add("Last-Event-ID", $"{last}");
        var answer = await server.Rest.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancel);
        Assert.Equal("text/event-stream", answer.Content.Headers.ContentType?.MediaType);
        return new(await answer.Content.ReadAsStreamAsync(cancel));
    }

    private static async Task<long> NextAsync(StreamReader stream, CancellationToken cancel)
    {
        while (await stream.ReadLineAsync(cancel) is { } line)
            if (line.StartsWith("id: ", StringComparison.Ordinal)) return long.Parse(line[4..], System.Globalization.CultureInfo.InvariantCulture);
        throw new EndOfStreamException("The stream of changes ended.");
    }
}
