using CsCheck;
using Throughline.Methods.Anchors;

namespace Throughline.Methods.Tests.Anchors;

public sealed class TextAlignmentTests
{
    [Theory]
    [InlineData("one two three", "one two three", 4, 7, 4, 7, true)]
    [InlineData("ngümp_en\none two", "gömjm_pé\none two\n", 9, 12, 9, 12, true)]
    [InlineData("one two three", "one very two three", 4, 7, 9, 12, true)]
    [InlineData("one two three four", "one two and three four", 4, 13, 4, 17, false)]
    [InlineData("one two three", "one two", 0, 7, 0, 7, true)]
    public void A_stretch_is_found_again_and_told_whether_its_words_are_the_same(string from, string to, int start, int end, int newStart, int newEnd, bool isSame) =>
        Assert.Equal((newStart, newEnd, isSame), TextAlignment.Of(from, to)!.Place(start, end));

    [Fact]
    public void What_begins_or_ends_in_changed_words_is_not_found()
    {
        var alignment = TextAlignment.Of("one two three", "one four three")!;
        Assert.Null(alignment.Place(4, 7));
        Assert.Null(alignment.Place(4, 13));
        Assert.Equal(1, alignment.Differences);
        Assert.InRange(alignment.Share, 0.6, 0.8);
        Assert.Equal(0, TextAlignment.Of("same", "same")!.Differences);
    }

    [Fact]
    public void Texts_that_differ_in_too_many_words_are_not_aligned() =>
        Assert.Null(TextAlignment.Of(string.Join(' ', Enumerable.Range(0, 100)), string.Join(' ', Enumerable.Range(1000, 100)), 50));

    /// <summary>Whatever was changed: a stretch that is found as the same has the same words, and all of an unchanged text is found where it stood.</summary>
    [Fact]
    public void What_is_found_as_the_same_is_the_same() => Gen.Select(Text, Text, Gen.Int[0, 60], Gen.Int[0, 60]).Sample((from, to, x, y) =>
    {
        var (start, end) = (Math.Min(Math.Min(x, y), from.Length), Math.Min(Math.Max(x, y), from.Length));
        if (TextAlignment.Of(from, to)!.Place(start, end) is { IsSame: true } found) Assert.Equal(from[start..end], to[found.Start..found.End]);
        Assert.Equal((start, end, true), TextAlignment.Of(from, from)!.Place(start, end));
    });

    private static readonly string[] Parts = ["a", "b", "cé", "😀", " ", "\n"];

    private static readonly Gen<string> Text = Gen.Int[0, Parts.Length - 1].Array[0, 30].Select(parts => string.Concat(parts.Select(i => Parts[i])));
}
