using System.Net.Http.Json;
using System.Text.Json;

namespace Throughline.App.Tests;

/// <summary>A study with codes, a coded interview and themes, made over REST.</summary>
public sealed record ThemesStudy(TestServer Server, CodingStudy At, IReadOnlyList<Guid> Segments)
{
    public const string Words = "I’m on everyone’s list and nobody’s team. They gave me a pigeonhole.";

    public string Path => $"{At.Path}/themes";
    public string Page => $"studies/{At.Study}/themes";
    public string ReportPage => $"studies/{At.Study}/report";

    /// <summary>Two segments of the first of these codes.</summary>
    public static async Task<ThemesStudy> BeginAsync(TestServer server, params string[] codes)
    {
        var at = await CodingStudy.InterviewAsync(server, [(0, "Where do you belong?"), (1, Words)], codes);
        var segments = new List<Guid>();
        foreach (var (start, end) in new[] { (21, 36), (Words.IndexOf("They", StringComparison.Ordinal) + 21, Words.Length + 21) })
        {
            segments.Add(Guid.CreateVersion7());
            (await server.Rest.PutAsJsonAsync($"{at.Path}/segments/{segments[^1]}", new { source = at.Source, code = at.Code, start, end })).EnsureSuccessStatusCode();
        }
        return new(server, at, segments);
    }

    public async Task<Guid> ThemeAsync(string label, params string[] codes)
    {
        var id = Guid.CreateVersion7();
        await PutAsync($"{id}", new { label });
        foreach (var code in codes) await PutAsync($"{id}/codes/{Uri.EscapeDataString(code)}", new { });
        return id;
    }

    public async Task<JsonElement> PutAsync(string path, object body)
    {
        var answer = await Server.Rest.PutAsJsonAsync($"{Path}/{path}", body);
        answer.EnsureSuccessStatusCode();
        return await TestServer.JsonAsync(answer);
    }

    public async Task<JsonElement> BoardAsync(string query = "") => await TestServer.JsonAsync(await Server.Rest.GetAsync($"{Path}{query}"));

    public async Task<JsonElement> ColumnAsync(int number) => (await BoardAsync()).GetProperty("themes").EnumerateArray().Single(t => t.GetProperty("number").GetInt32() == number);
}
