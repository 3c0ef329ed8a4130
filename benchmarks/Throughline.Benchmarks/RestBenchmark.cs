using System.Diagnostics;
using System.Net.Http.Json;

namespace Throughline.Benchmarks;

/// <summary>Segments put one by one over REST, each client waiting for its answer before the next.</summary>
public static class RestBenchmark
{
    private static readonly TimeSpan Span = TimeSpan.FromSeconds(10);

    public static async Task RunAsync(Figures figures, Engine engine)
    {
        foreach (var clients in new[] { 1, 8, 32 })
        {
            await using var site = await Site.BeginAsync(engine);
            var study = await site.StudyAsync("Segments one by one");
            var codes = await site.CodesAsync(study, 20);
            var (source, length) = await site.ImportAsync(study, "interview.vtt", Interviews.Vtt(new Interviews(1).OfWords(9000)));
            await Task.WhenAll(Enumerable.Range(0, 4).Select(c => PutAsync(site, study, source, codes, new(c), length, TimeSpan.FromSeconds(2))));
            var before = await site.SegmentsAsync(study);

            var (from, processor) = (Stopwatch.GetTimestamp(), site.Server.ProcessorTime);
            var taken = await Task.WhenAll(Enumerable.Range(0, clients).Select(c => PutAsync(site, study, source, codes, new(100 + c), length, Span)));
            var seconds = Stopwatch.GetElapsedTime(from).TotalSeconds;
            processor = site.Server.ProcessorTime - processor;

            var acknowledged = taken.Sum(t => t.Count);
            var there = await site.SegmentsAsync(study) - before;
            if (there != acknowledged) throw new InvalidOperationException($"{acknowledged} segments were acknowledged, {there} are there.");
            figures.Times(
                $"segments over REST, {clients} {(clients == 1 ? "client" : "clients")}, {engine}; all acknowledged found", [.. taken.SelectMany(t => t)],
                clients == 32 ? "1,200/s, p95 under 50 ms" : "", $"{acknowledged / seconds:N0}/s; processor {processor.TotalMilliseconds / acknowledged:0.00} ms each");
        }
    }

    private static async Task<List<double>> PutAsync(Site site, Guid study, Guid source, IReadOnlyList<Guid> codes, Random random, int length, TimeSpan span)
    {
        var taken = new List<double>();
        var begun = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(begun) < span)
        {
            var start = random.Next(length - 400);
            using var body = JsonContent.Create(new { source, code = codes[random.Next(codes.Count)], start, end = start + random.Next(10, 400) });
            var from = Stopwatch.GetTimestamp();
            using var answer = await site.Rest.PutAsync($"api/v1/studies/{study}/segments/{Guid.CreateVersion7()}", body);
            await answer.Content.ReadAsByteArrayAsync();
            taken.Add(Stopwatch.GetElapsedTime(from).TotalMilliseconds);
            answer.EnsureSuccessStatusCode();
        }
        return taken;
    }
}

/// <summary>Many segments in one request.</summary>
public static class BulkBenchmark
{
    private const int Count = 20_000;

    public static async Task RunAsync(Figures figures, Engine engine)
    {
        await using var site = await Site.BeginAsync(engine);
        var study = await site.StudyAsync("Segments in bulk");
        var codes = await site.CodesAsync(study, 20);
        var (source, length) = await site.ImportAsync(study, "interview.vtt", Interviews.Vtt(new Interviews(1).OfWords(9000)));
        await site.BulkAsync(study, Segments.Of(new(1), source, length, codes, 100));
        var segments = Segments.Of(new(2), source, length, codes, Count);
        var processor = site.Server.ProcessorTime;
        var ms = await Clock.TimeAsync(() => site.BulkAsync(study, segments));
        processor = site.Server.ProcessorTime - processor;
        if (await site.SegmentsAsync(study) != Count + 100) throw new InvalidOperationException("Segments are missing.");
        figures.Once($"{Count:N0} segments in one request, {engine}", $"{Figures.Ms(ms)}, {Count / ms * 1000:N0}/s; processor {Figures.Ms(processor.TotalMilliseconds)}", "20,000/s");
    }
}

public static class Segments
{
    public static IReadOnlyList<object> Of(Random random, Guid source, int length, IReadOnlyList<Guid> codes, int count) =>
        [.. Enumerable.Range(0, count).Select(_ =>
        {
            var start = random.Next(length - 400);
            return (object)new { id = Guid.CreateVersion7(), source, code = codes[random.Next(codes.Count)], start, end = start + random.Next(10, 400) };
        })];
}
