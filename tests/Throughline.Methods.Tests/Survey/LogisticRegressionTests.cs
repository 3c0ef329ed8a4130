using CsCheck;
using Throughline.Methods.Survey;

namespace Throughline.Methods.Tests.Survey;

public sealed class LogisticRegressionTests
{
    [Fact]
    public void Two_numbers_agree_with_R()
    {
        // summary(glm(am ~ hp + wt, binomial, mtcars, control = list(epsilon = 1e-14))); exp(confint.default(.)); R 4.2
        var model = LogisticRegression.Fit(Bits(RData.Am), [Number("hp", RData.Hp), Number("wt", RData.Wt)]);
        Assert.Null(model.Fault);
        Near([18.86629871720, 0.03625559608, -8.08347518244], model.Terms.Select(t => t.Estimate));
        Near([7.44355806021, 0.01773415365, 3.06867511305], model.Terms.Select(t => t.StandardError));
        Near([2.534580716, 2.044393930, -2.634190615], model.Terms.Select(t => t.Z));
        Near([0.01125819872, 0.04091464646, 0.00843381260], model.Terms.Select(t => t.P));
        Near([72.03794560, 1.001498415, 7.539288142e-07], model.Terms.Select(t => t.Odds.Low));
        Near([3.384523506e+14, 1.073596147, 0.1263142435], model.Terms.Select(t => t.Odds.High));
        Near([-5.029555236, -21.61486664], [model.LogLikelihood, model.NullLogLikelihood]);
        Assert.Equal((32, 13, 0), (model.Respondents, model.Events, model.LeftOut));
    }

    [Fact]
    public void A_predictor_with_levels_is_compared_with_its_reference_as_in_R()
    {
        // summary(glm(vs ~ mpg + factor(gear), binomial, mtcars, control = list(epsilon = 1e-14)))
        var model = LogisticRegression.Fit(Bits(RData.Vs), [Number("mpg", RData.Mpg), new CategoricalPredictor("gear", Words(RData.Gear), "3")]);
        Assert.Equal([(null, null), ("mpg", null), ("gear", "4"), ("gear", "5")], model.Terms.Select(t => (t.Predictor, t.Level)));
        Near([-13.4725216099, 0.6835888721, 0.3889356475, -5.8157061388], model.Terms.Select(t => t.Estimate));
        Near([5.4749266121, 0.2911972546, 1.3692155117, 3.4253439750], model.Terms.Select(t => t.StandardError));
        Near([0.01386401675, 0.01889929525, 0.77636647705, 0.08953685492], model.Terms.Select(t => t.P));
        Near([3.619202123e-06, 2.45430760487], [model.Terms[3].Odds.Low, model.Terms[3].Odds.High]);
    }

    [Fact]
    public void A_published_study_comes_out_the_same()
    {
        // summary(glm(case ~ spontaneous + induced, binomial, infert)), the example of ?infert; then with age and education.
        Predictor[] two = [Digits("spontaneous", RData.Spontaneous), Digits("induced", RData.Induced)];
        var model = LogisticRegression.Fit(Bits(RData.Case), two);
        Near([-1.707860071, 1.197205035, 0.418129395], model.Terms.Select(t => t.Estimate));
        Near([0.2677094837, 0.2116432846, 0.2056274565], model.Terms.Select(t => t.StandardError));
        Near([1.776349348e-10, 1.543006645e-08, 4.200892415e-02], model.Terms.Select(t => t.P));
        model = LogisticRegression.Fit(Bits(RData.Case), [.. two, Number("age", RData.Age), new CategoricalPredictor("education", Words(RData.Education), "1")]);
        Near([-2.49791301651, 1.21712857385, 0.44373315681, 0.02049090419, 0.16347661983, 0.08620296299], model.Terms.Select(t => t.Estimate));
        Near([1.30704592558, 0.21341424487, 0.21070405786, 0.02998278142, 0.70477797555, 0.71689509658], model.Terms.Select(t => t.StandardError));
    }

    [Fact]
    public void An_odds_ratio_refers_to_the_unit_asked_for()
    {
        var one = LogisticRegression.Fit(Bits(RData.Am), [Number("hp", RData.Hp), Number("wt", RData.Wt)]);
        var ten = LogisticRegression.Fit(Bits(RData.Am), [new NumericPredictor("hp", [.. RData.Hp.Select(v => (double?)v)], 10), new NumericPredictor("wt", [.. RData.Wt.Select(v => (double?)v)], -0.5)]);
        Near([Math.Exp(0.3625559608), Math.Exp(0.5 * 8.08347518244)], ten.Terms.Skip(1).Select(t => t.Odds.Ratio));
        Assert.Equal((10, -0.5), (ten.Terms[1].Odds.Unit, ten.Terms[2].Odds.Unit));
        Near([one.Terms[2].Odds.Per(-0.5).Low, one.Terms[2].Odds.Per(-0.5).High, one.Terms[2].P], [ten.Terms[2].Odds.Low, ten.Terms[2].Odds.High, ten.Terms[2].P]);
    }

