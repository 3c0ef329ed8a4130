using System.Globalization;
using System.Xml;

namespace Throughline.Formats.OpenDocument;

/// <summary>Walks content.xml from beginning to end. Elements that only wrap (spans, links, sections, fields) need no code.</summary>
internal sealed class OdtBody(DocumentText text, OdtStyles styles, ReadLimits limits)
{
    private const string TextNamespace = "urn:oasis:names:tc:opendocument:xmlns:text:1.0";
    private const string DrawNamespace = "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0";
    private const string TableNamespace = "urn:oasis:names:tc:opendocument:xmlns:table:1.0";
    private const int MostSpaces = 1000;

    private static readonly HashSet<string> Shapes =
    [
        "text-box", "custom-shape", "rect", "ellipse", "circle", "line", "polyline", "polygon", "path", "connector", "caption",
        "measure", "regular-polygon",
    ];

    /// <summary>Elements whose characters are not the text.</summary>
    private static readonly HashSet<string> PassedOver =
    [
        "forms", "title", "desc", "ruby-text", "note-citation", "script", "sequence-decls", "variable-decls", "user-field-decls",
        "table-of-content-source", "illustration-index-source", "table-index-source", "object-index-source", "user-index-source",
        "alphabetical-index-source", "bibliography-source", "event-listeners", "binary-data", "annotation-end", "meta-field-decls",
    ];

    private readonly OdtLists lists = new(styles);
    private readonly Stack<OdtSink> outer = new();
    private readonly List<DocumentText> notes = [];
    private readonly char[] chunk = new char[4096];
    private readonly Stack<bool> pageAfter = new();
    private HardenedXml xml = null!;
    private OdtSink sink = new(text, true, false);
    private int paragraphs;

    /// <summary>Reads the part, then writes the notes that were found in it.</summary>
    public void Read(HardenedXml part)
    {
        xml = part;
        while (xml.Next())
        {
            var reader = xml.Reader;
            if (reader.NodeType == XmlNodeType.Element)
                Start(reader);
            else if (reader.NodeType == XmlNodeType.EndElement)
                End(reader);
            else if (paragraphs > 0 && reader.IsText())
                AppendValue(reader);
        }
        for (var n = 0; n < notes.Count; n++)
        {
            text.Line();
            text.Append(string.Create(CultureInfo.InvariantCulture, $"[{n + 1}] {notes[n].Words().Trim()}"));
        }
    }

    private void Start(XmlReader reader)
    {
        var isEmpty = reader.IsEmptyElement;
        var name = reader.LocalName;
        if (PassedOver.Contains(name) && !(name == "title" && reader.NamespaceURI == TextNamespace))
            xml.PassOver();
        else if (reader.NamespaceURI == TextNamespace)
            StartText(reader, name);
        else if (reader.NamespaceURI == TableNamespace)
            StartTable(name);
        else if (reader.NamespaceURI == DrawNamespace)
            StartDrawing(name);
        else
            StartOther(reader, name);
        if (isEmpty && reader.NodeType == XmlNodeType.Element)
            End(reader);
    }

    private void StartText(XmlReader reader, string name)
    {
        switch (name)
        {
            case "p" or "h":
                StartParagraph(reader);
                break;
            case "s":
                sink.Append(new string(' ', Math.Min(OdtStyles.Number(reader.Own("c"), 1), MostSpaces)));
                break;
            case "tab":
                sink.Append("\t");
                break;
            case "line-break":
                sink.Append("\n");
                break;
            case "soft-page-break" when sink.IsMain:
                sink.Text.Page();
                break;
            case "span" or "section" or "hidden-text" or "hidden-paragraph" when IsHidden(reader, name):
                text.LeaveOut(Omission.Hidden);
                xml.PassOver();
                break;
            case "list":
                var continues = reader.Own("continue-numbering") == "true" || reader.Own("continue-list") is not null;
                lists.Start(reader.Own("style-name"), continues);
                break;
            case "list-item":
                sink.Marker = lists.Next(reader.Own("start-value") is { } start ? OdtStyles.Number(start, 1) : null);
                break;
            case "note":
                StartNote();
                break;
            case "tracked-changes":
                CountChanges();
                break;
        }
    }

