using System.Globalization;
using Throughline.Workbench.Questionnaires;

namespace Throughline.Workbench.Respondents;

/// <summary>One variable with the value that each respondent has, in the order of <see cref="RespondentData.Respondents"/>.</summary>
public sealed class VariableColumn
{
    private readonly Dictionary<string, string> labels;
    private readonly HashSet<string> missing;
    private readonly Dictionary<string, string> same = [];

    internal VariableColumn(Variable variable, Scale? scale, IReadOnlyList<Band> bands)
    {
        (Variable, Scale, Bands) = (variable, scale, [.. bands.OrderBy(b => b.Position)]);
        Categories = Category.Read(variable.Categories);
        labels = Categories.DistinctBy(c => c.Value).ToDictionary(c => c.Value, c => c.Label);
        missing = [.. Category.ReadValues(variable.Missing)];
        if (variable.Kind == Variable.Multiple) Several = [];
        sets = [.. Bands.Select(b => Category.ReadValues(b.Values).ToHashSet())];
    }

    private readonly HashSet<string>[] sets;

    public Variable Variable { get; }

    /// <summary>The scale whose score this is; null for what was asked.</summary>
    public Scale? Scale { get; }

    /// <summary>In their order; none where there are no bands.</summary>
    public IReadOnlyList<Band> Bands { get; }
    public IReadOnlyList<Category> Categories { get; }

    /// <summary>The values as they were given; null where missing. Several are parted by semicolons.</summary>
    public string?[] Texts { get; private set; } = [];

    /// <summary>
    /// The values as numbers, where they are: numbers and scores; of ordered answers the value if it is a number, else the place among
    /// the categories, from 1. Null where missing, or no number.
    /// </summary>
    public double?[] Numbers { get; private set; } = [];

    /// <summary>Where several may be chosen, those that were; null for other kinds.</summary>
    public IReadOnlyList<string>?[]? Several { get; private set; }

    /// <summary>Whether it is measured by numbers, so that it has a mean, cut points and a histogram.</summary>
    public bool IsNumber => Variable.Kind == Variable.Number;

    public int Known => Texts.Count(t => t is not null);

    /// <summary>The value as a person reads it: the label of its category, or itself.</summary>
    public string Shown(int row) =>
        Several?[row] is { } several ? string.Join("; ", several.Select(Label)) : Texts[row] is { } value ? Label(value) : "";

    public string Label(string value) => labels.GetValueOrDefault(value, value);

    /// <summary>The place of the band that a respondent is in; null where in none.</summary>
    public int? BandOf(int row)
    {
        for (var i = 0; i < Bands.Count; i++)
            if (IsIn(i, row)) return i;
        return null;
    }

    private bool IsIn(int band, int row)
    {
        if (sets[band].Count > 0) return Several?[row] is { } several ? several.Any(sets[band].Contains) : Texts[row] is { } value && sets[band].Contains(value);
        return Numbers[row] is { } number && (Bands[band].From is not { } from || number >= from) && (Bands[band].To is not { } to || number < to);
    }

    internal void Take(int row, Answered answered)
    {
        if (row >= Texts.Length) Resize(Math.Max(row + 1, 2 * Texts.Length));
        if (Several is not null)
        {
            IReadOnlyList<string> chosen = [.. (answered.Several ?? [answered.One]).Where(v => v.Length > 0 && !missing.Contains(v))];
            if (chosen.Count > 0) (Several[row], Texts[row]) = (chosen, string.Join("; ", chosen));
            return;
        }
        if (answered.IsMissing || missing.Contains(answered.One)) return;
        Texts[row] = Variable.Kind == Variable.Text ? answered.One : Once(answered.One);
        if (Variable.Kind is Variable.Number or Variable.Ordinal) Numbers[row] = Number(answered.One);
    }

    /// <summary>Puts what was taken into the order of the respondents.</summary>
    /// <param name="order">For each of them, the row as which they were taken.</param>
    internal void Settle(int[] order)
    {
        if (order.Length > Texts.Length) Resize(order.Length);
        (Texts, Numbers) = (Array.ConvertAll(order, row => Texts[row]), Array.ConvertAll(order, row => Numbers[row]));
        if (Several is not null) Several = Array.ConvertAll(order, row => Several[row]);
    }

    private void Resize(int rows)
    {
        var (texts, numbers, several) = (Texts, Numbers, Several);
        Array.Resize(ref texts, rows);
        Array.Resize(ref numbers, rows);
        if (several is not null) Array.Resize(ref several, rows);
        (Texts, Numbers, Several) = (texts, numbers, several);
    }

    internal void Score(int row, double? score) =>
        (Numbers[row], Texts[row]) = (score, score?.ToString("0.####", CultureInfo.InvariantCulture));

    /// <summary>A few values stand for many respondents: each is held once.</summary>
    private string Once(string value) => same.TryGetValue(value, out var held) ? held : same[value] = value;

    private double? Number(string value)
    {
        if (double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)) return number;
        for (var i = 0; i < Categories.Count && Variable.Kind == Variable.Ordinal; i++)
            if (Categories[i].Value == value) return i + 1;
        return null;
    }
}
