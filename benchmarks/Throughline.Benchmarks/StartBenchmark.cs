using System.Diagnostics;
using Throughline.App.Tests;

namespace Throughline.Benchmarks;

/// <summary>From nothing running to the first page answered.</summary>
public static class StartBenchmark
{
    private const int Times = 5;

    public static async Task RunAsync(Figures figures)
    {
        // As ./throughline starts it.
        Environment.SetEnvironmentVariable("DOTNET_TieredPGO", "0");
        var folder = Site.NewFolder();
        var ran = await Executable.RunAsync(folder, "demo");
        if (ran.Exit != 0) throw new InvalidOperationException(ran.Errors);
        var processor = new List<double>();
        var taken = await Clock.RepeatAsync(Times, async _ => processor.Add(await OnceAsync(folder, demonstration: false)));
        figures.Times("start, built, to the first page, with the demonstration study in the folder", taken, "under 2 s", Told(processor));
        Directory.Delete(folder, recursive: true);
        processor.Clear();
        ran = await Executable.RunAsync(Site.NewFolder(), "demo", "--prepare");
        if (ran.Exit != 0) throw new InvalidOperationException(ran.Errors);
        taken = await Clock.RepeatAsync(Times, async _ =>
        {
            var empty = Site.NewFolder();
            processor.Add(await OnceAsync(empty, demonstration: true));
            Directory.Delete(empty, recursive: true);
        });
        figures.Times("start in an empty folder, the demonstration prepared with the build, to its first page", taken, "within 3 s", Told(processor));
    }

    private static string Told(IReadOnlyList<double> processor) => $"processor {Figures.Ms(Figures.Percentile(processor, 0.5))}";

    /// <returns>What it had of the processors, in milliseconds.</returns>
    private static async Task<double> OnceAsync(string folder, bool demonstration)
    {
        var port = Site.FreePort();
        string[] serve = demonstration ? [] : ["serve"];
        using var process = Executable.Start(folder, [.. serve, "--port", $"{port}", "--token", ServerProcess.Token, "--no-browser"]);
        using var client = new HttpClient();
        client.DefaultRequestHeaders.Authorization = new("Bearer", ServerProcess.Token);
        var from = Stopwatch.GetTimestamp();
        while (!await AnswersAsync(client, port))
        {
            if (process.HasExited || Stopwatch.GetElapsedTime(from).TotalMinutes > 2) throw new InvalidOperationException("The server did not open.");
            await Task.Delay(5);
        }
        process.Refresh();
        var processor = process.TotalProcessorTime.TotalMilliseconds;
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        return processor;
    }

    private static async Task<bool> AnswersAsync(HttpClient client, int port)
    {
        try
        {
            using var answer = await client.GetAsync($"http://127.0.0.1:{port}/");
            return answer.IsSuccessStatusCode && (await answer.Content.ReadAsStringAsync()).Contains("</html>", StringComparison.Ordinal);
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
