using System.IO.Compression;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace Throughline.App.Tests.Http;

public sealed class SourcesTests(TestServer server)
{
    public const string Interview = """
        WEBVTT

        00:00:01.000 --> 00:00:04.000
        <v Interviewer>How did you come to the work?</v>

        00:00:04.500 --> 00:00:09.000
        <v P07>Through my neighbour 🙂. Nobody in that building knows I’m here.</v>
        """;

    [Fact]
    public async Task Files_come_in_and_each_is_answered_in_the_words_that_scripts_rely_on()
    {
        var study = await server.StudyAsync("Answers");

        var answer = await ImportAsync(study, ("P07 interview.vtt", Interview));

        var file = Assert.Single(answer.EnumerateArray());
        Assert.Equal("P07 interview.vtt", file.GetProperty("file").GetString());
        Assert.Equal("read", file.GetProperty("status").GetString());
        Assert.Equal(0, file.GetProperty("warnings").GetArrayLength());
        var source = file.GetProperty("source");
        Assert.Equal(("P07 interview", "transcript", 2), (source.GetProperty("name").GetString(), source.GetProperty("kind").GetString(), source.GetProperty("turns").GetInt32()));
        Assert.Equal(["Interviewer", "P07"], source.GetProperty("speakers").EnumerateArray().Select(s => s.GetString()));
        var text = await server.Rest.GetStringAsync($"api/v1/studies/{study}/sources/{source.GetProperty("id").GetGuid()}/text");
        Assert.Equal(text.EnumerateRunes().Count(), source.GetProperty("length").GetInt32());
        Assert.NotEqual(text.Length, source.GetProperty("length").GetInt32());
    }

    [Fact]
    public async Task One_bad_file_of_many_is_refused_with_place_and_remedy_and_the_others_are_kept()
    {
        var study = await server.StudyAsync("Bad files");

        var answer = await ImportAsync(
            study, ("empty.txt", ""), ("../../etc/cron.d/evil.txt", "Words of one."), ("not really.docx", "PK\u0003\u0004nonsense"), ("copy.txt", "Words of one."), ("b.txt", "Words of another."));

        Assert.Equal(["refused", "read", "refused", "duplicate", "read"], answer.EnumerateArray().Select(f => f.GetProperty("status").GetString()));
        Assert.Equal("evil.txt", answer[1].GetProperty("file").GetString());
        Assert.All([answer[0], answer[2]], f =>
        {
            Assert.Equal(JsonValueKind.Null, f.GetProperty("source").ValueKind);
            Assert.NotEmpty(f.GetProperty("warnings")[0].GetProperty("place").GetString()!);
            Assert.NotEmpty(f.GetProperty("warnings")[0].GetProperty("message").GetString()!);
        });
        Assert.Equal(answer[1].GetProperty("source").GetProperty("id").GetGuid(), answer[3].GetProperty("source").GetProperty("id").GetGuid());
        Assert.Equal(2, (await GetAsync($"api/v1/studies/{study}/sources")).GetArrayLength());
        var import = answer[0].GetProperty("import").GetGuid();
        Assert.Equal(5, (await GetAsync($"api/v1/studies/{study}/imports/{import}")).GetArrayLength());
    }

    [Fact]
    public async Task A_batch_sent_twice_under_the_same_ids_brings_nothing_in_twice()
    {
        var study = await server.StudyAsync("Lost answers");
        var (import, id) = (Guid.CreateVersion7(), Guid.CreateVersion7());

        var first = await server.Rest.PostAsync($"api/v1/studies/{study}/sources/import?import={import}", Form((id.ToString(), "a.txt", "Once.")), TestContext.Current.CancellationToken);
        var again = await server.Rest.PostAsync($"api/v1/studies/{study}/sources/import?import={import}", Form((id.ToString(), "a.txt", "Once.")), TestContext.Current.CancellationToken);

        Assert.Equal(await first.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), await again.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal(1, (await GetAsync($"api/v1/studies/{study}/sources")).GetArrayLength());
    }