    private bool IsHidden(XmlReader reader, string name) => name switch
    {
        "section" => reader.Own("display") == "none",
        "span" => styles.IsHidden(reader.Own("style-name")),
        _ => true,
    };

    private void StartTable(string name)
    {
        switch (name)
        {
            case "table-row":
                sink.Text.OpenRow();
                break;
            case "table-cell" or "covered-table-cell":
                sink.Text.OpenCell();
                break;
        }
    }

    private void StartDrawing(string name)
    {
        if (Shapes.Contains(name))
            Divert(new OdtSink(new DocumentText(limits), false, false));
        else if (name == "image")
            text.LeaveOut(Omission.Pictures);
        else if (name is "object" or "object-ole" or "plugin" or "floating-frame" or "applet")
            text.LeaveOut(Omission.Embedded);
    }

    private void StartOther(XmlReader reader, string name)
    {
        switch (name)
        {
            case "annotation":
                text.LeaveOut(Omission.Comments);
                xml.PassOver();
                break;
            case "automatic-styles" or "font-face-decls" or "scripts":
                foreach (var style in xml.Within())
                    styles.Take(style);
                break;
            case "math" or "metadata":
                xml.PassOver();
                break;
        }
    }

    private void End(XmlReader reader)
    {
        switch (reader.LocalName)
        {
            case "p" or "h" when reader.NamespaceURI == TextNamespace && paragraphs > 0:
                EndParagraph();
                break;
            case "list" when reader.NamespaceURI == TextNamespace:
                lists.End();
                break;
            case "list-item":
                sink.Marker = "";
                break;
            case "table-row" or "table-cell" or "covered-table-cell":
                sink.Text.Close();
                break;
            case "note" when outer.Count > 0 && sink.IsNote:
                sink = outer.Pop();
                break;
            case var shape when outer.Count > 0 && reader.NamespaceURI == DrawNamespace && Shapes.Contains(shape):
                var box = sink.Text.Words();
                sink = outer.Pop();
                sink.AddBox(box);
                break;
        }
    }

    private void StartParagraph(XmlReader reader)
    {
        var style = reader.Own("style-name");
        if (sink.IsMain && styles.BreaksBefore(style) && sink.Text.Lines > 0 && !sink.Text.PageIsEmpty)
            sink.Text.Page();
        paragraphs++;
        pageAfter.Push(sink.IsMain && styles.BreaksAfter(style));
        sink.StartParagraph();
        if (styles.IsHidden(style) && !reader.IsEmptyElement)
        {
            text.LeaveOut(Omission.Hidden);
            xml.PassOver();
            EndParagraph();
        }
    }

    private void EndParagraph()
    {
        paragraphs--;
        sink.EndParagraph();
        if (pageAfter.TryPop(out var breaks) && breaks)
            sink.Text.Page();
    }

    private void StartNote()
    {
        if (notes.Count >= limits.Items)
            throw Refusal.TooMany("notes", limits);
        notes.Add(new DocumentText(limits));
        sink.Append(string.Create(CultureInfo.InvariantCulture, $"[{notes.Count}]"));
        Divert(new OdtSink(notes[^1], false, true));
    }

    private void Divert(OdtSink into)
    {
        outer.Push(sink);
        sink = into;
    }

    private void CountChanges()
    {
        foreach (var reader in xml.Within())
            if (reader.LocalName == "deletion")
                text.LeaveOut(Omission.Deletions);
            else if (reader.LocalName == "insertion")
                text.LeaveOut(Omission.Insertions);
    }

    private void AppendValue(XmlReader reader)
    {
        for (int got; (got = reader.ReadValueChunk(chunk, 0, chunk.Length)) > 0;)
            sink.AppendFlowing(chunk.AsSpan(0, got));
    }
}
