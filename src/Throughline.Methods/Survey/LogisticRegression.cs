namespace Throughline.Methods.Survey;

/// <summary>What an outcome is predicted from.</summary>
/// <param name="Name">Its name, unique in the model.</param>
public abstract record Predictor(string Name)
{
    /// <summary>How many respondents it has a value, or a missing one, for.</summary>
    internal abstract int Count { get; }
}

/// <summary>A predictor that is a number.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Values">A value for each respondent; null is missing.</param>
/// <param name="Unit">The change that its odds ratio refers to: 30 for “per 30 units”, −10 for “per 10 units less”; not 0.</param>
public sealed record NumericPredictor(string Name, IReadOnlyList<double?> Values, double Unit = 1) : Predictor(Name)
{
    internal override int Count => Values.Count;
}

/// <summary>A predictor that is one of several values, each compared with one of them.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Values">A value for each respondent; null is missing.</param>
/// <param name="Reference">The value that the others are compared with.</param>
/// <param name="Levels">The values in the order wanted; those that occur and are not among them follow, ordinal.</param>
public sealed record CategoricalPredictor(string Name, IReadOnlyList<string?> Values, string Reference, IReadOnlyList<string>? Levels = null) : Predictor(Name)
{
    internal override int Count => Values.Count;
}

/// <summary>One line of a fitted model.</summary>
/// <param name="Predictor">The name of the predictor; null for the intercept.</param>
/// <param name="Level">The level that is compared with the reference, of a predictor with levels.</param>
/// <param name="Estimate">The coefficient per one unit: the change of the log odds.</param>
/// <param name="StandardError">Its standard error.</param>
/// <param name="Odds">The odds ratio per the unit asked for, with Wald's interval. For the intercept: the odds where all predictors are 0 or at their reference.</param>
public sealed record LogisticTerm(string? Predictor, string? Level, double Estimate, double StandardError, OddsRatio Odds)
{
    /// <summary>Wald's z.</summary>
    public double Z => Estimate / StandardError;

    /// <summary>The two-sided P value of Wald's z.</summary>
    public double P => OddsRatio.PofZ(Z);
}

/// <summary>Why there is no fitted model to rely on.</summary>
public enum LogisticFault
{
    /// <summary>Everybody who is left has the same outcome, or nobody is left.</summary>
    OutcomeDoesNotVary,

    /// <summary>
    /// A predictor has one value only, or is determined by those before it, or nobody has its reference, or there are not more respondents than coefficients.
    /// </summary>
    PredictorsNotIndependent,

    /// <summary>
    /// The predictors tell the two outcomes apart without a mistake, so that no finite odds ratio fits best (Albert and Anderson, Biometrika 71, 1984).
    /// </summary>
    CompleteSeparation,

    /// <summary>They do so but for respondents on the boundary: often a level where everybody has the same outcome.</summary>
    QuasiSeparation,

    /// <summary>The fitting did not settle.</summary>
    NotConverged,
}

/// <summary>A fitted logistic regression, or why there is none.</summary>
/// <param name="Fault">Why there are no terms; null where there are.</param>
/// <param name="Concerning">The predictors, or levels as “name: level”, that the fault is about, where that is known.</param>
/// <param name="Terms">The intercept, then the predictors in the order given, levels in theirs.</param>
/// <param name="Respondents">How many it is worked out from.</param>
/// <param name="Events">How many of these have the outcome.</param>
/// <param name="LeftOut">How many were left out because the outcome or a predictor is missing.</param>
/// <param name="LogLikelihood">Of the model.</param>
/// <param name="NullLogLikelihood">Of the model with an intercept only.</param>
public sealed record LogisticModel(
    LogisticFault? Fault, IReadOnlyList<string> Concerning, IReadOnlyList<LogisticTerm> Terms, int Respondents, int Events, int LeftOut, double LogLikelihood,
    double NullLogLikelihood)
{
    /// <summary>Akaike's criterion: 2 · coefficients − 2 · log-likelihood.</summary>
    public double Aic => (2 * Terms.Count) - (2 * LogLikelihood);

    /// <summary>The P value of the likelihood ratio test against the intercept alone; null without predictors.</summary>
    public double? ModelP => Terms.Count > 1
        ? MathNet.Numerics.SpecialFunctions.GammaUpperRegularized((Terms.Count - 1) / 2.0, Math.Max(0, LogLikelihood - NullLogLikelihood))
        : null;

    /// <summary>Events, or non-events if these are fewer, per coefficient besides the intercept. Below about 10, estimates are shaky (Peduzzi and others, J Clin Epidemiol 49, 1996).</summary>
    public double EventsPerPredictor => Math.Min(Events, Respondents - Events) / (double)Math.Max(1, Terms.Count - 1);
}

