using Throughline.App.Codebook;

namespace Throughline.App.Tests.Components;

public sealed class DefinitionDiffTests
{
    [Theory]
    [InlineData("turns down a referral", "turns down a referral", "turns down a referral")]
    [InlineData("The worker declines a referral.", "The worker turns down a referral.", "The worker -declines-+turns down+ a referral.")]
    [InlineData("put to use in the role.", "put to use, in the role or beside it.", "put to use+,+ in the role+ or beside it+.")]
    [InlineData("one two three", "four five six", "-one two three-+four five six+")]
    [InlineData("", "first", "+first+")]
    [InlineData("gone", "", "-gone-")]
    [InlineData("a\nb", "a\nc", "a\n-b-+c+")]
    public void Words_that_went_and_came_are_told_apart_from_those_that_stayed(string was, string now, string told)
    {
        var pieces = DefinitionDiff.Of(was, now);
        Assert.Equal(told, string.Concat(pieces.Select(p => p.Kind switch { DefinitionDiff.Kind.Gone => $"-{p.Text}-", DefinitionDiff.Kind.New => $"+{p.Text}+", _ => p.Text })));
        Assert.Equal(was, string.Concat(pieces.Where(p => p.Kind != DefinitionDiff.Kind.New).Select(p => p.Text)));
        Assert.Equal(now, string.Concat(pieces.Where(p => p.Kind != DefinitionDiff.Kind.Gone).Select(p => p.Text)));
    }
}
