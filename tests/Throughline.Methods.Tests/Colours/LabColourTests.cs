using Throughline.Methods.Colours;

namespace Throughline.Methods.Tests.Colours;

public sealed class LabColourTests
{
    /// <summary>From the test data published with Sharma, Wu and Dalal (2005), table 1.</summary>
    [Theory]
    [InlineData(50, 2.6772, -79.7751, 50, 0, -82.7485, 2.0425)]
    [InlineData(50, 3.1571, -77.2803, 50, 0, -82.7485, 2.8615)]
    [InlineData(50, -1.3802, -84.2814, 50, 0, -82.7485, 1.0000)]
    [InlineData(50, 0, 0, 50, -1, 2, 2.3669)]
    [InlineData(50, 2.49, -0.001, 50, -2.49, 0.0009, 7.1792)]
    [InlineData(50, 2.49, -0.001, 50, -2.49, 0.0011, 7.2195)]
    [InlineData(50, 2.5, 0, 73, 25, -18, 27.1492)]
    [InlineData(60.2574, -34.0099, 36.2677, 60.4626, -34.1751, 39.4387, 1.2644)]
    [InlineData(2.0776, 0.0795, -1.1350, 0.9033, -0.0636, -0.5514, 0.9082)]
    public void Differences_are_those_of_the_published_pairs(double l1, double a1, double b1, double l2, double a2, double b2, double difference)
    {
        var (one, other) = (new LabColour(l1, a1, b1), new LabColour(l2, a2, b2));
        Assert.Equal(difference, one.DifferenceFrom(other), 4);
        Assert.Equal(difference, other.DifferenceFrom(one), 4);
    }

    [Fact]
    public void White_black_and_red_stand_where_the_standard_has_them()
    {
        Assert.Equal(100, LabColour.OfHex("#fff")!.Value.L, 2);
        Assert.Equal(0, LabColour.OfHex("#000000")!.Value.L, 6);
        var red = LabColour.OfHex("#ff0000")!.Value;
        Assert.Equal((53.24, 80.09, 67.20), (Math.Round(red.L, 2), Math.Round(red.A, 2), Math.Round(red.B, 2)));
    }

    [Theory, InlineData("red"), InlineData("#12345"), InlineData("#gggggg"), InlineData(""), InlineData("# 1234"), InlineData("#-12345")]
    public void What_is_no_colour_is_none(string written) => Assert.Null(LabColour.OfHex(written));
}
