namespace Throughline.Methods.Survey;

/// <summary>How the answers to the items of a scale make its score.</summary>
public enum ScaleScore
{
    /// <summary>Their sum.</summary>
    Sum,

    /// <summary>Their mean.</summary>
    Mean,
}

/// <summary>What a high score means.</summary>
public enum ScaleDirection
{
    /// <summary>More of what the scale is named after.</summary>
    HigherIsMore,

    /// <summary>Less of what the scale is named after.</summary>
    HigherIsLess,
}

/// <summary>An item of a scale.</summary>
/// <param name="Name">The question that it is.</param>
/// <param name="IsReversed">Whether its answers count turned round: low + high − answer.</param>
public sealed record ScaleItem(string Name, bool IsReversed = false);

/// <summary>A score out of the answers to several items with one range.</summary>
/// <param name="Items">The items, at least one.</param>
/// <param name="Low">The lowest answer of an item.</param>
/// <param name="High">The highest answer of an item.</param>
public sealed record Scale(IReadOnlyList<ScaleItem> Items, double Low, double High)
{
    /// <summary>Sum or mean.</summary>
    public ScaleScore Score { get; init; } = ScaleScore.Sum;

    /// <summary>
    /// How many items may be missing for there to be a score. A score with items missing is prorated: the mean of the answered items (times the number of
    /// items, for a sum). 0: no score unless all are answered.
    /// </summary>
    public int MissingAllowed { get; init; }

    /// <summary>What a high score means. It does not change the score; it is what tables and figures say beside it.</summary>
    public ScaleDirection Direction { get; init; } = ScaleDirection.HigherIsMore;

    /// <summary>The lowest score possible.</summary>
    public double Lowest => Score == ScaleScore.Sum ? Low * Items.Count : Low;

    /// <summary>The highest score possible.</summary>
    public double Highest => Score == ScaleScore.Sum ? High * Items.Count : High;

    /// <summary>Scores one respondent.</summary>
    /// <param name="answers">An answer for each item, as given, before reversing; null where there is none.</param>
    /// <returns>The score, and what stood in its way. An answer outside the range is told of and counts as missing.</returns>
    /// <exception cref="ArgumentException">The scale has no items or range, or there is not an answer for each item.</exception>
    public ScaleResult Of(IReadOnlyList<double?> answers)
    {
        ArgumentNullException.ThrowIfNull(answers);
        if (Items.Count == 0 || !(Low < High)) throw new ArgumentException("A scale needs items, and a range from low to high.");
        if (answers.Count != Items.Count) throw new ArgumentException("Each item needs an answer, or null.", nameof(answers));
        var counted = Counted(answers);
        var outside = Enumerable.Range(0, answers.Count).Where(i => answers[i] is not null && counted[i] is null).Select(i => Items[i].Name).ToList();
        double[] known = [.. counted.OfType<double>()];
        var missing = Items.Count - known.Length;
        double? score = known.Length == 0 || missing > MissingAllowed ? null
            : Score == ScaleScore.Mean ? known.Average() : missing == 0 ? known.Sum() : known.Average() * Items.Count;
        return new(score, missing, outside);
    }

    /// <summary>The answers as they count: reversed where the item is, null where missing or outside the range.</summary>
    /// <param name="answers">An answer for each item, as given.</param>
    public IReadOnlyList<double?> Counted(IReadOnlyList<double?> answers) =>
        [.. Items.Select((item, i) => answers[i] is { } answer && answer >= Low && answer <= High ? item.IsReversed ? Low + High - answer : answer : (double?)null)];
}

/// <summary>The score of one respondent.</summary>
/// <param name="Score">Null where more items are missing than may be.</param>
/// <param name="Missing">How many items count as missing.</param>
/// <param name="OutOfRange">The items whose answer is outside the range.</param>
public sealed record ScaleResult(double? Score, int Missing, IReadOnlyList<string> OutOfRange);
