using Microsoft.EntityFrameworkCore;
using Throughline.Workbench.Access;
using Throughline.Workbench.Shared;

namespace Throughline.Workbench.Sampling;

/// <summary>Picks somebody by hand, with the reason; in the place of another, where one is named. Picked twice is picked once.</summary>
public sealed class PickRespondent(StudyStore store) : IVerb
{
    /// <param name="InPlaceOf">Who leaves for them; null where nobody does.</param>
    public sealed record Request(Guid Id, string Respondent, string Reason, string? InPlaceOf = null);

    public Task<Outcome<Done<Pick>>> DoAsync(StudyRef study, Actor actor, string? sampleNamed, Request request, CancellationToken cancel) =>
        store.ChangeAsync<Pick>(study, actor, Right.EditRecruitment, async scope =>
        {
            if (await scope.Picks.FirstOrDefaultAsync(p => p.Id == request.Id, cancel) is { } there) return there;
            if (!(await scope.PickableSampleAsync(sampleNamed, request.InPlaceOf)).Is(out var sample, out var problem)) return problem;
            if (!(await scope.RespondentAsync(request.Respondent)).Is(out var respondent, out problem)) return problem;
            if (DropPick.Reasoned(request.Reason) is { } wrong) return wrong;
            if (respondent.WithdrawnAt is not null) return new Problem.Conflict($"{respondent.Code} has withdrawn", "Nobody who has withdrawn is picked.");
            if (Wishes.Read(sample.Wishes).Excluded.Contains(respondent.Id)) return new Problem.Conflict($"{respondent.Code} may not be in it", "They are under “must not be in it”. Take them off that list first.");
            var standing = await scope.StandingAsync(sample.Id);
            if (standing.Find(p => p.RespondentId == respondent.Id) is { } already) return already;
            Pick? leaving = null;
            if (request.InPlaceOf is { } other)
            {
                if (!(await scope.RespondentAsync(other)).Is(out var from, out problem)) return problem;
                leaving = standing.Find(p => p.RespondentId == from.Id);
                if (leaving is null) return new Problem.NotFound("pick", from.Code);
                (leaving.DroppedAt, leaving.DropReason) = (scope.Now, request.Reason.Trim());
                scope.Record("SwapPick", $"picked {respondent.Code} in the place of {from.Code}: {request.Reason.Trim()}");
            }
            else scope.Record(nameof(PickRespondent), $"picked {respondent.Code} for {sample.Name}: {request.Reason.Trim()}");
            return scope.Add(new Pick
            {
                Id = request.Id, SampleId = sample.Id, RespondentId = respondent.Id, Origin = leaving is null ? Pick.ByHand : Pick.Replacement, Reason = request.Reason.Trim(),
                ReplacesId = leaving?.Id, At = scope.Now,
            });
        }, cancel);
}

/// <summary>Takes somebody out of a sample, with the reason. The pick stays on record.</summary>
public sealed class DropPick(StudyStore store) : IVerb
{
    public const int Longest = 1000;

    public Task<Outcome<Done<Pick>>> DoAsync(StudyRef study, Actor actor, string? sampleNamed, string respondentNamed, string reason, CancellationToken cancel) =>
        store.ChangeAsync<Pick>(study, actor, Right.EditRecruitment, async scope =>
        {
            if (!(await scope.OpenSampleAsync(sampleNamed)).Is(out var sample, out var problem)) return problem;
            if (!(await scope.RespondentAsync(respondentNamed)).Is(out var respondent, out problem)) return problem;
            if (Reasoned(reason) is { } wrong) return wrong;
            if (await scope.Picks.FirstOrDefaultAsync(p => p.SampleId == sample.Id && p.RespondentId == respondent.Id && p.DroppedAt == null, cancel) is not { } pick)
                return new Problem.NotFound("pick", respondent.Code);
            (pick.DroppedAt, pick.DropReason) = (scope.Now, reason.Trim());
            scope.Record(nameof(DropPick), $"dropped {respondent.Code} from {sample.Name}: {reason.Trim()}");
            return pick;
        }, cancel);

    internal static Problem? Reasoned(string reason) => reason.Trim().Length switch
    {
        0 => new Problem.Invalid("reason", "Say why, in a few words: a reviewer will ask."),
        > Longest => new Problem.Invalid("reason", $"A reason has at most {Longest:N0} characters."),
        _ => null,
    };
}
