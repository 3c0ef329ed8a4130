using System.Diagnostics;
using System.Text;

namespace Throughline.Benchmarks;

/// <summary>What was measured, in the order of measuring, and the table of it.</summary>
public sealed class Figures
{
    private readonly List<string> rows = [];
    private readonly string begun = $"{DateTime.UtcNow:yyyy-MM-dd HH:mm} UTC, {Machine.Told()}";

    /// <summary>A work done many times, each timed in milliseconds.</summary>
    public void Times(string work, IReadOnlyList<double> milliseconds, string target = "", string rate = "") =>
        Add(work, $"{milliseconds.Count:N0}", Ms(Percentile(milliseconds, 0.5)), Ms(Percentile(milliseconds, 0.95)), rate, target);

    /// <summary>A work done once.</summary>
    public void Once(string work, string value, string target = "", string n = "1") => Add(work, n, "", "", value, target);

    public string ToMarkdown()
    {
        var table = new StringBuilder();
        table.AppendLine($"Measured {begun}; at the end {Machine.Load()}.").AppendLine();
        table.AppendLine("| work | n | p50 | p95 | figure | target |").AppendLine("|---|---:|---:|---:|---:|---|");
        foreach (var row in rows) table.AppendLine(row);
        return table.ToString();
    }

    /// <param name="share">0.5 for the median.</param>
    public static double Percentile(IReadOnlyList<double> values, double share)
    {
        if (values.Count == 0) return double.NaN;
        var sorted = values.Order().ToList();
        return sorted[Math.Clamp((int)Math.Ceiling(share * sorted.Count) - 1, 0, sorted.Count - 1)];
    }

    public static string Ms(double milliseconds) => milliseconds < 100 ? $"{milliseconds:0.0} ms" : milliseconds < 10_000 ? $"{milliseconds:N0} ms" : $"{milliseconds / 1000:0.0} s";

    private void Add(params ReadOnlySpan<string> cells)
    {
        var row = $"| {string.Join(" | ", cells!)} |";
        rows.Add(row);
        Console.Error.WriteLine(row);
    }
}

public static class Machine
{
    public static string Told() =>
        $"{Environment.ProcessorCount} cores, {GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (1 << 30)} GB, {System.Runtime.InteropServices.RuntimeInformation.OSDescription}, .NET {Environment.Version}, {Load()}";

    /// <summary>What the processes that this one began, and that are over, had of the processors; nothing where there is no /proc.</summary>
    public static TimeSpan OfChildren()
    {
        const string file = "/proc/self/stat";
        if (!File.Exists(file)) return TimeSpan.Zero;
        var told = File.ReadAllText(file);
        var fields = told[(told.LastIndexOf(')') + 2)..].Split(' ');
        return TimeSpan.FromMilliseconds(10 * fields[13..15].Sum(f => long.Parse(f, System.Globalization.CultureInfo.InvariantCulture)));
    }

    /// <summary>How many processes wanted the processor in the last minute: above the number of cores, figures are too slow.</summary>
    public static string Load() =>
        File.Exists("/proc/loadavg") ? $"load {File.ReadAllText("/proc/loadavg").Split(' ')[0]}" : "load unknown";
}

public static class Clock
{
    public static async Task<double> TimeAsync(Func<Task> work)
    {
        var from = Stopwatch.GetTimestamp();
        await work();
        return Stopwatch.GetElapsedTime(from).TotalMilliseconds;
    }

    public static async Task<IReadOnlyList<double>> RepeatAsync(int times, Func<int, Task> work)
    {
        var taken = new List<double>();
        for (var i = 0; i < times; i++) taken.Add(await TimeAsync(() => work(i)));
        return taken;
    }
}
