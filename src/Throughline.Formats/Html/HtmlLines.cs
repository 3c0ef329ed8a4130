using System.Globalization;
using AngleSharp.Dom;

namespace Throughline.Formats.Html;

/// <summary>
/// Lays the tree of an HTML document out as lines: one per block, list items with a plain marker, cells with tabs between.
/// </summary>
/// <param name="text">Where the lines go.</param>
/// <param name="turns">Takes the speakers and times out of a transcript; null for any other page.</param>
/// <param name="limits">The limits in force.</param>
internal sealed class HtmlLines(DocumentText text, HtmlTurns? turns, ReadLimits limits)
{
    private readonly Stack<(INode Node, bool Leaving)> todo = new();
    private readonly Stack<int> listNumbers = new();
    private string marker = "";
    private bool open;
    private bool spaceToCome;
    private int preformatted;
    private int depth;

    /// <summary>Writes the lines of a node and all that is in it.</summary>
    public void Write(INode root)
    {
        todo.Push((root, false));
        while (todo.TryPop(out var step))
            if (step.Node is IText words)
                Append(words.Data);
            else if (step.Node is IElement element)
                Visit(element, step.Leaving);
    }

    private void Visit(IElement element, bool leaving)
    {
        if (leaving)
        {
            depth--;
            Leave(element);
            return;
        }
        if (!Enter(element))
            return;
        if (++depth > limits.Depth)
            throw DocumentRefusal.TooDeep(limits);
        todo.Push((element, true));
        // By index: a sibling looks itself up among all of its parent's children, which takes forever on a flat page.
        for (var i = element.ChildNodes.Length - 1; i >= 0; i--)
            todo.Push((element.ChildNodes[i], false));
    }

    private bool Enter(IElement element)
    {
        var name = element.LocalName;
        if (name == "input" && element.GetAttribute("type") == "checkbox")
            Append(element.HasAttribute("checked") ? "[x]" : "[ ]");
        if (HtmlElements.Dropped.Contains(name) || IsWayBackFromNote(element) || turns?.Takes(element, text) == true)
            return false;
        if (HtmlElements.Embedded.Contains(name))
        {
            text.LeaveOut(Omission.Embedded);
            return false;
        }
        if (IsHidden(element))
        {
            text.LeaveOut(Omission.Hidden);
            return false;
        }
        if (HtmlElements.Blocks.Contains(name))
            EndLine();
        EnterKind(element, name);
        return true;
    }

    private void EnterKind(IElement element, string name)
    {
        switch (name)
        {
            case "br":
                BreakLine();
                break;
            case "img":
                Picture(element);
                break;
            case "q":
                Append("\u201C");
                break;
            case "a" when IsNoteMark(element):
                Append("[");
                break;
            case "pre" or "textarea" or "listing" or "xmp":
                preformatted++;
                break;
            case "ul" or "menu" or "dir":
                listNumbers.Push(-1);
                break;
            case "ol":
                listNumbers.Push(Start(element) - 1);
                break;
            case "li":
                marker = Marker();
                break;
            case "tr":
                EndLine();
                text.OpenRow();
                break;
            case "td" or "th":
                EndLine();
                text.OpenCell();
                break;
        }
    }

    private void Leave(IElement element)
    {
        var name = element.LocalName;
        if (HtmlElements.Blocks.Contains(name))
            EndLine();
        switch (name)
        {
            case "q":
                Append("\u201D");
                break;
            case "a" when IsNoteMark(element):
                Append("]");
                break;
            case "pre" or "textarea" or "listing" or "xmp":
                preformatted--;
                break;
            case "ul" or "menu" or "dir" or "ol":
                listNumbers.Pop();
                break;
            case "li":
                marker = "";
                break;
            case "tr" or "td" or "th":
                EndLine();
                text.Close();
                break;
        }
        turns?.Left(element, text);
    }

    private void EndLine()
    {
        open = false;
        spaceToCome = false;
    }

    private void BreakLine()
    {
        if (!open)
            text.Line();
        EndLine();
    }

    private void Append(string words)
    {
        if (preformatted > 0)
            AppendAsItStands(words);
        else
            AppendFlowing(words);
    }

    private void AppendAsItStands(string words)
    {
        var first = true;
        foreach (var line in words.AsSpan().Split('\n'))
        {
            if (!first)
                BreakLine();
            if (!words.AsSpan(line).IsEmpty)
                Emit(words.AsSpan(line));
            first = false;
        }
    }

    /// <summary>Runs of white space are one space; at the beginning and end of a line they are none. A no-break space stays.</summary>
    private void AppendFlowing(ReadOnlySpan<char> words)
    {
        while (!words.IsEmpty)
        {
            var blank = words.IndexOfAnyExcept(" \t\n\r\f");
            if (blank < 0)
            {
                spaceToCome = open;
                return;
            }
            if (blank > 0)
                spaceToCome = open;
            words = words[blank..];
            var end = words.IndexOfAny(" \t\n\r\f");
            var word = end < 0 ? words : words[..end];
            if (spaceToCome)
                text.Append(' ');
            spaceToCome = false;
            Emit(word);
            words = words[word.Length..];
        }
    }

    private void Emit(ReadOnlySpan<char> words)
    {
        if (!open)
        {
            text.Line();
            text.Append(marker);
            marker = "";
            turns?.LineBegins(text);
        }
        open = true;
        text.Append(words);
    }

    private void Picture(IElement image)
    {
        text.LeaveOut(Omission.Pictures);
        if (image.GetAttribute("alt") is { Length: > 0 } alt && !alt.AsSpan().IsWhiteSpace())
            AppendFlowing($"[{alt.Trim()}]");
    }

    private string Marker()
    {
        var indent = new string(' ', Math.Max(0, (listNumbers.Count - 1) * 2));
        if (!listNumbers.TryPop(out var last))
            return "\u2022 ";
        var number = last < 0 ? -1 : last + 1;
        listNumbers.Push(number);
        return number < 0 ? $"{indent}\u2022 " : string.Create(CultureInfo.InvariantCulture, $"{indent}{number}. ");
    }

    private static int Start(IElement list) =>
        int.TryParse(list.GetAttribute("start"), CultureInfo.InvariantCulture, out var start) ? Math.Clamp(start, 1, 1_000_000) : 1;

    /// <summary>The number of a footnote, as Markdown writers mark it.</summary>
    private static bool IsNoteMark(IElement element) => element.ClassList.Contains("footnote-ref");

    private static bool IsWayBackFromNote(IElement element) =>
        element.LocalName == "a" && (element.ClassList.Contains("footnote-back-ref") || element.ClassList.Contains("footnote-back"));

    private static bool IsHidden(IElement element) =>
        element.HasAttribute("hidden")
        || (element.GetAttribute("style") is { } style
            && style.Replace(" ", "", StringComparison.Ordinal).Contains("display:none", StringComparison.OrdinalIgnoreCase));
}
