using Throughline.Methods.Sampling;
using Throughline.Workbench.Access;
using Throughline.Workbench.Shared;

namespace Throughline.Workbench.Sampling;

/// <summary>Who could take somebody's place: the nearest who fill the same gap, the best first.</summary>
public sealed class ReservesFor(StudyStore store) : IQuestion
{
    /// <param name="Why">In words: what they fill, what would stay empty, how near they are.</param>
    public sealed record Line(Guid Respondent, string Code, double Distance, double Mean, string Why);

    public Task<Outcome<IReadOnlyList<Line>>> AskAsync(StudyRef study, Actor actor, string? sampleNamed, string respondent, CancellationToken cancel) =>
        store.AskAsync<IReadOnlyList<Line>>(study, actor, async scope =>
        {
            if (!(await SampleDesk.KeptAsync(scope, sampleNamed)).Is(out var desk, out var problem)) return problem;
            if (desk.Source is not { } frame) return new Problem.Conflict("There is no frame", desk.Why ?? "");
            if (!(await scope.RespondentAsync(respondent)).Is(out var leaving, out problem)) return problem;
            if (!frame.Frame.Has(leaving.Code)) return new Problem.Conflict($"{leaving.Code} is not in the frame", "They have withdrawn, so there is nothing to compare others with.");
            var picked = desk.Picks.Select(l => l.Code).Where(frame.Frame.Has).ToList();
            // Who was dropped before, or declined, is not asked again.
            var gone = desk.Dropped.Select(l => l.Code).Concat(desk.Picks.Where(l => l.State is Approach.Declined or Approach.Withdrawn).Select(l => l.Code)).Where(frame.Frame.Has);
            var wishes = frame.Wishes with { Excluded = [.. frame.Wishes.Excluded.Union(gone).Except([leaving.Code])], Must = [] };
            return Outcome.Of<IReadOnlyList<Line>>([.. Replacements.For(frame.Frame, wishes, picked, leaving.Code, 8).Select(r => new Line(frame.Ids[r.Id], r.Id, r.Distance, r.Mean, Why(r)))]);
        }, cancel);

    private static string Why(Reserve reserve)
    {
        var fills = reserve.Fills.Count > 0 ? $"fills {string.Join("; ", reserve.Fills.Select(Cell))}" : "leaves no gap";
        var leaves = reserve.Leaves.Count > 0 ? $", but not {string.Join("; ", reserve.Leaves.Select(Cell))}" : "";
        return $"{fills}{leaves}{(reserve.Broken > 0 ? $"; {reserve.Broken} short of the wishes" : "")}";
    }

    private static string Cell(IReadOnlyList<FrameBand> cell) => string.Join(" and ", cell.Select(b => $"{b.Attribute} {b.Band}"));
}
