using System.Buffers;

namespace Throughline.Formats.Markdown;

/// <summary>
/// Whether a text has so many of Markdown's signs close together that laying it out would take minutes: the time grows with
/// the square of the signs within one paragraph. Nobody writes so.
/// </summary>
internal static class MarkdownSigns
{
    private const int MostInParagraph = 3000;
    private const int MostColumns = 300;
    private const int MostBars = 50_000;
    private const int MostNotes = 5000;

    private static readonly SearchValues<char> Signs = SearchValues.Create("[]<>*_`~^!&\\$=+");

    /// <summary>Looks at one paragraph after the other.</summary>
    public static bool AreTooMany(ReadOnlySpan<char> markdown)
    {
        int signs = 0, bars = 0, notes = 0;
        foreach (var line in markdown.EnumerateLines())
        {
            if (line.IsWhiteSpace())
                (signs, bars) = (0, 0);
            var barsInLine = line.Count('|');
            bars += barsInLine;
            notes += line.TrimStart().StartsWith("[") ? 1 : 0;
            signs += Count(line);
            if (signs > MostInParagraph || barsInLine > MostColumns || bars > MostBars || notes > MostNotes)
                return true;
        }
        return false;
    }

    private static int Count(ReadOnlySpan<char> line)
    {
        var count = 0;
        for (int at; (at = line.IndexOfAny(Signs)) >= 0; line = line[(at + 1)..])
            count++;
        return count;
    }
}
