using MathNet.Numerics.LinearAlgebra;

namespace Throughline.Methods.Survey;

/// <summary>The respondents with all values, as columns that are centred and scaled so that their sizes do not matter to the arithmetic.</summary>
internal sealed class LogisticDesign
{
    private const double Dependence = 1e-9;

    private readonly List<Column> columns;

    private LogisticDesign(bool[] outcome, List<Column> columns) => (Outcome, this.columns) = (outcome, columns);

    public bool[] Outcome { get; }

    /// <summary>Coefficients, with the intercept, which is the first.</summary>
    public int Width => columns.Count + 1;

    public double this[int row, int column] => column == 0 ? 1 : columns[column - 1].Values[row];

    public string Name(int column) => columns[column - 1].Told;

    public static LogisticDesign Of(IReadOnlyList<bool?> outcome, IReadOnlyList<Predictor> predictors)
    {
        int[] rows = [.. Enumerable.Range(0, outcome.Count).Where(r => outcome[r] is not null && predictors.All(p => Has(p, r)))];
        return new([.. rows.Select(r => outcome[r]!.Value)], [.. predictors.SelectMany(p => Columns(p, rows))]);
    }

    /// <summary>The columns that do not vary or that those before them determine.</summary>
    public IReadOnlyList<string> Dependent()
    {
        var basis = new List<double[]>();
        var found = new List<string>();
        foreach (var column in columns)
        {
            double[] rest = [.. column.Values];
            for (var twice = 0; twice < 2; twice++)
                foreach (var one in basis)
                {
                    var share = one.Zip(rest, (a, b) => a * b).Sum();
                    for (var i = 0; i < rest.Length; i++) rest[i] -= share * one[i];
                }
            var length = Math.Sqrt(rest.Sum(v => v * v));
            if (length < Dependence * Math.Sqrt(rest.Length) || basis.Count + 1 >= rest.Length) found.Add(column.Told);
            else basis.Add([.. rest.Select(v => v / length)]);
        }
        return found;
    }

    /// <summary>The terms of coefficients of the columns as they are here.</summary>
    public IReadOnlyList<LogisticTerm> Terms(IReadOnlyList<double> coefficients, Matrix<double> covariance, double level)
    {
        var back = Matrix<double>.Build.DenseIdentity(Width);
        for (var c = 1; c < Width; c++)
        {
            back[c, c] = 1 / columns[c - 1].Scale;
            back[0, c] = -columns[c - 1].Centre / columns[c - 1].Scale;
        }
        var (estimates, errors) = (back * Vector<double>.Build.DenseOfEnumerable(coefficients), (back * covariance * back.Transpose()).Diagonal().PointwiseSqrt());
        return
        [
            new(null, null, estimates[0], errors[0], OddsRatio.Of(estimates[0], errors[0], 1, level)),
            .. columns.Select((c, i) => new LogisticTerm(
                c.Predictor, c.Level, estimates[i + 1], errors[i + 1], OddsRatio.Of(estimates[i + 1] * c.Unit, errors[i + 1] * Math.Abs(c.Unit), c.Unit, level))),
        ];
    }

    private static bool Has(Predictor predictor, int row) => predictor switch
    {
        NumericPredictor number => number.Values[row] is { } value && double.IsFinite(value),
        CategoricalPredictor category => category.Values[row] is not null,
        _ => throw new ArgumentException($"{predictor.Name} is of no known kind."),
    };

    private static IEnumerable<Column> Columns(Predictor predictor, int[] rows)
    {
        if (predictor is NumericPredictor number) return [Column.Of(number.Name, null, number.Unit, [.. rows.Select(r => number.Values[r]!.Value)])];
        var category = (CategoricalPredictor)predictor;
        var found = rows.Select(r => category.Values[r]!).Distinct().ToHashSet();
        var levels = (category.Levels ?? []).Where(found.Contains).Concat(found.Except(category.Levels ?? []).Order(StringComparer.Ordinal)).ToList();
        if (!found.Contains(category.Reference)) return [Column.Of(category.Name, category.Reference, 1, new double[rows.Length])];
        return levels.Where(l => l != category.Reference).DefaultIfEmpty()
            .Select(l => Column.Of(category.Name, l, 1, [.. rows.Select(r => l is not null && category.Values[r] == l ? 1.0 : 0)]));
    }

    private sealed record Column(string Predictor, string? Level, double Unit, double[] Values, double Centre, double Scale)
    {
        public string Told => Level is null ? Predictor : $"{Predictor}: {Level}";

        public static Column Of(string predictor, string? level, double unit, double[] values)
        {
            var centre = values.Length > 0 ? values.Average() : 0;
            var scale = values.Length > 1 && Math.Sqrt(Moments.Variance(values)) is > 0 and var s && s > 1e-12 * Math.Abs(centre) ? s : 0;
            return new(predictor, level, unit, [.. values.Select(v => scale > 0 ? (v - centre) / scale : 0)], centre, scale > 0 ? scale : 1);
        }
    }
}
