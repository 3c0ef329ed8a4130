namespace Throughline.Formats.Transcripts;

/// <summary>A paragraph of a Word file or of a plain text, where blank lines part them.</summary>
/// <param name="Text">Its words, trimmed; its lines parted by LF.</param>
/// <param name="Place">Where it stands.</param>
internal readonly record struct Paragraph(string Text, Place Place)
{
    /// <summary>Its lines, trimmed, each with its place, empty ones left out.</summary>
    public IEnumerable<(string Line, Place Place)> Lines()
    {
        var number = Place.Line;
        foreach (var line in Text.Split('\n'))
        {
            var trimmed = line.Trim();
            if (trimmed.Length > 0)
                yield return (trimmed, Place with { Line = number });
            number += Place.Line > 0 ? 1 : 0;
        }
    }

    /// <summary>The paragraphs of a plain text.</summary>
    public static List<Paragraph> Of(string text)
    {
        var found = new List<Paragraph>();
        int line = 0, begin = -1, end = 0, beginLine = 0, at = 0;
        foreach (var range in text.AsSpan().Split('\n'))
        {
            line++;
            at = range.Start.Value;
            if (!text.AsSpan(range).IsWhiteSpace())
            {
                (begin, beginLine) = begin < 0 ? (at, line) : (begin, beginLine);
                end = range.End.Value;
            }
            else if (begin >= 0)
            {
                found.Add(new Paragraph(text[begin..end], Place.AtLine(beginLine)));
                begin = -1;
            }
        }

        if (begin >= 0)
            found.Add(new Paragraph(text[begin..end], Place.AtLine(beginLine)));
        return found;
    }
}
