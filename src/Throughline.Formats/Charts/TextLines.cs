namespace Throughline.Formats.Charts;

/// <summary>Words in figures, measured by what a usual sans needs, as no type can be asked where figures are made.</summary>
internal static class TextLines
{
    public static double Width(string words, double size = 12) => words.Sum(c => Share(c)) * size * 1.1;

    /// <summary>Broken between words so that no line is wider, as far as words allow.</summary>
    public static IReadOnlyList<string> Wrap(string words, double width, double size = 12)
    {
        var lines = new List<string>();
        foreach (var paragraph in words.ReplaceLineEndings("\n").Split('\n'))
        {
            var line = "";
            foreach (var word in paragraph.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                var longer = line.Length == 0 ? word : $"{line} {word}";
                if (line.Length > 0 && Width(longer, size) > width)
                {
                    lines.Add(line);
                    line = word;
                }
                else line = longer;
            }
            lines.Add(line);
        }
        return lines;
    }

    /// <summary>Cut with an ellipsis where it is wider.</summary>
    public static string Cut(string words, double width, double size = 12)
    {
        if (Width(words, size) <= width) return words;
        var kept = words.Length;
        while (kept > 1 && Width(words[..kept] + "…", size) > width) kept--;
        return words[..(char.IsHighSurrogate(words[kept - 1]) ? kept - 1 : kept)].TrimEnd() + "…";
    }

    private static double Share(char c) => c switch
    {
        'i' or 'j' or 'l' or 't' or 'f' or 'r' or ' ' or '.' or ',' or '\'' or ':' or ';' or '|' or '(' or ')' or '!' => 0.32,
        'm' or 'w' or 'M' or 'W' or '%' or '@' or '—' or '…' => 0.86,
        >= 'A' and <= 'Z' => 0.67,
        >= '\u2E80' => 1,
        _ => 0.56,
    };
}
