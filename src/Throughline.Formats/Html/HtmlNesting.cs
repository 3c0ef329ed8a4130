using AngleSharp.Html.Parser;
using AngleSharp.Html.Parser.Tokens;

namespace Throughline.Formats.Html;

/// <summary>
/// Follows which elements stand open while a page is parsed, ahead of the parser (HTML Living Standard, 13.2.4). The tree is
/// cut at a depth anyway, but each open element makes every further one costlier, and a few hundred bold tags left open make
/// a page of kilobytes grow to gigabytes; such pages are refused before they have taken minutes.
/// </summary>
/// <remarks>Where the parser is more subtle, this errs to the side of more open elements.</remarks>
internal sealed class HtmlNesting(ReadLimits limits)
{
    private const int UnclosedPerDepth = 2;

    /// <summary>So many left open at a time are usual, and cost little.</summary>
    private const int UsuallyLeftOpen = 8;

    /// <summary>The parser keeps no more than three of the same kind and attributes.</summary>
    private const int MostAlike = 3;

    private readonly List<string> open = [];
    private readonly Dictionary<string, int> leftOpen = [];
    private int leftOpenInAll;
    private int elements;
    private bool foreign;

    /// <summary>Takes a token before the parser does.</summary>
    public void Take(HtmlToken token)
    {
        if (token.Type is not (HtmlTokenType.StartTag or HtmlTokenType.EndTag))
            return;
        var tag = (HtmlTagToken)token;
        if (!HtmlElements.OpenedAgain.Contains(tag.Name) && leftOpenInAll > UsuallyLeftOpen)
            Count(leftOpenInAll);
        if (tag.Type == HtmlTokenType.StartTag)
            Start(tag);
        else
            End(tag.Name);
    }

    private void Start(HtmlTagToken tag)
    {
        Count(1);
        foreign = (foreign || tag.Name is "svg" or "math") && !HtmlElements.LeaveForeign.Contains(tag.Name);
        if (HtmlElements.MayStayOpen.Contains(tag.Name) || (foreign && tag.IsSelfClosing))
            return;
        open.Add(tag.Name);
        if (open.Count > limits.Depth * UnclosedPerDepth)
            throw DocumentRefusal.TooDeep(limits);
        if (!HtmlElements.OpenedAgain.Contains(tag.Name))
            return;
        var kind = $"{tag.Name} {string.Join(' ', tag.Attributes.Select(a => $"{a.Name}={a.Value}"))}";
        var alike = leftOpen[kind] = leftOpen.GetValueOrDefault(kind) + 1;
        leftOpenInAll += alike <= MostAlike ? 1 : 0;
    }

    private void End(string name)
    {
        foreign &= name is not ("svg" or "math");
        var at = open.Count - 1;
        while (at >= 0 && open[at] != name)
            if (IsInTheWay(open[at--], name))
                return;
        if (at < 0)
            return;
        if (!HtmlElements.OpenedAgain.Contains(name))
        {
            open.RemoveRange(at, open.Count - at);
            return;
        }
        open.RemoveAt(at);
        CloseKind(name);
    }

    /// <summary>Whether an end tag is without effect because of an element that stands open within its own.</summary>
    private static bool IsInTheWay(string within, string name) =>
        HtmlElements.Barriers.Contains(within)
        || (!HtmlElements.Blocks.Contains(name) && !HtmlElements.Barriers.Contains(name)
            && !HtmlElements.OpenedAgain.Contains(name) && HtmlElements.Blocks.Contains(within));

    private void CloseKind(string name)
    {
        var kind = leftOpen.FirstOrDefault(k => k.Key.StartsWith(name + " ", StringComparison.Ordinal)).Key;
        if (kind is null)
            return;
        leftOpenInAll -= leftOpen[kind] <= MostAlike ? 1 : 0;
        if (--leftOpen[kind] == 0)
            leftOpen.Remove(kind);
    }

    private void Count(int made)
    {
        elements += made;
        if (elements > limits.Items)
            throw Refusal.TooMany("elements", limits);
    }
}
