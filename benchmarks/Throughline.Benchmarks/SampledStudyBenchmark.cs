using System.Text.Json;
using Throughline.App.Tests;
using Throughline.Methods.Sampling;

namespace Throughline.Benchmarks;

/// <summary>The same people in a study, as one waits for them: brought in, proposed by the command line and over REST, drawn on the page.</summary>
public static class SampledStudyBenchmark
{
    private const int Times = 5;

    /// <param name="figures">Where it is told.</param>
    /// <param name="engine">The database.</param>
    /// <param name="frame">The people.</param>
    /// <param name="size">How many of them.</param>
    /// <param name="target">Within what time, and how near the best.</param>
    /// <param name="best">The greatest score that is known to be possible, or a bound.</param>
    public static async Task RunAsync(Figures figures, Engine engine, Frame frame, int size, string target, double best)
    {
        await using var site = await Site.BeginAsync(engine);
        var study = await site.StudyAsync("Sampled");
        site.Server.Kill();
        var (folder, work) = (Site.NewFolder(), $"{size} of {frame.People.Count:N0} in a study, {engine.Told()}");
        var file = Path.Combine(folder, "answers.csv");
        await File.WriteAllLinesAsync(file, Lines(frame));
        string[] asked = ["--size", $"{size}", "--vary", string.Join(',', frame.Attributes.Select(a => a.Name)), "--prove", "0", "--json"];
        string[] where = ["--study", $"{study}", .. site.Where];
        await CommandAsync(figures, site.Folder, $"{size} of {frame.People.Count:N0} straight from the file, by the command line", target, ["sample", "propose", file, .. asked]);
        await CommandAsync(figures, site.Folder, $"{work}: brought in", "", ["respondents", "import", file, "--json", .. where]);
        var score = await CommandAsync(figures, site.Folder, $"{work}: by the command line", target, ["sample", "propose", .. asked, .. where]);
        figures.Once($"{work}: score beside the best", $"{score:0.00000} / {best:0.00000} = {score / best:0.00000}");
        Directory.Delete(folder, recursive: true);
        await site.Server.StartAsync();
        await ServedAsync(figures, site, study, (work, target));
    }

    /// <returns>The score, where one is told.</returns>
    private static async Task<double> CommandAsync(Figures figures, string folder, string work, string target, string[] words)
    {
        var (before, ran) = (Machine.OfChildren(), (Executable.Ran?)null);
        var ms = await Clock.TimeAsync(async () => ran = await Executable.RunAsync(folder, words));
        if (ran!.Exit != 0) throw new InvalidOperationException(ran.Errors + ran.Output);
        figures.Once(work, $"{Figures.Ms(ms)}; processor {Figures.Ms((Machine.OfChildren() - before).TotalMilliseconds)}", target);
        using var answer = JsonDocument.Parse(ran.Output);
        return answer.RootElement.TryGetProperty("score", out var score) ? score.GetDouble() : 0;
    }

    private static async Task ServedAsync(Figures figures, Site site, Guid study, (string Work, string Target) of)
    {
        var samples = $"api/v1/studies/{study}/samples";
        var sample = (await Site.JsonAsync(await site.Rest.GetAsync(samples)))[0].GetProperty("id").GetGuid();
        async Task MeasureAsync(string what, int times, string target, Func<int, Task> before, Func<Task> work)
        {
            var (taken, processor) = (new List<double>(), TimeSpan.Zero);
            for (var i = 0; i < times; i++)
            {
                await before(i);
                var from = site.Server.ProcessorTime;
                taken.Add(await Clock.TimeAsync(work));
                processor += site.Server.ProcessorTime - from;
            }
            figures.Times($"{of.Work}: {what}", taken, target, $"processor {Figures.Ms(processor.TotalMilliseconds / times)} each; at most {site.Server.PeakBytes >> 20:N0} MB so far");
        }
        async Task PageAsync() => (await site.Rest.GetAsync($"studies/{study}/sample")).EnsureSuccessStatusCode();
        Task SeedAsync(int seed) => site.SendAsync(HttpMethod.Put, $"{samples}/{sample}", new { seed });
        Task ProposeAsync() => site.SendAsync(HttpMethod.Put, $"{samples}/{sample}/proposal", new { });
        await MeasureAsync("the page, first in a fresh server", 1, "", _ => Task.CompletedTask, PageAsync);
        await MeasureAsync("proposed over REST, another seed each time", Times, of.Target, i => SeedAsync(100 + i), ProposeAsync);
        await MeasureAsync("the page drawn again", Times, "", _ => Task.CompletedTask, PageAsync);
    }

    private static IEnumerable<string> Lines(Frame frame) =>
    [
        $"response,{string.Join(',', frame.Attributes.Select(a => a.Name))}",
        .. frame.People.Select(p => $"{p.Id},{string.Join(',', p.Values)}"),
    ];
}
