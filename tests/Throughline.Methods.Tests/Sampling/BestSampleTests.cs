using CsCheck;
using Throughline.Methods.Sampling;

namespace Throughline.Methods.Tests.Sampling;

public sealed class BestSampleTests
{
    private static readonly TimeSpan Plenty = TimeSpan.FromSeconds(60);

    [Fact]
    public void The_proven_optimum_is_that_of_trying_everything_with_numbers_gaps_quotas_and_people_who_must_be_in_it() =>
        Gen.Select(Gen.ULong, Gen.Int[8, 10], Gen.Int[2, 4], Gen.Bool, Gen.Bool).Sample((seed, people, size, hasGaps, hasWishes) =>
        {
            var frame = FramesOf.Random(seed, people, hasGaps ? 0.2 : 0);
            var wishes = new SampleWishes(size);
            if (hasWishes) wishes = wishes with { Quotas = [new([new("gender", frame.Bands("gender")[0])], 1, 2)], Must = ["R003"], Excluded = ["R000"] };
            if (FramesOf.Best(frame, wishes) is not { } best) return;
            // From the worst beginning, so that it is the model that finds it.
            var worst = Proposals.Propose(frame, wishes, new() { Method = ProposalMethod.Dispersion, Seed = seed }).Picked;
            var found = BestSample.Find(frame, wishes, worst, Plenty);
            Assert.Equal(best, found.Optimum!.Value, 6);
            Assert.Equal(best, FramesOf.Mean(frame, found.Picked), 6);
            Assert.True(found.Bound >= best - 1e-9);
            Assert.Empty(SampleFigures.Of(frame, wishes, found.Picked).Broken);
        }, iter: 25);

    [Fact]
    public void The_proposal_of_twenty_of_342_on_six_attributes_is_within_a_hundredth_of_the_bound()
    {
        var frame = FramesOf.Six(1, 342, hasNumbers: true);
        var proposal = Proposals.Propose(frame, new(20));
        var found = BestSample.Find(frame, new(20), proposal.Picked, Plenty);
        Assert.True(proposal.Mean >= 0.99 * found.Bound, $"{proposal.Mean} of {found.Bound}");
        Assert.True(found.Bound >= found.Mean && found.Mean >= proposal.Mean);
    }

    [Fact]
    public void Without_time_for_a_proof_the_bound_still_holds() =>
        Gen.Select(Gen.ULong, Gen.Int[6, 9], Gen.Int[2, 4], Gen.Bool).Sample((seed, people, size, hasGaps) =>
        {
            var frame = FramesOf.Random(seed, people, hasGaps ? 0.3 : 0);
            Assert.True(BestSample.Find(frame, new(size), null, TimeSpan.Zero).Bound >= FramesOf.Best(frame, new(size)) - 1e-9);
        }, iter: 20);

    [Fact]
    public void Wishes_that_cannot_be_had_are_told_as_a_clash() =>
        Assert.Equal([WishKind.Size], BestSample.Find(FramesOf.Random(1, 5), new(6), null, Plenty).Clash.Select(w => w.Kind));

    [Fact]
    public void Where_each_attribute_is_at_its_best_alone_nothing_has_to_be_searched()
    {
        var frame = Frame.Of(
            [new("a", AttributeKind.Nominal), new("n", AttributeKind.Numeric)], Enumerable.Range(0, 8000).Select(i => new FramePerson($"{i:0000}", [$"a{i % 4}", i / 4 % 2000])));
        var found = BestSample.Find(frame, new(2), null, TimeSpan.Zero);
        Assert.Equal(1, found.Optimum!.Value, 9);
    }
}
