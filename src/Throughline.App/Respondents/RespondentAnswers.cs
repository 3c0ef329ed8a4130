using Throughline.App.Shell;
using Throughline.Methods.Survey;
using Throughline.Workbench.Respondents;
using Throughline.Workbench.Shared;
using Scale = Throughline.Workbench.Questionnaires.Scale;

namespace Throughline.App.Respondents;

public sealed record ImportedRespondentsAnswer(
    Guid Questionnaire, string Name, string HowRead, int Added, int Changed, int Unchanged, int Withdrawn, int Variables, IReadOnlyList<string> Gone,
    IReadOnlyList<DroppedAnswer> Dropped, IReadOnlyList<RowTrouble> Troubles, int InVault) : Answer
{
    public static ImportedRespondentsAnswer Of(ImportRespondents.Report r) => new(
        r.Questionnaire, r.Name, r.HowRead, r.Counts.Added, r.Counts.Changed, r.Counts.Unchanged, r.Counts.Left, r.Counts.Variables, r.Gone,
        [.. r.Dropped.Select(d => new DroppedAnswer(string.Join(", ", d.From), d.Why))], r.Troubles, r.InVault);

    public IEnumerable<string> Lines() =>
    [
        HowRead,
        .. Troubles.Select(t => $"{t.Place}: {t.Message}"),
        .. Dropped.Select(d => $"dropped {d.Column}: {d.Why}"),
        $"{Name}: {Added:N0} new, {Changed:N0} changed, {Unchanged:N0} as they were{(Gone.Count > 0 ? $", {Gone.Count:N0} no longer in the file ({string.Join(", ", Gone.Take(10))}{(Gone.Count > 10 ? " …" : "")})" : "")}{(Withdrawn > 0 ? $", {Withdrawn:N0} withdrawn and left out" : "")}",
        .. InVault > 0 ? [$"Contact details of {Told.Count(InVault, "person", "people")} went into the identity vault, and nowhere else."] : Array.Empty<string>(),
    ];
}

public sealed record DroppedAnswer(string Column, string Why);

/// <summary>A respondent with values, scores and bands under the names of the variables.</summary>
public sealed record RespondentAnswer(Guid Id, string Code, bool? MayContact, Guid? Participant, OrderedDictionary<string, object?> Values, OrderedDictionary<string, double?> Scores, OrderedDictionary<string, string> Bands) : Answer
{
    public static RespondentAnswer Of(RespondentData data, int row)
    {
        var line = data.Respondents[row];
        var (values, scores, bands) = (new OrderedDictionary<string, object?>(), new OrderedDictionary<string, double?>(), new OrderedDictionary<string, string>());
        foreach (var column in data.Columns)
        {
            if (column.BandOf(row) is { } band) bands[column.Variable.Name] = column.Bands[band].Name;
            if (column.Scale is not null) scores[column.Variable.Name] = column.Numbers[row];
            else if (column.Texts[row] is { } value) values[column.Variable.Name] = column.Several?[row] is { } several ? several : column.IsNumber ? column.Numbers[row] : value;
        }
        return new(line.Id, line.Code, line.MayContact, line.ParticipantId, values, scores, bands);
    }
}

public sealed record RespondentsAnswer(int Total, int Withdrawn, IReadOnlyList<RespondentAnswer> Respondents, string? Next) : Answer
{
    public static RespondentsAnswer Of(RespondentData data, string? cursor = null, int limit = int.MaxValue)
    {
        var from = Page.After(data.Respondents, r => r.Id, cursor);
        var rows = Enumerable.Range(from, Math.Clamp(data.Respondents.Count - from, 0, limit)).Select(r => RespondentAnswer.Of(data, r)).ToList();
        return new(data.Respondents.Count, data.Withdrawn, rows, from + rows.Count < data.Respondents.Count ? Page.Cursor(from + rows.Count - 1, rows[^1].Id) : null);
    }
}

