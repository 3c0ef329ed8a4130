using System.Globalization;
using Throughline.Benchmarks;

CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var parts = new Dictionary<string, Func<Figures, Engine, Task>>
{
    ["rest"] = RestBenchmark.RunAsync,
    ["bulk"] = BulkBenchmark.RunAsync,
    ["import"] = ImportBenchmark.RunAsync,
    ["large"] = LargeBenchmark.RunAsync,
    ["search"] = SearchBenchmark.RunAsync,
    ["coding"] = (figures, _) => CodingBenchmark.RunAsync(figures),
    ["sampling"] = SamplingBenchmark.RunAsync,
    ["interchange"] = InterchangeBenchmark.RunAsync,
    ["start"] = (figures, _) => StartBenchmark.RunAsync(figures),
};
var engine = Engine.Sqlite;
var wanted = new List<string>();
for (var i = 0; i < args.Length; i++)
{
    if (args[i] == "--engine" && i + 1 < args.Length && Enum.TryParse(args[++i], ignoreCase: true, out engine)) continue;
    if (args[i] != "all" && !parts.ContainsKey(args[i]))
    {
        Console.Error.WriteLine($"Say one or more of {string.Join(", ", parts.Keys)} or all, and --engine sqlite or postgres; not “{args[i]}”.");
        return 2;
    }
    wanted.Add(args[i]);
}
var all = wanted.Count == 0 || wanted.Contains("all");
var figures = new Figures();
foreach (var (name, run) in parts.Where(p => all || wanted.Contains(p.Key))) await run(figures, engine);
if (all && engine == Engine.Sqlite && Postgres.Wanted)
{
    await RestBenchmark.RunAsync(figures, Engine.Postgres);
    await BulkBenchmark.RunAsync(figures, Engine.Postgres);
    await ImportBenchmark.RunAsync(figures, Engine.Postgres);
    await LargeBenchmark.RunAsync(figures, Engine.Postgres);
    await SearchBenchmark.RunAsync(figures, Engine.Postgres);
    await InterchangeBenchmark.RunAsync(figures, Engine.Postgres);
}
Console.WriteLine(figures.ToMarkdown());
return 0;
