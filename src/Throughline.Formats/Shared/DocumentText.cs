using System.Globalization;
using System.Text;

namespace Throughline.Formats;

/// <summary>
/// The text of a document while it is being read: lines, rows and cells, where pages begin, and what was left out.
/// </summary>
/// <remarks>
/// A line break is written before a line and never after one, so that a cell, a note or the text ends without a spare one.
/// </remarks>
internal sealed class DocumentText(ReadLimits limits)
{
    private static readonly System.Buffers.SearchValues<char> Unkept = System.Buffers.SearchValues.Create("\0\r");

    private readonly StringBuilder text = new();
    private readonly List<int> pages = [];
    private readonly List<ReadWarning> warnings = [];
    private readonly Dictionary<Omission, Tally> omissions = [];
    private readonly Stack<Frame> frames = new([new Frame()]);
    private int lines;
    private int pagesToCome;

    /// <summary>UTF-16 code units so far.</summary>
    public int Length => text.Length;

    /// <summary>Lines begun so far; for Word and ODT this is the number of the paragraph.</summary>
    public int Lines => lines;

    /// <summary>Appends text of the current line, without U+0000 and with line ends as LF.</summary>
    public void Append(ReadOnlySpan<char> words)
    {
        if (text.Length + words.Length > limits.TextLength)
            throw Refusal.TextTooLong(limits);
        if (pagesToCome > 0 && words.IndexOfAnyExcept('\n', ' ') is >= 0 and var first)
            BeginPages(text.Length + first);
        while (words.IndexOfAny(Unkept) is >= 0 and var at)
        {
            text.Append(words[..at]);
            if (words[at] == '\r' && !words[(at + 1)..].StartsWith("\n"))
                text.Append('\n');
            words = words[(at + 1)..];
        }
        text.Append(words);
    }

    /// <summary>Appends one UTF-16 code unit of the current line.</summary>
    public void Append(char unit) => Append([unit]);

    /// <summary>Begins a line: a paragraph, a heading, a list item, a row.</summary>
    public void Line()
    {
        lines++;
        var frame = frames.Peek();
        if (frame is { HasLine: true, JoinsNext: false })
            Append('\n');
        frame.HasLine = true;
        frame.JoinsNext = false;
    }

    /// <summary>The next line continues the present one, as when the mark between two paragraphs was deleted.</summary>
    public void JoinNextLine() => frames.Peek().JoinsNext = true;

    /// <summary>Begins a row of cells, which is a line of its own.</summary>
    public void OpenRow()
    {
        Line();
        frames.Push(new Frame());
    }

    /// <summary>Begins a cell: after a tab, unless it is the first of its row.</summary>
    public void OpenCell()
    {
        if (frames.Peek().Cells++ > 0)
            Append('\t');
        frames.Push(new Frame());
    }

    /// <summary>Ends the cell or row that was opened last.</summary>
    public void Close()
    {
        if (frames.Count > 1)
            frames.Pop();
    }

    /// <summary>Whether a new page was announced and no word of it was written yet.</summary>
    public bool PageIsEmpty => pagesToCome > 0;

    /// <summary>A new page begins with the next word. The first page begins at 0 as soon as there is a second.</summary>
    public void Page()
    {
        if (pages.Count + ++pagesToCome > limits.Items)
            throw Refusal.TooMany("pages", limits);
    }

    /// <summary>Pages are known although there may be only one.</summary>
    public void FirstPage()
    {
        if (pages.Count == 0)
            pages.Add(0);
    }

    private void BeginPages(int at)
    {
        FirstPage();
        for (; pagesToCome > 0; pagesToCome--)
            pages.Add(at);
    }

    /// <summary>Counts one thing that was not read as it stood; all of a kind make one warning.</summary>
    public void LeaveOut(Omission omission, int count = 1)
    {
        var here = (lines, Math.Max(pages.Count, 1) + pagesToCome);
        omissions[omission] = omissions.TryGetValue(omission, out var tally)
            ? tally with { Count = tally.Count + count, Last = here }
            : new Tally(count, here, here);
    }

    /// <summary>Adds a warning about one place.</summary>
    public void Warn(string place, string message) => warnings.Add(new ReadWarning(place, message));

    /// <summary>The document; refused where there is not a word in it.</summary>
    public ReadDocument Finish(string kind)
    {
        if (pagesToCome > 0)
            BeginPages(text.Length);
        var kept = Words();
        if (kept.AsSpan().IsWhiteSpace())
            throw DocumentRefusal.NoWords(omissions.TryGetValue(Omission.Pictures, out var pictures) ? pictures.Count : 0);
        var all = omissions.Select(o => new ReadWarning(PlaceOf(o.Value), o.Key.Say(o.Value.Count))).Concat(warnings);
        return new ReadDocument(kind, kept, [], pages, [.. all]);
    }

    /// <summary>What was written so far.</summary>
    public string Words() => Paired(text.ToString());

    private string PlaceOf(Tally tally)
    {
        var (unit, first, last) = pages.Count > 0
            ? ("page", tally.First.Page, tally.Last.Page)
            : ("paragraph", Math.Max(tally.First.Line, 1), Math.Max(tally.Last.Line, 1));
        return first == last
            ? string.Create(CultureInfo.InvariantCulture, $"{unit} {first}")
            : string.Create(CultureInfo.InvariantCulture, $"{unit}s {first} to {last}");
    }

    /// <summary>Half a surrogate pair cannot be stored as UTF-8; it becomes U+FFFD, which is as long.</summary>
    private static string Paired(string kept)
    {
        if (!kept.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF'))
            return kept;
        return string.Create(kept.Length, kept, static (into, from) =>
        {
            from.CopyTo(into);
            for (var i = 0; i < into.Length; i++)
                if (char.IsHighSurrogate(into[i]) && i + 1 < into.Length && char.IsLowSurrogate(into[i + 1]))
                    i++;
                else if (char.IsSurrogate(into[i]))
                    into[i] = '\uFFFD';
        });
    }

    private sealed class Frame
    {
        public bool HasLine { get; set; }
        public bool JoinsNext { get; set; }
        public int Cells { get; set; }
    }

    private sealed record Tally(int Count, (int Line, int Page) First, (int Line, int Page) Last);
}
