using Google.OrTools.Sat;

namespace Throughline.Methods.Sampling;

/// <summary>Whether quotas can be kept, by CP-SAT. People who count for the same quotas are one number in it, so it is small whatever the frame.</summary>
internal static class Feasibility
{
    /// <summary>How many of each signature keep the quotas; null where nothing does.</summary>
    public static int[]? Find(Profiles profiles, Quotas quotas, int open)
    {
        var room = new int[quotas.Kinds.Length];
        for (var j = 0; j < profiles.Count; j++) room[profiles.Signatures[j]] += profiles.Members[j].Count;
        var fixedCounts = new int[quotas.Wanted.Count];
        foreach (var q in profiles.Must.SelectMany(m => quotas.Kinds[quotas.SignatureOf(m)])) fixedCounts[q]++;
        var model = new CpModel();
        var numbers = room.Select((most, s) => model.NewIntVar(0, most, $"s{s}")).ToArray();
        model.Add(LinearExpr.Sum(numbers) == open);
        for (var q = 0; q < fixedCounts.Length; q++)
        {
            var wanted = quotas.Wanted[q];
            var counted = LinearExpr.Sum(numbers.Where((_, s) => quotas.Kinds[s].Contains(q)));
            model.AddLinearConstraint(counted, wanted.Minimum - fixedCounts[q], (wanted.Maximum ?? profiles.Must.Length + open) - fixedCounts[q]);
        }
        using var solver = Solver();
        return solver.Solve(model) is CpSolverStatus.Optimal or CpSolverStatus.Feasible ? [.. numbers.Select(n => (int)solver.Value(n))] : null;
    }

    /// <summary>One worker and a fixed seed, so that it says the same each time.</summary>
    public static CpSolver Solver() => new() { StringParameters = "num_workers:1 random_seed:1" };
}
