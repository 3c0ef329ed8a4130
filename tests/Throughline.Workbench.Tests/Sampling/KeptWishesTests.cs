using Throughline.Workbench.Sampling;
using Throughline.Workbench.Shared;
using static Throughline.Workbench.Tests.Sampling.SampleTests;

namespace Throughline.Workbench.Tests.Sampling;

public sealed class KeptWishesTests
{
    [Theory, Engines]
    public async Task Wishes_are_kept_recalled_set_side_by_side_and_let_go_and_each_is_undone(Engine engine)
    {
        await using var frame = await FrameDesk.OpenAsync(engine);
        var desk = frame.Desk;
        var first = await frame.ProposeAsync();
        var kept = (await desk.Get<KeepWishes>().DoAsync(desk.Study, Desk.Maren, null, (Guid.CreateVersion7(), "both"), default)).Value;
        await frame.WishAsync(w => w with { Vary = [new(frame.Gender.Id)], Cells = [new([new(frame.Gender.Id, "man")], 2)] });
        await frame.ProposeAsync();
        var again = (await desk.Get<KeepWishes>().DoAsync(desk.Study, Desk.Maren, null, (Guid.CreateVersion7(), "gender alone"), default)).Value.Value;

        var found = (await desk.Get<CompareWishes>().AskAsync(desk.Study, Desk.Maren, null, default)).Value;
        Assert.Equal([null, "both", "gender alone"], found.Sides.Select(s => s.Kept?.Name));
        Assert.Equal((first.Mean, 6), (found.Sides[1].Result!.Mean, found.Sides[2].Shared));
        Assert.Equal(["", "2", ""], found.Rows.Single(r => r.Asked == "Weight of Months in the role").Cells);
        Assert.Equal(["at least 2", "", "at least 2"], found.Rows.Single(r => r.Asked == "Gender man").Cells);
        Assert.False(found.Rows.Single(r => r.Asked == "How many").Differs);

        Assert.True((await desk.Get<RecallWishes>().DoAsync(desk.Study, Desk.Maren, null, "BOTH", default)).Succeeded);
        Assert.Equal(first.Picked, (await frame.ProposeAsync()).Picked);
        Assert.True((await desk.Get<DropWishes>().DoAsync(desk.Study, Desk.Maren, null, again.Id.ToString(), default)).Succeeded);
        Assert.Single(await KeptAsync(frame));
        await desk.UndoAsync();
        Assert.Equal(2, (await KeptAsync(frame)).Count);
        await desk.UndoAsync(kept.Change!.Number);
        Assert.Equal("gender alone", (await KeptAsync(frame)).Single().Kept!.Name);

        Assert.IsType<Problem.Invalid>((await desk.Get<KeepWishes>().DoAsync(desk.Study, Desk.Maren, null, (Guid.CreateVersion7(), " "), default)).Problem);
        Assert.IsType<Problem.NotFound>((await desk.Get<RecallWishes>().DoAsync(desk.Study, Desk.Maren, null, "both", default)).Problem);
        Assert.True((await desk.Get<RemoveSample>().DoAsync(desk.Study, Desk.Maren, "Interviews", default)).Succeeded);
    }

    [Theory, Engines]
    public async Task Who_must_and_must_not_be_in_it_is_named_by_study_codes(Engine engine)
    {
        await using var frame = await FrameDesk.OpenAsync(engine);
        var (make, sample) = (frame.Desk.Get<MakeSample>(), (await frame.AskAsync()).Sample.Id);
        async Task<Problem?> WishAsync(string[] must, string[] excluded) => (await make.DoAsync(frame.Desk.Study, Desk.Maren, new(sample) { Must = must, Excluded = excluded }, default)).Problem;

        Assert.Null(await WishAsync(["r005", "R007"], ["R001"]));
        var picked = (await frame.ProposeAsync()).Picked;
        Assert.Contains("R005", picked);
        Assert.Contains("R007", picked);
        Assert.DoesNotContain("R001", picked);
        Assert.IsType<Problem.NotFound>(await WishAsync(["R999"], []));
        Assert.IsType<Problem.Invalid>(await WishAsync(["R005"], ["R005"]));
        Assert.Equal(2, (await frame.AskAsync()).Wishes.Must.Count);
    }

