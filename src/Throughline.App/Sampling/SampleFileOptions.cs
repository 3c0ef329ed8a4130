using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace Throughline.App.Sampling;

/// <summary>What is asked of a sample out of a file.</summary>
/// <param name="Cuts">Cut points of the bands of numeric columns.</param>
/// <param name="Only">Who may be picked: column and value, each of which has to hold.</param>
/// <param name="Proof">How long to look for a proof of the best.</param>
/// <param name="IsExact">Whether the best that the proof finds is picked.</param>
public sealed record SampleFileWishes(
    int Size, IReadOnlyList<string> Vary, string? Id, ulong Seed, IReadOnlyDictionary<string, double> Weights, IReadOnlyDictionary<string, IReadOnlyList<double>> Cuts,
    IReadOnlySet<string> Nominal, IReadOnlySet<string> Numeric, IReadOnlyList<SampleFileWishes.Number> Minimums, IReadOnlyList<SampleFileWishes.Number> Maximums,
    IReadOnlyList<string> Must, IReadOnlyList<string> Exclude, IReadOnlyList<KeyValuePair<string, string>> Only, IReadOnlyList<IReadOnlyList<string>> Cross, TimeSpan Proof, bool IsExact)
{
    /// <summary>How many are wanted of those with these values.</summary>
    public sealed record Number(IReadOnlyList<KeyValuePair<string, string>> Bands, int Count);
}

/// <summary>The words of the command line for them.</summary>
public sealed class SampleFileOptions
{
    private readonly Option<int> size = new("--size") { Description = "How many people.", Required = true };
    private readonly Option<string[]> vary = Many("--vary", "The columns on which they are to differ: a,b,c.", isRequired: true);
    private readonly Option<string?> id = new("--id") { Description = "The column with the ids of respondents. By default the first." };
    private readonly Option<ulong> seed = new("--seed") { Description = "The same file and seed give the same sample.", DefaultValueFactory = _ => 1 };
    private readonly Option<string[]> weights = Many("--weights", "How much columns count beside others, 1 unless said: a=2,b=0.5.");
    private readonly Option<string[]> cut = Many("--cut", "Where the bands of a numeric column are cut, once for each: age=30,45. By default in thirds.");
    private readonly Option<string[]> nominal = Many("--nominal", "Columns that are taken as words though all their values are numbers.");
    private readonly Option<string[]> numeric = Many("--numeric", "Columns that are taken as numbers; what is none is missing.");
    private readonly Option<string[]> min = Many("--min", "At least so many in a band, or in bands that cross: gender=man:5, \"gender=man&region=north:2\".");
    private readonly Option<string[]> max = Many("--max", "At most so many, said the same way.");
    private readonly Option<string[]> must = Many("--must", "Ids of people who have to be in it.");
    private readonly Option<string[]> exclude = Many("--exclude", "Ids of people who may not be in it.");
    private readonly Option<string[]> only = Many("--only", "Who may be picked: agreed=yes. Ranges stay those of the whole file.");
    private readonly Option<string[]> cross = Many("--cross", "Columns whose bands are crossed in the figures, once for each crossing: gender,region.");
    private readonly Option<double> prove = new("--prove") { Description = "Seconds to look for a proof of the best; 0 for none.", DefaultValueFactory = _ => 5 };
    private readonly Option<bool> exact = new("--exact") { Description = "Pick the best that is found while looking for the proof. It may differ between machines, unless proven." };

    public IEnumerable<Option> All => [size, vary, id, seed, weights, cut, nominal, numeric, min, max, must, exclude, only, cross, prove, exact];

    /// <summary>Those that only say something of a file.</summary>
    public IEnumerable<Option> ForFiles => [id, cut, nominal, numeric, only, cross, exact];

