using System.Globalization;
using System.Text;
using Throughline.Workbench.Coding;
using Throughline.Workbench.Shared;
using Throughline.Workbench.Sources;

namespace Throughline.App.Coding;

/// <summary>
/// The words of a source as markup: turns, or paragraphs where nobody is named, in sections that the browser may leave alone
/// until they are near. Every piece carries where it begins in the text; the words are one run of text and nothing else.
/// </summary>
public sealed class SheetMarkup
{
    private const int TurnsInSection = 50, LengthOfSection = 24_000;

    private readonly StringBuilder html;
    private readonly SourceContent content;
    private readonly Dictionary<int, CodingDesk.Voice> voices;
    private int inSection, lengthInSection, page;

    private SheetMarkup(SourceContent content, IReadOnlyList<CodingDesk.Voice> voices)
    {
        this.content = content;
        this.voices = voices.ToDictionary(v => v.Number);
        html = new(content.Text.Length + content.Layout.Turns.Count * 160 + 1024);
    }

    public static string Of(SourceContent content, IReadOnlyList<CodingDesk.Voice> voices)
    {
        var sheet = new SheetMarkup(content, voices);
        sheet.Write();
        return sheet.html.ToString();
    }

    private void Write()
    {
        var (at, number) = (0, 0);
        foreach (var turn in content.Layout.Turns)
        {
            WriteParagraphs(at, turn.Start);
            WriteTurn(turn, ++number);
            at = turn.End;
        }
        WriteParagraphs(at, content.Text.Length);
        if (inSection > 0) html.Append("</div>");
    }

    private void WriteTurn(LayoutTurn turn, int number)
    {
        var voice = voices.GetValueOrDefault(turn.Speaker);
        Open(turn.Start, turn.End - turn.Start, voice?.Role == Speaker.Interviewer ? "asks" : "says");
        html.Append(CultureInfo.InvariantCulture, $" id=\"t{number}\"");
        if (voice is not null) html.Append(CultureInfo.InvariantCulture, $" data-by=\"{voice.Number}\"");
        if (turn.StartMs is { } ms) html.Append(CultureInfo.InvariantCulture, $" data-ms=\"{ms}\"");
        html.Append("><div class=\"who\">");
        if (voice is not null) Escape(html.Append("<b>"), voice.Name).Append("</b>");
        if (turn.StartMs is { } start) html.Append(CultureInfo.InvariantCulture, $"<a class=\"time\" href=\"#t{number}\">{Told.Clock(start)}</a>");
        Close(turn.Start, turn.End);
    }

    /// <summary>Lines outside of turns: a document, or what stands before, between and after the turns.</summary>
    private void WriteParagraphs(int from, int to)
    {
        var text = content.Text;
        while (from < to)
        {
            var end = text.IndexOf('\n', from, to - from);
            if (end < 0) end = to;
            if (!text.AsSpan(from, end - from).IsWhiteSpace()) WriteParagraph(from, end);
            from = end + 1;
        }
    }

    private void WriteParagraph(int from, int end)
    {
        Open(from, end - from, "says");
        html.Append("><div class=\"who\">");
        if (TurnsPage(from)) html.Append(CultureInfo.InvariantCulture, $"<span class=\"time\">page {page}</span>");
        Close(from, end);
    }

    private bool TurnsPage(int at)
    {
        var before = page;
        while (page < content.Layout.Pages.Count && content.Layout.Pages[page] <= at) page++;
        return page != before;
    }

    private void Open(int at, int length, string kind)
    {
        if (inSection > 0 && (inSection == TurnsInSection || lengthInSection > LengthOfSection))
        {
            html.Append("</div>\n");
            inSection = lengthInSection = 0;
        }
        if (inSection == 0) html.Append("<div class=\"turns\">");
        inSection++;
        lengthInSection += length;
        html.Append(CultureInfo.InvariantCulture, $"<div class=\"turn {kind}\" data-at=\"{at}\"");
    }

    private void Close(int from, int end) => Escape(html.Append("</div><p class=\"words\">"), content.Text.AsSpan(from, end - from)).Append("</p></div>");

    private static StringBuilder Escape(StringBuilder html, ReadOnlySpan<char> text)
    {
        while (text.IndexOfAny('&', '<', '"') is >= 0 and var at)
        {
            html.Append(text[..at]).Append(text[at] switch { '&' => "&amp;", '<' => "&lt;", _ => "&quot;" });
            text = text[(at + 1)..];
        }
        return html.Append(text);
    }
}
