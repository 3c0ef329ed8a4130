namespace Throughline.Formats.OpenDocument;

/// <summary>Where words go at the moment: the main text, a text box or a note. White space runs together within a paragraph.</summary>
/// <param name="Text">The lines.</param>
/// <param name="IsMain">Whether it is the main text, the only one that has pages.</param>
/// <param name="IsNote">Whether it is a note.</param>
internal sealed record OdtSink(DocumentText Text, bool IsMain, bool IsNote)
{
    private readonly List<string> boxes = [];
    private bool afterSpace = true;

    /// <summary>The marker of the list item that was begun and has no paragraph yet.</summary>
    public string Marker { get; set; } = "";

    /// <summary>Begins a paragraph.</summary>
    public void StartParagraph()
    {
        Text.Line();
        afterSpace = true;
    }

    /// <summary>Adds words as they flow.</summary>
    public void AppendFlowing(ReadOnlySpan<char> words)
    {
        while (!words.IsEmpty)
        {
            var blank = words.IndexOfAny(" \t\n\r");
            if (blank == 0)
            {
                if (!afterSpace)
                    Append(" ");
                afterSpace = true;
                words = words.TrimStart(" \t\n\r");
                continue;
            }
            var word = blank < 0 ? words : words[..blank];
            Append(word);
            words = words[word.Length..];
        }
    }

    /// <summary>Adds characters that stand as they are, behind the marker if they are the first of a list item.</summary>
    public void Append(ReadOnlySpan<char> words)
    {
        if (Marker.Length > 0)
            Text.Append(Marker);
        Marker = "";
        Text.Append(words);
        afterSpace = false;
    }

    /// <summary>Keeps a text box until the paragraph that it hangs on has ended.</summary>
    public void AddBox(string words)
    {
        if (!words.AsSpan().IsWhiteSpace())
            boxes.Add(words);
    }

    /// <summary>Ends the paragraph.</summary>
    public void EndParagraph()
    {
        foreach (var box in boxes)
        {
            Text.Line();
            Text.Append(box);
        }
        boxes.Clear();
    }
}
