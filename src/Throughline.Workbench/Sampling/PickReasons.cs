using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Throughline.Workbench.Sampling;

/// <summary>Says in a few words what somebody brings to a sample that nobody or hardly anybody else could.</summary>
public static class PickReasons
{
    /// <summary>For each of the picked, the rarest band or pair of bands that they hold, rarest in the sample first and then in the frame.</summary>
    public static IReadOnlyDictionary<string, string> Of(SampleFrame frame, IReadOnlyCollection<string> picked)
    {
        var (people, wanted) = (frame.Frame.People, picked.ToHashSet(StringComparer.Ordinal));
        List<int> sample = [.. people.Index().Where(p => wanted.Contains(p.Item.Id)).Select(p => p.Index)];
        List<Held> held = [.. frame.Frame.Attributes.Select(a => new Held(a.Name, frame.Frame.Bands(a.Name), [.. frame.Frame.BandPlaces(a.Name)]))];
        List<Cells> cells = [.. held.SelectMany((first, i) => held.Skip(i).Select(second => new Cells(first, second, sample)))];
        return sample.ToDictionary(place => people[place].Id, place => Reason(place, cells));
    }

    private static string Reason(int place, List<Cells> cells)
    {
        var best = cells.Where(c => c.Holds(place)).OrderBy(c => c.InSample(place)).ThenBy(c => c.IsPair).ThenBy(c => c.InFrame(place)).FirstOrDefault();
        if (best is null) return "nothing is known of them";
        var words = best.Words(place);
        return best.InFrame(place) == 1 ? $"the only one with {words}" : best.InSample(place) == 1 ? $"{words}; one of {best.InFrame(place):N0}" : words;
    }

    /// <summary>Which band of a variable each person holds.</summary>
    private sealed record Held(string Name, IReadOnlyList<string> Bands, int[] Of)
    {
        public string Words(int place) => $"{Name} {Bands[Of[place]]}";
    }

    /// <summary>How many are in the bands of one variable, or where the bands of two cross, that somebody of the sample is in.</summary>
    private sealed class Cells
    {
        private readonly Held first, second;
        private readonly Dictionary<(int, int), int> frame, picked;

        public Cells(Held first, Held second, List<int> sample)
        {
            (this.first, this.second) = (first, second);
            picked = sample.CountBy(Of).ToDictionary();
            frame = picked.Keys.ToDictionary(k => k, _ => 0);
            for (var person = 0; person < first.Of.Length; person++)
            {
                ref var count = ref CollectionsMarshal.GetValueRefOrNullRef(frame, Of(person));
                if (!Unsafe.IsNullRef(ref count)) count++;
            }
        }

        public bool IsPair => !ReferenceEquals(first, second);

        public bool Holds(int place) => first.Of[place] >= 0 && second.Of[place] >= 0;

        public int InFrame(int place) => frame[Of(place)];

        public int InSample(int place) => picked[Of(place)];

        public string Words(int place) => IsPair ? $"{first.Words(place)}, {second.Words(place)}" : first.Words(place);

        private (int, int) Of(int place) => (first.Of[place], second.Of[place]);
    }
}
