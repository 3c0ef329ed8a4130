using System.Text;

namespace Throughline.Formats.Transcripts;

/// <summary>
/// The words of a turn as they are gathered from a document: lines of one paragraph are joined by a space, paragraphs of one
/// turn stand on lines of their own.
/// </summary>
internal sealed class Said(string? speaker, long? startMs, long? endMs, Place place)
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
            words.Append(paragraph == lastParagraph ? ' ' : '\n');
        words.Append(line);
        lastParagraph = paragraph;
    }

    public Piece ToPiece() => new(Speaker, words.ToString(), place) { StartMs = startMs, EndMs = endMs };
}
