using Throughline.Methods.Survey;

namespace Throughline.Methods.Tests.Survey;

public sealed class ScaleTests
{
    private static readonly Scale Six = new([new("a"), new("b", IsReversed: true), new("c")], 1, 6);

    [Fact]
    public void A_score_is_the_sum_or_mean_with_reversed_items_turned_round()
    {
        Assert.Equal(6 + (7 - 2) + 4, Six.Of([6, 2, 4]).Score);
        Assert.Equal(5, (Six with { Score = ScaleScore.Mean }).Of([6, 2, 4]).Score);
        Assert.Equal((3, 18), (Six.Lowest, Six.Highest));
        Assert.Equal((1, 6), ((Six with { Score = ScaleScore.Mean }).Lowest, (Six with { Score = ScaleScore.Mean }).Highest));
    }

    [Fact]
    public void Missing_items_are_prorated_up_to_as_many_as_are_allowed()
    {
        Assert.Equal((null, 1), (Six.Of([6, null, 4]).Score, Six.Of([6, null, 4]).Missing));
        var lenient = Six with { MissingAllowed = 1 };
        Assert.Equal(15, lenient.Of([6, null, 4]).Score);
        Assert.Equal(5, (lenient with { Score = ScaleScore.Mean }).Of([6, null, 4]).Score);
        Assert.Null(lenient.Of([6, null, null]).Score);
        Assert.Null((Six with { MissingAllowed = 3 }).Of([null, null, null]).Score);
    }

    [Fact]
    public void An_answer_outside_the_range_is_told_and_not_counted()
    {
        var result = (Six with { MissingAllowed = 1 }).Of([6, 7, 4]);
        Assert.Equal((15.0, 1, "b"), (result.Score!.Value, result.Missing, Assert.Single(result.OutOfRange)));
    }

    [Fact]
    public void Alpha_agrees_with_R_item_by_item()
    {
        // a <- as.matrix(attitude); k <- ncol(a); k/(k-1)*(1-sum(apply(a,2,var))/var(rowSums(a))); cor(a[,j], rowSums(a[,-j])); the same without a[,j];
        // 1-(1-alpha)*qf(c(.975,.025), 29, 29*6)
        var alpha = CronbachAlpha.Of([.. RData.Attitude.Select(r => r.Select(v => (double?)v).ToArray()), [1, null, 3, 4, 5, 6, 7]]);
        Assert.Equal((0.8431427696, 30, 1), (Math.Round(alpha.Alpha!.Value, 10), alpha.Rows, alpha.LeftOut));
        Assert.Equal([0.6712620572, 0.7421097102, 0.5607111115, 0.7144454981, 0.7862755938, 0.2650343392, 0.4608105495], alpha.Items.Select(i => Math.Round(i.RestCorrelation!.Value, 10)));
        Assert.Equal([0.8097602063, 0.7969174573, 0.8278477659, 0.8030309750, 0.7953865742, 0.8638723114, 0.8404648683], alpha.Items.Select(i => Math.Round(i.AlphaWithout!.Value, 10)));
        Assert.Equal((0.7393756856, 0.9157730722), (Math.Round(alpha.Low!.Value, 8), Math.Round(alpha.High!.Value, 8)), (a, b) => Math.Abs(a.Item1 - b.Item1) < 1e-6 && Math.Abs(a.Item2 - b.Item2) < 1e-6);
    }

    [Fact]
    public void Alpha_of_nothing_to_work_with_is_none()
    {
        Assert.Null(CronbachAlpha.Of([]).Alpha);
        Assert.Null(CronbachAlpha.Of([[1, 2]]).Alpha);
        Assert.Null(CronbachAlpha.Of([[1, 1], [1, 1]]).Alpha);
        Assert.Null(CronbachAlpha.Of([[1], [2]]).Alpha);
        Assert.Equal(1, CronbachAlpha.Of([[1, 1], [2, 2], [4, 4]]).Alpha!.Value, 12);
    }
}
