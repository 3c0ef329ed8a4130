using System.Globalization;

namespace Throughline.Formats;

/// <summary>The refusals that several readers share, so that one fault is always told in the same words.</summary>
public static class Refusal
{
    /// <summary>The file is larger than <see cref="ReadLimits.FileBytes"/>.</summary>
    /// <param name="length">Length of the file, bytes.</param>
    /// <param name="limits">The limits in force.</param>
    public static UnreadableFileException FileTooLarge(long length, ReadLimits limits) => TooLarge(
        "the file",
        $"The file is {Megabytes(length)} MB; at most {Megabytes(limits.FileBytes)} MB is read.",
        "Split it into parts and import them one by one.");

    /// <summary>The words are longer than <see cref="ReadLimits.TextLength"/>.</summary>
    /// <param name="limits">The limits in force.</param>
    public static UnreadableFileException TextTooLong(ReadLimits limits) => TooLarge(
        "the file",
        $"The text is longer than {Count(limits.TextLength)} characters.",
        "Split it into parts and import them one by one.");

    /// <summary>There are more items (cues, turns, rows) than <see cref="ReadLimits.Items"/>.</summary>
    /// <param name="items">What they are, in the plural: "cues".</param>
    /// <param name="limits">The limits in force.</param>
    public static UnreadableFileException TooMany(string items, ReadLimits limits) => TooLarge(
        "the file",
        $"There are more than {Count(limits.Items)} {items} in it.",
        "Split it into parts and import them one by one.");

    /// <summary>The file was read, and holds no words.</summary>
    public static UnreadableFileException NoWords() => new(
        "the file",
        "There are no words in it. Nothing was kept.",
        "Look whether the right file was chosen, or export it again where it was made.");

    /// <summary>A refusal for size, depth or expansion.</summary>
    /// <param name="place">Where in the file.</param>
    /// <param name="message">What is too large, in a sentence.</param>
    /// <param name="remedy">What the person can do, in a sentence.</param>
    public static UnreadableFileException TooLarge(string place, string message, string remedy) =>
        new(place, message, remedy) { TooLarge = true };

    /// <summary>A count as people read it: 1,206.</summary>
    /// <param name="number">The count.</param>
    internal static string Count(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static string Megabytes(long bytes) =>
        (bytes / (double)(1 << 20)).ToString("0.#", CultureInfo.InvariantCulture);
}
