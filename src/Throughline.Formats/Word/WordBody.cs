using System.Globalization;
using System.Xml;

namespace Throughline.Formats.Word;

/// <summary>
/// Walks the XML of a Word part from beginning to end. Containers that only wrap (content controls, insertions, links, custom
/// XML) need no code: what is in them is read as if they were not there.
/// </summary>
internal sealed class WordBody
{
    private static readonly HashSet<string> WordNamespaces =
    [
        "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "http://purl.oclc.org/ooxml/wordprocessingml/main",
    ];

    private readonly WordNumbering numbering;
    private readonly ReadLimits limits;
    private readonly DocumentText omissions;
    private readonly Stack<WordSink> outer = new();
    private readonly Stack<bool> branchTaken = new();
    private readonly WordRows rows = new();
    private readonly WordFields fields = new();
    private readonly char[] chunk = new char[4096];
    private HardenedXml xml = null!;
    private WordSink sink;
    private bool inText;
    private bool isHidden;

    /// <param name="omissions">Where things left out are counted: the main text, also while its notes are read.</param>
    /// <param name="isMain">Whether the part is the main text, which is written there too.</param>
    /// <param name="numbering">Counts list items.</param>
    /// <param name="limits">The limits in force.</param>
    public WordBody(DocumentText omissions, bool isMain, WordNumbering numbering, ReadLimits limits)
    {
        this.omissions = omissions;
        this.numbering = numbering;
        this.limits = limits;
        sink = new WordSink(isMain ? omissions : new DocumentText(limits), isMain, "");
    }

    /// <summary>The notes that the text refers to, in the order of the text.</summary>
    public List<(string Kind, string Id)> NoteOrder { get; } = [];

    /// <summary>The notes found in a part of notes, by their id.</summary>
    public Dictionary<string, string> Notes { get; } = [];

