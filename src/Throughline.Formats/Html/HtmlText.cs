using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace Throughline.Formats.Html;

/// <summary>
/// Reads the words of a web page: blocks as lines, lists, tables, entities decoded. Nothing in it is run and nothing is
/// fetched. Scripts, styles and hidden elements are dropped; the title is the first line only where there is no top heading.
/// </summary>
public static class HtmlText
{
    private const string Remedy = "Open it in a browser, copy its text into a Word or text file and import that.";

    /// <summary>Whether the bytes begin as a web page does.</summary>
    /// <param name="bytes">The file, or its beginning.</param>
    public static bool Recognises(ReadOnlySpan<byte> bytes)
    {
        var head = System.Text.Encoding.Latin1.GetString(bytes[..Math.Min(bytes.Length, 512)]).TrimStart('\u00EF', '\u00BB', '\u00BF');
        head = head.TrimStart();
        return head.StartsWith("<!doctype html", StringComparison.OrdinalIgnoreCase)
            || head.StartsWith("<html", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Reads the file.</summary>
    /// <param name="bytes">The whole file.</param>
    /// <param name="limits">The limits in force.</param>
    /// <returns>The lines of the page; a transcript with turns where <c>cite</c> and <c>time</c> mark them.</returns>
    /// <exception cref="UnreadableFileException">Not text, nested too deep, too long, or without a word.</exception>
    public static ReadDocument Read(ReadOnlyMemory<byte> bytes, ReadLimits limits) =>
        DocumentRefusal.Guard("a web page", Remedy, () =>
        {
            var decoded = HtmlCharset.Decode(bytes.Span, limits);
            using var page = Parse(decoded.Text, limits);
            var turns = HtmlTurns.Recognises(page) ? new HtmlTurns() : null;
            var text = new DocumentText(limits);
            WriteTitle(page, text);
            Write(page, text, turns, limits);
            foreach (var warning in decoded.Warnings)
                text.Warn(warning.Place, warning.Message);
            var document = text.Finish(turns is null ? "Web page" : "Transcript as web page");
            return turns is null ? document : document with { Turns = turns.Turns };
        });

    /// <summary>Writes the lines of HTML that another reader produced.</summary>
    internal static void WriteLines(string html, DocumentText text, ReadLimits limits)
    {
        using var page = Parse(html, limits);
        Write(page, text, null, limits);
    }

    private static void Write(IDocument page, DocumentText text, HtmlTurns? turns, ReadLimits limits)
    {
        if (page.Body is { } body)
            new HtmlLines(text, turns, limits).Write(body);
    }

    private static void WriteTitle(IDocument page, DocumentText text)
    {
        var title = page.Title?.Trim();
        if (string.IsNullOrEmpty(title) || page.GetElementsByTagName("h1").Length > 0)
            return;
        text.Line();
        text.Append(title);
    }

    private static IDocument Parse(string html, ReadLimits limits)
    {
        var nesting = new HtmlNesting(limits);
        var options = new HtmlParserOptions
        {
            IsScripting = false,
            SkipComments = true,
            MaximumDepth = limits.Depth + 16,
            DisableElementPositionTracking = true,
            OnToken = (token, _) => nesting.Take(token),
        };
        return new HtmlParser(options).ParseDocument(html);
    }
}