    /// <summary>What is wrong with the words themselves.</summary>
    public IEnumerable<string> Faults(CommandResult result)
    {
        if (result.GetResult(size) is { } said && !said.Errors.Any() && result.GetValue(size) < 1) yield return "--size is 1 or more.";
        if (result.GetValue(prove) is not (>= 0 and <= 3600)) yield return "--prove is a number of seconds, 0 to 3600.";
        foreach (var word in Split(result.GetValue(weights)).Where(w => Pair(w) is not { } p || Decimal(p.Value) is not >= 0)) yield return $"--weights {word}: say it as column=2.";
        foreach (var word in (result.GetValue(cut) ?? []).Where(w => Pair(w) is not { } p || !IsAscending(Split([p.Value]).Select(Decimal)))) yield return $"--cut {word}: say it as column=30,45, ascending.";
        foreach (var (option, words) in new[] { ("--min", result.GetValue(min)), ("--max", result.GetValue(max)) })
            foreach (var word in (words ?? []).Where(w => Counted(w) is null)) yield return $"{option} {word}: say it as column=value:5.";
        foreach (var word in (result.GetValue(only) ?? []).Where(w => Pair(w) is null)) yield return $"--only {word}: say it as column=value.";
    }

    public SampleFileWishes Read(ParseResult parsed) => new(
        parsed.GetValue(size), [.. Split(parsed.GetValue(vary)).Distinct(StringComparer.OrdinalIgnoreCase)], parsed.GetValue(id), parsed.GetValue(seed),
        Named(Split(parsed.GetValue(weights)), v => Decimal(v)!.Value), Named(parsed.GetValue(cut) ?? [], v => (IReadOnlyList<double>)[.. Split([v]).Select(c => Decimal(c)!.Value)]),
        Split(parsed.GetValue(nominal)).ToHashSet(StringComparer.OrdinalIgnoreCase), Split(parsed.GetValue(numeric)).ToHashSet(StringComparer.OrdinalIgnoreCase),
        [.. (parsed.GetValue(min) ?? []).Select(w => Counted(w)!)], [.. (parsed.GetValue(max) ?? []).Select(w => Counted(w)!)],
        [.. Split(parsed.GetValue(must))], [.. Split(parsed.GetValue(exclude))], [.. (parsed.GetValue(only) ?? []).Select(w => Pair(w)!.Value)],
        [.. (parsed.GetValue(cross) ?? []).Select(w => (IReadOnlyList<string>)[.. Split([w])])], TimeSpan.FromSeconds(parsed.GetValue(prove)), parsed.GetValue(exact));

    private static Option<string[]> Many(string name, string description, bool isRequired = false) =>
        new(name) { Description = description, Required = isRequired, AllowMultipleArgumentsPerToken = true, Arity = isRequired ? ArgumentArity.OneOrMore : ArgumentArity.ZeroOrMore };

    private static IEnumerable<string> Split(IEnumerable<string>? words) =>
        (words ?? []).SelectMany(w => w.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));

    private static KeyValuePair<string, string>? Pair(string word) =>
        word.IndexOf('=', StringComparison.Ordinal) is > 0 and var at && word[(at + 1)..].Trim() is { Length: > 0 } value ? new(word[..at].Trim(), value) : null;

    private static SampleFileWishes.Number? Counted(string word)
    {
        var at = word.LastIndexOf(':');
        if (at < 0 || !int.TryParse(word[(at + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var count)) return null;
        var bands = word[..at].Split('&').Select(Pair).ToList();
        return bands.TrueForAll(b => b is not null) ? new([.. bands.Select(b => b!.Value)], count) : null;
    }

    private static bool IsAscending(IEnumerable<double?> values) =>
        values.ToList() is { Count: > 0 } all && all.TrueForAll(v => v is not null) && all.Zip(all.Skip(1)).All(p => p.First < p.Second);

    private static double? Decimal(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;

    private static Dictionary<string, T> Named<T>(IEnumerable<string> words, Func<string, T> value)
    {
        var named = new Dictionary<string, T>(StringComparer.OrdinalIgnoreCase);
        foreach (var pair in words.Select(w => Pair(w)!.Value)) named[pair.Key] = value(pair.Value);
        return named;
    }
}
