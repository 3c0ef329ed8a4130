using Microsoft.EntityFrameworkCore;
using Throughline.Methods.Sampling;
using Throughline.Workbench.Access;
using Throughline.Workbench.Shared;

namespace Throughline.Workbench.Sampling;

/// <summary>
/// Fills a sample with the people who differ most on what was wished. Who was picked by hand or approached stays; who was only proposed may go.
/// The same respondents, wishes and seed give the same people.
/// </summary>
public sealed class ProposeSample(StudyStore store) : IVerb
{
    public sealed record Report(Sample Sample, IReadOnlyList<string> Picked, double Mean, int Added, int Dropped);

    /// <param name="Verb">By which act they are taken.</param>
    internal sealed record Found(Sample Sample, SampleFrame Frame, Proposal Proposal, string Verb = nameof(ProposeSample));

    public async Task<Outcome<Done<Report>>> DoAsync(StudyRef study, Actor actor, string? named, CancellationToken cancel)
    {
        // Looked for before anybody has to wait for the study.
        if (!(await store.AskAsync<Found>(study, actor, scope => FindAsync(scope, named), cancel)).Is(out var found, out var problem)) return problem;
        return await store.ChangeAsync<Report>(study, actor, Right.EditRecruitment, scope => KeepAsync(scope, found), cancel);
    }

    private static async Task<Outcome<Found>> FindAsync(StudyScope scope, string? named)
    {
        if (!(await scope.OpenSampleAsync(named)).Is(out var sample, out var problem)) return problem;
        var wishes = Wishes.Read(sample.Wishes);
        var approached = await scope.Approaches.Where(a => a.SampleId == sample.Id).Select(a => a.RespondentId).Distinct().ToListAsync(scope.Cancel);
        var staying = (await scope.StandingAsync(sample.Id)).Where(p => p.Origin != Pick.Proposed || approached.Contains(p.RespondentId)).Select(p => p.RespondentId).ToList();
        var dropped = await scope.Picks.Where(p => p.SampleId == sample.Id && p.DroppedAt != null).Select(p => p.RespondentId).Distinct().ToListAsync(scope.Cancel);
        List<Guid> must = [.. wishes.Must.Concat(staying).Except(wishes.Excluded).Distinct()];
        // Who was dropped, with a reason, is not proposed anew.
        wishes = wishes with { Must = must, Excluded = [.. wishes.Excluded.Union(dropped).Except(must)] };
        if (!(await SampleFrame.KeptAsync(scope, sample.Size, wishes)).Is(out var frame, out problem)) return problem;
        var proposal = await Task.Run(() => Proposals.Propose(frame.Frame, frame.Wishes, new() { Seed = unchecked((ulong)sample.Seed) }, scope.Cancel), scope.Cancel);
        return proposal.IsPossible ? new Found(sample, frame, proposal) : new Problem.Conflict("The wishes cannot all be had", ClashWords.Of(proposal.Clash));
    }

    internal static async Task<Outcome<Report>> KeepAsync(StudyScope scope, Found found)
    {
        if (!(await scope.OpenSampleAsync(found.Sample.Id.ToString())).Is(out var sample, out var problem)) return problem;
        var standing = await scope.StandingAsync(sample.Id);
        var wanted = found.Proposal.Picked.Select(code => found.Frame.Ids[code]).ToHashSet();
        var going = standing.Where(p => !wanted.Contains(p.RespondentId)).ToList();
        // What was only ever proposed leaves no trace when another proposal takes its place.
        foreach (var pick in going) scope.Remove(pick);
        var reasons = PickReasons.Of(found.Frame, found.Proposal.Picked);
        var added = 0;
        foreach (var code in found.Proposal.Picked.Where(c => standing.TrueForAll(p => p.RespondentId != found.Frame.Ids[c])))
            // One after another, so that the same proposal is listed in the same order.
            scope.Add(new Pick { Id = Guid.CreateVersion7(), SampleId = sample.Id, RespondentId = found.Frame.Ids[code], Origin = Pick.Proposed, Reason = reasons[code], At = scope.Now + added++ });
        var people = Told.Count(found.Proposal.Picked.Count, "person", "people");
        if (found.Verb == nameof(ProposeSample)) scope.Record(found.Verb, $"proposed {people} for {sample.Name}");
        else if (added + going.Count > 0) scope.Record(found.Verb, FormattableString.Invariant($"took the best sample found for {sample.Name}, {people}, spread {found.Proposal.Mean:0.000}"));
        return new Report(sample, found.Proposal.Picked, found.Proposal.Mean, added, going.Count);
    }
}
