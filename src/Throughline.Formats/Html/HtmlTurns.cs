using AngleSharp.Dom;

namespace Throughline.Formats.Html;

/// <summary>
/// The turns of a transcript written as a web page: <c>cite</c> names who speaks, <c>time</c> says when, the paragraphs after
/// them are the words (Podcasting 2.0 namespace, "transcript", HTML).
/// </summary>
internal sealed class HtmlTurns
{
    private readonly List<ReadTurn> turns = [];
    private string? speaker;
    private long? startMs;
    private int start = -1;
    private bool awaits;

    /// <summary>Whether at least two speakers are named, and each is followed by a time or by a paragraph.</summary>
    public static bool Recognises(IDocument page)
    {
        var names = page.GetElementsByTagName("cite").ToList();
        var times = page.GetElementsByTagName("time").Length;
        return names.Count >= 2 && times * 2 >= names.Count && names.Select(n => n.Parent).Distinct().All(IsFollowed);
    }

    /// <summary>Whether every name among the children of a node stands before a time or a paragraph.</summary>
    private static bool IsFollowed(INode? parent)
    {
        var names = 0;
        var afterName = false;
        foreach (var child in parent!.ChildNodes.OfType<IElement>())
        {
            if (afterName && child.LocalName is not ("time" or "p"))
                return false;
            afterName = child.LocalName == "cite";
            names += afterName ? 1 : 0;
        }
        return !afterName && names > 0;
    }

    /// <summary>Takes a speaker or a time, which are not part of the text. A heading ends the turn.</summary>
    public bool Takes(IElement element, DocumentText text)
    {
        switch (element.LocalName)
        {
            case "cite":
                End(text);
                speaker = Name(element.TextContent);
                awaits = true;
                return true;
            case "time":
                if (!awaits)
                    End(text);
                startMs = Milliseconds(element.TextContent.Trim());
                awaits = true;
                return true;
            case "h1" or "h2" or "h3" or "h4" or "h5" or "h6":
                End(text);
                return false;
            default:
                return false;
        }
    }

    /// <summary>A line begins at the end of the text; it may be the first of a turn.</summary>
    public void LineBegins(DocumentText text)
    {
        if (awaits)
            start = text.Length;
        awaits = false;
    }

    /// <summary>The document was left: the last turn ends with it.</summary>
    public void Left(IElement element, DocumentText text)
    {
        if (element.LocalName == "body")
            End(text);
    }

    /// <summary>The turns, in the order of the text.</summary>
    public IReadOnlyList<ReadTurn> Turns => turns;

    private void End(DocumentText text)
    {
        if (start >= 0)
            turns.Add(new ReadTurn(speaker, start, text.Length, startMs, null, []));
        start = -1;
        startMs = null;
        speaker = null;
        awaits = false;
    }

    private static string? Name(string words)
    {
        var name = string.Join(' ', words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).TrimEnd(':').TrimEnd();
        return name.Length == 0 ? null : name;
    }

    /// <summary>"0:30", "1:02:03", "00:00:30.5" in milliseconds; null for anything else.</summary>
    private static long? Milliseconds(string words)
    {
        var parts = words.Split(':');
        if (parts.Length is < 2 or > 3)
            return null;
        var seconds = 0m;
        foreach (var part in parts)
        {
            if (part.Length > 9 || !decimal.TryParse(part, System.Globalization.NumberStyles.AllowDecimalPoint, null, out var value))
                return null;
            seconds = (seconds * 60) + value;
        }
        return (long)(seconds * 1000);
    }
}
