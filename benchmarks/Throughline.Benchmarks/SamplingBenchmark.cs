using System.Diagnostics;
using Throughline.Methods.Sampling;

namespace Throughline.Benchmarks;

/// <summary>Twenty of several hundred, and of a hundred thousand, beside the proven best and beside drawing at random.</summary>
public static class SamplingBenchmark
{
    private const int Size = 20, Draws = 1000;
    private static readonly string[] Employers = ["NHS", "charity", "council", "other"], Places = ["London", "North", "Midlands", "South", "Scotland", "Wales", "Northern Ireland"];

    public static async Task RunAsync(Figures figures, Engine engine)
    {
        Proposals.Propose(People(0, 100), new(5));
        var (few, many) = (People(1, 342), People(2, 100_000));
        var best = Measure(figures, few, "20 of 342, two numbers and four sets of words", "1 s, within 1 %", TimeSpan.FromSeconds(30));
        Measure(figures, People(1, 342, missing: 0.03), "20 of 342, 3 % of numbers missing", "1 s", TimeSpan.FromSeconds(30));
        var bound = Measure(figures, many, "20 of 100,000", "10 s", TimeSpan.FromSeconds(30));
        await SampledStudyBenchmark.RunAsync(figures, engine, few, Size, "1 s, within 1 %", best);
        await SampledStudyBenchmark.RunAsync(figures, engine, many, Size, "10 s", bound);
    }

    /// <returns>The best score that there can be, or a bound.</returns>
    private static double Measure(Figures figures, Frame frame, string work, string target, TimeSpan limit)
    {
        var process = Process.GetCurrentProcess();
        var (before, from) = (process.TotalProcessorTime, Stopwatch.GetTimestamp());
        var proposal = Proposals.Propose(frame, new(Size));
        var taken = Stopwatch.GetElapsedTime(from).TotalMilliseconds;
        process.Refresh();
        figures.Once($"{work}: proposed", $"{Figures.Ms(taken)}, processor {Figures.Ms((process.TotalProcessorTime - before).TotalMilliseconds)}; score {proposal.Mean:0.00000}", target);
        from = Stopwatch.GetTimestamp();
        var best = BestSample.Find(frame, new(Size), proposal.Picked, limit);
        var told = best.Optimum is { } optimum ? $"optimum {optimum:0.00000}, proven" : $"optimum not proven, best known {best.Mean:0.00000}";
        figures.Once($"{work}: proof", $"{Figures.Ms(Stopwatch.GetElapsedTime(from).TotalMilliseconds)}; {told}; bound {best.Bound:0.00000}; proposal / bound {proposal.Mean / best.Bound:0.00000}");
        var random = new Xoshiro256(99);
        var drawn = Enumerable.Range(0, Draws).Select(_ => Proposals.Spread(frame, Draw(frame, random)).Mean).ToList();
        figures.Once($"{work}: drawn at random", $"mean {drawn.Average():0.00000}, best {drawn.Max():0.00000}", n: $"{Draws:N0}");
        return best.Bound;
    }

    private static HashSet<string> Draw(Frame frame, Xoshiro256 random)
    {
        var drawn = new HashSet<string>();
        while (drawn.Count < Size) drawn.Add(frame.People[random.Below(frame.People.Count)].Id);
        return drawn;
    }

    private static Frame People(ulong seed, int count, double missing = 0)
    {
        var random = new Xoshiro256(seed);
        FrameValue Number(double value) => random.Share() < missing ? FrameValue.Missing : value;
        string Word(string[] words) => words[(int)(words.Length * random.Share() * random.Share())];
        return Frame.Of(
            [
                new("self-efficacy", AttributeKind.Numeric), new("months in role", AttributeKind.Numeric), new("intention to leave", AttributeKind.Nominal),
                new("employer", AttributeKind.Nominal), new("location", AttributeKind.Nominal), new("gender", AttributeKind.Nominal),
            ],
            Enumerable.Range(0, count).Select(i => new FramePerson(
                $"R{i:000000}",
                [
                    Number(6 + random.Below(16) + random.Below(16)), Number(1 + (int)(119 * random.Share() * random.Share())), random.Share() < 0.4 ? "yes" : "no",
                    Word(Employers), Word(Places), random.Share() switch { < 0.02 => "another", < 0.15 => "man", _ => "woman" },
                ])));
    }
}
