namespace Throughline.Formats.Word;

/// <summary>Where words go at the moment: the main text, a text box or a note.</summary>
/// <param name="Text">The lines.</param>
/// <param name="IsMain">Whether it is the main text, the only one that has pages.</param>
/// <param name="NoteId">The id of the note; empty for anything else.</param>
internal sealed record WordSink(DocumentText Text, bool IsMain, string NoteId)
{
    private readonly List<string> boxes = [];
    private string marker = "";
    private bool markIsDeleted;
    private bool pageAfter;

    /// <summary>Begins a paragraph.</summary>
    public void StartParagraph()
    {
        Text.Line();
        (marker, markIsDeleted, pageAfter) = ("", false, false);
    }

    /// <summary>Takes the properties of the paragraph that was begun.</summary>
    public void Take(WordProperties.OfParagraph properties, WordNumbering numbering)
    {
        if (properties.BreaksBefore && IsMain && !Text.PageIsEmpty)
            Text.Page();
        marker = numbering.Next(properties.Style, properties.List, properties.Level);
        (markIsDeleted, pageAfter) = (properties.MarkIsDeleted, properties.PageAfter && IsMain);
    }

    /// <summary>Adds words, behind the marker if they are the first of a list item.</summary>
    public void Append(ReadOnlySpan<char> words)
    {
        if (marker.Length > 0)
            Text.Append(marker);
        marker = "";
        Text.Append(words);
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
        if (markIsDeleted)
            Text.JoinNextLine();
        if (pageAfter)
            Text.Page();
        (marker, markIsDeleted, pageAfter) = ("", false, false);
    }
}
