namespace Throughline.Methods.Sampling;

/// <summary>How good a sample could be at best.</summary>
/// <param name="Picked">The ids of the best sample that is known, ascending (ordinal).</param>
/// <param name="Mean">Its mean Gower distance.</param>
/// <param name="Optimum">The greatest mean distance that a sample under the wishes can have; null where that was not proven in time.</param>
/// <param name="Bound">A mean distance that no sample under the wishes exceeds, up to rounding in the sixth decimal; at the optimum, where that is proven.</param>
/// <param name="Clash">Wishes that cannot all be had; then nobody is picked.</param>
public sealed record BestSample(IReadOnlyList<string> Picked, double Mean, double? Optimum, double Bound, IReadOnlyList<Wish> Clash)
{
    private const double Same = 1e-9;

    /// <summary>
    /// Looks for the best sample, and for the proof that there is none better, with the CP-SAT solver of Google OR-Tools (Perron and Furnon, 9.15).
    /// </summary>
    /// <remarks>
    /// The sum of distances of people without missing values depends on counts alone: for a nominal attribute, n(n − 1)/2 less those of each value; for a numeric
    /// one, over each gap between neighbouring values, k(n − k) times the gap, k being those below it. These are concave in the counts, so they are written with a
    /// variable for each step and little is left to search. People with a missing value are written pair by pair. Of frames with more than 6,000 different people, or
    /// 150 with a missing value, only plain bounds are worked out: each attribute by itself, each person with those furthest from them. Unlike a proposal, what is found in a given time depends on the machine.
    /// </remarks>
    /// <param name="frame">The frame.</param>
    /// <param name="wishes">What the sample has to be.</param>
    /// <param name="known">A sample under these wishes to begin with, as proposed; without any, one is looked for.</param>
    /// <param name="limit">How long to look at most.</param>
    /// <param name="cancel">Stops the search.</param>
    /// <exception cref="ArgumentException">Something is named that is not in the frame.</exception>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static BestSample Find(Frame frame, SampleWishes wishes, IReadOnlyCollection<string>? known, TimeSpan limit, CancellationToken cancel = default)
    {
        var proposal = known is null ? Proposals.Propose(frame, wishes, cancel: cancel) : null;
        if (proposal is { IsPossible: false }) return new([], 0, null, 0, proposal.Clash);
        string[] begun = [.. (known ?? proposal!.Picked).Order(StringComparer.Ordinal)];
        var mean = Proposals.Spread(frame, begun).Mean;
        var quotas = new Quotas(frame, wishes.Quotas);
        var profiles = Profiles.Of(frame, wishes, quotas);
        var alone = Math.Min(PlainBounds.ByAttribute(frame, profiles, wishes.Size), PlainBounds.ByPerson(profiles, wishes.Size));
        if (mean >= alone - Same) return new(begun, mean, mean, mean, []);
        if (ExactModel.For(frame, profiles, quotas, wishes.Size) is not { } model) return new(begun, mean, null, alone, []);
        var (picked, bound, isProven) = model.Solve([.. begun.Select(frame.Place)], limit, cancel);
        cancel.ThrowIfCancellationRequested();
        if (picked is not null && Proposals.Told(frame, profiles, picked) is var found && found.Mean > mean + Same) (begun, mean) = ([.. found.Picked], found.Mean);
        return isProven ? new(begun, mean, mean, mean, []) : new(begun, mean, null, Math.Max(mean, Math.Min(alone, bound)), []);
    }
}
