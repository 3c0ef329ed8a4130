using System.Text.Json;
using Throughline.App.Tests;

namespace Throughline.Benchmarks;

/// <summary>A study as large as they come: each page and list of it, and what the server holds in memory after.</summary>
public static class LargeBenchmark
{
    private const int Documents = 500, Words = 9000, Codes = 2000, Coded = 100_000, Batch = 20_000, Times = 20;

    public static async Task RunAsync(Figures figures, Engine engine)
    {
        await using var site = await Site.BeginAsync(engine);
        var (study, source, code, other) = await FillAsync(figures, site, engine);
        site.Server.Kill();
        var began = await Clock.TimeAsync(async () =>
        {
            await site.Server.StartAsync();
            await GetAsync(site, $"studies/{study}");
        });
        var size = $"{Documents:N0} documents, {Codes:N0} codes, {Coded:N0} segments, {engine.Told()}";
        figures.Once($"{size}: start of the server to the study's page", Figures.Ms(began), "2 s");
        foreach (var (name, path, target) in Pages(study, source, code, other))
        {
            var first = await Clock.TimeAsync(() => GetAsync(site, path));
            var processor = site.Server.ProcessorTime;
            var taken = await Clock.RepeatAsync(Times, _ => GetAsync(site, path));
            var each = (site.Server.ProcessorTime - processor).TotalMilliseconds / Times;
            figures.Times($"{size}: {name}", taken, target, $"first {Figures.Ms(first)}; processor {Figures.Ms(each)} each");
        }
        figures.Once($"{size}: memory of the server after all this", $"{site.Server.ResidentBytes >> 20:N0} MB", "under 400 MB");
    }

    private static IEnumerable<(string Name, string Path, string Target)> Pages(Guid study, Guid source, Guid code, Guid other)
    {
        var api = $"api/v1/studies/{study}";
        yield return ("the study's page", $"studies/{study}", "2 s");
        yield return ("a source on the coding page", $"studies/{study}/coding/{source}", "400 ms");
        yield return ("list of one code's segments, first page", $"{api}/segments?code={code}", "300 ms");
        yield return ("list of a code's segments by participant, with its turn", $"{api}/segments?code={code}&by=participant&context=turn", "300 ms");
        yield return ("list of all segments, first page", $"{api}/segments", "300 ms");
        yield return ("list of all segments by code", $"{api}/segments?by=code", "300 ms");
        yield return ("list of two codes on the same words", $"{api}/segments?code={code}&code={other}&codes=all", "300 ms");
        yield return ("list of the segments that hold a word", $"{api}/segments?text=window&limit=50", "300 ms");
        yield return ("list of the sources", $"studies/{study}/sources", "300 ms");
        yield return ("the codebook's page", $"studies/{study}/codebook", "300 ms");
        yield return ("the codebook's tree over REST", $"{api}/codes", "300 ms");
    }

    private static async Task<(Guid Study, Guid Source, Guid Code, Guid Other)> FillAsync(Figures figures, Site site, Engine engine)
    {
        var study = await site.StudyAsync("Large");
        var codes = await site.CodesAsync(study, Codes);
        site.Server.Kill();
        var files = Site.NewFolder();
        ImportBenchmark.Write(files, Documents, Words);
        var ran = await Executable.RunAsync(site.Folder, ["import", files, "--study", $"{study}", "--json", .. site.Where]);
        if (ran.Exit != 0) throw new InvalidOperationException(ran.Errors);
        Directory.Delete(files, recursive: true);
        using var report = JsonDocument.Parse(ran.Output);
        var sources = report.RootElement.EnumerateArray().Select(f => f.GetProperty("source")).Select(s => (Id: s.GetProperty("id").GetGuid(), Length: s.GetProperty("length").GetInt32())).ToList();
        await site.Server.StartAsync();
        var random = new Random(7);
        var segments = sources.SelectMany(s => Segments.Of(random, s.Id, s.Length, codes, Coded / Documents)).ToList();
        var ms = await Clock.TimeAsync(async () =>
        {
            foreach (var batch in segments.Chunk(Batch)) await site.BulkAsync(study, batch);
        });
        figures.Once($"{Coded:N0} segments into {Documents:N0} documents, {Batch:N0} in a request, {engine.Told()}", $"{Figures.Ms(ms)}, {Coded / ms * 1000:N0}/s", "20,000/s");
        return (study, sources[Documents / 2].Id, codes[1], codes[2]);
    }

    private static async Task GetAsync(Site site, string path)
    {
        using var answer = await site.Rest.GetAsync(path);
        await answer.Content.ReadAsByteArrayAsync();
        answer.EnsureSuccessStatusCode();
    }
}
