using CsCheck;
using Throughline.Methods.Sampling;

namespace Throughline.Methods.Tests.Sampling;

public sealed class GowerTests
{
    private static readonly Frame Four = Frame.Of(
        [
            new("gender", AttributeKind.Nominal), new("months", AttributeKind.Numeric) { Weight = 2 },
            new("confidence", AttributeKind.Ordinal) { Levels = ["low", "middle", "high", "never said"] },
        ],
        [
            new("a", ["woman", 0, "low"]), new("b", ["man", 30, "high"]), new("c", ["woman", 60, FrameValue.Missing]),
            new("d", [FrameValue.Missing, FrameValue.Missing, "middle"]), new("e", ["woman", FrameValue.Missing, FrameValue.Missing]),
        ]);

    [Fact]
    public void Numbers_go_by_their_range_in_the_frame_levels_by_their_places_and_the_rest_by_equality()
    {
        Assert.Equal((1 + (2 * 0.5) + 1) / 4, Four.Distance("a", "b"), 12);
        Assert.Equal(0, Four.Distance("a", "a"));
    }

    [Fact]
    public void What_is_missing_on_either_side_is_left_out_with_its_weight()
    {
        Assert.Equal((0 + (2 * 1.0)) / 3, Four.Distance("a", "c"), 12);
        Assert.Equal(0.5, Four.Distance("a", "d"), 12);
        Assert.Equal(0, Four.Distance("a", "e"), 12);
        Assert.True(double.IsNaN(Four.Distance("d", "e")));
    }

    [Fact]
    public void Distances_are_the_same_both_ways_within_0_and_1_and_whatever_the_order_of_the_frame() =>
        Gen.Select(Gen.ULong, Gen.Int[2, 12]).Sample((seed, people) =>
        {
            var frame = FramesOf.Random(seed, people, missing: 0.3);
            var turned = Frame.Of(frame.Attributes, frame.People.Reverse());
            foreach (var a in frame.People)
                foreach (var b in frame.People)
                {
                    var d = frame.Distance(a.Id, b.Id);
                    Assert.Equal(d, frame.Distance(b.Id, a.Id));
                    Assert.Equal(d, turned.Distance(a.Id, b.Id));
                    Assert.True(double.IsNaN(d) || d is >= 0 and <= 1);
                }
        }, iter: 50);

    [Fact]
    public void A_frame_that_makes_no_sense_is_refused()
    {
        Assert.Throws<ArgumentException>(() => Frame.Of([], []));
        Assert.Throws<ArgumentException>(() => Frame.Of([new("a", AttributeKind.Nominal)], [new("1", ["x"]), new("1", ["y"])]));
        Assert.Throws<ArgumentException>(() => Frame.Of([new("a", AttributeKind.Numeric)], [new("1", ["x"])]));
        Assert.Throws<ArgumentException>(() => Frame.Of([new("a", AttributeKind.Ordinal) { Levels = ["y"] }], [new("1", ["x"])]));
        Assert.Throws<ArgumentException>(() => Frame.Of([new("a", AttributeKind.Nominal) { Weight = 0 }], []));
    }
}
