using System.IO.Compression;
using System.Net;
using System.Text;

namespace Throughline.App.Tests.Http;

public sealed class BadProjectTests(TestServer server)
{
    private const string Namespace = "xmlns='urn:QDA-XML:project:1.0'", Text = "00000000-0000-4000-8000-000000000001", Code = "00000000-0000-4000-8000-000000000002";
    private static readonly byte[] Project = Encoding.UTF8.GetBytes($"<Project {Namespace} name='p'/>");

    private static readonly (string File, byte[] Bytes, HttpStatusCode Status, string Said)[] Bad =
    [
        ("slip.qdpx", Zip(("project.qde", Project), ("sources/../../x.txt", [1])), HttpStatusCode.UnsupportedMediaType, "sources/../../x.txt"),
        ("bomb.qdpx", Zip(("project.qde", [.. Project[..^2], .. Enumerable.Repeat((byte)' ', 40 << 20)])), HttpStatusCode.RequestEntityTooLarge, "project.qde"),
        ("laughs.qde", Encoding.UTF8.GetBytes($"<!DOCTYPE p [<!ENTITY a 'ha'><!ENTITY b '&a;&a;'>]><Project {Namespace} name='&b;'/>"), HttpStatusCode.UnsupportedMediaType, "laughs.qde"),
        ("entity.qde", Encoding.UTF8.GetBytes($"<!DOCTYPE p [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><Project {Namespace} name='&a;'/>"), HttpStatusCode.UnsupportedMediaType, "entity.qde"),
        ("page.qdpx", "<!doctype html><html>"u8.ToArray(), HttpStatusCode.UnsupportedMediaType, "web page"),
        ("cut.qdpx", Zip(("project.qde", Project), ("sources/a.txt", [1, 2, 3]))[..^30], HttpStatusCode.UnsupportedMediaType, "The end of the file"),
        ("two.qdpx", Zip(("a.qde", Project), ("b.qde", Project)), HttpStatusCode.UnsupportedMediaType, "a.qde and b.qde"),
        ("none.sqlite3", "SQLite format 3\0"u8.ToArray(), HttpStatusCode.UnsupportedMediaType, "not a database"),
    ];

    [Fact]
    public async Task What_is_refused_names_the_place_and_the_study_is_as_before()
    {
        var study = await server.StudyAsync("Bad input");
        var before = await server.Rest.GetStringAsync($"api/v1/studies/{study}/changes");
        foreach (var (file, bytes, status, said) in Bad)
        {
            var answer = await PostAsync(study, file, bytes);
            var words = await answer.Content.ReadAsStringAsync();
            Assert.True(answer.StatusCode == status && words.Contains(said, StringComparison.Ordinal), $"{file}: {answer.StatusCode}, {words}");
        }
        Assert.Equal(before, await server.Rest.GetStringAsync($"api/v1/studies/{study}/changes"));
    }

    [Fact]
    public async Task What_can_be_read_around_comes_in_with_each_loss_at_its_place()
    {
        var study = await server.StudyAsync("Half good input");
        var xml = $"""
            <Project xmlns='urn:QDA-XML:project:9.0' name='p'><CodeBook><Codes><Code guid='{Code}' name='Stress' isCodable='true'/><Code guid='{Code}' name='Strain' isCodable='true'/></Codes></CodeBook>
            <Sources><TextSource guid='{Text}' name='Visit'><PlainTextContent>Some words</PlainTextContent>
            <PlainTextSelection guid='00000000-0000-4000-8000-000000000003' startPosition='5' endPosition='900'><Coding guid='00000000-0000-4000-8000-000000000004'><CodeRef targetGUID='{Code}'/></Coding></PlainTextSelection>
            </TextSource><TextSource guid='00000000-0000-4000-8000-000000000005' name='Gone' plainTextPath='internal://gone.txt'/>
            <VideoSource guid='00000000-0000-4000-8000-000000000006' name='Film' path='internal://film.mp4'/></Sources></Project>
            """;
        var report = (await TestServer.JsonAsync(await PostAsync(study, "p.qdpx", Zip(("project.qde", Encoding.UTF8.GetBytes(xml)))))).GetProperty("report");
        var losses = report.GetProperty("losses").EnumerateArray().Select(l => $"{l.GetProperty("place")}: {l.GetProperty("reason")}").ToList();
        string[] told = ["another version", "stands for two things", "“Visit”: A selection", "Gone"];
        Assert.Equal(told, told.Where(t => losses.Exists(l => l.Contains(t, StringComparison.Ordinal))));
        Assert.Contains("film.mp4", report.GetProperty("missing").ToString(), StringComparison.Ordinal);
        Assert.Equal((2, 3, 1), (report.GetProperty("read").GetProperty("codes").GetInt32(), report.GetProperty("read").GetProperty("sources").GetInt32(), report.GetProperty("read").GetProperty("codings").GetInt32()));
    }

    private Task<HttpResponseMessage> PostAsync(Guid study, string file, byte[] bytes) =>
        server.Rest.PostAsync($"api/v1/studies/{study}/projects?file={file}", new ByteArrayContent(bytes));

    private static byte[] Zip(params (string Name, byte[] Bytes)[] parts)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var (name, bytes) in parts)
                using (var part = zip.CreateEntry(name).Open())
                    part.Write(bytes);
        return stream.ToArray();
    }
}
