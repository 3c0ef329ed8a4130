using System.Text.Json;
using Throughline.App.Tests;

namespace Throughline.Benchmarks;

/// <summary>A thousand interviews by one command, and single ones over REST.</summary>
public static class ImportBenchmark
{
    private const int Files = 1000, Words = 9000, First = 20, Later = 200, LaterPdf = 50;

    public static async Task RunAsync(Figures figures, Engine engine)
    {
        await using var site = await Site.BeginAsync(engine);
        await SinglesAsync(figures, site, engine, new("docx", Interviews.Docx, Later, "under 20 ms"));
        await SinglesAsync(figures, site, engine, new("vtt", Interviews.Vtt, Later, "under 20 ms"));
        await SinglesAsync(figures, site, engine, new("pdf", Interviews.Pdf, LaterPdf, ""));
        await ManyAsync(figures, site, engine);
    }

    private sealed record Kind(string Ending, Func<IReadOnlyList<Interviews.Turn>, byte[]> Write, int Later, string Target);

    private static async Task ManyAsync(Figures figures, Site site, Engine engine)
    {
        var files = Site.NewFolder();
        Write(files, Files, Words);
        var study = await site.StudyAsync("Many");
        site.Server.Kill();
        Executable.Ran ran = null!;
        var ms = await Clock.TimeAsync(async () => ran = await Executable.RunAsync(site.Folder, ["import", files, "--study", $"{study}", "--json", .. site.Where]));
        if (ran.Exit != 0) throw new InvalidOperationException(ran.Errors);
        using var report = JsonDocument.Parse(ran.Output);
        var read = report.RootElement.EnumerateArray().Count(f => f.GetProperty("status").GetString() == "read");
        if (read != Files) throw new InvalidOperationException($"Only {read} of {Files} were read.");
        figures.Once($"import of {Files:N0} interviews of {Words:N0} words (.vtt, .docx, .txt) by the command line, {engine.Told()}", $"{Figures.Ms(ms)}, {ms / Files:0.0} ms each", "20 s", $"{Files:N0}");
        Directory.Delete(files, recursive: true);
    }

    /// <summary>Files of the three kinds in turn.</summary>
    public static void Write(string folder, int count, int words)
    {
        for (var i = 0; i < count; i++)
        {
            var turns = new Interviews(i).OfWords(words);
            var (kind, bytes) = (i % 3) switch { 0 => ("vtt", Interviews.Vtt(turns)), 1 => ("docx", Interviews.Docx(turns)), _ => ("txt", Interviews.Txt(turns)) };
            File.WriteAllBytes(Path.Combine(folder, $"Interview {i + 1:0000}.{kind}"), bytes);
        }
    }

    private static async Task SinglesAsync(Figures figures, Site site, Engine engine, Kind kind)
    {
        var study = await site.StudyAsync($"One by one, {kind.Ending}");
        var next = 0;
        foreach (var (when, count) in new[] { ("the first of a fresh server", First), ("thereafter", kind.Later) })
        {
            var files = Enumerable.Range(next, count).Select(i => kind.Write(new Interviews(5000 + i).OfWords(Words))).ToList();
            var processor = site.Server.ProcessorTime;
            var taken = await Clock.RepeatAsync(count, i => site.ImportAsync(study, $"interview {next + i}.{kind.Ending}", files[i]));
            var each = (site.Server.ProcessorTime - processor).TotalMilliseconds / count;
            figures.Times($"import of one .{kind.Ending} of {Words:N0} words over REST, {when}, {engine.Told()}", taken, kind.Target, $"processor {Figures.Ms(each)} each");
            next += count;
        }
    }
}
