using System.Globalization;
using Throughline.Methods.Survey;

namespace Throughline.Methods.Sampling;

/// <summary>How two values of an attribute are compared.</summary>
public enum AttributeKind
{
    /// <summary>Equal or not: 0 or 1.</summary>
    Nominal,

    /// <summary>By the places of two levels in their order, over the range of places found in the frame.</summary>
    Ordinal,

    /// <summary>By the difference of two numbers over their range in the frame.</summary>
    Numeric,
}

/// <summary>A value of an attribute: text, a number, or (the default) missing.</summary>
public readonly record struct FrameValue
{
    /// <summary>The words, where it is given as words.</summary>
    public string? Text { get; private init; }

    /// <summary>The number, where it is given as a number; never infinite.</summary>
    public double? Number { get; private init; }

    /// <summary>No value is known.</summary>
    public static FrameValue Missing => default;

    /// <summary>Whether no value is known.</summary>
    public bool IsMissing => Text is null && Number is null;

    /// <summary>A value given as words. Empty or blank words are a missing value.</summary>
    /// <param name="text">The words.</param>
    public static FrameValue Of(string? text) => string.IsNullOrWhiteSpace(text) ? default : new() { Text = text.Trim() };

    /// <summary>A value given as a number. What is not finite is a missing value.</summary>
    /// <param name="number">The number.</param>
    public static FrameValue Of(double? number) => number is { } n && double.IsFinite(n) ? new() { Number = n } : default;

    /// <summary>See <see cref="Of(string)"/>.</summary>
    /// <param name="text">The words.</param>
    public static implicit operator FrameValue(string? text) => Of(text);

    /// <summary>See <see cref="Of(double?)"/>.</summary>
    /// <param name="number">The number.</param>
    public static implicit operator FrameValue(double? number) => Of(number);

    /// <summary>See <see cref="Of(double?)"/>.</summary>
    /// <param name="number">The number.</param>
    public static implicit operator FrameValue(double number) => Of(number);

    /// <summary>The value as words; a number in the invariant culture, nothing for a missing value.</summary>
    public override string ToString() => Text ?? Number?.ToString("R", CultureInfo.InvariantCulture) ?? "";
}

/// <summary>An attribute on which people are wanted to differ.</summary>
/// <param name="Name">Its name, unique in the frame.</param>
/// <param name="Kind">How two values are compared.</param>
public sealed record FrameAttribute(string Name, AttributeKind Kind)
{
    /// <summary>How much it counts in the distance, beside the others; finite and not negative. 1 unless said.</summary>
    public double Weight { get; init; } = 1;

    /// <summary>
    /// The levels in their order. Needed for an ordinal attribute, whose values must be among them. For a nominal one optional: it
    /// gives the order of its bands, and levels that nobody in the frame has are bands that nobody in the frame is in.
    /// </summary>
    public IReadOnlyList<string> Levels { get; init; } = [];

    /// <summary>
    /// The bands that wishes and figures speak of. Without any, each value of a nominal or ordinal attribute is a band of its own, and a
    /// numeric attribute has none. Bands do not enter the distance.
    /// </summary>
    public Banding? Banding { get; init; }
}

/// <summary>A person who could be chosen.</summary>
/// <param name="Id">What they are known by, unique in the frame. Where choices are equally good, the smaller id (ordinal) is taken.</param>
/// <param name="Values">A value for each attribute of the frame, in its order.</param>
public sealed record FramePerson(string Id, IReadOnlyList<FrameValue> Values);

/// <summary>One band of one attribute.</summary>
/// <param name="Attribute">The name of the attribute.</param>
/// <param name="Band">The name of the band.</param>
public sealed record FrameBand(string Attribute, string Band);
