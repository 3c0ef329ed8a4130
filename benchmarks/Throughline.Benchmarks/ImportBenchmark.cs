using System.Text.Json;
using Throughline.App.Tests;

namespace Throughline.Benchmarks;

/// <summary>A thousand interviews by one command, and single ones over REST.</summary>
public static class ImportBenchmark
{
    private const int Files = 1000, Words = 9000, Warm = 5, Singles = 20;

    public static async Task RunAsync(Figures figures)
    {
        await ManyAsync(figures);
        await using var site = await Site.BeginAsync();
        await SinglesAsync(figures, site, "docx", Interviews.Docx);
        await SinglesAsync(figures, site, "vtt", Interviews.Vtt);
    }

    private static async Task ManyAsync(Figures figures)
    {
        var (files, data) = (Site.NewFolder(), Site.NewFolder());
        Write(files, Files, Words);
        await Executable.RunAsync(data, "study", "create", "Many");
        Executable.Ran ran = null!;
        var ms = await Clock.TimeAsync(async () => ran = await Executable.RunAsync(data, "import", files, "--study", "Many", "--json"));
        if (ran.Exit != 0) throw new InvalidOperationException(ran.Errors);
        using var report = JsonDocument.Parse(ran.Output);
        var read = report.RootElement.EnumerateArray().Count(f => f.GetProperty("status").GetString() == "read");
        if (read != Files) throw new InvalidOperationException($"Only {read} of {Files} were read.");
        figures.Once($"import of {Files:N0} interviews of {Words:N0} words (.vtt, .docx, .txt) by the command line", $"{Figures.Ms(ms)}, {ms / Files:0.0} ms each", "20 s", $"{Files:N0}");
        Directory.Delete(files, recursive: true);
        Directory.Delete(data, recursive: true);
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

    private static async Task SinglesAsync(Figures figures, Site site, string kind, Func<IReadOnlyList<Interviews.Turn>, byte[]> write)
    {
        var study = await site.StudyAsync($"One by one, {kind}");
        var files = Enumerable.Range(0, Warm + Singles).Select(i => write(new Interviews(5000 + i).OfWords(Words))).ToList();
        for (var i = 0; i < Warm; i++) await site.ImportAsync(study, $"warm {i}.{kind}", files[i]);
        figures.Times(
            $"import of one .{kind} of {Words:N0} words over REST", await Clock.RepeatAsync(Singles, i => site.ImportAsync(study, $"interview {i}.{kind}", files[Warm + i])), "under 20 ms");
    }
}
