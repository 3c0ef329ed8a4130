using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Throughline.Formats.Html;

namespace Throughline.Formats.Others;

/// <summary>
/// The words of a document as Taguette keeps it, which is HTML, and the places in them of positions that count the bytes, in UTF-8, of all
/// its text nodes, white space between the tags included.
/// </summary>
internal sealed class TaguetteText
{
    private readonly StringBuilder text = new();
    private readonly ReadLimits limits;
    private readonly int[] wanted;
    private readonly Dictionary<int, (int Start, int End)> places = [];
    private readonly List<int> starting = [];
    private int next, bytes, lines, preformatted;
    private bool space, cell;

    private TaguetteText(ReadLimits limits, IEnumerable<int> positions) => (this.limits, wanted) = (limits, [.. positions.Distinct().Order()]);

    /// <summary>Lays a document out as lines.</summary>
    /// <param name="html">The document.</param>
    /// <param name="positions">The positions whose places are wanted.</param>
    /// <param name="limits">The limits in force.</param>
    public static TaguetteText Of(string html, IEnumerable<int> positions, ReadLimits limits)
    {
        var laid = new TaguetteText(limits, positions);
        var nesting = new HtmlNesting(limits);
        var options = new HtmlParserOptions
        {
            IsScripting = false, SkipComments = true, MaximumDepth = limits.Depth + 16, DisableElementPositionTracking = true, OnToken = (token, _) => nesting.Take(token),
        };
        // Within an element, as in the browser that counted: at the top of a page white space would fall away.
        using var page = new HtmlParser(options).ParseDocument("<!DOCTYPE html><body><div>" + html);
        laid.Walk(page.Body!);
        laid.Rest();
        return laid;
    }

    /// <summary>The words.</summary>
    public string Words => text.ToString();

    /// <summary>How many bytes the positions can count.</summary>
    public int Bytes => bytes;

    /// <summary>The stretch between two positions that were wanted; white space at its ends that is not among the words falls away.</summary>
    public (int Start, int End) Between(int start, int end) => (places[start].Start, places[end].End);

    private void Walk(IElement root)
    {
        var todo = new Stack<(INode Node, int Depth, bool Leaving)>();
        todo.Push((root, 0, false));
        while (todo.TryPop(out var step))
        {
            if (step.Node is IText words)
            {
                Append(words.Data, HtmlElements.Dropped.Contains(words.ParentElement?.LocalName ?? ""));
                continue;
            }
            if (step.Node is not IElement element) continue;
            if (step.Depth > limits.Depth) throw DocumentRefusal.TooDeep(limits);
            Edge(element.LocalName, step.Leaving);
            if (step.Leaving) continue;
            todo.Push((element, step.Depth, true));
            for (var i = element.ChildNodes.Length - 1; i >= 0; i--) todo.Push((element.ChildNodes[i], step.Depth + 1, false));
        }
    }

    private void Edge(string name, bool leaving)
    {
        if (HtmlElements.Blocks.Contains(name) || name == "tr") lines = Math.Max(lines, 1);
        else if (name == "br" && !leaving) lines++;
        else if (name is "td" or "th" && leaving) cell = true;
        if (name == "pre") preformatted += leaving ? -1 : 1;
    }

    private void Append(string words, bool dropped)
    {
        for (var i = 0; i < words.Length; i++)
        {
            var isPair = char.IsHighSurrogate(words[i]) && i + 1 < words.Length && char.IsLowSurrogate(words[i + 1]);
            var width = words[i] < 0x80 ? 1 : words[i] < 0x800 ? 2 : isPair ? 4 : 3;
            Reach(bytes + width - 1);
            bytes += width;
            if (!dropped) Take(words[i], isPair ? words[i + 1] : null);
            i += isPair ? 1 : 0;
        }
    }

    private void Take(char one, char? second)
    {
        if (one == '\n' && preformatted > 0) lines++;
        else if (one is ' ' or '\t' or '\n' or '\r' or '\f' && preformatted == 0) space = true;
        else if (one is not ('\0' or '\r'))
        {
            Separate();
            Begin();
            text.Append(char.IsSurrogate(one) && second is null ? '\uFFFD' : one);
            if (second is { } low) text.Append(low);
            if (text.Length > limits.TextLength) throw Refusal.TextTooLong(limits);
        }
    }

    private void Separate()
    {
        if (text.Length > 0)
        {
            if (lines > 0) text.Append('\n', Math.Min(lines, 3));
            else if (cell) text.Append('\t');
            else if (space) text.Append(' ');
        }
        (lines, cell, space) = (0, false, false);
    }

    /// <summary>The positions up to here: what ends there ends with the last word, what starts there starts with the next.</summary>
    private void Reach(int upTo)
    {
        for (; next < wanted.Length && wanted[next] <= upTo; next++)
        {
            places[wanted[next]] = (text.Length, text.Length);
            starting.Add(wanted[next]);
        }
    }

    private void Begin()
    {
        foreach (var position in starting) places[position] = (text.Length, places[position].End);
        starting.Clear();
    }

    private void Rest()
    {
        Reach(int.MaxValue);
        Begin();
    }
}