    /// <summary>Reads a part.</summary>
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
            else if (inText && reader.IsText())
                AppendValue(reader);
        }
    }

    private void Start(XmlReader reader)
    {
        var isEmpty = reader.IsEmptyElement;
        if (WordNamespaces.Contains(reader.NamespaceURI))
            StartWord(reader, reader.LocalName);
        else
            StartOther(reader.LocalName);
        // An empty element has no end of its own; one that was passed over stands at its end already.
        if (isEmpty && reader.NodeType == XmlNodeType.Element)
            End(reader);
    }

    private void StartWord(XmlReader reader, string name)
    {
        if (!StartCharacter(reader, name) && !StartContainer(reader, name))
            StartLeftOut(name);
    }

    private bool StartContainer(XmlReader reader, string name)
    {
        switch (name)
        {
            case "p":
                sink.StartParagraph();
                return true;
            case "pPr":
                sink.Take(WordProperties.Paragraph(xml), numbering);
                return true;
            case "rPr":
                isHidden = WordProperties.IsHidden(xml);
                if (isHidden)
                    omissions.LeaveOut(Omission.Hidden);
                return true;
            case "tr":
                rows.Start();
                return true;
            case "trPr":
                if (WordProperties.IsDeleted(xml))
                {
                    omissions.LeaveOut(Omission.Deletions);
                    rows.Delete();
                }
                return true;
            case "tc":
                if (!rows.StartCell(sink.Text))
                    xml.PassOver();
                return true;
            case "txbxContent":
                Divert("");
                return true;
            case "footnote" or "endnote":
                StartNote(reader);
                return true;
            default:
                return false;
        }
    }

    /// <summary>Elements that hold or stand for characters, or for a mark in the text.</summary>
    private bool StartCharacter(XmlReader reader, string name)
    {
        switch (name)
        {
            case "r":
                isHidden = false;
                return true;
            case "t":
                inText = true;
                return true;
            case "tab" or "ptab":
                Append("\t");
                return true;
            case "br" or "cr":
                Break(reader.Own("type"));
                return true;
            case "lastRenderedPageBreak":
                // After a break that is written anyway, where Word last broke the page says nothing new.
                if (sink.IsMain && !sink.Text.PageIsEmpty && rows.IsNewBreak())
                    sink.Text.Page();
                return true;
            case "noBreakHyphen":
                Append("\u2011");
                return true;
            case "sym":
                Sign(reader.Own("char"));
                return true;
            case "fldChar":
                fields.Take(reader.Own("fldCharType"));
                return true;
            case "footnoteReference" or "endnoteReference":
                NoteOrder.Add((name[..^"Reference".Length], reader.Own("id") ?? ""));
                Append(string.Create(CultureInfo.InvariantCulture, $"[{NoteOrder.Count}]"));
                return true;
            default:
                return false;
        }
    }

    private void StartLeftOut(string name)
    {
        switch (name)
        {
            case "del" or "moveFrom":
                omissions.LeaveOut(Omission.Deletions);
                xml.PassOver();
                break;
            case "ins":
                omissions.LeaveOut(Omission.Insertions);
                break;
            case "commentReference":
                omissions.LeaveOut(Omission.Comments);
                break;
            case "altChunk" or "object":
                omissions.LeaveOut(Omission.Embedded);
                xml.PassOver();
                break;
            case "sdtPr" or "sectPr" or "tblPr" or "tblGrid" or "tcPr" or "rt" or "tblPrEx":
                xml.PassOver();
                break;
        }
    }

    /// <summary>Drawings, formulas, and content that is given in several forms of which the first is read.</summary>
    private void StartOther(string name)
    {
        switch (name)
        {
            case "AlternateContent":
                branchTaken.Push(false);
                break;
            case "Choice" or "Fallback" when branchTaken.Count > 0:
                if (branchTaken.Pop())
                    xml.PassOver();
                branchTaken.Push(true);
                break;
            case "blip" or "imagedata":
                omissions.LeaveOut(Omission.Pictures);
                break;
            case "chart" or "relIds":
                omissions.LeaveOut(Omission.Diagrams);
                break;
            case "oMath":
                omissions.LeaveOut(Omission.Equations);
                break;
            case "t" when xml.Reader.NamespaceURI.EndsWith("/math", StringComparison.Ordinal):
                inText = true;
                break;
        }
    }

    private void End(XmlReader reader)
    {
        var isWord = WordNamespaces.Contains(reader.NamespaceURI);
        switch (reader.LocalName)
        {
            case "t":
                inText = false;
                break;
            case "AlternateContent" when branchTaken.Count > 0:
                branchTaken.Pop();
                break;
            case "p" when isWord:
                fields.EndParagraph();
                sink.EndParagraph();
                break;
            case "tc" when isWord:
                rows.EndCell(sink.Text);
                break;
            case "tr" when isWord:
                rows.End(sink.Text);
                break;
            case "txbxContent" when outer.Count > 0:
                var box = sink.Text.Words();
                sink = outer.Pop();
                sink.AddBox(box);
                break;
            case "footnote" or "endnote" when outer.Count > 0 && sink.NoteId.Length > 0:
                Notes[sink.NoteId] = sink.Text.Words();
                sink = outer.Pop();
                break;
        }
    }

    private void Divert(string noteId)
    {
        outer.Push(sink);
        sink = new WordSink(new DocumentText(limits), false, noteId);
    }

    private void StartNote(XmlReader reader)
    {
        if (reader.Own("type") is "separator" or "continuationSeparator" or "continuationNotice")
            xml.PassOver();
        else if (reader.Own("id") is { Length: > 0 } id && outer.Count == 0)
            Divert(id);
    }

    private void Break(string? type)
    {
        if (type != "page")
            Append("\n");
        else if (sink.IsMain && fields.AreShown)
            sink.Text.Page();
    }

    private void Sign(string? code)
    {
        if (int.TryParse(code, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var value)
            && SignFonts.Character((char)(value is < 0x100 and >= 0x20 ? 0xF000 | value : value & 0xFFFF)) is { } sign)
            Append([sign]);
        else
            omissions.LeaveOut(Omission.Symbols);
    }

    private void AppendValue(XmlReader reader)
    {
        for (int got; (got = reader.ReadValueChunk(chunk, 0, chunk.Length)) > 0;)
        {
            // A line end in the XML is white space to Word, which shows a break only for a w:br.
            chunk.AsSpan(0, got).Replace('\n', ' ');
            Append(chunk.AsSpan(0, got));
        }
    }

    private void Append(ReadOnlySpan<char> words)
    {
        if (!isHidden && fields.AreShown)
            sink.Append(words);
    }
}
