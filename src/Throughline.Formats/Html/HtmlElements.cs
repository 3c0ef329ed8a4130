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
}
