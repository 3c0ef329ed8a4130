using System.Globalization;
using Throughline.Formats.Charts;
using Throughline.Methods.Survey;
using Throughline.Workbench.Access;
using Throughline.Workbench.Shared;

namespace Throughline.Workbench.Respondents;

/// <summary>
/// An outcome against predictors: the odds ratio of each with its interval, P and the unit that it refers to. Each by itself, or all in one model.
/// </summary>
public sealed class OddsOf(StudyStore store) : IQuestion
{
    public const int MostPredictors = 40;

    /// <param name="Outcome">The variable.</param>
    /// <param name="Event">The values that count as having the outcome; others count as not. Values that are not said are not events.</param>
    /// <param name="By">The predictors.</param>
    /// <param name="Together">All in one model; else each by itself.</param>
    public sealed record Request(string Outcome, IReadOnlyList<string> Event, IReadOnlyList<By> By, bool Together = false);

    /// <param name="Unit">The change that the ratio of a number refers to: 30 for per 30 more, −10 for per 10 less.</param>
    /// <param name="Reference">The value that others are compared with; null: the most frequent.</param>
    public sealed record By(string Variable, double Unit = 1, string? Reference = null);

    /// <param name="Model">Of each predictor; one where they stand together.</param>
    public sealed record Answer(VariableColumn Outcome, IReadOnlyList<string> Event, bool Together, IReadOnlyList<Line> Lines, IReadOnlyList<Model> Models)
    {
        public Drawing Figure(double width = 640) => ForestFigures.Forest(
            $"Odds of {Outcome.Variable.Name}: {string.Join(" or ", Event.Select(Outcome.Label))}",
            [.. Lines.Where(l => l.Odds is not null).Select(l => new Estimate(l.Told, l.Odds!.Ratio, l.Odds.Low, l.Odds.High, l.Figures))], width);

        public (IReadOnlyList<string> Heads, IReadOnlyList<IReadOnlyList<string>> Rows) Table() => (
            ["Predictor", "Odds ratio", "95 % CI low", "95 % CI high", "P", "n", "Missing"],
            [.. Lines.Select(l => (IReadOnlyList<string>)[l.Told, Exact(l.Odds?.Ratio), Exact(l.Odds?.Low), Exact(l.Odds?.High), l.P is { } p ? p.ToString("0.######", CultureInfo.InvariantCulture) : l.Fault, $"{l.N}", $"{l.Missing}"])]);
    }

    /// <param name="Per">What the ratio refers to: "per 30 more", "man, compared with woman".</param>
    /// <param name="Fault">Why there is no ratio; empty where there is.</param>
    public sealed record Line(string Predictor, string Per, OddsRatio? Odds, double? P, int N, int Missing, string Fault)
    {
        public string Told => $"{Predictor}, {Per}";

        public string Figures => Odds is { } o ? string.Create(CultureInfo.InvariantCulture, $"{o.Ratio:0.00} ({o.Low:0.00} to {o.High:0.00})") : Fault;
    }

    public sealed record Model(int N, int Events, int Missing, double EventsPerPredictor, string Sentence);

    public Task<Outcome<Answer>> AskAsync(StudyRef study, Actor actor, Request request, CancellationToken cancel) =>
        store.AskAsync<Answer>(study, actor, async scope =>
        {
            if (request.By.Count is 0 or > MostPredictors) return new Problem.Invalid("by", $"Name 1 to {MostPredictors} predictors.");
            if (!(await Variables.FindAsync(scope, request.Outcome)).Is(out var outcome, out var problem)) return problem;
            var named = new List<Variable>();
            foreach (var by in request.By)
            {
                if (!(await Variables.FindAsync(scope, by.Variable)).Is(out var variable, out problem)) return problem;
                if (variable.Id == outcome.Id) return new Problem.Invalid("by", $"{variable.Name} is the outcome. Choose other predictors.");
                if (named.Contains(variable)) return new Problem.Invalid("by", $"{variable.Name} is named twice.");
                if (by.Unit == 0 || !double.IsFinite(by.Unit)) return new Problem.Invalid("unit", "The unit of an odds ratio is a change, and not 0.");
                if (variable.Kind is Variable.Text or Variable.Multiple or Variable.Date) return new Problem.Invalid("by", $"{variable.Name} is {variable.Kind}: an outcome cannot be set against it.");
                named.Add(variable);
            }
            var data = await RespondentData.OfAsync(scope, [outcome.Id, .. named.Select(v => v.Id)]);
            return Work(data, data.Column(outcome.Id)!, named, request, cancel);
        }, cancel);