    [Fact]
    public void Who_lacks_a_value_is_left_out_and_counted()
    {
        double?[] hp = [.. RData.Hp.Select((v, i) => i == 4 ? null : (double?)v)];
        bool?[] am = [.. Bits(RData.Am).Select((v, i) => i == 9 ? null : v)];
        var model = LogisticRegression.Fit(am, [new NumericPredictor("hp", hp), Number("wt", RData.Wt)]);
        Assert.Equal((30, 2), (model.Respondents, model.LeftOut));
        int[] left = [.. Enumerable.Range(0, 32).Where(i => i is not (4 or 9))];
        var same = LogisticRegression.Fit([.. left.Select(i => am[i])], [new NumericPredictor("hp", [.. left.Select(i => hp[i])]), new NumericPredictor("wt", [.. left.Select(i => (double?)RData.Wt[i])])]);
        Near(same.Terms.Select(t => t.Estimate), model.Terms.Select(t => t.Estimate));
    }

    [Fact]
    public void Separation_is_told_with_what_separates()
    {
        bool?[] outcome = [false, false, false, false, true, true, true, true];
        double?[] clean = [1, 2, 3, 4, 5, 6, 7, 8], touching = [1, 2, 3, 4, 4, 5, 6, 7], mixed = [1, 5, 2, 6, 1, 5, 2, 7];
        var complete = LogisticRegression.Fit(outcome, [new NumericPredictor("clean", clean)]);
        Assert.Equal((LogisticFault.CompleteSeparation, "clean"), (complete.Fault, Assert.Single(complete.Concerning)));
        Assert.Empty(complete.Terms);
        Assert.Equal(LogisticFault.QuasiSeparation, LogisticRegression.Fit(outcome, [new NumericPredictor("touching", touching)]).Fault);
        var level = LogisticRegression.Fit(outcome, [new NumericPredictor("mixed", mixed), new CategoricalPredictor("team", ["a", "b", "a", "b", "a", "b", "c", "c"], "a")]);
        Assert.Equal((LogisticFault.QuasiSeparation, "team: c"), (level.Fault, Assert.Single(level.Concerning)));
        Assert.Null(LogisticRegression.Fit(outcome, [new NumericPredictor("mixed", mixed)]).Fault);
    }

    [Fact]
    public void What_cannot_be_fitted_is_told()
    {
        bool?[] outcome = [true, false, true, false, true];
        double?[] x = [1, 2, 3, 5, 4];
        Assert.Equal(LogisticFault.OutcomeDoesNotVary, LogisticRegression.Fit([true, true, null], [new NumericPredictor("x", [1, 2, 3])]).Fault);
        var twice = LogisticRegression.Fit(outcome, [new NumericPredictor("x", x), new NumericPredictor("same", [.. x.Select(v => 3 * v - 1)])]);
        Assert.Equal((LogisticFault.PredictorsNotIndependent, "same"), (twice.Fault, Assert.Single(twice.Concerning)));
        Assert.Equal("one", Assert.Single(LogisticRegression.Fit(outcome, [new NumericPredictor("one", [7, 7, 7, 7, 7])]).Concerning));
        Assert.Equal("t: z", Assert.Single(LogisticRegression.Fit(outcome, [new CategoricalPredictor("t", ["a", "b", "a", "b", "b"], "z")]).Concerning));
    }

    [Fact]
    public void One_predictor_with_two_levels_gives_the_odds_ratio_of_its_table() =>
        Gen.Select(Gen.Int[1, 40], Gen.Int[1, 40], Gen.Int[1, 40], Gen.Int[1, 40]).Sample((a, b, c, d) =>
        {
            bool?[] outcome = [.. Enumerable.Repeat<bool?>(true, a), .. Enumerable.Repeat<bool?>(false, b), .. Enumerable.Repeat<bool?>(true, c), .. Enumerable.Repeat<bool?>(false, d)];
            string?[] group = [.. Enumerable.Repeat("yes", a + b), .. Enumerable.Repeat("no", c + d)];
            var term = LogisticRegression.Fit(outcome, [new CategoricalPredictor("group", group, "no")]).Terms[1];
            Near([(double)a * d / ((double)b * c), Math.Sqrt((1.0 / a) + (1.0 / b) + (1.0 / c) + (1.0 / d))], [term.Odds.Ratio, term.StandardError]);
        }, iter: 50);

    private static void Near(IEnumerable<double> expected, IEnumerable<double> found)
    {
        foreach (var (e, f) in expected.Zip(found)) Assert.True(Math.Abs(e - f) <= 1e-6 * Math.Abs(e), $"{e} and not {f}");
    }

    private static bool?[] Bits(string bits) => [.. bits.Select(b => (bool?)(b == '1'))];

    private static string?[] Words(string digits) => [.. digits.Select(d => d.ToString())];

    private static NumericPredictor Digits(string name, string digits) => new(name, [.. digits.Select(d => (double?)(d - '0'))]);

    private static NumericPredictor Number(string name, double[] values) => new(name, [.. values.Select(v => (double?)v)]);
}