    [Theory, Engines]
    public async Task What_was_done_by_hand_is_listed_with_who_and_why_until_it_is_taken_back(Engine engine)
    {
        await using var frame = await FrameDesk.OpenAsync(engine);
        await frame.ProposeAsync();
        var spare = Enumerable.Range(1, 11).Select(i => $"R{i:000}").Except((await frame.AskAsync()).Picks.Select(l => l.Code)).First();
        await frame.PickAsync(spare, "has worked with one of us");
        await frame.Desk.Get<DropPick>().DoAsync(frame.Desk.Study, Desk.Idris, null, spare, "too near", default);

        var done = await ByHandAsync(frame);
        Assert.Equal([("Idris Kaya", $"dropped {spare} from Interviews: too near"), ("Maren Holt", $"picked {spare} for Interviews: has worked with one of us")], done.Select(c => (c.Actor, c.Summary)));
        await frame.Desk.UndoAsync(done[0].Number);
        Assert.Equal([done[1].Number], (await ByHandAsync(frame)).Select(c => c.Number));
    }

    [Theory, Engines]
    public async Task The_best_is_looked_for_in_the_background_and_holds_until_the_wishes_change(Engine engine)
    {
        await using var frame = await FrameDesk.OpenAsync(engine);
        await frame.ProposeAsync();
        var (desk, proofs) = (await frame.AskAsync(), frame.Desk.Get<SampleProofs>());
        Assert.Null(proofs.Of(desk));

        var begun = (await frame.Desk.Get<ProveSample>().BeginAsync(frame.Desk.Study, Desk.Maren, null, TimeSpan.FromSeconds(30), default)).Value;
        Assert.Contains(begun.State, new[] { SampleProof.Looking, SampleProof.Done });
        for (var i = 0; i < 600 && proofs.Of(desk)!.State == SampleProof.Looking; i++) await Task.Delay(50, TestContext.Current.CancellationToken);

        var found = proofs.Of(desk)!;
        Assert.Equal(SampleProof.Done, found.State);
        Assert.True(found.Best!.Optimum >= desk.Figures!.Mean - 1e-9);
        Assert.Contains("best", found.Told(desk.Figures.Mean, isWhole: true));
        Assert.Equal("at least 80.0 % of the best: none exceeds 0.500; the best is not proven", new SampleProof(SampleProof.Done, 1, 1, new([], 0.4, null, 0.5, [])).Told(0.4, isWhole: true));
        await frame.WishAsync(w => w with { Vary = [new(frame.Gender.Id)] });
        Assert.Null(proofs.Of(await frame.AskAsync()));
        Assert.Equal("none", (await frame.Desk.Get<ProveSample>().AskAsync(frame.Desk.Study, Desk.Maren, null, default)).Value.State);
        Assert.IsType<Problem.Invalid>((await frame.Desk.Get<ProveSample>().BeginAsync(frame.Desk.Study, Desk.Maren, null, TimeSpan.Zero, default)).Problem);
    }

    private static async Task<IReadOnlyList<CompareWishes.Side>> KeptAsync(FrameDesk frame) =>
        [.. (await frame.Desk.Get<CompareWishes>().AskAsync(frame.Desk.Study, Desk.Maren, null, default)).Value.Sides.Skip(1)];

    private static async Task<IReadOnlyList<Throughline.Workbench.History.ChangeLine>> ByHandAsync(FrameDesk frame) =>
        (await frame.Desk.Get<SampleDesk>().ByHandAsync(frame.Desk.Study, Desk.Maren, await frame.AskAsync(), default)).Value;
}
