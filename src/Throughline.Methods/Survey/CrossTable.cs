using MathNet.Numerics;

namespace Throughline.Methods.Survey;

/// <summary>Two variables crossed.</summary>
/// <param name="Rows">The values of the first, in their order.</param>
/// <param name="Columns">The values of the second, in their order.</param>
/// <param name="Counts">How many have both, by row and column.</param>
/// <param name="Missing">How many are left out because either is missing.</param>
public sealed record CrossTable(IReadOnlyList<string> Rows, IReadOnlyList<string> Columns, IReadOnlyList<IReadOnlyList<int>> Counts, int Missing)
{
    /// <summary>How many of each row.</summary>
    public IReadOnlyList<int> RowTotals => [.. Counts.Select(r => r.Sum())];

    /// <summary>How many of each column.</summary>
    public IReadOnlyList<int> ColumnTotals => [.. Columns.Select((_, c) => Counts.Sum(r => r[c]))];

    /// <summary>How many there are.</summary>
    public int Total => Counts.Sum(r => r.Sum());

    /// <summary>Crosses two variables.</summary>
    /// <param name="rows">The values of the first, a respondent each; null is missing.</param>
    /// <param name="columns">The values of the second, in the same order of respondents.</param>
    /// <param name="rowOrder">The values of the first in the order wanted; those that occur and are not among them follow, ordinal.</param>
    /// <param name="columnOrder">The same for the second.</param>
    /// <exception cref="ArgumentException">There are not as many of one as of the other.</exception>
    public static CrossTable Of(
        IReadOnlyList<string?> rows, IReadOnlyList<string?> columns, IReadOnlyList<string>? rowOrder = null, IReadOnlyList<string>? columnOrder = null)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(columns);
        if (rows.Count != columns.Count) throw new ArgumentException("Each respondent needs a value of both, or null.", nameof(columns));
        var both = rows.Zip(columns).Where(p => p.First is not null && p.Second is not null).Select(p => (Row: p.First!, Column: p.Second!)).ToList();
        var (rowNames, columnNames) = (Ordered(both.Select(p => p.Row), rowOrder), Ordered(both.Select(p => p.Column), columnOrder));
        var counts = both.CountBy(p => p).ToDictionary();
        return new(
            rowNames, columnNames, [.. rowNames.Select(r => (IReadOnlyList<int>)[.. columnNames.Select(c => counts.GetValueOrDefault((r, c)))])], rows.Count - both.Count);
    }

    /// <summary>The share of its row that a cell is, 0 to 1; null where the row is empty.</summary>
    /// <param name="row">The place of the row.</param>
    /// <param name="column">The place of the column.</param>
    public double? RowShare(int row, int column) => Counts[row].Sum() is > 0 and var total ? (double)Counts[row][column] / total : null;

    /// <summary>The share of its column that a cell is, 0 to 1; null where the column is empty.</summary>
    /// <param name="row">The place of the row.</param>
    /// <param name="column">The place of the column.</param>
    public double? ColumnShare(int row, int column) => Counts.Sum(r => r[column]) is > 0 and var total ? (double)Counts[row][column] / total : null;

    /// <summary>Pearson's chi-square of no association, without correction for continuity (Philosophical Magazine 50, 1900). Empty rows and columns are left out.</summary>
    /// <returns>Null where there are not two rows and two columns with anybody in them.</returns>
    public ChiSquare? Test()
    {
        int[] across = [.. RowTotals], down = [.. ColumnTotals];
        var (rows, columns) = (across.Count(t => t > 0), down.Count(t => t > 0));
        if (rows < 2 || columns < 2) return null;
        var total = (double)across.Sum();
        var cells = across.SelectMany((a, r) => down.Select((d, c) => (Expected: a * d / total, Found: Counts[r][c]))).Where(c => c.Expected > 0).ToList();
        var statistic = cells.Sum(c => (c.Found - c.Expected) * (c.Found - c.Expected) / c.Expected);
        var freedom = (rows - 1) * (columns - 1);
        return new(
            statistic, freedom, SpecialFunctions.GammaUpperRegularized(freedom / 2.0, statistic / 2),
            Math.Sqrt(statistic / (total * (Math.Min(rows, columns) - 1))), cells.Min(c => c.Expected), cells.Count(c => c.Expected < 5) / (double)cells.Count);
    }

    private static IReadOnlyList<string> Ordered(IEnumerable<string> found, IReadOnlyList<string>? order) =>
        [.. order ?? [], .. found.Distinct().Except(order ?? []).Order(StringComparer.Ordinal)];
}

/// <summary>A chi-square test of no association.</summary>
/// <param name="Statistic">Chi-square.</param>
/// <param name="Freedom">Degrees of freedom.</param>
/// <param name="P">The probability of one so great or greater, were there no association.</param>
/// <param name="CramersV">The strength of the association, 0 to 1 (Cramér, Mathematical Methods of Statistics, 1946).</param>
/// <param name="SmallestExpected">The smallest count that is expected of a cell.</param>
/// <param name="ShareBelowFive">The share of cells of which fewer than 5 are expected.</param>
public sealed record ChiSquare(double Statistic, int Freedom, double P, double CramersV, double SmallestExpected, double ShareBelowFive)
{
    /// <summary>
    /// Whether P is not to be relied on: fewer than 1 are expected of a cell, or fewer than 5 of more than a fifth of the cells (Cochran, Biometrics 10, 1954).
    /// </summary>
    public bool IsDoubtful => SmallestExpected < 1 || ShareBelowFive > 0.2;
}
