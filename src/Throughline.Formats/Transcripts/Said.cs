using System.Text;

namespace Throughline.Formats.Transcripts;

/// <summary>
/// The words of a turn as they are gathered from a document: paragraphs of one turn stand on lines of their own, and lines of
/// one paragraph are joined by whatever the caller says they are parted by.
/// </summary>
internal sealed class Said(string? speaker, long? startMs, long? endMs, Place place, char lineBreak)
{
    private readonly StringBuilder words = new();
    private int lastParagraph = -1;

    public string? Speaker { get; } = speaker;

    public bool HasWords => words.Length > 0;

    public int Length => words.Length;

    public void Add(ReadOnlySpan<char> line, int paragraph)
    {
        if (line.IsEmpty)
            return;
        if (words.Length > 0)
            words.Append(paragraph == lastParagraph ? lineBreak : '\n');
        words.Append(line);
        lastParagraph = paragraph;
    }

    public Piece ToPiece() => new(Speaker, words.ToString(), place) { StartMs = startMs, EndMs = endMs };
}