public sealed record VariableAnswer(
    Guid Id, string Name, string Label, string Kind, string Unit, int N, int Missing, double? Mean, double? Sd, double? Median, double? Lowest, double? Highest,
    IReadOnlyList<CountAnswer> Counts, IReadOnlyList<BandAnswer> Bands, ScaleAnswer? Scale, string Told) : Answer
{
    public static VariableAnswer Of(VariableSummary s, DescribeVariable.ScaleSheet? sheet = null)
    {
        var (v, d) = (s.Column.Variable, s.Numbers);
        return new(
            v.Id, v.Name, v.Label, v.Kind, v.Unit, s.Known, s.Missing, d?.Mean, d?.Deviation, d?.Median, d?.Minimum, d?.Maximum,
            [.. s.Counts.Select(c => new CountAnswer(c.Value, c.Label, c.Number))],
            [.. s.Column.Bands.Select((b, i) => new BandAnswer(b.Id, b.Name, b.From, b.To, Category.ReadValues(b.Values), s.Bands[i].Number))],
            s.Column.Scale is { } scale ? ScaleAnswer.Of(scale, sheet) : null, s.Sentence());
    }
}

public sealed record CountAnswer(string Value, string Label, int Count);

public sealed record BandAnswer(Guid Id, string Name, double? From, double? To, IReadOnlyList<string> Values, int Count);

public sealed record ScaleAnswer(
    Guid Id, string Name, string Combine, double Least, double Most, int MostMissing, string Direction, double? Alpha, double? AlphaLow, double? AlphaHigh, int? AlphaN,
    IReadOnlyList<ScaleItemAnswer> Items) : Answer
{
    /// <summary>Answers outside the range of the items, which count as missing.</summary>
    public IReadOnlyList<DescribeVariable.OutsideLine> Outside { get; init; } = [];

    public static ScaleAnswer Of(Scale scale, DescribeVariable.ScaleSheet? sheet = null)
    {
        var items = ScaleParts.ItemsOf(scale);
        AlphaItem? At(int i) => sheet?.Alpha is { } alpha && i < alpha.Items.Count ? alpha.Items[i] : null;
        return new(
            scale.Id, scale.Name, scale.Combine, scale.ItemLeast, scale.ItemMost, scale.MostMissing, scale.Direction, sheet?.Alpha?.Alpha, sheet?.Alpha?.Low, sheet?.Alpha?.High, sheet?.Alpha?.Rows,
            [.. items.Select((item, i) => new ScaleItemAnswer(item.Variable, sheet?.Items[i].Column?.Variable.Name, item.Reversed, At(i)?.Mean, At(i)?.Deviation, At(i)?.RestCorrelation, At(i)?.AlphaWithout))])
        { Outside = sheet?.Outside ?? [] };
    }
}

public sealed record ScaleItemAnswer(Guid Variable, string? Name, bool Reversed, double? Mean, double? Sd, double? RestCorrelation, double? AlphaWithout);

public sealed record CrosstabAnswer(string Rows, string Columns, IReadOnlyList<string> RowValues, IReadOnlyList<string> ColumnValues, IReadOnlyList<IReadOnlyList<int>> Counts, int N, int Missing, double? ChiSquare, int? Df, double? P, double? CramersV, bool? Doubtful, string Told) : Answer
{
    public static CrosstabAnswer Of(CrossTabulate.Answer a) => new(
        a.Rows.Variable.Name, a.Columns.Variable.Name, a.Table.Rows, a.Table.Columns, a.Table.Counts, a.Table.Total, a.Table.Missing, a.Test?.Statistic, a.Test?.Freedom, a.Test?.P, a.Test?.CramersV, a.Test?.IsDoubtful, a.Sentence());
}

public sealed record OddsAnswer(string Outcome, IReadOnlyList<string> Event, bool Together, IReadOnlyList<OddsLineAnswer> Odds, IReadOnlyList<string> Told) : Answer
{
    public static OddsAnswer Of(OddsOf.Answer a) => new(
        a.Outcome.Variable.Name, a.Event, a.Together,
        [.. a.Lines.Select(l => new OddsLineAnswer(l.Predictor, l.Per, l.Odds?.Unit, l.Odds?.Ratio, l.Odds?.Low, l.Odds?.High, l.P, l.N, l.Missing, l.Fault.Length > 0 ? l.Fault : null))], [.. a.Models.Select(m => m.Sentence)]);
}

public sealed record OddsLineAnswer(string Predictor, string Per, double? Unit, double? OddsRatio, double? Low, double? High, double? P, int N, int Missing, string? Fault);

public sealed record WithdrawnAnswer(string Code, int Answers, int Segments, int Notes, bool InVault) : Answer
{
    public static WithdrawnAnswer Of(WithdrawRespondent.Report r) => new(r.Code, r.Answers, r.Segments, r.Notes, r.InVault);
}
