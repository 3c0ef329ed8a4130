namespace Throughline.Formats;

/// <summary>The refusals that the readers of documents share.</summary>
internal static class DocumentRefusal
{
    /// <summary>
    /// Runs a reader so that nothing but <see cref="UnreadableFileException"/> leaves it: the libraries underneath throw
    /// whatever they meet in a damaged file.
    /// </summary>
    /// <param name="kind">What the file claims to be, with its article: "a PDF".</param>
    /// <param name="remedy">What the person can do, in a sentence.</param>
    /// <param name="read">The reader.</param>
    public static T Guard<T>(string kind, string remedy, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (OutOfMemoryException)
        {
            throw Refusal.TooLarge("the file", "It asks for more memory than there is.", remedy);
        }
        catch (Exception fault) when (fault is not UnreadableFileException)
        {
            throw new UnreadableFileException("the file", $"It is damaged, or not {kind}.", remedy);
        }
    }

    /// <summary>Parts within parts, deeper than <see cref="ReadLimits.Depth"/>.</summary>
    public static UnreadableFileException TooDeep(ReadLimits limits) => Refusal.TooLarge(
        "the file",
        $"Its parts are nested more than {Refusal.Count(limits.Depth)} levels deep, so it was not read.",
        "Open it in the program it came from, save it as plain text and import that.");

    /// <summary>The file was read, and holds no words; pictures perhaps.</summary>
    public static UnreadableFileException NoWords(int pictures) => pictures == 0
        ? Refusal.NoWords()
        : new UnreadableFileException(
            "the file",
            $"There are no words in it, only {(pictures == 1 ? "a picture" : $"{Refusal.Count(pictures)} pictures")}. Nothing was kept.",
            "Ask for the text that was pictured, or run text recognition on it and import the result.");
}
