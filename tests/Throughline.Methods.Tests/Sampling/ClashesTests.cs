using CsCheck;
using Throughline.Methods.Sampling;

namespace Throughline.Methods.Tests.Sampling;

public sealed class ClashesTests
{
    private static readonly Frame Frame = Frame.Of(
        [new("gender", AttributeKind.Nominal), new("region", AttributeKind.Nominal)],
        [.. Enumerable.Range(0, 20).Select(i => new FramePerson($"{i:00}", [i < 5 ? "man" : "woman", i % 4 == 0 ? "north" : "south"]))]);

    [Fact]
    public void Minimums_that_together_pass_the_size_are_named_with_it()
    {
        var proposal = Proposals.Propose(Frame, new(6) { Quotas = [new([new("region", "north")], 1), new([new("gender", "man")], 3), new([new("gender", "woman")], 4)] });
        Assert.Empty(proposal.Picked);
        Assert.Equal([(WishKind.Size, 6), (WishKind.Minimum, 3), (WishKind.Minimum, 4)], proposal.Clash.Select(w => (w.Kind, w.Count)));
    }

    [Fact]
    public void A_minimum_that_the_frame_cannot_give_stands_alone_with_what_there_is()
    {
        var wish = Assert.Single(Clashes.Find(Frame, new(10) { Quotas = [new([new("gender", "man")], 6)] }));
        Assert.Equal((WishKind.Minimum, 6, 5, 5), (wish.Kind, wish.Count, wish.InFrame, wish.Open));
    }

    [Fact]
    public void Exclusions_are_named_where_they_are_in_the_way()
    {
        var clash = Clashes.Find(Frame, new(10) { Quotas = [new([new("gender", "man")], 4)], Excluded = ["00", "01", "10"] });
        Assert.Equal([WishKind.Excluded, WishKind.Minimum], clash.Select(w => w.Kind));
        Assert.Equal((5, 3), (clash[1].InFrame, clash[1].Open));
        Assert.Equal([(WishKind.Must, "03"), (WishKind.Excluded, "03")], Clashes.Find(Frame, new(10) { Must = ["02", "03"], Excluded = ["03"] }).Select(w => (w.Kind, w.Person!)));
    }

    [Fact]
    public void A_sample_larger_than_the_frame_is_a_clash_of_its_size() => Assert.Equal([WishKind.Size], Proposals.Propose(Frame, new(21)).Clash.Select(w => w.Kind));

    [Fact]
    public void People_who_must_be_in_it_clash_with_a_maximum()
    {
        var clash = Clashes.Find(Frame, new(10) { Must = ["00", "01", "02", "09"], Quotas = [new([new("gender", "man")], 0, 2)] });
        Assert.Equal([WishKind.Must, WishKind.Must, WishKind.Must, WishKind.Maximum], clash.Select(w => w.Kind));
    }

    [Fact]
    public void Of_a_clash_each_wish_is_needed() =>
        Gen.Select(Gen.Int[0, 12], Gen.Int[0, 12], Gen.Int[0, 6], Gen.Int[4, 12]).Sample((men, women, north, size) =>
        {
            Quota[] quotas = [new([new("gender", "man")], men), new([new("gender", "woman")], women, 9), new([new("region", "north"), new("gender", "man")], north)];
            var clash = Clashes.Find(Frame, new(size) { Quotas = quotas });
            Assert.Equal(clash.Count == 0, Proposals.Propose(Frame, new(size) { Quotas = quotas }).IsPossible);
            foreach (var wish in clash.Where(w => w.Kind != WishKind.Size))
                Assert.Empty(Clashes.Find(Frame, Only(clash.Where(w => w != wish), size)));
        }, iter: 40);

    /// <summary>These wishes and no others; without a size among them, the greatest number that any asks for.</summary>
    private static SampleWishes Only(IEnumerable<Wish> wishes, int size)
    {
        var quotas = wishes.Where(w => w.Cell.Count > 0).Select(w => w.Kind == WishKind.Minimum ? new Quota(w.Cell, w.Count) : new Quota(w.Cell, 0, w.Count)).ToArray();
        return new(wishes.Any(w => w.Kind == WishKind.Size) ? size : Math.Clamp(quotas.Sum(q => q.Minimum), 1, 20)) { Quotas = quotas };
    }
}
