using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using Throughline.Formats.Reports;

namespace Throughline.Formats.Word;

/// <summary>The runs of a paragraph.</summary>
internal sealed class WordReportText(MainDocumentPart main, WordReportNotes notes)
{
    private readonly Dictionary<string, string> relations = [];

    /// <summary>A text that keeps its spaces.</summary>
    public static Text Words(string text) => new(text) { Space = SpaceProcessingModeValues.Preserve };

    /// <summary>The words as a run, line feeds as line breaks.</summary>
    public static Run Plain(string text, params OpenXmlElement[] properties)
    {
        var run = new Run();
        if (properties.Length > 0)
            run.Append(new RunProperties(properties));
        var lines = XmlText.Storable(text).Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            if (i > 0)
                run.Append(new Break());
            AppendTabbed(run, lines[i].TrimEnd('\r'));
        }
        return run;
    }

    /// <summary>Adds the runs to a paragraph.</summary>
    public void Append(Paragraph paragraph, IEnumerable<ReportRun> runs)
    {
        foreach (var run in runs)
        {
            var written = Plain(run.Text, [.. Properties(run)]);
            paragraph.Append(Linked(written, run.Link));
            if (run.Footnote is { Length: > 0 } note)
                paragraph.Append(notes.Mark(note));
        }
    }

    private static IEnumerable<OpenXmlElement> Properties(ReportRun run)
    {
        if (ReportLinks.Outward(run.Link) is not null || ReportLinks.Inward(run.Link) is not null)
            yield return new RunStyle { Val = WordReportStyles.Link };
        if (run.Bold)
            yield return new Bold();
        if (run.Italic)
            yield return new Italic();
    }

    private OpenXmlElement Linked(Run run, string? link)
    {
        if (ReportLinks.Inward(link) is { } bookmark)
            return new Hyperlink(run) { Anchor = bookmark };
        if (ReportLinks.Outward(link) is not { } address)
            return run;
        if (!relations.TryGetValue(address.AbsoluteUri, out var id))
            relations[address.AbsoluteUri] = id = main.AddHyperlinkRelationship(address, isExternal: true).Id;
        return new Hyperlink(run) { Id = id };
    }

    private static void AppendTabbed(Run run, string line)
    {
        var parts = line.Split('\t');
        for (var i = 0; i < parts.Length; i++)
        {
            if (i > 0)
                run.Append(new TabChar());
            if (parts[i].Length > 0)
                run.Append(Words(parts[i]));
        }
    }
}
