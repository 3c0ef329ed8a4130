using Throughline.Methods.Sampling;
using Throughline.Workbench.Access;
using Throughline.Workbench.Shared;

namespace Throughline.Workbench.Sampling;

/// <summary>
/// Takes the best sample that was found in looking for the proof, in the place of what was proposed. Who was picked by hand, approached or
/// dropped is not overruled: it says who is in the way.
/// </summary>
public sealed class TakeBestSample(StudyStore store, SampleProofs proofs) : IVerb
{
    public async Task<Outcome<Done<ProposeSample.Report>>> DoAsync(StudyRef study, Actor actor, string? sampleNamed, CancellationToken cancel)
    {
        if (!(await store.AskAsync<ProposeSample.Found>(study, actor, scope => FindAsync(scope, sampleNamed), cancel)).Is(out var found, out var problem)) return problem;
        return await store.ChangeAsync<ProposeSample.Report>(study, actor, Right.EditRecruitment, scope => ProposeSample.KeepAsync(scope, found), cancel);
    }

    private async Task<Outcome<ProposeSample.Found>> FindAsync(StudyScope scope, string? sampleNamed)
    {
        if (!(await scope.OpenSampleAsync(sampleNamed)).Is(out var sample, out var problem)) return problem;
        if (!(await SampleDesk.KeptAsync(scope, sample.Id.ToString())).Is(out var desk, out problem)) return problem;
        if (desk.Source is not { } source || proofs.Of(desk)?.Best is not { Picked.Count: > 0 } best)
            return new Problem.Conflict("No best sample is known", "Look for it first. What was found holds until answers or wishes change, or Throughline is closed.");
        var (staying, dropped) = (Staying(desk, best).ToList(), Returning(desk, best).ToList());
        if (staying.Count > 0)
            return new Problem.Conflict($"{Listed(staying)} would have to leave", "They were picked by hand, or approached. Name them under “must be in” and look again; or drop them, with the reason.");
        if (dropped.Count > 0)
            return new Problem.Conflict($"{Listed(dropped)} would come back", "They were dropped, with a reason. Name them under “must not be in” and look again.");
        return new ProposeSample.Found(sample, source, new(best.Picked, best.Mean, Proposals.Spread(source.Frame, best.Picked).Smallest, []), nameof(TakeBestSample));
    }

    /// <summary>Those picked by hand or approached who are not in the best sample.</summary>
    public static IEnumerable<string> Staying(SampleDesk.Answer desk, BestSample best) =>
        desk.Picks.Where(l => l.Pick.Origin != Pick.Proposed || l.Log.Count > 0).Select(l => l.Code).Except(best.Picked);

    /// <summary>Those in the best sample who were dropped.</summary>
    public static IEnumerable<string> Returning(SampleDesk.Answer desk, BestSample best) => desk.Dropped.Select(l => l.Code).Intersect(best.Picked);

    private static string Listed(List<string> codes) => codes.Count > 6 ? $"{string.Join(", ", codes.Take(5))} and {codes.Count - 5} others" : string.Join(", ", codes);
}
