using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;

namespace Throughline.Formats.Word;

/// <summary>The footnotes of a report, as Word's own.</summary>
internal sealed class WordReportNotes
{
    private const int FirstNote = 1;
    private readonly List<string> notes = [];

    /// <summary>Whether there are any.</summary>
    public bool Any => notes.Count > 0;

    /// <summary>Keeps a note and gives the mark that leads to it.</summary>
    public Run Mark(string note)
    {
        notes.Add(note);
        return new Run(
            new RunProperties(new RunStyle { Val = WordReportStyles.FootnoteMark }),
            new FootnoteReference { Id = FirstNote + notes.Count - 1 });
    }

    /// <summary>Adds the part with the notes, if there are any.</summary>
    public void AddTo(MainDocumentPart main)
    {
        if (!Any)
            return;
        var part = main.AddNewPart<FootnotesPart>();
        part.Footnotes = new Footnotes(
            Separator(-1, FootnoteEndnoteValues.Separator, new SeparatorMark()),
            Separator(0, FootnoteEndnoteValues.ContinuationSeparator, new ContinuationSeparatorMark()));
        for (var i = 0; i < notes.Count; i++)
            part.Footnotes.Append(new Footnote(Note(notes[i])) { Id = FirstNote + i });
    }

    /// <summary>What the settings must say of the two lines that stand above notes.</summary>
    public static FootnoteDocumentWideProperties Separators() =>
        new(new FootnoteSpecialReference { Id = -1 }, new FootnoteSpecialReference { Id = 0 });

    private static Footnote Separator(int id, FootnoteEndnoteValues type, DocumentFormat.OpenXml.OpenXmlElement mark) =>
        new(new Paragraph(new ParagraphProperties(new SpacingBetweenLines { After = "0" }), new Run(mark))) { Id = id, Type = type };

    private static Paragraph Note(string text) => new(
        new ParagraphProperties(new ParagraphStyleId { Val = WordReportStyles.FootnoteText }),
        new Run(new RunProperties(new RunStyle { Val = WordReportStyles.FootnoteMark }), new FootnoteReferenceMark()),
        WordReportText.Plain(" " + text));
}
