using System.Text;

namespace Throughline.Formats.Rtf;

/// <summary>Where text goes: the body or one note. RTF ends lines and cells, it does not begin them.</summary>
internal sealed class RtfSink(DocumentText text)
{
    private bool open;
    private int tabs;

    public DocumentText Text { get; } = text;

    /// <summary>Whether a line was begun and not ended.</summary>
    public bool IsOpen => open;

    public void Append(ReadOnlySpan<char> words)
    {
        if (words.IsEmpty)
            return;
        Open();
        for (; tabs > 0; tabs--)
            Text.Append('\t');
        Text.Append(words);
    }

    public void EndLine()
    {
        Open();
        open = false;
    }

    public void EndCell()
    {
        Open();
        tabs++;
    }

    public void EndRow()
    {
        for (; tabs > 1; tabs--)
            Text.Append('\t');
        tabs = 0;
        open = false;
    }

    private void Open()
    {
        if (!open)
            Text.Line();
        open = true;
    }
}

/// <summary>What a closing brace puts back.</summary>
internal readonly record struct RtfState(RtfDestination Destination, int CharactersPerUnicode, int Font, RtfSink Sink)
{
    /// <summary>Whether the text is hidden.</summary>
    public bool Hidden { get; init; }

    /// <summary>Whether the text was deleted under tracked changes.</summary>
    public bool Deleted { get; init; }
}

internal enum RtfDestination
{
    /// <summary>Text of the document.</summary>
    Body,

    /// <summary>The marker of a list item, as the word processor last numbered it.</summary>
    ListMarker,

    /// <summary>The font table: its fonts' character sets are read.</summary>
    Fonts,

    /// <summary>A shape or embedded object: its own text is data, the text within it is not.</summary>
    Shape,

    /// <summary>Left out.</summary>
    Skipped,
}
