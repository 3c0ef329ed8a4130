using System.Diagnostics;
using Throughline.Formats;
using Throughline.Formats.Pdf;

namespace Throughline.Fuzz;

/// <summary>Throws damaged files at one reader, one after another, and counts what should never happen.</summary>
internal sealed class Campaign(string name, Target target)
{
    private const long MostMemory = 512L << 20;
    private const int LargeFrom = 200 << 10;
    private const int LargeEvery = 500;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);
    private byte[] input = [];
    private long peak, started;
    private int crashes, refused, read, packed, whole;
    private bool isOver;

    /// <summary>Runs and reports. 0 where nothing crashed, hung or took too much memory; 1 otherwise.</summary>
    public int Run(int inputs, int firstSeed, string? folder)
    {
        var seeds = target.Generated().Concat(Real(folder)).ToList();
        if (seeds.Count == 0)
            throw new InvalidOperationException($"There is nothing to begin with for {name}: give a folder of real files.");
        var (small, large) = (seeds.Where(s => s.Length < LargeFrom).ToList(), seeds.Where(s => s.Length >= LargeFrom).ToList());
        using var watch = new Timer(_ => Watch(), null, 50, 50);
        var clock = Stopwatch.StartNew();
        for (var i = 0; i < inputs; i++)
        {
            var random = new Random(firstSeed + i);
            var from = (large.Count > 0 && i % LargeEvery == 0) || small.Count == 0 ? large : small;
            var (file, other) = (from[random.Next(from.Count)], from[random.Next(from.Count)]);
            One(Damaged(file, other, random), firstSeed + i);
        }
        var isWell = crashes == 0 && peak < MostMemory;
        Console.WriteLine($"{name}: {inputs:N0} inputs from {seeds.Count} files in {clock.Elapsed.TotalSeconds:N0} s; {read:N0} read, {refused:N0} refused, "
            + (packed > 0 ? $"{100.0 * whole / packed:N0} % of {packed:N0} packed ones unpacked; " : "") + $"{crashes} crashes, 0 over {Longest.TotalSeconds:N0} s, at most {peak >> 20:N0} MB.");
        return isWell ? 0 : 1;
    }

    /// <summary>Most packed files are whole as such and damaged within: an unzip that refuses is soon tried out.</summary>
    private byte[] Damaged(byte[] file, byte[] other, Random random)
    {
        if (!PackedFile.Looks(file)) return Damage.Within(file, other, random);
        packed++;
        var isInside = random.Next(8) > 0;
        var damaged = isInside ? Damage.Inside(file, other, random, target.Mend) : Damage.Of(file, other, random);
        if (isInside || Damage.Unpacks(damaged)) whole++;
        return damaged;
    }

    private IEnumerable<byte[]> Real(string? folder) => folder is null ? [] : Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
        .Where(f => target.Endings.Contains(Path.GetExtension(f).ToLowerInvariant())).Order(StringComparer.Ordinal).Select(File.ReadAllBytes)
        .SelectMany(bytes => PackedFile.Looks(bytes) ? new[] { bytes, Seeds.Stored(bytes) } : [bytes]);

    private void One(byte[] damaged, int seed)
    {
        input = damaged;
        Volatile.Write(ref started, Spent());
        try
        {
            target.Read(damaged);
            read++;
        }
        catch (UnreadableFileException)
        {
            refused++;
        }
        catch (Exception fault)
        {
            crashes++;
            Console.WriteLine($"Seed {seed}, kept as {Keep("crash")}: {fault}");
        }
        finally
        {
            Volatile.Write(ref started, 0);
        }
    }

    private void Watch()
    {
        var held = Math.Max(Environment.WorkingSet, PdfApart.Held.Bytes);
        peak = Math.Max(peak, held);
        if (held <= MostMemory) isOver = false;
        else if (!isOver)
        {
            isOver = true;
            Console.WriteLine($"{name}: {held >> 20:N0} MB are held; what was read meanwhile is kept as {Keep("memory")}.");
        }
        var since = Volatile.Read(ref started);
        if (since == 0 || Spent() - since < Longest.TotalMilliseconds)
            return;
        Console.WriteLine($"{name}: an input runs longer than {Longest.TotalSeconds:N0} s; kept as {Keep("hang")}.");
        Environment.Exit(1);
    }

    /// <summary>Milliseconds of computing: a machine that does other work must not look like a reader that hangs.</summary>
    private static long Spent() => Math.Max(1, (long)(Environment.CpuUsage.TotalTime + PdfApart.Held.Processor).TotalMilliseconds);

    private string Keep(string what)
    {
        var file = Path.Combine(Path.GetTempPath(), $"throughline-{name}-{what}-{Guid.NewGuid():N}");
        File.WriteAllBytes(file, input);
        return file;
    }
}
