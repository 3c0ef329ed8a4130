using System.Globalization;

namespace Throughline.Formats;

/// <summary>The refusals that several readers share, so that the same fault is told in the same words.</summary>
internal static class Refusals
{
    /// <summary>
    /// Runs a reader so that nothing but <see cref="UnreadableFileException"/> leaves it: the libraries underneath throw
    /// whatever they meet in a damaged file.
    /// </summary>
    public static T Guard<T>(string kind, string remedy, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (OutOfMemoryException)
        {
            throw new UnreadableFileException("the file", "It asks for more memory than there is.", remedy) { TooLarge = true };
        }
        catch (Exception fault) when (fault is not UnreadableFileException)
        {
            throw new UnreadableFileException("the file", $"It is damaged, or not a {kind}.", remedy);
        }
    }

    public static UnreadableFileException TextTooLong(ReadLimits limits) => new(
        "the file",
        string.Create(CultureInfo.InvariantCulture, $"Its text is longer than {limits.TextLength:N0} characters."),
        "Split it into several files and import each.") { TooLarge = true };

    public static UnreadableFileException FileTooLarge(ReadLimits limits) => new(
        "the file",
        string.Create(CultureInfo.InvariantCulture, $"It is larger than {limits.FileBytes:N0} bytes."),
        "Split it, or save it without its pictures, and import it again.") { TooLarge = true };

    public static UnreadableFileException TooMany(string what, int most) => new(
        "the file",
        string.Create(CultureInfo.InvariantCulture, $"It has more than {most:N0} {what}."),
        "Split it into several files and import each.") { TooLarge = true };

    public static UnreadableFileException TooDeep(string place, int depth) => new(
        place,
        string.Create(CultureInfo.InvariantCulture, $"Its parts are nested more than {depth:N0} deep."),
        "Open it in the program it came from, save it as plain text and import that.") { TooLarge = true };

    public static UnreadableFileException NoWords(bool pictures) => new(
        "the file",
        pictures ? "There are no words in it, only pictures." : "There are no words in it.",
        pictures
            ? "Ask for the text that was pictured, or run text recognition on it and import the result."
            : "Check that it is the file you meant.");
}