    private static Outcome<Answer> Work(RespondentData data, VariableColumn outcome, List<Variable> named, Request request, CancellationToken cancel)
    {
        IReadOnlyList<string> events = request.Event.Count > 0 ? request.Event : outcome.Categories.Any(c => c.Value == "yes") ? ["yes"] : [];
        var known = outcome.Texts.OfType<string>().ToHashSet();
        events = [.. events.Select(e => outcome.Categories.FirstOrDefault(c => NameKey.Of(c.Label) == NameKey.Of(e) && !known.Contains(e))?.Value ?? e)];
        if (events.Count == 0 || events.FirstOrDefault(e => !known.Contains(e)) is { } unknown && events.Count == 1)
            return new Problem.Invalid("event", $"Say which answer to {outcome.Variable.Name} is the outcome: {string.Join(", ", known.Order(NaturalOrder.Names).Take(12))}.");
        bool?[] has = [.. outcome.Texts.Select(t => t is null ? (bool?)null : events.Contains(t))];
        var predictors = named.Select((v, i) => Predictor(data.Column(v.Id)!, request.By[i])).ToList();
        if (predictors.FirstOrDefault(p => p.Value is null) is { Wrong: { } wrong }) return wrong;
        var lines = new List<Line>();
        var models = new List<Model>();
        IEnumerable<Predictor[]> groups = request.Together ? [[.. predictors.Select(p => p.Value!)]] : predictors.Select(p => new[] { p.Value! });
        foreach (var group in groups)
        {
            var model = LogisticRegression.Fit(has, group, cancel: cancel);
            models.Add(new(model.Respondents, model.Events, model.LeftOut, model.EventsPerPredictor, Sentence(model)));
            lines.AddRange(group.SelectMany(p => Lines(model, p)));
        }
        return new Answer(outcome, events, request.Together, lines, models);
    }

    private static (Predictor? Value, Problem? Wrong) Predictor(VariableColumn column, By by)
    {
        if (column.IsNumber) return (new NumericPredictor(column.Variable.Name, column.Numbers, by.Unit), null);
        var grouped = Grouped.Of(column);
        if (column.Variable.Kind == Variable.Ordinal && by.Reference is null && column.Bands.Count == 0) return (new NumericPredictor(column.Variable.Name, column.Numbers, by.Unit), null);
        var counts = grouped.Values.OfType<string>().CountBy(v => v).ToList();
        var reference = by.Reference is { } said ? counts.Select(c => c.Key).FirstOrDefault(k => NameKey.Of(k) == NameKey.Of(said) || k == column.Label(said)) : counts.OrderByDescending(c => c.Value).Select(c => c.Key).FirstOrDefault();
        return reference is null
            ? (null, new Problem.Invalid("reference", $"Nobody answered {column.Variable.Name} with “{by.Reference}”. There are {string.Join(", ", counts.Select(c => c.Key).Take(12))}."))
            : (new CategoricalPredictor(column.Variable.Name, grouped.Values, reference, grouped.Order), null);
    }

    private static IEnumerable<Line> Lines(LogisticModel model, Predictor predictor)
    {
        var per = predictor is NumericPredictor { Unit: var unit } ? $"per {Number(Math.Abs(unit))} {(unit < 0 ? "less" : "more")}" : $"compared with {((CategoricalPredictor)predictor).Reference}";
        if (model.Fault is { } fault) return [new(predictor.Name, per, null, null, model.Respondents, model.LeftOut, Told(fault, model.Concerning))];
        return model.Terms.Where(t => t.Predictor == predictor.Name)
            .Select(t => new Line(predictor.Name, t.Level is null ? per : $"{t.Level}, {per}", t.Odds, t.P, model.Respondents, model.LeftOut, ""));
    }

    private static string Sentence(LogisticModel model)
    {
        var shaky = model.Fault is null && model.EventsPerPredictor < 10 ? string.Create(CultureInfo.InvariantCulture, $" Only {model.EventsPerPredictor:0.#} events per predictor: the estimates are shaky.") : "";
        return $"n = {model.Respondents:N0}, of whom {model.Events:N0} have the outcome; {(model.LeftOut == 0 ? "none missing" : $"{model.LeftOut:N0} left out because a value is missing")}.{shaky}";
    }

    private static string Told(LogisticFault fault, IReadOnlyList<string> about)
    {
        var which = about.Count > 0 ? $" ({string.Join(", ", about)})" : "";
        return fault switch
        {
            LogisticFault.OutcomeDoesNotVary => "Everybody has the same outcome.",
            LogisticFault.PredictorsNotIndependent => $"It does not vary, or others determine it{which}.",
            LogisticFault.CompleteSeparation or LogisticFault.QuasiSeparation => $"It tells the outcomes apart completely{which}: no finite odds ratio.",
            _ => "The fitting did not settle.",
        };
    }

    /// <summary>&lt; 0.001, or = 0.034.</summary>
    public static string Said(double p) => p < 0.001 ? "< 0.001" : string.Create(CultureInfo.InvariantCulture, $"= {p:0.000}");

    private static string Exact(double? value) => value?.ToString("0.####", CultureInfo.InvariantCulture) ?? "";

    private static string Number(double value) => value.ToString("0.####", CultureInfo.InvariantCulture);
}
