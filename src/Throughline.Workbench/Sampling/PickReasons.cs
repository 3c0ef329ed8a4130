using Throughline.Methods.Sampling;

namespace Throughline.Workbench.Sampling;

/// <summary>Says in a few words what somebody brings to a sample that nobody or hardly anybody else could.</summary>
public static class PickReasons
{
    /// <summary>For each of the picked, the rarest band or pair of bands that they hold, rarest in the sample first and then in the frame.</summary>
    public static IReadOnlyDictionary<string, string> Of(SampleFrame frame, IReadOnlyCollection<string> picked)
    {
        var names = frame.Frame.Attributes.Select(a => a.Name).ToList();
        string?[] Bands(string code) => [.. names.Select(n => frame.Frame.BandOf(code, n))];
        var all = frame.Frame.People.ToDictionary(p => p.Id, p => Bands(p.Id));
        return picked.Where(all.ContainsKey).ToDictionary(code => code, code => Reason(code, all, picked, names));
    }

    private static string Reason(string code, Dictionary<string, string?[]> all, IReadOnlyCollection<string> picked, List<string> names)
    {
        var own = all[code];
        var held = Enumerable.Range(0, own.Length).Where(i => own[i] is not null).ToList();
        var cells = held.Select(i => new[] { i }).Concat(held.SelectMany(i => held.Where(j => j > i).Select(j => new[] { i, j })));
        int Holding(IEnumerable<string?[]> people, int[] cell) => people.Count(p => cell.All(i => p[i] == own[i]));
        var best = cells.Select(cell => (Cell: cell, Sample: Holding(picked.Where(all.ContainsKey).Select(p => all[p]), cell), Frame: Holding(all.Values, cell)))
            .OrderBy(c => c.Sample).ThenBy(c => c.Cell.Length).ThenBy(c => c.Frame).FirstOrDefault();
        if (best.Cell is null) return "nothing is known of them";
        var words = string.Join(", ", best.Cell.Select(i => $"{names[i]} {own[i]}"));
        return best.Frame == 1 ? $"the only one with {words}" : best.Sample == 1 ? $"{words}; one of {best.Frame:N0}" : words;
    }
}
