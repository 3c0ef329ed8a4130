using System.Text;
using Throughline.Workbench.Sources;

namespace Throughline.Workbench.Respondents;

/// <summary>
/// The words of a source of open answers, written anew: answers come in at the end, are altered or are taken out, and everything
/// else keeps its words. Tells where each position of the old text has gone.
/// </summary>
internal sealed class AnswerText
{
    private readonly StringBuilder text = new();
    private readonly List<LayoutTurn> turns = [];
    private readonly List<(LayoutTurn Old, LayoutTurn? New)> moved = [];

    public string Text => text.ToString();

    public Layout Layout => new([.. turns], []);

    /// <summary>Speakers whose answers were altered, so that what lay in them may lie elsewhere.</summary>
    public HashSet<int> Altered { get; } = [];

    /// <param name="old">The text in force.</param>
    /// <param name="words">What each speaker answered by now, by number; who is not among them has taken it out.</param>
    public static AnswerText Of(SourceContent old, IReadOnlyDictionary<int, string> words)
    {
        var fresh = new AnswerText();
        foreach (var turn in old.Layout.Turns)
        {
            var was = old.Words(turn.Start, turn.End);
            if (!words.TryGetValue(turn.Speaker, out var now)) fresh.moved.Add((turn, null));
            else
            {
                fresh.moved.Add((turn, fresh.Append(turn.Speaker, now)));
                if (now != was) fresh.Altered.Add(turn.Speaker);
            }
        }
        var there = old.Layout.Turns.Select(t => t.Speaker).ToHashSet();
        foreach (var (speaker, said) in words.Where(w => !there.Contains(w.Key)).OrderBy(w => w.Key)) fresh.Append(speaker, said);
        return fresh;
    }

    private LayoutTurn Append(int speaker, string words)
    {
        if (text.Length > 0) text.Append('\n');
        var turn = new LayoutTurn(speaker, text.Length, text.Length + words.Length, null, null, []);
        text.Append(words);
        turns.Add(turn);
        return turn;
    }

    /// <summary>Where a stretch of the old text lies now; null where nothing of it is left. In an altered answer the same words are looked for; failing these it is the whole answer.</summary>
    public (int Start, int End)? Place(int start, int end, string oldText)
    {
        (int Start, int End)? found = null;
        foreach (var (old, now) in moved.Where(m => m.Old.Start < end && m.Old.End > start))
        {
            if (now is null) continue;
            var (from, to) = (Math.Max(start, old.Start), Math.Min(end, old.End));
            var piece = Altered.Contains(old.Speaker) ? Again(now, oldText[from..to]) : (Start: now.Start + from - old.Start, End: now.Start + to - old.Start);
            found = found is { } before ? (Math.Min(before.Start, piece.Start), Math.Max(before.End, piece.End)) : piece;
        }
        return found;
    }

    private (int Start, int End) Again(LayoutTurn now, string words)
    {
        var at = text.ToString(now.Start, now.End - now.Start).IndexOf(words, StringComparison.Ordinal);
        return at < 0 ? (now.Start, now.End) : (now.Start + at, now.Start + at + words.Length);
    }
}
