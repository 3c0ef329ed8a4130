using CsCheck;
using Throughline.Methods.Survey;

namespace Throughline.Methods.Tests.Survey;

public sealed class DistributionTests
{
    private static readonly double[] Ten = [2.1, 3.5, 3.5, 4, 7.25, 8, 9.5, 10, 12, 15.5];

    /// <summary>R: quantile(x, c(.25, .5, .75, .1, 1/3), type = …).</summary>
    [Theory]
    [InlineData(QuantileType.Type2, 3.5, 7.625, 10, 2.8, 4)]
    [InlineData(QuantileType.Type6, 3.5, 7.625, 10.5, 2.24, 3.833333333)]
    [InlineData(QuantileType.Type7, 3.625, 7.625, 9.875, 3.36, 4)]
    public void Quantiles_agree_with_R(QuantileType type, double lower, double median, double upper, double tenth, double third)
    {
        var found = new[] { 0.25, 0.5, 0.75, 0.1, 1.0 / 3 }.Select(p => Quantiles.OfSorted(Ten, p, type)).ToArray();
        foreach (var (e, f) in new[] { lower, median, upper, tenth, third }.Zip(found)) Assert.Equal(e, f, 8);
    }

    [Fact]
    public void A_distribution_counts_what_is_missing_and_every_value_is_in_a_bar()
    {
        var found = Distribution.Of([.. Ten.Select(v => (double?)v), null, double.NaN]);
        Assert.Equal((10, 2, 2.1, 15.5), (found.Count, found.Missing, found.Minimum!.Value, found.Maximum!.Value));
        Assert.Equal((7.535, 4.323196477), (found.Mean!.Value, found.Deviation!.Value), (a, b) => Math.Abs(a.Item1 - b.Item1) + Math.Abs(a.Item2 - b.Item2) < 1e-8);
        Assert.Equal([(0, 5, 4), (5, 10, 3), (10, 15, 2), (15, 20, 1)], found.Bins.Select(b => ((int)b.From, (int)b.To, b.Count)));
        Assert.Empty(Distribution.Of([null]).Bins);
        Assert.Equal(3, Assert.Single(Distribution.Of([4, 4, 4]).Bins).Count);
    }

    [Fact]
    public void Bars_hold_all_values_between_round_ends() =>
        Gen.Double[-1e6, 1e6].Array[1, 80].Sample(values =>
        {
            var found = Distribution.Of([.. values.Select(v => (double?)v)]);
            Assert.Equal(values.Length, found.Bins.Sum(b => b.Count));
            Assert.True(found.Bins[0].From <= values.Min() + (1e-9 * (found.Bins[0].To - found.Bins[0].From)) && found.Bins[^1].To >= values.Max() - (1e-9 * (found.Bins[0].To - found.Bins[0].From)));
        });

    [Fact]
    public void Bands_by_cuts_quantiles_and_sets()
    {
        var cuts = Banding.ByCuts([30, 45]);
        Assert.Equal(["< 30", "30 to < 45", "≥ 45"], cuts.Names);
        Assert.Equal([0, 1, 1, 2], new[] { 29.9, 30, 44.99, 45 }.Select(v => cuts.BandOf(v)!.Value));
        Assert.Null(cuts.BandOf("north"));
        Assert.Equal(1, cuts.BandOf("30"));
        var thirds = Banding.ByQuantiles([.. Ten.Select(v => (double?)v), null], 3)!;
        Assert.Equal([4.0, 9.5], thirds.Cuts);
        Assert.Null(Banding.ByQuantiles([5, 5, null], 3));
        Assert.Single(Banding.ByQuantiles([1, 1, 1, 1, 1, 9], 3)?.Cuts ?? [9.0]);
        var sets = Banding.BySets([("north", ["York", "Leeds"]), ("south", ["Bath"])], "elsewhere");
        Assert.Equal([0, 1, 2], new[] { "Leeds", "Bath", "Cardiff" }.Select(v => sets.BandOf(v)!.Value));
        Assert.Null(Banding.BySets([("a", ["1"])]).BandOf(2));
        Assert.Throws<ArgumentException>(() => Banding.BySets([("a", ["1"]), ("b", ["1"])]));
        Assert.Throws<ArgumentException>(() => Banding.ByCuts([3, 3]));
    }

    [Fact]
    public void A_cross_table_agrees_with_R()
    {
        // chisq.test(HairEyeColor[, , "Female"]): X-squared = 106.6637338, df = 9, p-value = 7.014013157e-19, smallest expected 3.664536741
        string[] hair = ["Black", "Brown", "Red", "Blond"], eye = ["Brown", "Blue", "Hazel", "Green"];
        int[][] counts = [[36, 9, 5, 2], [66, 34, 29, 14], [16, 7, 7, 7], [4, 64, 5, 8]];
        var people = hair.SelectMany((h, r) => eye.SelectMany((e, c) => Enumerable.Repeat((h, e), counts[r][c]))).ToList();
        var table = CrossTable.Of([.. people.Select(p => p.h), null], [.. people.Select(p => p.e), "Blue"], hair, eye);
        Assert.Equal(counts, table.Counts.Select(r => r.ToArray()));
        Assert.Equal((1, 313), (table.Missing, table.Total));
        Assert.Equal((36.0 / 52, 36.0 / 122), (table.RowShare(0, 0)!.Value, table.ColumnShare(0, 0)!.Value));
        var test = table.Test()!;
        Assert.Equal((106.6637338, 9, 3.664536741), (Math.Round(test.Statistic, 7), test.Freedom, Math.Round(test.SmallestExpected, 9)));
        Assert.InRange(test.P, 7.0140e-19, 7.0141e-19);
        Assert.Equal((1 / 16.0, false), (test.ShareBelowFive, test.IsDoubtful));
        Assert.True(CrossTable.Of(["a", "b", "a"], ["x", "y", "y"]).Test()!.IsDoubtful);
        Assert.Null(CrossTable.Of(["a", "a"], ["x", "y"]).Test());
    }

    [Fact]
    public void Numbers_without_bands_fall_into_their_values_where_these_are_few_and_into_thirds_where_not()
    {
        Assert.Equal(["1", "2.5", "6"], Banding.ByItself([2.5, null, 1, 6, 1])!.Names);
        Assert.Equal(["< 4", "4 to < 7", "≥ 7"], Banding.ByItself([.. Enumerable.Range(1, 10).Select(i => (double?)i)])!.Names);
        Assert.Null(Banding.ByItself([null, null]));
    }
}
