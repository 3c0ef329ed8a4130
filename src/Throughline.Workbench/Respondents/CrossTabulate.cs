using System.Globalization;
using Throughline.Formats.Charts;
using Throughline.Methods.Survey;
using Throughline.Workbench.Access;
using Throughline.Workbench.Shared;

namespace Throughline.Workbench.Respondents;

/// <summary>Two variables crossed. Numbers are crossed by their bands, or by thirds where they have none.</summary>
public sealed class CrossTabulate(StudyStore store) : IQuestion
{
    /// <param name="Rows">The first variable.</param>
    /// <param name="RowsBy">How numbers were parted: bands, thirds; empty for values.</param>
    public sealed record Answer(VariableColumn Rows, string RowsBy, VariableColumn Columns, string ColumnsBy, CrossTable Table, ChiSquare? Test)
    {
        public string Sentence()
        {
            var missing = Table.Missing == 0 ? "none missing" : $"{Table.Missing:N0} left out because either is missing";
            var test = Test is not { } t ? "" : string.Create(CultureInfo.InvariantCulture,
                $" χ²({t.Freedom}) = {t.Statistic:0.00}, P {OddsOf.Said(t.P)}, Cramér’s V {t.CramersV:0.00}.{(t.IsDoubtful ? " Too few are expected in some cells for P to be relied on." : "")}");
            return $"n = {Table.Total:N0}, {missing}.{test}";
        }

        public Drawing Figure(double width = 640) => BarFigures.Stacked(
            $"{Columns.Variable.Name} by {Rows.Variable.Name}", Table.Columns, [.. Table.Rows.Select((r, i) => new Stack(r, Table.Counts[i]))], width);

        public (IReadOnlyList<string> Heads, IReadOnlyList<IReadOnlyList<string>> Rows) Grid() => (
            [$"{Rows.Variable.Name} \\ {Columns.Variable.Name}", .. Table.Columns, "All"],
            [
                .. Table.Rows.Select((r, i) => (IReadOnlyList<string>)[r, .. Table.Counts[i].Select(c => $"{c}"), $"{Table.RowTotals[i]}"]),
                ["All", .. Table.ColumnTotals.Select(c => $"{c}"), $"{Table.Total}"],
            ]);
    }

    public Task<Outcome<Answer>> AskAsync(StudyRef study, Actor actor, (string Rows, string Columns) variables, CancellationToken cancel) =>
        store.AskAsync<Answer>(study, actor, async scope =>
        {
            if (!(await Variables.FindAsync(scope, variables.Rows)).Is(out var first, out var problem)) return problem;
            if (!(await Variables.FindAsync(scope, variables.Columns)).Is(out var second, out problem)) return problem;
            var data = await RespondentData.OfAsync(scope, [first.Id, second.Id]);
            if (data.Column(first.Id) is not { } rows || data.Column(second.Id) is not { } columns) return new Problem.NotFound("variable of respondents", variables.Rows);
            if ((Refused(rows) ?? Refused(columns)) is { } wrong) return wrong;
            var (across, down) = (Grouped.Of(rows), Grouped.Of(columns));
            var table = CrossTable.Of(across.Values, down.Values, across.Order, down.Order);
            return new Answer(rows, across.By, columns, down.By, table, table.Test());
        }, cancel);

    private static Problem? Refused(VariableColumn column) =>
        column.Variable.Kind is Variable.Text or Variable.Multiple
            ? new Problem.Invalid("variable", $"{column.Variable.Name} holds {(column.Variable.Kind == Variable.Text ? "open answers" : "several answers of each respondent")}: it cannot be crossed. Choose one with one value each.")
            : null;
}

/// <summary>The values of a variable in groups: its categories, or the bands of a number.</summary>
internal sealed record Grouped(IReadOnlyList<string?> Values, IReadOnlyList<string> Order, string By)
{
    public static Grouped Of(VariableColumn column)
    {
        var rows = Enumerable.Range(0, column.Texts.Length);
        if (column.Bands.Count > 0) return new([.. rows.Select(r => column.BandOf(r) is { } band ? column.Bands[band].Name : null)], [.. column.Bands.Select(b => b.Name)], "bands");
        if (!column.IsNumber) return new(
            [.. rows.Select(r => column.Texts[r] is { } value ? column.Label(value) : null)], [.. column.Categories.Select(c => c.Label).Distinct()], "");
        var thirds = Banding.ByQuantiles(column.Numbers, 3);
        return thirds is null
            ? new([.. column.Texts], [], "")
            : new([.. rows.Select(r => column.Numbers[r] is { } n && thirds.BandOf(n) is { } band ? thirds.Names[band] : null)], thirds.Names, "thirds");
    }
}
