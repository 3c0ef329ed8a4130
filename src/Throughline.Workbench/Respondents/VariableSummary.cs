using System.Globalization;
using Throughline.Formats.Charts;
using Throughline.Methods.Survey;

namespace Throughline.Workbench.Respondents;

/// <summary>One variable described: how many answered, how the answers are distributed, and its bands.</summary>
/// <param name="Of">How many respondents there are.</param>
/// <param name="Known">How many have a value.</param>
/// <param name="Numbers">For numbers and scores; null for others.</param>
/// <param name="Counts">For all but numbers and open answers: each value with how many have it, in the order of the categories.</param>
/// <param name="Bands">Its bands with how many are in each.</param>
public sealed record VariableSummary(VariableColumn Column, int Of, int Known, Distribution? Numbers, IReadOnlyList<VariableSummary.Count> Counts, IReadOnlyList<VariableSummary.Count> Bands)
{
    /// <summary>Values beyond this are summed up as others: nobody reads a chart of a thousand bars.</summary>
    public const int MostBars = 40;

    public sealed record Count(string Value, string Label, int Number);

    public int Missing => Of - Known;

    public static VariableSummary Describe(VariableColumn column, int? bins = null)
    {
        var numbers = column.IsNumber ? Distribution.Of(column.Numbers, bins: bins) : null;
        var bands = Enumerable.Range(0, column.Texts.Length).Select(column.BandOf).OfType<int>().CountBy(b => b).ToDictionary();
        return new(
            column, column.Texts.Length, numbers?.Count ?? column.Known, numbers, column.IsNumber || column.Variable.Kind == Variable.Text ? [] : CountsOf(column),
            [.. column.Bands.Select((b, i) => new Count(b.Name, b.Name, bands.GetValueOrDefault(i)))]);
    }

    private static IReadOnlyList<Count> CountsOf(VariableColumn column)
    {
        var each = column.Several is { } several ? several.OfType<IReadOnlyList<string>>().SelectMany(s => s) : column.Texts.OfType<string>();
        var counts = each.CountBy(v => v).ToDictionary();
        var free = counts.Keys.Except(column.Categories.Select(c => c.Value)).Order(Shared.NaturalOrder.Names);
        List<Count> all = [.. column.Categories.DistinctBy(c => c.Value).Select(c => new Count(c.Value, c.Label, counts.GetValueOrDefault(c.Value))), .. free.Select(v => new Count(v, v, counts[v]))];
        return all.Count <= MostBars ? all : [.. all.Take(MostBars - 1), new("", $"{all.Count - MostBars + 1:N0} other values", all.Skip(MostBars - 1).Sum(c => c.Number))];
    }

    /// <summary>The answers in a sentence, with n and what is missing.</summary>
    public string Sentence()
    {
        var missing = Missing == 0 ? "none missing" : $"{Missing:N0} missing";
        if (Known == 0) return $"Nobody of {Of:N0} has an answer.";
        if (Numbers is { Count: > 0 } d)
            return $"n = {Known:N0} of {Of:N0}, {missing}. Mean {Say(d.Mean)}{(d.Deviation is { } sd ? $" (SD {Say(sd)})" : "")}, median {Say(d.Median)} (quartiles {Say(d.LowerQuartile)} to {Say(d.UpperQuartile)}), range {Say(d.Minimum)} to {Say(d.Maximum)}.";
        if (Counts.Count == 0) return $"n = {Known:N0} of {Of:N0}, {missing}.";
        var most = Counts.MaxBy(c => c.Number)!;
        return $"n = {Known:N0} of {Of:N0}, {missing}. Most often: {most.Label}, {most.Number:N0} ({Share(most.Number)}).{(Column.Several is null ? "" : " Several could be chosen.")}";
    }

    public string Share(int number) => Known == 0 ? "" : (100.0 * number / Known).ToString("0.#", CultureInfo.InvariantCulture) + " %";

    public Drawing Figure(double width = 560)
    {
        var title = Told();
        if (Numbers is { } d)
            return Histograms.Histogram(title, [.. d.Bins.Select(b => new Bin(b.From, b.To, b.Count))], Cuts(), width);
        return BarFigures.Bars(title, [.. Counts.Select(c => new Bar(c.Label, c.Number))], width);
    }

    public string Told() => Shared.Told.Words(Column.Variable.Label.Length > 0 ? Column.Variable.Label : Column.Variable.Name, 80) + (Column.Variable.Unit.Length > 0 ? $" ({Column.Variable.Unit})" : "");

    /// <summary>The description as a table.</summary>
    public (IReadOnlyList<string> Heads, IReadOnlyList<IReadOnlyList<string>> Rows) Table()
    {
        var rows = new List<IReadOnlyList<string>>();
        if (Numbers is { } d)
        {
            void Add(string what, double? value) => rows.Add([what, Exact(value), ""]);
            rows.Add(["n", $"{Known}", ""]);
            rows.Add(["Missing", $"{Missing}", ""]);
            Add("Mean", d.Mean);
            Add("Standard deviation", d.Deviation);
            Add("Minimum", d.Minimum);
            Add("Lower quartile", d.LowerQuartile);
            Add("Median", d.Median);
            Add("Upper quartile", d.UpperQuartile);
            Add("Maximum", d.Maximum);
        }
        foreach (var count in Counts) rows.Add([count.Label, $"{count.Number}", Share(count.Number)]);
        if (Numbers is null) rows.Add(["Missing", $"{Missing}", ""]);
        foreach (var band in Bands) rows.Add([$"Band: {band.Label}", $"{band.Number}", Share(band.Number)]);
        return ([Column.Variable.Name, "Value", "Share of those known"], rows);
    }

    private IReadOnlyList<AxisMark> Cuts() => [.. Column.Bands.Where(b => b.From is not null).Select(b => new AxisMark(b.From!.Value, Say(b.From)))];

    public static string Say(double? value) => value?.ToString("0.##", CultureInfo.InvariantCulture) ?? "–";

    private static string Exact(double? value) => value?.ToString("0.####", CultureInfo.InvariantCulture) ?? "";
}
