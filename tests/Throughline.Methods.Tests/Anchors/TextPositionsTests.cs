using System.Text;
using CsCheck;
using Throughline.Methods.Anchors;

namespace Throughline.Methods.Tests.Anchors;

public sealed class TextPositionsTests
{
    private static readonly string[] Characters = ["a", "é", "–", "\U0001F600", "\U00010400", "\n", "한"];

    // U+10400 and U+1F600 stand outside the BMP; The Unicode Standard 3.9, table 3-4, gives their UTF-16 forms.
    [Fact]
    public void ToPoints_BehindAPair_CountsItOnce()
    {
        var positions = TextPositions.Of("a\U0001F600b\U00010400c");

        Assert.Equal([0, 1, 1, 2, 3, 3, 4, 5], Enumerable.Range(0, 8).Select(positions.ToPoints));
        Assert.Equal([0, 1, 3, 4, 6, 7], Enumerable.Range(0, 6).Select(positions.ToUnits));
        Assert.Equal((7, 5), (positions.Length, positions.Points));
    }

    [Fact]
    public void Of_LoneSurrogates_CountAsOneEach() => Assert.Equal(3, TextPositions.Of("\uD83Dx\uDE00").Points);

    [Fact]
    public void Positions_OutsideTheText_Throw()
    {
        var positions = TextPositions.Of("abc");
        Assert.Throws<ArgumentOutOfRangeException>(() => positions.ToPoints(4));
        Assert.Throws<ArgumentOutOfRangeException>(() => positions.ToUnits(-1));
    }

    [Fact]
    public void ToUnits_AfterToPoints_ComesBackOnEveryBoundary() =>
        Gen.Int[0, Characters.Length - 1].Array[0, 200].Sample(chosen =>
        {
            var text = string.Concat(chosen.Select(i => Characters[i]));
            var positions = TextPositions.Of(text);
            Assert.Equal(text.EnumerateRunes().Count(), positions.Points);
            for (int unit = 0, point = 0; unit < text.Length; point++)
            {
                Assert.Equal(point, positions.ToPoints(unit));
                Assert.Equal(unit, positions.ToUnits(point));
                unit += Rune.GetRuneAt(text, unit).Utf16SequenceLength;
            }
        });
}
