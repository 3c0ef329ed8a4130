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

    private int open;
    private int elements;
    private bool foreign;

    /// <summary>Takes a token before the parser does.</summary>
    public void Take(HtmlToken token)
    {
        if (token.Type == HtmlTokenType.StartTag)
            Start((HtmlTagToken)token);
        else if (token.Type == HtmlTokenType.EndTag && !HtmlElements.MayStayOpen.Contains(token.Name))
            End(token.Name);
    }

    private void Start(HtmlTagToken tag)
    {
        if (++elements > limits.Items)
            throw Refusal.TooMany("elements", limits);
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
