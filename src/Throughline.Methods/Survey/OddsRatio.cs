using MathNet.Numerics;
using MathNet.Numerics.Distributions;

namespace Throughline.Methods.Survey;

/// <summary>An odds ratio with its interval and the unit that it refers to, without which it says nothing.</summary>
/// <remarks>
/// Everything is worked out on the log scale, where the interval is ln OR ± z·SE (Altman and Bland, How to obtain the P value from a confidence interval,
/// BMJ 343, 2011, d2304, without their approximation of P).
/// </remarks>
/// <param name="Ratio">The odds ratio; above 0.</param>
/// <param name="Low">The lower end of the interval; above 0.</param>
/// <param name="High">The upper end.</param>
/// <param name="Unit">The change of the predictor that it refers to: 30 for “per 30 units”, −10 for “per 10 units less”, 1 for a level against its reference.</param>
/// <param name="Level">The confidence of the interval: 0.95.</param>
public sealed record OddsRatio(double Ratio, double Low, double High, double Unit = 1, double Level = 0.95)
{
    /// <summary>The standard error of ln OR, from the width of the interval.</summary>
    public double StandardError => Math.Log(High / Low) / (2 * Critical(Level));

    /// <summary>Wald's z: ln OR over its standard error.</summary>
    public double Z => Math.Log(Ratio) / StandardError;

    /// <summary>The two-sided P value of no association.</summary>
    public double P => PofZ(Z);

    /// <summary>
    /// Where the ratio lies in its interval on the log scale, 0 at the lower end and 1 at the upper. One of Wald's is at 0.5, but for rounding: what is far from it is of
    /// another kind, or misprinted.
    /// </summary>
    public double Place => Math.Log(Ratio / Low) / Math.Log(High / Low);

    /// <summary>The same association per another change of the predictor; z and P stay, but for their sign.</summary>
    /// <param name="unit">The change; not 0. With another sign than <see cref="Unit"/>, the ratio is turned round.</param>
    /// <exception cref="ArgumentException">The unit is 0 or not finite.</exception>
    public OddsRatio Per(double unit)
    {
        if (unit == 0 || !double.IsFinite(unit)) throw new ArgumentException("A unit is a change of the predictor, and not 0.", nameof(unit));
        var power = unit / Unit;
        var (one, other) = (Math.Pow(Low, power), Math.Pow(High, power));
        return new(Math.Pow(Ratio, power), Math.Min(one, other), Math.Max(one, other), unit, Level);
    }

    /// <summary>The odds ratio of an estimate on the log scale.</summary>
    /// <param name="estimate">ln OR, per the unit.</param>
    /// <param name="standardError">Its standard error, per the unit; above 0.</param>
    /// <param name="unit">The change of the predictor that these refer to.</param>
    /// <param name="level">The confidence of the interval, within 0 and 1.</param>
    public static OddsRatio Of(double estimate, double standardError, double unit = 1, double level = 0.95)
    {
        var reach = Critical(level) * standardError;
        return new(Math.Exp(estimate), Math.Exp(estimate - reach), Math.Exp(estimate + reach), unit, level);
    }

    internal static double PofZ(double z) => SpecialFunctions.Erfc(Math.Abs(z) / Constants.Sqrt2);

    private static double Critical(double level) => Normal.InvCDF(0, 1, 0.5 + (level / 2));
}
