using System.Diagnostics;
using System.Globalization;
using Throughline.App.Tests;

namespace Throughline.Benchmarks;

/// <summary>Words found in ten million, beside ripgrep (or grep, where that is all there is) on the same texts as files.</summary>
public static class SearchBenchmark
{
    private const int Files = 1100, Words = 9000, EachRare = 50, Times = 20, Places = 50;

    private sealed record Wanted(string Told, string Words, string Pattern);

    private static readonly Wanted[] Sought =
    [
        new("a rare word", "lighthouse", "lighthouse"),
        new("a phrase", "\"link worker\"", "link worker"),
        new("two words of one turn", "lighthouse window", "lighthouse.*window|window.*lighthouse"),
        new("a word of most turns", "window", "window"),
        new("a word that is nowhere", "submarine", "submarine"),
    ];

    public static async Task RunAsync(Figures figures, Engine engine)
    {
        await using var site = await Site.BeginAsync(engine);
        var files = Site.NewFolder();
        try
        {
            Write(files);
            var study = await site.StudyAsync("Ten million words");
            site.Server.Kill();
            var ms = await Clock.TimeAsync(async () =>
            {
                var ran = await Executable.RunAsync(site.Folder, ["import", files, "--study", $"{study}", "--json", .. site.Where]);
                if (ran.Exit != 0) throw new InvalidOperationException(ran.Errors);
            });
            figures.Once($"import of {Files:N0} texts of {Words:N0} words, with their index, {engine.Told()}", Figures.Ms(ms), "", $"{Files:N0}");
            await site.Server.StartAsync();
            foreach (var wanted in Sought) await FindAsync(figures, site, (engine, study, files), wanted);
        }
        finally
        {
            Directory.Delete(files, recursive: true);
        }
    }

    private static async Task FindAsync(Figures figures, Site site, (Engine Engine, Guid Study, string Files) where, Wanted wanted)
    {
        var path = $"api/v1/studies/{where.Study}/find?places={Places}&words={Uri.EscapeDataString(wanted.Words)}";
        var answer = await Site.JsonAsync(await site.Rest.GetAsync(path));
        var (scanned, lines) = await ScanAsync(where.Files, wanted.Pattern);
        var there = answer.GetProperty("places").GetArrayLength();
        if (there != Math.Min(lines, Places)) throw new InvalidOperationException($"{wanted.Told}: {there} places were found; {lines} lines hold it.");
        var processor = site.Server.ProcessorTime;
        var taken = await Clock.RepeatAsync(Times, async _ => await Site.JsonAsync(await site.Rest.GetAsync(path)));
        var each = (site.Server.ProcessorTime - processor).TotalMilliseconds / Times;
        figures.Times(
            $"{wanted.Told}, the first {Places} places in {Files * Words / 1e6:0.0} million words, {where.Engine.Told()}", taken, "faster than ripgrep",
            $"processor {Figures.Ms(each)} each; {Scanner.Name} {Figures.Ms(Figures.Percentile(scanned, 0.5))}, {lines:N0} lines");
    }

    /// <summary>Each line is a turn. It counts them and prints none, which is the least that can be asked of it.</summary>
    private static async Task<(IReadOnlyList<double> Taken, int Lines)> ScanAsync(string folder, string pattern)
    {
        var lines = 0;
        var taken = await Clock.RepeatAsync(Times / 4, async _ =>
        {
            using var process = Process.Start(new ProcessStartInfo(Scanner.Name, [.. Scanner.Words, pattern, folder]) { RedirectStandardOutput = true })!;
            lines = (await process.StandardOutput.ReadToEndAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries).Sum(l => int.Parse(l, CultureInfo.InvariantCulture));
            await process.WaitForExitAsync();
        });
        return (taken, lines);
    }

    private static readonly (string Name, string[] Words) Scanner =
        File.Exists("/usr/bin/rg") ? ("rg", ["--no-filename", "--count", "--ignore-case"]) : ("grep", ["-r", "-h", "-c", "-i", "-E"]);

    private static void Write(string folder)
    {
        for (var i = 0; i < Files; i++)
        {
            var turns = new Interviews(9000 + i).OfWords(Words).ToList();
            if (i % EachRare == 0) turns[11] = turns[11] with { Words = $"{turns[11].Words} We saw the lighthouse from the window." };
            File.WriteAllBytes(Path.Combine(folder, $"Interview {i + 1:0000}.txt"), Interviews.Txt(turns));
        }
    }
}
