using CsCheck;
using Throughline.Methods.Sampling;

namespace Throughline.Methods.Tests.Sampling;

public sealed class ProposalsTests
{
    [Fact]
    public void In_frames_small_enough_to_try_everything_the_best_sample_is_found_with_and_without_quotas() =>
        Gen.Select(Gen.ULong, Gen.Int[8, 11], Gen.Int[2, 4], Gen.Bool).Sample((seed, people, size, hasGaps) =>
        {
            var frame = FramesOf.Random(seed, people, hasGaps ? 0.2 : 0);
            var wishes = new SampleWishes(size) { Quotas = Quotas(frame), Must = ["R003"], Excluded = ["R000"] };
            foreach (var wish in new[] { new SampleWishes(size), wishes })
            {
                var (best, proposal) = (FramesOf.Best(frame, wish), Proposals.Propose(frame, wish));
                Assert.Equal(best is not null, proposal.IsPossible);
                if (best is null) continue;
                Assert.Equal(size, proposal.Picked.Distinct().Count());
                Assert.Equal(best.Value, proposal.Mean, 9);
                Assert.Equal(FramesOf.Mean(frame, proposal.Picked), proposal.Mean, 9);
                Assert.Empty(SampleFigures.Of(frame, wish, proposal.Picked).Broken);
            }
        }, iter: 40);

    [Fact]
    public void The_same_data_and_seed_give_the_same_sample_whatever_their_order()
    {
        var frame = FramesOf.Random(7, 200);
        var turned = Frame.Of(frame.Attributes, frame.People.Reverse());
        foreach (var method in Enum.GetValues<ProposalMethod>())
            Assert.Equal(
                Proposals.Propose(frame, new(12), new() { Seed = 5, Method = method }).Picked, Proposals.Propose(turned, new(12), new() { Seed = 5, Method = method }).Picked);
    }

    [Fact]
    public void Random_numbers_are_those_of_the_published_generator()
    {
        // SplitMix64 from 1234567 begins with these in the reference code of Vigna; they are the state that the first number comes from.
        ulong[] state = [6457827717110365317, 3203168211198807973, 9817491932198370423, 4593380528125082431];
        Assert.Equal(ulong.RotateLeft(state[1] * 5, 7) * 9, new Xoshiro256(1234567).Next());
    }

    [Fact]
    public void Of_people_who_are_alike_the_smaller_ids_are_taken()
    {
        var frame = Frame.Of([new("side", AttributeKind.Nominal)], Enumerable.Range(0, 9).Select(i => new FramePerson($"p{i}", [i % 2 == 0 ? "left" : "right"])));
        Assert.Equal(["p0", "p1", "p2", "p3"], Proposals.Propose(frame, new(4), new() { Seed = 99 }).Picked);
    }

    [Fact]
    public void Farthest_first_keeps_at_least_half_of_the_greatest_smallest_distance()
    {
        var frame = FramesOf.Random(11, 60);
        var proposal = Proposals.Propose(frame, new(6), new() { Method = ProposalMethod.FarthestFirst });
        Assert.True(proposal.Smallest >= Proposals.Propose(frame, new(6)).Smallest / 2);
        Assert.True(proposal.Smallest > 0);
    }

    [Fact]
    public void Quotas_that_single_exchanges_do_not_reach_are_met_all_the_same()
    {
        // Two of each of 4 × 4 crossed cells, and no more, out of a frame where most are alike.
        var people = Enumerable.Range(0, 400).Select(i => (i, A: i < 32 ? i % 4 : 0, B: i < 32 ? i / 4 % 4 : 0));
        var frame = Frame.Of(
            [new("a", AttributeKind.Nominal), new("b", AttributeKind.Nominal)], people.Select(p => new FramePerson($"{p.i:000}", [$"a{p.A}", $"b{p.B}"])));
        var cells = from a in Enumerable.Range(0, 4) from b in Enumerable.Range(0, 4) select new Quota([new("a", $"a{a}"), new("b", $"b{b}")], 2, 2);
        var proposal = Proposals.Propose(frame, new(32) { Quotas = [.. cells] });
        Assert.Equal(32, proposal.Picked.Count);
        Assert.Empty(SampleFigures.Of(frame, new(32) { Quotas = [.. cells] }, proposal.Picked).Broken);
    }

    [Fact]
    public void A_search_can_be_stopped()
    {
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        Assert.Throws<OperationCanceledException>(() => Proposals.Propose(FramesOf.Random(1, 50), new(5), cancel: stop.Token));
    }

    private static Quota[] Quotas(Frame frame) =>
        [new([new("gender", "g0")], 1, 2), new([new("region", frame.Bands("region")[0])], 1), new([new("gender", "g1"), new("region", frame.Bands("region")[^1])], 0, 1)];
}
