using CsCheck;
using Throughline.Workbench.History;
using Throughline.Workbench.Shared;
using Throughline.Workbench.Tests.Codebook;

namespace Throughline.Workbench.Tests.History;

public sealed class UndoPropertyTests
{
    private const int Studies = 2;

    private static readonly Gen<RandomStudy.Step[]> Steps = RandomStudy.Step.Gen.Array[10, 30];

    /// <summary>Each row of each recorded kind is compared to the last field, on the way back and on the way forth.</summary>
    [Theory, Engines]
    public Task Whatever_was_done_undoing_it_leads_back_through_each_state_to_the_beginning_and_redoing_to_the_end(Engine engine) =>
        Steps.SampleAsync(async steps =>
        {
            await using var desk = await Desk.OpenAsync(engine);
            var study = new RandomStudy(desk);
            var beginning = await desk.PictureAsync();
            await study.BeginAsync();
            var moments = new Dictionary<long, Moment> { [(await study.ActsAsync())[^1].Number] = await MomentAsync(desk) };
            foreach (var step in steps)
            {
                await study.DoAsync(step);
                if (step.Third % 3 == 0) moments[(await study.ActsAsync())[^1].Number] = await MomentAsync(desk);
            }
            var end = await desk.PictureAsync();
            var acts = await study.ActsAsync();
            Assert.NotEqual(beginning, end);

            for (var i = acts.Count - 1; i >= 0; i--)
            {
                if (moments.TryGetValue(acts[i].Number, out var then)) await AssertIsAsync(desk, then);
                Succeeded(await desk.UndoAsync(acts[i].Number));
            }
            Assert.Equal(beginning, await desk.PictureAsync());
            foreach (var (number, _) in acts)
            {
                Succeeded(await desk.RedoAsync(number));
                if (moments.TryGetValue(number, out var then)) Assert.Equal(then.Picture, await desk.PictureAsync());
            }
            Assert.Equal(end, await desk.PictureAsync());

            Succeeded(await desk.Get<UndoChanges>().DoAsync(desk.Study, Desk.Maren, [.. acts.Select(a => a.Number)], default));
            Assert.Equal(beginning, await desk.PictureAsync());
            Succeeded(await desk.RedoAsync());
            Assert.Equal(end, await desk.PictureAsync());
        }, iter: Studies, threads: 1);

    [Theory, Engines]
    public Task Undoing_in_any_order_never_breaks_a_study_and_redoing_the_other_way_round_restores_each_state(Engine engine) =>
        Gen.Select(Steps, Gen.Int[0, 1000].Array[15, 40]).SampleAsync(async (steps, picks) =>
        {
            await using var desk = await Desk.OpenAsync(engine);
            var study = new RandomStudy(desk);
            await study.BeginAsync();
            foreach (var step in steps) await study.DoAsync(step);
            foreach (var pick in picks.Take(picks.Length / 2)) await TurnAsync(desk, study, pick);
            await study.AssertWholeAsync();

            var undone = new Stack<(long Number, Moment Before)>();
            var now = await MomentAsync(desk);
            foreach (var pick in picks.Skip(picks.Length / 2))
            {
                var standing = (await study.ActsAsync()).FindAll(a => a.Stands);
                if (standing.Count == 0) break;
                var number = standing[pick % standing.Count].Number;
                var isUndone = (await TurnAsync(desk, study, number)).Succeeded;
                var after = await MomentAsync(desk);
                if (isUndone) undone.Push((number, now));
                else Assert.Equal(now.Picture, after.Picture);
                now = after;
            }
            await study.AssertWholeAsync();
            Assert.NotEmpty(undone);
            foreach (var (number, before) in undone)
            {
                Succeeded(await desk.RedoAsync(number));
                await AssertIsAsync(desk, before);
            }
        }, iter: Studies, threads: 1);

    /// <summary>Takes an act back, or does it again, where nothing stands in the way.</summary>
    private static async Task TurnAsync(Desk desk, RandomStudy study, int pick)
    {
        var acts = await study.ActsAsync();
        await TurnAsync(desk, study, acts[pick % acts.Count].Number);
    }

    private static async Task<Outcome<Done<ChangeLine>>> TurnAsync(Desk desk, RandomStudy study, long number)
    {
        var stands = (await study.ActsAsync()).Single(a => a.Number == number).Stands;
        var outcome = stands ? await desk.UndoAsync(number) : await desk.RedoAsync(number);
        if (!outcome.Succeeded) Assert.IsType<Problem.Conflict>(outcome.Problem);
        return outcome;
    }

    /// <summary>All recorded rows as they stand, and what the history is to say of this instant later.</summary>
    private sealed record Moment(DateTimeOffset At, string Picture);

    private static async Task<Moment> MomentAsync(Desk desk)
    {
        var at = DateTimeOffset.UtcNow;
        await Task.Delay(1);
        return new(at, await desk.PictureAsync());
    }

    /// <summary>The study stands as it stood then, and that is also what going back through the history shows of that instant.</summary>
    private static async Task AssertIsAsync(Desk desk, Moment then)
    {
        Assert.Equal(then.Picture, await desk.PictureAsync());
        Assert.Equal(await desk.SeenAsync(DateTimeOffset.MaxValue.AddYears(-1)), await desk.SeenAsync(then.At));
    }

    [Theory, Engines]
    public Task The_study_as_of_any_change_is_what_it_was(Engine engine) =>
        Steps.SampleAsync(async steps =>
        {
            await using var desk = await Desk.OpenAsync(engine);
            var study = new RandomStudy(desk);
            await study.BeginAsync();
            var begun = (await study.ActsAsync())[^1].Number;
            var seen = new List<(DateTimeOffset At, string Picture)>();
            foreach (var step in steps)
            {
                await study.DoAsync(step);
                if (step.Third % 5 == 0 && (await study.ActsAsync()).LastOrDefault(a => a.Stands && a.Number > begun) is { Number: > 0 } last) await desk.UndoAsync(last.Number);
                seen.Add((DateTimeOffset.UtcNow, await desk.SeenAsync(DateTimeOffset.MaxValue.AddYears(-1))));
            }
            foreach (var (at, picture) in seen) Assert.Equal(picture, await desk.SeenAsync(at));
        }, iter: Studies, threads: 1);

    private static void Succeeded<T>(Outcome<T> outcome) => Assert.True(outcome.Succeeded, outcome.Problem?.Detail);
}
