using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Throughline.Workbench.Access;
using Throughline.Workbench.Shared;

namespace Throughline.Workbench.Sampling;

/// <summary>Writes into the log what became of approaching somebody: invited, reminded, agreed, declined …</summary>
public sealed class RecordApproach(StudyStore store) : IVerb
{
    /// <param name="On">The day, as 2025-11-12; null for today.</param>
    public sealed record Request(Guid Id, string Respondent, string Kind, string? On = null, string Reason = "");

    public Task<Outcome<Done<Approach>>> DoAsync(StudyRef study, Actor actor, string? sampleNamed, Request request, CancellationToken cancel) =>
        store.ChangeAsync<Approach>(study, actor, Right.EditRecruitment, async scope =>
        {
            if (!(await scope.SampleAsync(sampleNamed)).Is(out var sample, out var problem)) return problem;
            if (!(await scope.RespondentAsync(request.Respondent)).Is(out var respondent, out problem)) return problem;
            var kind = request.Kind.Trim().ToLowerInvariant();
            var on = request.On?.Trim() is { Length: > 0 } day ? day : Instant.At(scope.Now).ToLocalTime().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            if (Wrong(request with { Kind = kind, On = on }) is { } wrong) return wrong;
            if (!await scope.Picks.AnyAsync(p => p.SampleId == sample.Id && p.RespondentId == respondent.Id, cancel))
                return new Problem.Conflict($"{respondent.Code} is not in the sample", "Pick them first: the log is of those who were chosen.");
            var row = await scope.Approaches.FirstOrDefaultAsync(a => a.Id == request.Id, cancel) ?? scope.Add(new Approach { Id = request.Id, SampleId = sample.Id, RespondentId = respondent.Id, At = scope.Now, By = actor.Name });
            (row.Kind, row.On, row.Reason) = (kind, on, request.Reason.Trim());
            scope.Record(nameof(RecordApproach), $"noted that {respondent.Code} {Said(kind)}{(row.Reason.Length > 0 ? $": {row.Reason}" : "")}");
            return row;
        }, cancel);

    /// <summary>What is wrong with a step; null where nothing is.</summary>
    internal static Problem? Wrong(Request step) =>
        !Approach.Kinds.Contains(step.Kind) ? new Problem.Invalid("kind", $"“{Told.Words(step.Kind, 40)}” is no step. The steps are {string.Join(", ", Approach.Kinds)}.")
        : !DateOnly.TryParseExact(step.On, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _) ? new Problem.Invalid("on", $"“{Told.Words(step.On ?? "", 40)}” is not a day. Write it as 2025-11-12.")
        : step.Reason.Trim().Length > DropPick.Longest ? new Problem.Invalid("reason", $"A reason has at most {DropPick.Longest:N0} characters.")
        : null;

    private static string Said(string kind) => kind switch
    {
        Approach.Invited or Approach.Reminded or Approach.Interviewed => $"was {kind}",
        Approach.NoAnswer => "did not answer",
        Approach.Withdrawn => "withdrew",
        _ => kind,
    };
}

/// <summary>Takes a step out of the log. Taking out what is gone changes nothing.</summary>
public sealed class RemoveApproach(StudyStore store) : IVerb
{
    public Task<Outcome<Done<Nothing>>> DoAsync(StudyRef study, Actor actor, Guid id, CancellationToken cancel) =>
        store.ChangeAsync<Nothing>(study, actor, Right.EditRecruitment, async scope =>
        {
            if (await scope.Approaches.FirstOrDefaultAsync(a => a.Id == id, cancel) is not { } row) return default(Nothing);
            var code = await scope.Respondents.Where(r => r.Id == row.RespondentId).Select(r => r.Code).SingleAsync(cancel);
            scope.Remove(row);
            scope.Record(nameof(RemoveApproach), $"took out of the log: {code}, {row.Kind}, {row.On}");
            return default(Nothing);
        }, cancel);
}