/// <summary>Logistic regression.</summary>
public static class LogisticRegression
{
    private const int MostSteps = 50;

    /// <summary>An estimated chance this near to 0 or 1 is looked into for separation.</summary>
    private const double NearCertain = 1e-6;

    /// <summary>
    /// Fits by maximum likelihood, iteratively reweighted least squares (McCullagh and Nelder, Generalized Linear Models, 2nd ed., 1989, 2.5 and 4.4), as R's
    /// <c>glm(family = binomial)</c> does.
    /// </summary>
    /// <param name="outcome">Whether each respondent has the outcome; null is missing.</param>
    /// <param name="predictors">One or several. Who lacks a value of any is left out.</param>
    /// <param name="level">The confidence of intervals.</param>
    /// <param name="cancel">Stops it.</param>
    /// <exception cref="ArgumentException">A predictor has not a value for each respondent, two have one name, or a unit is 0.</exception>
    public static LogisticModel Fit(IReadOnlyList<bool?> outcome, IReadOnlyList<Predictor> predictors, double level = 0.95, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(outcome);
        ArgumentNullException.ThrowIfNull(predictors);
        if (predictors.Any(p => p.Count != outcome.Count)) throw new ArgumentException("Each respondent needs a value of each predictor, or null.", nameof(predictors));
        if (predictors.DistinctBy(p => p.Name).Count() < predictors.Count) throw new ArgumentException("Two predictors have one name.", nameof(predictors));
        if (predictors.OfType<NumericPredictor>().Any(p => p.Unit == 0 || !double.IsFinite(p.Unit))) throw new ArgumentException("A unit is not 0.", nameof(predictors));
        var design = LogisticDesign.Of(outcome, predictors);
        var events = design.Outcome.Count(y => y);
        LogisticModel Without(LogisticFault fault, IReadOnlyList<string> about) =>
            new(fault, about, [], design.Outcome.Length, events, outcome.Count - design.Outcome.Length, double.NaN, double.NaN);
        if (events == 0 || events == design.Outcome.Length) return Without(LogisticFault.OutcomeDoesNotVary, []);
        if (design.Dependent() is { Count: > 0 } dependent) return Without(LogisticFault.PredictorsNotIndependent, dependent);
        var fit = Iterate(design, cancel);
        if ((!fit.HasSettled || fit.Nearest < NearCertain) && Separation.Find(design) is { } separation) return Without(separation.Fault, separation.Columns);
        if (!fit.HasSettled) return Without(LogisticFault.NotConverged, []);
        var share = events / (double)design.Outcome.Length;
        var none = (events * Math.Log(share)) + ((design.Outcome.Length - events) * Math.Log(1 - share));
        return new(null, [], design.Terms(fit.Coefficients, fit.Covariance!, level), design.Outcome.Length, events, outcome.Count - design.Outcome.Length, fit.LogLikelihood, none);
    }

    private static LogisticFit Iterate(LogisticDesign design, CancellationToken cancel)
    {
        var fit = LogisticFit.At(design, new double[design.Width]);
        for (var i = 0; i < MostSteps && fit.Step() is { } step; i++)
        {
            cancel.ThrowIfCancellationRequested();
            var next = LogisticFit.At(design, [.. fit.Coefficients.Zip(step, (b, s) => b + s)]);
            for (var half = 0; half < 20 && !(next.LogLikelihood >= fit.LogLikelihood - 1e-9); half++)
            {
                step = [.. step.Select(s => s / 2)];
                next = LogisticFit.At(design, [.. fit.Coefficients.Zip(step, (b, s) => b + s)]);
            }
            var isDone = Math.Abs(next.LogLikelihood - fit.LogLikelihood) <= 1e-12 * (Math.Abs(next.LogLikelihood) + 0.1) && step.All(s => Math.Abs(s) < 1e-7);
            fit = next;
            if (isDone) return fit with { HasSettled = fit.Covariance is not null };
        }
        return fit;
    }
}
