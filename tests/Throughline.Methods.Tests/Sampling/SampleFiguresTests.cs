using Throughline.Methods.Sampling;
using Throughline.Methods.Survey;

namespace Throughline.Methods.Tests.Sampling;

public sealed class SampleFiguresTests
{
    private static readonly Frame Frame = Frame.Of(
        [
            new("gender", AttributeKind.Nominal) { Levels = ["woman", "man", "other"] },
            new("region", AttributeKind.Nominal),
            new("months", AttributeKind.Numeric) { Banding = Banding.ByCuts([12]) },
        ],
        [
            new("1", ["woman", "north", 3]), new("2", ["woman", "north", 20]), new("3", ["man", "south", 5]), new("4", ["man", "north", 40]), new("5", ["woman", "south", FrameValue.Missing]),
            new("6", ["woman", "south", 14]),
        ]);

    [Fact]
    public void Balance_is_the_index_of_qualitative_variation()
    {
        Assert.Equal(0.9375, SampleFigures.Variation([10, 5, 5])!.Value, 12);
        Assert.Equal(1, SampleFigures.Variation([4, 4])!.Value, 12);
        Assert.Equal(0, SampleFigures.Variation([4, 0, 0])!.Value, 12);
        Assert.Null(SampleFigures.Variation([4]));
        Assert.Null(SampleFigures.Variation([0, 0]));
    }

    [Fact]
    public void Empty_bands_and_cells_tell_whether_there_is_anyone_to_be_had()
    {
        var figures = SampleFigures.Of(Frame, new(2) { Excluded = ["3"] }, ["1", "2"], [["gender", "region"]]);
        Assert.Equal(
            [
                ("man", EmptyReason.NotRecruited), ("other", EmptyReason.NoOneInFrame), ("south", EmptyReason.NotRecruited), ("woman+south", EmptyReason.NotRecruited),
                ("man+north", EmptyReason.NotRecruited), ("man+south", EmptyReason.NotRecruited), ("other+north", EmptyReason.NoOneInFrame), ("other+south", EmptyReason.NoOneInFrame),
            ],
            figures.Empty.Select(e => (string.Join('+', e.Cell.Select(b => b.Band)), e.Empty!.Value)));
        Assert.Equal((1, 0), figures.Cells.Where(c => c.Cell[0].Band == "man" && c.Cell[1].Band == "south").Select(c => (c.Frame, c.Open)).Single());
        Assert.Equal((4, 6), (figures.Covered, figures.Coverable));
    }

    [Fact]
    public void Sample_stands_beside_frame_with_those_in_no_band_told_apart()
    {
        var figures = SampleFigures.Of(Frame, new(3), ["1", "4", "5"]);
        var months = figures.Attributes[2];
        Assert.Equal([("< 12", 2, 1), ("≥ 12", 3, 1)], months.Bands.Select(b => (b.Cell[0].Band, b.Frame, b.Sample)));
        Assert.Equal((1, 1, 1.0), (months.FrameWithout, months.SampleWithout, months.Balance));
        Assert.Equal(0.96, months.FrameBalance!.Value, 12);
        Assert.Equal(((Frame.Distance("1", "4") + Frame.Distance("1", "5") + Frame.Distance("4", "5")) / 3, 0.5), (figures.Mean, Frame.Distance("1", "5")));
    }

    [Fact]
    public void A_replacement_fills_the_gap_first_and_is_near_second()
    {
        // 3 is the only man and one of two from the south: 4 is a man, further away than 5 or 6.
        var reserves = Replacements.For(Frame, new(3), ["1", "3", "5"], "3");
        Assert.Equal(["4", "6", "2"], reserves.Select(r => r.Id));
        Assert.Equal([new FrameBand("gender", "man")], reserves[0].Fills.Select(f => f.Single()));
        Assert.Equal("man", reserves[1].Leaves.Single().Single().Band);
        Assert.Equal(FramesOf.Mean(Frame, ["1", "4", "5"]), reserves[0].Mean, 12);
        Assert.Equal(reserves, Replacements.For(Frame, new(3), ["1", "5"], "3"), (a, b) => (a.Id, a.Distance, a.Mean) == (b.Id, b.Distance, b.Mean));
    }

    [Fact]
    public void A_replacement_keeps_quotas_before_anything_and_nobody_excluded_is_one()
    {
        var wishes = new SampleWishes(3) { Quotas = [new([new("region", "south")], 2)], Excluded = ["4"] };
        Assert.Equal([("6", 0), ("2", 1)], Replacements.For(Frame, wishes, ["1", "3", "5"], "3").Select(r => (r.Id, r.Broken)));
    }
}
