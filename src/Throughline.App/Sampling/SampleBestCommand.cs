using System.CommandLine;
using Throughline.App.Shell;
using Throughline.Workbench.Sampling;

namespace Throughline.App.Sampling;

/// <summary>Looks for the best sample, and takes it where that is wished.</summary>
internal static class SampleBestCommand
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);

    public static void AddTo(Command sample, Func<string, string, Func<CommandRun, string, string?, Task<int>>, Command> make)
    {
        var seconds = new Option<double>("--seconds") { Description = "How long to look at most.", DefaultValueFactory = _ => ProveSample.Usual.TotalSeconds };
        var take = new Option<bool>("--take") { Description = "Put it in the place of what was proposed." };
        var command = make("best", "Look for the best sample that the wishes allow, and for the proof that there is none better.", async (run, study, named) =>
        {
            var prove = run.Get<ProveSample>();
            if (!(await prove.BeginAsync(study, run.Actor, named, TimeSpan.FromSeconds(Math.Clamp(run.Parsed.GetValue(seconds), -1, 1e6)), run.Cancel)).Is(out var proof, out var problem)) return CommandRun.Tell(problem, run.Json);
            while (proof.State == SampleProof.Looking)
            {
                await Task.Delay(Look, run.Cancel);
                if (!(await prove.AskAsync(study, run.Actor, named, run.Cancel)).Is(out proof, out problem)) return CommandRun.Tell(problem, run.Json);
            }
            if (!run.Parsed.GetValue(take)) return run.Print<SampleProof>(proof, ProofAnswer.Of, p => [Told(p), .. p.Best?.Picked ?? []]);
            return run.Print(await run.Get<TakeBestSample>().DoAsync(study, run.Actor, named, run.Cancel),
                done => Answers.With(new TakenAnswer(done.Value.Picked, done.Value.Mean), done.Change), done => [Told(proof), done.Change?.Summary ?? "It is the sample already."]);
        });
        command.Options.Add(seconds);
        command.Options.Add(take);
        sample.Subcommands.Add(command);
    }

    private static string Told(SampleProof proof) => proof.Best switch
    {
        { Optimum: { } optimum } => FormattableString.Invariant($"The best there is has a mean distance of {optimum:0.000}, proven."),
        { Clash.Count: > 0 } best => ClashWords.Of(best.Clash),
        { } best => FormattableString.Invariant($"The best that was found has a mean distance of {best.Mean:0.000}; none exceeds {best.Bound:0.000}."),
        null => "It was stopped.",
    };
}
