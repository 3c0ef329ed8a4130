using Markdig;
using Throughline.Formats.Html;

namespace Throughline.Formats.Markdown;

/// <summary>
/// Reads the words of a Markdown file (CommonMark with tables, task lists, footnotes): its signs become lines, list markers
/// and tabs; link texts are kept, the texts of pictures stand in brackets. Line breaks stay where they are, because transcripts
/// put every speaker on a line of their own.
/// </summary>
public static class MarkdownText
{
    /// <summary>Laying out takes more than linear time on hostile text; anything longer is no document written by hand.</summary>
    private const int LongestLaidOut = 2_000_000;

    private const string Remedy = "Save it as plain text (.txt) and import that.";

    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder()
        .UseYamlFrontMatter()
        .UsePipeTables()
        .UseGridTables()
        .UseFootnotes()
        .UseTaskLists()
        .UseEmphasisExtras()
        .UseSoftlineBreakAsHardlineBreak()
        .Build();

    /// <summary>Reads the file.</summary>
    /// <param name="bytes">The whole file.</param>
    /// <param name="limits">The limits in force.</param>
    /// <returns>
    /// The lines of the document. Where its nesting or length defeats the layout it is kept as plain text, and a warning says so.
    /// </returns>
    /// <exception cref="UnreadableFileException">Not text, too long, or without a word.</exception>
    public static ReadDocument Read(ReadOnlyMemory<byte> bytes, ReadLimits limits) =>
        DocumentRefusal.Guard("a Markdown file", Remedy, () =>
        {
            var decoded = TextDecoding.Decode(bytes.Span, limits);
            var text = new DocumentText(limits);
            if (!TryLayOut(decoded.Text, text, limits))
            {
                text = new DocumentText(limits);
                text.Append(decoded.Text);
                text.Warn(
                    "the file",
                    "It is nested too deeply, or too long, to be laid out. It was kept as plain text, with its Markdown signs.");
            }
            foreach (var warning in decoded.Warnings)
                text.Warn(warning.Place, warning.Message);
            return text.Finish("Markdown document");
        });

    private static bool TryLayOut(string markdown, DocumentText text, ReadLimits limits)
    {
        if (markdown.Length > LongestLaidOut)
            return false;
        try
        {
            HtmlText.WriteLines(Markdig.Markdown.ToHtml(markdown, Pipeline), text, limits);
        }
        catch (Exception fault) when (fault is ArgumentException or UnreadableFileException { TooLarge: true })
        {
            return false;
        }
        if (FrontMatterLines(markdown) is var lines and > 0)
            text.Warn($"lines 1 to {lines}", "The front matter between the two lines of dashes was left out.");
        return true;
    }

    private static int FrontMatterLines(string markdown)
    {
        var block = Markdig.Markdown.Parse(markdown[..Math.Min(markdown.Length, 100_000)], Pipeline).FirstOrDefault();
        return block is Markdig.Extensions.Yaml.YamlFrontMatterBlock matter
            ? markdown.AsSpan(0, Math.Min(matter.Span.End + 1, markdown.Length)).Count('\n') + 1
            : 0;
    }
}