    [Fact]
    public async Task The_original_comes_back_byte_for_byte_and_is_never_shown_by_a_browser()
    {
        var study = await server.StudyAsync("Originals");
        const string Page = "<html><body><script>alert(1)</script><p>What she said.</p></body></html>";
        var source = (await ImportAsync(study, ("page; of 'hers'.html", Page)))[0].GetProperty("source").GetProperty("id").GetGuid();

        var answer = await server.Rest.GetAsync($"api/v1/studies/{study}/sources/{source}/original", TestContext.Current.CancellationToken);

        Assert.Equal(Page, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal("application/octet-stream", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal("attachment", answer.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
        var text = await server.Rest.GetAsync($"api/v1/studies/{study}/sources/{source}/text", TestContext.Current.CancellationToken);
        Assert.Equal("text/plain", text.Content.Headers.ContentType!.MediaType);
        Assert.DoesNotContain("script", await text.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_import_is_undone_whole_and_its_report_stays_and_can_be_kept_as_a_table()
    {
        var study = await server.StudyAsync("Undone");
        var import = (await ImportAsync(study, ("=cmd.txt", "One."), ("b.txt", "")))[0].GetProperty("import").GetGuid();

        var undone = await server.Rest.DeleteAsync($"api/v1/studies/{study}/imports/{import}", TestContext.Current.CancellationToken);

        Assert.Equal(1, (await TestServer.JsonAsync(undone)).GetProperty("sources").GetInt32());
        Assert.Equal(0, (await GetAsync($"api/v1/studies/{study}/sources")).GetArrayLength());
        var csv = await server.Rest.GetStringAsync($"api/v1/studies/{study}/imports/{import}.csv", TestContext.Current.CancellationToken);
        Assert.Equal(3, csv.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Contains("'=cmd.txt,read", csv, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Conflict, (await server.Rest.DeleteAsync($"api/v1/studies/{study}/imports/{import}", TestContext.Current.CancellationToken)).StatusCode);
    }

    [Fact]
    public async Task Voices_are_named_marked_and_tied_over_REST()
    {
        var study = await server.StudyAsync("Voices");
        var source = (await ImportAsync(study, ("P07.vtt", Interview)))[0].GetProperty("source").GetProperty("id").GetGuid();
        var voice = (await GetAsync($"api/v1/studies/{study}/sources/{source}")).GetProperty("voices")[1].GetProperty("id").GetGuid();

        foreach (var (what, body) in new (string, object)[] { ("name", new { name = "Ama" }), ("role", new { role = "other" }), ("participant", new { participant = "P07" }) })
        {
            var answer = await server.Rest.PutAsJsonAsync($"api/v1/studies/{study}/speakers/{voice}/{what}", body, TestContext.Current.CancellationToken);
            Assert.True((await TestServer.JsonAsync(answer)).GetProperty("change").GetInt64() > 0);
        }

        var after = (await GetAsync($"api/v1/studies/{study}/sources/{source}")).GetProperty("voices")[1];
        Assert.Equal(("Ama", "P07", "P07"), (after.GetProperty("name").GetString(), after.GetProperty("nameInFile").GetString(), after.GetProperty("participantName").GetString()));
        Assert.Equal(1, (await GetAsync($"api/v1/studies/{study}/participants")).GetArrayLength());
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await server.Rest.PutAsJsonAsync($"api/v1/studies/{study}/speakers/{voice}/role", new { role = "boss" }, TestContext.Current.CancellationToken)).StatusCode);
    }

    [Fact]
    public async Task What_is_no_upload_or_goes_to_no_study_is_told_so()
    {
        var study = await server.StudyAsync("Not uploads");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await server.Rest.PostAsJsonAsync($"api/v1/studies/{study}/sources/import", new { }, TestContext.Current.CancellationToken)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await server.Rest.PostAsync($"api/v1/studies/{Guid.CreateVersion7()}/sources/import", Form(("f", "a.txt", "A.")), TestContext.Current.CancellationToken)).StatusCode);
        using var broken = new StringContent("--x\r\nnonsense", Encoding.UTF8);
        broken.Headers.ContentType = new("multipart/form-data") { Parameters = { new("boundary", "x") } };
        var answer = await server.Rest.PostAsync($"api/v1/studies/{study}/sources/import", broken, TestContext.Current.CancellationToken);
        Assert.True((int)answer.StatusCode is 400 or 499 or 200, $"{answer.StatusCode}");
        Assert.Equal(0, (await GetAsync($"api/v1/studies/{study}/sources")).GetArrayLength());
    }

    [Fact]
    public async Task A_word_file_that_unpacks_to_far_more_than_it_is_does_not_keep_its_neighbour_out()
    {
        var study = await server.StudyAsync("Bombs");
        using var form = new MultipartFormDataContent { { new ByteArrayContent(Bomb()), "files", "bomb.docx" }, { new StringContent("Small words."), "files", "small.txt" } };

        var answer = await TestServer.JsonAsync(await server.Rest.PostAsync($"api/v1/studies/{study}/sources/import", form, TestContext.Current.CancellationToken));

        Assert.Equal(["refused", "read"], answer.EnumerateArray().Select(f => f.GetProperty("status").GetString()));
    }

    private static byte[] Bomb()
    {
        using var buffer = new MemoryStream();
        using (var zip = new ZipArchive(buffer, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var part = zip.CreateEntry("word/document.xml", CompressionLevel.SmallestSize).Open();
            var blank = new byte[1 << 20];
            for (var i = 0; i < 300; i++) part.Write(blank);
        }
        return buffer.ToArray();
    }

    private async Task<JsonElement> ImportAsync(Guid study, params (string Name, string Text)[] files) =>
        await TestServer.JsonAsync((await server.Rest.PostAsync($"api/v1/studies/{study}/sources/import", Form([.. files.Select(f => ("files", f.Name, f.Text))]))).EnsureSuccessStatusCode());

    private static MultipartFormDataContent Form(params (string Part, string Name, string Text)[] files)
    {
        var form = new MultipartFormDataContent();
        foreach (var (part, name, text) in files) form.Add(new ByteArrayContent(Encoding.UTF8.GetBytes(text)), part, name);
        return form;
    }

    private async Task<JsonElement> GetAsync(string path) => await TestServer.JsonAsync((await server.Rest.GetAsync(path)).EnsureSuccessStatusCode());
}
