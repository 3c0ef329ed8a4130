using MathNet.Numerics.LinearAlgebra;

namespace Throughline.Methods.Survey;

/// <summary>The likelihood at some coefficients, with its slope and curvature.</summary>
internal sealed record LogisticFit(double[] Coefficients, double LogLikelihood, double Nearest, Vector<double> Slope, Matrix<double> Information)
{
    public bool HasSettled { get; init; }

    /// <summary>The inverse of the information; null where it has none.</summary>
    public Matrix<double>? Covariance => Positive()?.Solve(Matrix<double>.Build.DenseIdentity(Coefficients.Length));

    /// <summary>The next step of Newton's; null where the curvature gives none.</summary>
    public double[]? Step() => Positive()?.Solve(Slope).ToArray();

    public static LogisticFit At(LogisticDesign design, double[] coefficients)
    {
        var width = design.Width;
        var (slope, information) = (new double[width], new double[width, width]);
        double likelihood = 0, nearest = 1;
        for (var row = 0; row < design.Outcome.Length; row++)
        {
            var eta = 0.0;
            for (var c = 0; c < width; c++) eta += coefficients[c] * design[row, c];
            var signed = design.Outcome[row] ? eta : -eta;
            likelihood -= signed > 0 ? double.LogP1(Math.Exp(-signed)) : double.LogP1(Math.Exp(signed)) - signed;
            var chance = 1 / (1 + Math.Exp(-eta));
            var weight = chance * (1 - chance);
            nearest = Math.Min(nearest, Math.Min(chance, 1 - chance));
            for (var c = 0; c < width; c++)
            {
                slope[c] += design[row, c] * ((design.Outcome[row] ? 1 : 0) - chance);
                for (var d = 0; d <= c; d++) information[c, d] += weight * design[row, c] * design[row, d];
            }
        }
        var full = Matrix<double>.Build.Dense(width, width, (i, j) => information[Math.Max(i, j), Math.Min(i, j)]);
        return new(coefficients, likelihood, nearest, Vector<double>.Build.Dense(slope), full);
    }

    private MathNet.Numerics.LinearAlgebra.Factorization.Cholesky<double>? Positive()
    {
        try
        {
            return Information.Cholesky();
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
