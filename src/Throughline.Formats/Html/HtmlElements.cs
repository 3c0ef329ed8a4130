namespace Throughline.Formats.Html;

/// <summary>What elements mean for lines of text (HTML Living Standard, section 15, "Rendering").</summary>
internal static class HtmlElements
{
    /// <summary>Elements that begin and end a line.</summary>
    public static readonly IReadOnlySet<string> Blocks = new HashSet<string>
    {
        "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "dir", "div", "dl",
        "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr",
        "legend", "li", "listing", "main", "menu", "nav", "ol", "optgroup", "option", "p", "plaintext", "pre", "search", "section",
        "summary", "table", "tbody", "tfoot", "thead", "ul", "xmp",
    };

    /// <summary>Elements that are not text of the document.</summary>
    public static readonly IReadOnlySet<string> Dropped = new HashSet<string>
    {
        "script", "style", "noscript", "template", "head", "title", "meta", "link", "base", "datalist", "select", "input", "svg",
        "canvas", "map", "area", "param", "source", "track", "rt", "rp", "noframes", "noembed", "frameset", "colgroup", "col",
    };

    /// <summary>Elements that show another file.</summary>
    public static readonly IReadOnlySet<string> Embedded = new HashSet<string> { "iframe", "object", "embed", "audio", "video", "applet" };

    /// <summary>Elements without an end tag, or whose end tag may be left out: they do not nest by being forgotten.</summary>
    public static readonly IReadOnlySet<string> MayStayOpen = new HashSet<string>
    {
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr",
        "p", "li", "dt", "dd", "tr", "td", "th", "thead", "tbody", "tfoot", "option", "optgroup", "colgroup", "rt", "rp",
        "html", "head", "body", "caption",
    };

    /// <summary>Elements that end a drawing or formula that was left open (13.2.6.5).</summary>
    public static readonly IReadOnlySet<string> LeaveForeign = new HashSet<string>
    {
        "b", "big", "blockquote", "body", "br", "center", "code", "dd", "div", "dl", "dt", "em", "embed", "h1", "h2", "h3", "h4",
        "h5", "h6", "head", "hr", "i", "img", "li", "listing", "menu", "meta", "nobr", "ol", "p", "pre", "ruby", "s", "small",
        "span", "strong", "strike", "sub", "sup", "table", "tt", "u", "ul", "var", "font",
    };

    /// <summary>
    /// Elements that the parser opens again in every block if they were left open in one before (13.2.4.3). <c>a</c> and
    /// <c>nobr</c> do too, but close themselves.
    /// </summary>
    public static readonly IReadOnlySet<string> OpenedAgain = new HashSet<string>
    {
        "b", "big", "code", "em", "font", "i", "s", "small", "strike", "strong", "tt", "u",
    };

    /// <summary>Elements through which no end tag reaches (13.2.4.2).</summary>
    public static readonly IReadOnlySet<string> Barriers = new HashSet<string>
    {
        "applet", "marquee", "object", "template", "table", "button", "select", "svg", "math", "foreignobject", "desc",
    };
}
