using System.Net.Http.Json;
using System.Text.Json;
using Throughline.App.Tests;

namespace Throughline.Benchmarks;

/// <summary>A large study out to another program and back in, and two copies of it, worked on apart, merged. Each in a fresh server.</summary>
public static class InterchangeBenchmark
{
    private const int Documents = 200, Words = 9000, Codes = 300, Coded = 50_000, Batch = 10_000;
    private static readonly string Size = $"{Documents:N0} interviews of {Words:N0} words, {Coded:N0} segments";

    public static async Task RunAsync(Figures figures, Engine engine)
    {
        await ProjectAsync(figures, engine);
        await MergeAsync(figures, engine);
    }

    private static async Task ProjectAsync(Figures figures, Engine engine)
    {
        await using var site = await Site.BeginAsync(engine);
        var made = await FillAsync(site, Coded);
        byte[] file = [];
        await OnceAsync(figures, site, ("export as .qdpx for NVivo", "10 s"), engine, async () =>
        {
            using var answer = await site.Rest.PostAsJsonAsync($"api/v1/studies/{made.Study}/exports", new { profile = "nvivo" });
            file = await answer.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync();
        });
        var copy = Guid.Empty;
        await OnceAsync(figures, site, ("import of that file into a new study", "10 s"), engine, async () =>
            copy = (await PostAsync(site, "api/v1/projects?file=out.qdpx&name=Copy", file)).GetProperty("study").GetGuid());
        if (await site.SegmentsAsync(copy) != Coded) throw new InvalidOperationException("Not every segment came back.");
        await OnceAsync(figures, site, ("the same file again", "changes nothing"), engine, async () =>
        {
            var again = await PostAsync(site, $"api/v1/studies/{copy}/projects?file=out.qdpx", file);
            if (again.GetProperty("report").GetProperty("did").EnumerateObject().Any()) throw new InvalidOperationException($"It changed something: {again.GetProperty("report").GetProperty("did")}");
        });
    }

    private static async Task MergeAsync(Figures figures, Engine engine)
    {
        await using var ours = await Site.BeginAsync(engine);
        await using var theirs = await Site.BeginAsync(engine);
        var made = await FillAsync(ours, Coded / 2);
        await PostAsync(theirs, "api/v1/archives?file=copy.throughline", await ArchiveAsync(ours, made.Study));
        await CodeAsync(ours, made, new Random(11), Coded / 2);
        await CodeAsync(theirs, made, new Random(12), Coded / 2);
        var copy = await ArchiveAsync(theirs, made.Study);
        JsonElement merged = default;
        await OnceAsync(figures, ours, ($"merge of two copies of {Coded:N0} segments, half of each made apart", "10 s"), engine, async () => merged = await PostAsync(ours, $"api/v1/studies/{made.Study}/merge?file=copy.throughline", copy));
        var there = await ours.SegmentsAsync(made.Study);
        if (there != Coded + Coded / 2 || merged.GetProperty("changed").GetInt32() + merged.GetProperty("conflicts").GetArrayLength() + merged.GetProperty("notes").GetArrayLength() > 0)
            throw new InvalidOperationException($"{there} segments stand; the merge says {merged}");
    }

    private static async Task OnceAsync(Figures figures, Site site, (string Work, string Target) what, Engine engine, Func<Task> work)
    {
        site.Server.Kill();
        await site.Server.StartAsync();
        var before = site.Server.ProcessorTime;
        var ms = await Clock.TimeAsync(work);
        figures.Once($"{Size}, {engine}: {what.Work}", $"{Figures.Ms(ms)}; processor {Figures.Ms((site.Server.ProcessorTime - before).TotalMilliseconds)}; at most {site.Server.PeakBytes >> 20:N0} MB", what.Target);
    }

    private sealed record Made(Guid Study, IReadOnlyList<Guid> Codes, IReadOnlyList<(Guid Id, int Length)> Sources);

    private static async Task<Made> FillAsync(Site site, int segments)
    {
        var study = await site.StudyAsync("Exchanged");
        var codes = await site.CodesAsync(study, Codes);
        var sources = new List<(Guid, int)>();
        for (var i = 0; i < Documents; i++) sources.Add(await site.ImportAsync(study, $"Interview {i + 1:000}.vtt", Interviews.Vtt(new Interviews(i).OfWords(Words))));
        var made = new Made(study, codes, sources);
        await CodeAsync(site, made, new Random(7), segments);
        return made;
    }

    private static async Task CodeAsync(Site site, Made made, Random random, int count)
    {
        foreach (var batch in made.Sources.SelectMany(s => Segments.Of(random, s.Id, s.Length, made.Codes, count / Documents)).Chunk(Batch)) await site.BulkAsync(made.Study, batch);
    }

    private static async Task<byte[]> ArchiveAsync(Site site, Guid study)
    {
        using var answer = await site.Rest.PostAsJsonAsync($"api/v1/studies/{study}/exports", new { file = "copy.throughline" });
        return await answer.EnsureSuccessStatusCode().Content.ReadAsByteArrayAsync();
    }

    private static async Task<JsonElement> PostAsync(Site site, string path, byte[] file) => await Site.JsonAsync(await site.Rest.PostAsync(path, new ByteArrayContent(file)));
}
