using Throughline.App.Shell;
using Throughline.Workbench.History;
using Throughline.Workbench.Shared;

namespace Throughline.App.History;

/// <summary>A page of the history as people read it: by day, with runs of one person's codings folded into one line.</summary>
public sealed class HistoryLines(HistoryOf history, LaunchToken launch) : IQuestion
{
    /// <summary>So many changes are read for a page; folded they make fewer lines.</summary>
    private const int AtOnce = 400;

    /// <summary>Fewer codings than these are shown one by one.</summary>
    private const int ShortestRun = 4;

    /// <param name="Told">For a run, what it is in one line.</param>
    /// <param name="Where">For a run, where: the sources, and since when.</param>
    public sealed record Line(IReadOnlyList<ChangeLine> Changes, string Told, string Where)
    {
        public ChangeLine First => Changes[0];

        public bool IsRun => Changes.Count > 1;
    }

    public sealed record Day(DateOnly Date, IReadOnlyList<Line> Lines);

    public sealed record Answer(IReadOnlyList<Day> Days, long? Next);

    public async Task<Outcome<Answer>> AskAsync(StudyRef study, HistoryFilter filter, long? before, CancellationToken cancel)
    {
        if (!(await history.AskAsync(study, launch.Actor, filter, before, AtOnce, cancel)).Is(out var page, out var problem)) return problem;
        var days = page.Changes.GroupBy(c => DateOnly.FromDateTime(c.At.LocalDateTime)).Select(g => (g.Key, Runs: Runs([.. g]))).ToList();
        var folded = days.SelectMany(d => d.Runs).Where(r => r.Count > 1).SelectMany(r => r).Select(c => c.Number).ToList();
        if (!(await history.CodingsAsync(study, launch.Actor, folded, cancel)).Is(out var codings, out problem)) return problem;
        return new Answer([.. days.Select(d => new Day(d.Key, [.. d.Runs.Select(r => LineOf(r, codings))]))], page.Next);
    }

    private static List<List<ChangeLine>> Runs(IReadOnlyList<ChangeLine> changes)
    {
        var runs = new List<List<ChangeLine>>();
        foreach (var change in changes)
        {
            if (runs.Count > 0 && IsCoding(change) && IsCoding(runs[^1][0]) && runs[^1][0].Actor == change.Actor) runs[^1].Add(change);
            else runs.Add([change]);
        }
        return [.. runs.SelectMany(r => r.Count is > 1 and < ShortestRun ? r.Select(c => new List<ChangeLine> { c }) : [r])];
    }

    private static bool IsCoding(ChangeLine change) =>
        change is { Verb: "ApplyCode" or "CodeInVivo", Reverses: null, ReversedBy: null } && change.EditCount <= 5;

    private static Line LineOf(List<ChangeLine> run, IReadOnlyDictionary<long, IReadOnlyList<HistoryOf.Coding>> codings)
    {
        if (run.Count == 1) return new(run, "", "");
        var made = run.SelectMany(c => codings.GetValueOrDefault(c.Number) ?? []).ToList();
        var sources = made.Select(c => c.Source).Distinct().ToList();
        var where = sources.Count switch { 0 => "", <= 3 => string.Join(", ", sources), _ => Workbench.Shared.Told.Count(sources.Count, "source") };
        return new(
            run, $"coded {Workbench.Shared.Told.Count(made.Count, "segment")} with {Workbench.Shared.Told.Count(made.Select(c => c.Code).Distinct().Count(), "code")}",
            $"{where}{(where.Length > 0 ? ", " : "")}from {run[^1].At.ToLocalTime():HH:mm}");
    }
}
