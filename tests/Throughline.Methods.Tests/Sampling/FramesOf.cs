using Throughline.Methods.Sampling;

namespace Throughline.Methods.Tests.Sampling;

/// <summary>Frames for tests.</summary>
internal static class FramesOf
{
    /// <summary>Three nominal and one numeric attribute, drawn at random; the last of the nominal ones sometimes missing, if asked.</summary>
    public static Frame Random(ulong seed, int people, double missing = 0)
    {
        var random = new Xoshiro256(seed);
        FrameValue Level(string name, int levels, double share) => random.Share() < share ? FrameValue.Missing : $"{name}{random.Below(levels)}";
        return Frame.Of(
            [new("gender", AttributeKind.Nominal) { Levels = ["g0", "g1"] }, new("region", AttributeKind.Nominal), new("employer", AttributeKind.Nominal), new("months", AttributeKind.Numeric)],
            Enumerable.Range(0, people).Select(i => new FramePerson(
                $"R{i:000}", [Level("g", 2, 0), Level("r", 4, missing), Level("e", 3, missing), random.Share() < missing ? FrameValue.Missing : random.Below(12)])));
    }

    /// <summary>Six attributes such as those of link workers: two numbers, if asked, and the rest in uneven levels.</summary>
    public static Frame Six(ulong seed, int people, bool hasNumbers)
    {
        var random = new Xoshiro256(seed);
        FrameValue Level(string name, int levels) => $"{name}{(int)(levels * random.Share() * random.Share())}";
        FrameValue Number(string name, int to) => hasNumbers ? (FrameValue)(double)(random.Below(to) + random.Below(to)) : Level(name, 3);
        var kind = hasNumbers ? AttributeKind.Numeric : AttributeKind.Nominal;
        return Frame.Of(
            [
                new("efficacy", kind), new("months", kind), new("leaving", AttributeKind.Nominal), new("employer", AttributeKind.Nominal), new("location", AttributeKind.Nominal),
                new("gender", AttributeKind.Nominal),
            ],
            Enumerable.Range(0, people).Select(i => new FramePerson(
                $"R{i:000000}", [Number("e", 16), Number("m", 61), Level("l", 2), Level("o", 6), Level("p", 9), Level("g", 3)])));
    }

    /// <summary>The mean distance over all pairs, worked out plainly.</summary>
    public static double Mean(Frame frame, IReadOnlyList<string> picked)
    {
        var pairs = picked.SelectMany((a, i) => picked.Take(i).Select(b => frame.Distance(a, b))).ToList();
        return pairs.Sum(d => double.IsNaN(d) ? 0 : d) / pairs.Count;
    }

    /// <summary>The best mean over all samples that keep the wishes, by trying all; null where none does.</summary>
    public static double? Best(Frame frame, SampleWishes wishes)
    {
        double? best = null;
        void Try(int from, List<string> picked)
        {
            if (picked.Count == wishes.Size)
            {
                if (wishes.Must.Except(picked).Any() || wishes.Excluded.Intersect(picked).Any() || SampleFigures.Of(frame, wishes, picked).Broken.Count > 0) return;
                best = Math.Max(best ?? 0, Mean(frame, picked));
                return;
            }
            for (var i = from; i < frame.People.Count; i++) Try(i + 1, [.. picked, frame.People[i].Id]);
        }
        Try(0, []);
        return best;
    }
}
