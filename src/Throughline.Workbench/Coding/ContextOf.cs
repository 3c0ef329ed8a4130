using Throughline.Workbench.Sources;

namespace Throughline.Workbench.Coding;

/// <summary>Cuts what is said around a segment out of its source: by turns, or by paragraphs where there are none.</summary>
internal sealed class ContextOf(SourceContent content, Func<int, (string Name, string Role)> speaker)
{
    /// <summary>However long a paragraph is, no more of it is told, UTF-16 code units.</summary>
    public const int PieceLength = 2_000;

    private const int QuestionLength = 300;

    public SegmentContext Read(int start, int end, ContextWidth width)
    {
        if (width == ContextWidth.None || end > content.Text.Length) return SegmentContext.None;
        var turns = content.Layout.Turns;
        var more = width switch { ContextWidth.One => 1, ContextWidth.Three => 3, _ => 0 };
        if (content.Layout.TurnAt(start) is not { } first) return InParagraphs(start, end, more);
        var last = content.Layout.TurnAt(end - 1) ?? first;
        var before = Enumerable.Range(first - more, more).Where(i => i >= 0).Select(Turn).ToList();
        if (more == 0 && first > 0 && Asks(first - 1)) before.Add(Turn(first - 1));
        return new(
            before, Ending(content.Words(Math.Min(turns[first].Start, start), start)), Beginning(content.Words(end, Math.Max(turns[last].End, end))),
            [.. Enumerable.Range(last + 1, more).Where(i => i < turns.Count).Select(Turn)]);
    }

    /// <summary>An interviewer's short question belongs to the answer.</summary>
    private bool Asks(int turn)
    {
        var (start, end) = (content.Layout.Turns[turn].Start, content.Layout.Turns[turn].End);
        return end - start <= QuestionLength && speaker(content.Layout.Turns[turn].Speaker).Role == Speaker.Interviewer
            && content.Words(start, end).AsSpan().TrimEnd().EndsWith('?');
    }

    private ContextPiece Turn(int index)
    {
        var turn = content.Layout.Turns[index];
        var (name, role) = speaker(turn.Speaker);
        return new(index + 1, name, role, Beginning(content.Words(turn.Start, turn.End)));
    }

    private SegmentContext InParagraphs(int start, int end, int more)
    {
        var text = content.Text;
        var from = start == 0 ? 0 : text.LastIndexOf('\n', start - 1) + 1;
        var to = text.IndexOf('\n', end) is >= 0 and var line ? line : text.Length;
        var (lead, tail) = (Ending(text[from..start]), Beginning(text[end..to]));
        var before = new List<ContextPiece>();
        var after = new List<ContextPiece>();
        for (var at = from - 1; before.Count < more && at > 0; at = from - 1)
        {
            from = text.LastIndexOf('\n', at - 1) + 1;
            Keep(before, text[from..at]);
        }
        for (var at = to + 1; after.Count < more && at < text.Length; at = to + 1)
        {
            to = text.IndexOf('\n', at) is >= 0 and var next ? next : text.Length;
            Keep(after, text[at..to]);
        }
        before.Reverse();
        return new(before, lead, tail, after);
    }

    private static void Keep(List<ContextPiece> pieces, string paragraph)
    {
        if (!string.IsNullOrWhiteSpace(paragraph)) pieces.Add(new(null, "", "", Beginning(paragraph)));
    }

    private static string Beginning(string text) =>
        text.Length <= PieceLength ? text : text[..(char.IsHighSurrogate(text[PieceLength - 1]) ? PieceLength - 1 : PieceLength)] + "…";

    private static string Ending(string text)
    {
        if (text.Length <= PieceLength) return text;
        var from = text.Length - PieceLength;
        return "…" + text[(char.IsLowSurrogate(text[from]) ? from + 1 : from)..];
    }
}
