using AngleSharp.Html.Parser;
using AngleSharp.Html.Parser.Tokens;

namespace Throughline.Formats.Html;

/// <summary>
/// Counts the elements that stand open while a page is parsed. The tree is cut at a depth anyway, but each open element makes
/// every further one costlier, so a page that opens without end must be refused before it has taken minutes.
/// </summary>
internal sealed class HtmlNesting(ReadLimits limits)
{
    private const int UnclosedPerDepth = 4;

    /// <summary>Elements that end a drawing or formula that was left open (HTML Living Standard, 13.2.6.5).</summary>
    private static readonly HashSet<string> LeaveForeign =
    [
        "b", "big", "blockquote", "body", "br", "center", "code", "dd", "div", "dl", "dt", "em", "embed", "h1", "h2", "h3", "h4",
        "h5", "h6", "head", "hr", "i", "img", "li", "listing", "menu", "meta", "nobr", "ol", "p", "pre", "ruby", "s", "small",
        "span", "strong", "strike", "sub", "sup", "table", "tt", "u", "ul", "var", "font",
    ];

    /// <summary>
    /// Elements that the parser opens again in every block, if they were left open in one before (13.2.4.3): a few hundred of
    /// them make a page of a few kilobytes grow to gigabytes.
    /// </summary>
    private static readonly HashSet<string> OpenedAgain =
        ["a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"];

    /// <summary>So many at a time are usual, and cost little.</summary>
    private const int UsuallyOpen = 8;

    private int openedAgain;
    private int open;
    private int elements;
    private bool foreign;

    /// <summary>Takes a token before the parser does.</summary>
    public void Take(HtmlToken token)
    {
        if (token.Type is HtmlTokenType.StartTag or HtmlTokenType.EndTag)
            CountOpenedAgain(token.Name, token.Type == HtmlTokenType.StartTag);
        if (token.Type == HtmlTokenType.StartTag)
            Start((HtmlTagToken)token);
        else if (token.Type == HtmlTokenType.EndTag && !HtmlElements.MayStayOpen.Contains(token.Name))
            End(token.Name);
    }

    private void CountOpenedAgain(string name, bool starts)
    {
        if (OpenedAgain.Contains(name))
            openedAgain = Math.Max(0, openedAgain + (starts ? 1 : -1));
        else
            Count(openedAgain > UsuallyOpen ? openedAgain : 0);
    }

    private void Count(int made)
    {
        elements += made;
        if (elements > limits.Items)
            throw Refusal.TooMany("elements", limits);
    }

    private void Start(HtmlTagToken tag)
    {
        Count(1);
        foreign = (foreign || tag.Name is "svg" or "math") && !LeaveForeign.Contains(tag.Name);
        if (HtmlElements.MayStayOpen.Contains(tag.Name) || (foreign && tag.IsSelfClosing))
            return;
        if (++open > limits.Depth * UnclosedPerDepth)
            throw DocumentRefusal.TooDeep(limits);
    }

    private void End(string name)
    {
        open = Math.Max(0, open - 1);
        foreign &= name is not ("svg" or "math");
    }
}
