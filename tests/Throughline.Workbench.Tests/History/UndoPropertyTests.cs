using CsCheck;
using Throughline.Workbench.History;
using Throughline.Workbench.Shared;
using Throughline.Workbench.Tests.Codebook;

namespace Throughline.Workbench.Tests.History;

public sealed class UndoPropertyTests
{
    private const int Studies = 3;

    private static readonly Gen<RandomStudy.Step[]> Steps = RandomStudy.Step.Gen.Array[10, 30];

    [Theory, Engines]
    public Task Whatever_was_done_undoing_all_of_it_leads_back_to_the_beginning_and_redoing_to_the_end(Engine engine) =>
        Steps.SampleAsync(async steps =>
        {
            await using var desk = await Desk.OpenAsync(engine);
            var study = new RandomStudy(desk);
            var beginning = await desk.PictureAsync();
            await study.BeginAsync();
            foreach (var step in steps) await study.DoAsync(step);
            var end = await desk.PictureAsync();
            var acts = await study.ActsAsync();

            for (var i = acts.Count - 1; i >= 0; i--) Succeeded(await desk.UndoAsync(acts[i].Number));
            Assert.Equal(beginning, await desk.PictureAsync());
            for (var i = 0; i < acts.Count; i++) Succeeded(await desk.RedoAsync(acts[i].Number));
            Assert.Equal(end, await desk.PictureAsync());

            Succeeded(await desk.Get<UndoChanges>().DoAsync(desk.Study, Desk.Maren, [.. acts.Select(a => a.Number)], default));
            Assert.Equal(beginning, await desk.PictureAsync());
            Succeeded(await desk.RedoAsync());
            Assert.Equal(end, await desk.PictureAsync());
        }, iter: Studies, threads: 1);

    [Theory, Engines]
    public Task Undoing_and_redoing_in_any_order_never_leaves_a_broken_study(Engine engine) =>
        Gen.Select(Steps, Gen.Int[0, 1000].Array[15, 40]).SampleAsync(async (steps, picks) =>
        {
            await using var desk = await Desk.OpenAsync(engine);
            var study = new RandomStudy(desk);
            await study.BeginAsync();
            foreach (var step in steps) await study.DoAsync(step);
            foreach (var pick in picks)
            {
                var acts = await study.ActsAsync();
                var (number, stands) = acts[pick % acts.Count];
                var outcome = stands ? await desk.UndoAsync(number) : await desk.RedoAsync(number);
                if (!outcome.Succeeded) Assert.IsType<Problem.Conflict>(outcome.Problem);
            }
            await study.AssertWholeAsync();
        }, iter: Studies, threads: 1);

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
