using CsCheck;
using Throughline.Methods.Survey;

namespace Throughline.Methods.Tests.Survey;

public sealed class OddsRatioTests
{
    /// <summary>Published by Tierney and others, BJGP Open 2025 (10.3399/BJGPO.2024.0128); standard error, z and P follow from the interval.</summary>
    [Theory]
    [InlineData(6.86, 3.91, 12.0, 30, 0.2861, 6.73, 1.7e-11)]
    [InlineData(4.86, 2.70, 8.72, 30, 0.2991, 5.29, 1.2e-7)]
    [InlineData(1.91, 1.24, 2.93, -10, 0.2194, 2.95, 0.0032)]
    public void Standard_error_z_and_P_follow_from_the_interval(double ratio, double low, double high, double unit, double error, double z, double p)
    {
        var odds = new OddsRatio(ratio, low, high, unit);
        Assert.Equal(error, odds.StandardError, 4);
        Assert.Equal(z, odds.Z, 2);
        Assert.InRange(odds.P, p * 0.95, p * 1.05);
        Assert.Equal(0.5, odds.Place, 1);
    }

    [Fact]
    public void A_ratio_is_told_per_any_unit()
    {
        var odds = new OddsRatio(6.86, 3.91, 12.0, 30);
        Assert.Equal((1.0663, 1.900), (Math.Round(odds.Per(1).Ratio, 4), Math.Round(odds.Per(10).Ratio, 3)));
        Assert.Equal(1.0668, new OddsRatio(1.91, 1.24, 2.93, -10).Per(-1).Ratio, 4);
        var less = odds.Per(-30);
        Assert.Equal((1 / 6.86, 1 / 12.0, 1 / 3.91), (less.Ratio, less.Low, less.High));
        Assert.Equal(odds.P, less.P, 15);
        Assert.Throws<ArgumentException>(() => odds.Per(0));
    }

    [Fact]
    public void Estimate_and_interval_go_there_and_back() =>
        Gen.Select(Gen.Double[-3, 3], Gen.Double[0.01, 2], Gen.Double[0.5, 0.999]).Sample((estimate, error, level) =>
        {
            var odds = OddsRatio.Of(estimate, error, 5, level);
            Assert.Equal(error, odds.StandardError, 1e-9);
            Assert.Equal(estimate / error, odds.Z, 1e-6);
            Assert.Equal(odds.Z, odds.Per(2.5).Per(5).Z, 1e-6);
        });
}
