namespace Throughline.Methods.Sampling;

/// <summary>How many of the sample are wanted in a band, or in a cell where several bands cross.</summary>
/// <param name="Cell">The bands, each of another attribute; who is in all of them counts.</param>
/// <param name="Minimum">The fewest, 0 or more.</param>
/// <param name="Maximum">The most; null for no limit.</param>
public sealed record Quota(IReadOnlyList<FrameBand> Cell, int Minimum, int? Maximum = null);

/// <summary>What a sample has to be.</summary>
/// <param name="Size">How many people, 1 or more.</param>
public sealed record SampleWishes(int Size)
{
    /// <summary>Minimums and maximums.</summary>
    public IReadOnlyList<Quota> Quotas { get; init; } = [];

    /// <summary>The ids of people who have to be in it.</summary>
    public IReadOnlyCollection<string> Must { get; init; } = [];

    /// <summary>The ids of people who may not be in it: those who did not agree to be contacted, or declined.</summary>
    public IReadOnlyCollection<string> Excluded { get; init; } = [];

    /// <summary>The bands and people that these wishes name and the frame does not have, each in words such as “gender: other” or an id.</summary>
    /// <param name="frame">The frame.</param>
    public IReadOnlyList<string> UnknownIn(Frame frame) =>
    [
        .. Quotas.SelectMany(q => q.Cell).Where(b => !frame.Has(b)).Select(b => $"{b.Attribute}: {b.Band}").Distinct(),
        .. Must.Concat(Excluded).Where(id => !frame.Has(id)).Distinct(),
    ];

    internal void CheckAgainst(Frame frame)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Size, 1);
        if (UnknownIn(frame) is [var first, ..]) throw new ArgumentException($"The frame has no “{first}”.");
        if (Quotas.Any(q => q.Cell.Count == 0 || q.Minimum < 0 || q.Maximum < 0)) throw new ArgumentException("A quota names a band, and its numbers are not negative.");
    }
}

/// <summary>The kinds of wishes.</summary>
public enum WishKind
{
    /// <summary>The sample has exactly so many people.</summary>
    Size,

    /// <summary>At least so many are in a cell.</summary>
    Minimum,

    /// <summary>At most so many are in a cell.</summary>
    Maximum,

    /// <summary>A person is in the sample.</summary>
    Must,

    /// <summary>A person is not in the sample; or, without a person, all those who are excluded are not.</summary>
    Excluded,
}

/// <summary>One wish among those that cannot all be had.</summary>
/// <param name="Kind">What is wished.</param>
/// <param name="Count">How many: the size, the minimum, the maximum, or how many are excluded; 1 for a person.</param>
/// <param name="Cell">The bands that it is about; none for a size or a person.</param>
/// <param name="Person">The id of the person that it is about.</param>
/// <param name="InFrame">How many of the frame are in the cell; everybody where there is none.</param>
/// <param name="Open">How many of these are not excluded.</param>
public sealed record Wish(WishKind Kind, int Count, IReadOnlyList<FrameBand> Cell, string? Person, int InFrame, int Open);
