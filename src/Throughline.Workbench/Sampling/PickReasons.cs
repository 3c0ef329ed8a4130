using Throughline.Methods.Sampling;

namespace Throughline.Workbench.Sampling;

/// <summary>Says in a few words what somebody brings to a sample that nobody or hardly anybody else could.</summary>
public static class PickReasons
{
    /// <summary>For each of the picked, the rarest band or pair of bands that they hold, rarest in the sample first and then in the frame.</summary>
    public static IReadOnlyDictionary<string, string> Of(SampleFrame frame, IReadOnlyCollection<string> picked)
    {
        var (people, names) = (frame.Frame.People, frame.Frame.Attributes.Select(a => a.Name).ToList());
        var held = names.ConvertAll(n => people.Select(p => frame.Frame.BandOf(p.Id, n)).ToArray());
        var places = people.Index().ToDictionary(p => p.Item.Id, p => p.Index);
        List<int> sample = [.. picked.Where(places.ContainsKey).Select(code => places[code])];
        List<Cells> cells = [.. Enumerable.Range(0, names.Count).SelectMany(i => Enumerable.Range(i, names.Count - i).Select(j => new Cells(held, i, j, sample)))];
        return sample.ToDictionary(place => people[place].Id, place => Reason(place, cells, names));
    }

    private static string Reason(int place, List<Cells> cells, List<string> names)
    {
        var best = cells.Where(c => c.Holds(place)).OrderBy(c => c.InSample(place)).ThenBy(c => c.IsPair).ThenBy(c => c.InFrame(place)).FirstOrDefault();
        if (best is null) return "nothing is known of them";
        var words = best.Words(place, names);
        return best.InFrame(place) == 1 ? $"the only one with {words}" : best.InSample(place) == 1 ? $"{words}; one of {best.InFrame(place):N0}" : words;
    }

    /// <summary>How many are in each band of one variable, or where the bands of two cross: counted once for everybody.</summary>
    private sealed class Cells(List<string?[]> held, int first, int second, List<int> sample)
    {
        private readonly Dictionary<(string?, string?), int> frame = Enumerable.Range(0, held[first].Length).CountBy(p => (held[first][p], held[second][p])).ToDictionary();
        private readonly Dictionary<(string?, string?), int> picked = sample.CountBy(p => (held[first][p], held[second][p])).ToDictionary();

        public bool IsPair => first != second;

        public bool Holds(int place) => held[first][place] is not null && held[second][place] is not null;

        public int InFrame(int place) => frame[Of(place)];

        public int InSample(int place) => picked[Of(place)];

        public string Words(int place, List<string> names) => IsPair ? $"{names[first]} {held[first][place]}, {names[second]} {held[second][place]}" : $"{names[first]} {held[first][place]}";

        private (string?, string?) Of(int place) => (held[first][place], held[second][place]);
    }
}
