using Throughline.Methods.Colours;

namespace Throughline.Methods.Tests.Colours;

public sealed class DyeChoiceTests
{
    private static readonly LabColour[] Palette = [.. new[] { "#000000", "#808080", "#ffffff", "#d02020" }.Select(h => LabColour.OfHex(h)!.Value)];

    [Fact]
    public void The_furthest_colour_is_away_from_what_is_most_often_beside_it()
    {
        Assert.Equal(2, DyeChoice.Furthest(Palette, [10, 0, 0, 0]));
        Assert.Equal(0, DyeChoice.Furthest(Palette, [0, 0, 10, 0]));
        Assert.Equal(2, DyeChoice.Furthest(Palette, [10, 0, 0, 10]));
        Assert.NotEqual(2, DyeChoice.Furthest(Palette, [10, 0, 1, 10]));
    }

    [Fact]
    public void With_nothing_beside_it_the_first_is_as_good_as_any() => Assert.Equal(0, DyeChoice.Furthest(Palette, [0, 0, 0, 0]));

    [Fact]
    public void The_nearest_colour_is_the_one_that_looks_most_like_it() => Assert.Equal(3, DyeChoice.Nearest(Palette, LabColour.OfHex("#ff4040")!.Value));

    [Fact]
    public void A_weight_for_each_colour_is_required() => Assert.Throws<ArgumentException>(() => DyeChoice.Furthest(Palette, [1]));
}
