namespace Throughline.Workbench.Sources;

public static class WordCount
{
    /// <summary>Runs of letters and digits; an apostrophe or a hyphen within one does not end it.</summary>
    public static int Of(ReadOnlySpan<char> text)
    {
        var (count, within) = (0, false);
        foreach (var c in text)
        {
            var isWord = char.IsLetterOrDigit(c) || char.IsSurrogate(c) || (within && c is '\'' or '’' or '-');
            if (isWord && !within) count++;
            within = isWord;
        }
        return count;
    }
}
