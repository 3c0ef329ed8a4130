using Google.OrTools.LinearSolver;

namespace Throughline.Methods.Survey;

/// <summary>
/// Whether a combination of predictors separates the outcomes, by linear programming (Konis, Linear programming algorithms for detecting separated data in binary
/// logistic regression models, thesis, Oxford, 2007): it is so exactly where some β, not 0, has s·xβ ≥ 0 for everybody, s being 1 or −1 by the outcome.
/// </summary>
internal static class Separation
{
    private const double Least = 1e-7;

    /// <summary>The kind of separation, and the columns that separate; null where there is none.</summary>
    public static (LogisticFault Fault, IReadOnlyList<string> Columns)? Find(LogisticDesign design)
    {
        var rows = Distinct(design);
        using var solver = Solver.CreateSolver("GLOP");
        var betas = solver.MakeNumVarArray(design.Width, -1, 1, "b");
        var margin = solver.MakeNumVar(0, 0, "margin");
        foreach (var row in rows)
        {
            var constraint = solver.MakeConstraint(0, double.PositiveInfinity);
            for (var c = 0; c < row.Length; c++) constraint.SetCoefficient(betas[c], row[c]);
            constraint.SetCoefficient(margin, -1);
        }
        var objective = solver.Objective();
        for (var c = 0; c < design.Width; c++) objective.SetCoefficient(betas[c], rows.Sum(r => r[c]));
        objective.SetMaximization();
        if (solver.Solve() != Solver.ResultStatus.OPTIMAL || objective.Value() < Least) return null;
        string[] separating = [.. Enumerable.Range(1, design.Width - 1).Where(c => Math.Abs(betas[c].SolutionValue()) > Least).Select(design.Name)];
        margin.SetUb(1);
        foreach (var beta in betas) objective.SetCoefficient(beta, 0);
        objective.SetCoefficient(margin, 1);
        var isComplete = solver.Solve() == Solver.ResultStatus.OPTIMAL && objective.Value() > Least;
        return (isComplete ? LogisticFault.CompleteSeparation : LogisticFault.QuasiSeparation, separating);
    }

    /// <summary>The different rows, each turned by its outcome.</summary>
    private static List<double[]> Distinct(LogisticDesign design)
    {
        var rows = new Dictionary<string, double[]>();
        for (var r = 0; r < design.Outcome.Length; r++)
        {
            double[] row = [.. Enumerable.Range(0, design.Width).Select(c => design.Outcome[r] ? design[r, c] : -design[r, c])];
            rows.TryAdd(string.Join('|', row), row);
        }
        return [.. rows.Values];
    }
}
