using Throughline.App.Shell;
using Throughline.Workbench.Access;
using Throughline.Workbench.Respondents;
using Throughline.Workbench.Sampling;
using Throughline.Workbench.Shared;

namespace Throughline.App.Studies;

/// <summary>The sample of the demonstration: the twenty who were interviewed, those who declined and were replaced, and the log of approaching them.</summary>
public sealed class DemonstrationSample(RespondentTable table, MakeSample make, ImportSample picks, ImportApproaches log) : IVerb
{
    private static readonly (string Variable, double Weight)[] Varied = [("OSE", 2), ("months_in_role", 1), ("leave_next", 2), ("employer", 1), ("region", 1), ("gender", 1)];

    public async Task<Problem?> LoadAsync(string folder, StudyRef study, Actor actor, CancellationToken cancel)
    {
        if (!(await table.AskAsync(study, actor, cancel)).Is(out var data, out var problem)) return problem;
        var vary = new List<Vary>();
        foreach (var (name, weight) in Varied)
        {
            if (!data.Find(name).Is(out var column, out problem)) return problem;
            vary.Add(new(column.Variable.Id, weight));
        }
        var wishes = Wishes.None with { Vary = vary };
        return (await make.DoAsync(study, actor, new(Guid.CreateVersion7(), "Interviews", 20, 4711, wishes), cancel)).Problem
            ?? await InAsync(Path.Combine(folder, "sample.csv"), rows => picks.DoAsync(study, actor, null, "sample.csv", rows, cancel), cancel)
            ?? await InAsync(Path.Combine(folder, "approaches.csv"), rows => log.DoAsync(study, actor, null, "approaches.csv", rows, cancel), cancel);
    }

    private static async Task<Problem?> InAsync(string file, Func<IReadOnlyList<TableRow>, Task<Outcome<Done<ImportSample.Report>>>> import, CancellationToken cancel)
    {
        if (!(await TableFile.OpenAsync(file, cancel)).Is(out var read, out var problem)) return problem;
        if (!(await import(read.Rows)).Is(out var done, out problem)) return problem;
        return done.Value.Troubles is [var first, ..] ? new Problem.Unreadable(file, first.Place, first.Message, "") : null;
    }
}
