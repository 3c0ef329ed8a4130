using System.Collections.Concurrent;
using Throughline.Methods.Sampling;
using Throughline.Workbench.Access;
using Throughline.Workbench.Shared;

namespace Throughline.Workbench.Sampling;

/// <summary>Looks in the background for the best sample that the wishes allow, and for its proof; it can be stopped. Nothing of the study changes.</summary>
public sealed class ProveSample(SampleDesk desks, SampleProofs proofs) : IQuestion
{
    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(10), Usual = TimeSpan.FromSeconds(60);

    /// <summary>Begins to look, unless it is looking already or has found the proof for this frame and these wishes.</summary>
    public async Task<Outcome<SampleProof>> BeginAsync(StudyRef study, Actor actor, string? sampleNamed, TimeSpan limit, CancellationToken cancel)
    {
        if (limit <= TimeSpan.Zero || limit > Longest) return new Problem.Invalid("seconds", $"Look for 1 to {Longest.TotalSeconds:0} seconds.");
        if (!(await desks.AskAsync(study, actor, sampleNamed, cancel)).Is(out var desk, out var problem)) return problem;
        if (desk.Source is null) return new Problem.Conflict("There is no frame yet", desk.Why ?? "");
        return proofs.Begin(desk, limit);
    }

    /// <summary>How far it is; null where nobody asked, or answers or wishes have changed since.</summary>
    public async Task<Outcome<SampleProof>> AskAsync(StudyRef study, Actor actor, string? sampleNamed, CancellationToken cancel) =>
        (await desks.AskAsync(study, actor, sampleNamed, cancel)).Is(out var desk, out var problem) ? proofs.Of(desk) ?? SampleProof.None : problem;

    public async Task<Outcome<SampleProof>> StopAsync(StudyRef study, Actor actor, string? sampleNamed, CancellationToken cancel) =>
        (await desks.AskAsync(study, actor, sampleNamed, cancel)).Is(out var desk, out var problem) ? proofs.Stop(desk.Sample.Id) : problem;
}

/// <summary>How far the search for the best sample is.</summary>
/// <param name="State">none, looking, done, stopped.</param>
/// <param name="Seconds">How long it has looked.</param>
/// <param name="Limit">How long it looks at most, in seconds.</param>
/// <param name="Best">Null before it is done.</param>
public sealed record SampleProof(string State, double Seconds, double Limit, BestSample? Best)
{
    public const string Looking = "looking", Done = "done", Stopped = "stopped";

    public static readonly SampleProof None = new("none", 0, 0, null);

    /// <summary>In words, against the mean distance of the sample as it is; empty before there is anything to say.</summary>
    public string Told(double mean, bool isWhole) => Best switch
    {
        null => "",
        { Clash.Count: > 0 } => "the wishes cannot all be had",
        { Optimum: { } optimum } when !isWhole => FormattableString.Invariant($"the proven best is {optimum:0.000}"),
        { Optimum: { } optimum } => mean > optimum + 1e-9 ? FormattableString.Invariant($"above the best under the wishes, {optimum:0.000}: not all are met")
            : mean >= optimum - 1e-9 ? "proven to be the best there is" : FormattableString.Invariant($"{Share(mean, optimum)} of the proven best, {optimum:0.000}"),
        { Bound: var bound } when !isWhole => FormattableString.Invariant($"no sample exceeds {bound:0.000}; not proven"),
        { Bound: var bound } => FormattableString.Invariant($"at least {Share(mean, bound)} of the best: none exceeds {bound:0.000}; the best is not proven"),
    };

    /// <summary>Rounded down, so that nothing is said to be the best that is not.</summary>
    private static string Share(double mean, double best) => FormattableString.Invariant($"{Math.Floor(mean / best * 1000) / 10:0.0} %");
}

/// <summary>The searches for best samples of this process. What was found is held until answers or wishes change, or Throughline is closed.</summary>
public sealed class SampleProofs(TimeProvider clock) : IDisposable
{
    private readonly ConcurrentDictionary<Guid, Search> searches = new();
    private readonly SemaphoreSlim turns = new(1, 1);
    private readonly Lock gate = new();

    private sealed record Search(string Print, DateTimeOffset Since, TimeSpan Limit, CancellationTokenSource Stop, Task<BestSample> Found);

    public SampleProof Begin(SampleDesk.Answer desk, TimeSpan limit)
    {
        var print = desk.Source!.Print;
        lock (gate)
        {
            if (searches.TryGetValue(desk.Sample.Id, out var there))
            {
                if (there.Print == print && (!there.Found.IsCompleted || there.Found.IsCompletedSuccessfully && there.Found.Result.Optimum is not null)) return Told(there);
                there.Stop.Cancel();
            }
            var stop = new CancellationTokenSource();
            return Told(searches[desk.Sample.Id] = new(print, clock.GetUtcNow(), limit, stop, Task.Run(() => FindAsync(desk, limit, stop.Token))));
        }
    }

    public SampleProof? Of(SampleDesk.Answer desk) =>
        desk.Source is { } source && searches.TryGetValue(desk.Sample.Id, out var search) && search.Print == source.Print ? Told(search) : null;

    public SampleProof Stop(Guid sample)
    {
        if (!searches.TryGetValue(sample, out var search)) return SampleProof.None;
        search.Stop.Cancel();
        return Told(search) with { State = search.Found.IsCompletedSuccessfully ? SampleProof.Done : SampleProof.Stopped };
    }

    public void Dispose()
    {
        foreach (var search in searches.Values) search.Stop.Cancel();
        turns.Dispose();
    }

    /// <summary>One at a time: each takes all the processors that there are.</summary>
    private async Task<BestSample> FindAsync(SampleDesk.Answer desk, TimeSpan limit, CancellationToken cancel)
    {
        await turns.WaitAsync(cancel);
        try
        {
            return BestOfSample.Find(desk, limit, cancel);
        }
        finally
        {
            turns.Release();
        }
    }

    private SampleProof Told(Search search) => new(
        !search.Found.IsCompleted ? search.Stop.IsCancellationRequested ? SampleProof.Stopped : SampleProof.Looking : search.Found.IsCompletedSuccessfully ? SampleProof.Done : SampleProof.Stopped,
        Math.Min((clock.GetUtcNow() - search.Since).TotalSeconds, search.Limit.TotalSeconds), search.Limit.TotalSeconds, search.Found.IsCompletedSuccessfully ? search.Found.Result : null);
}
