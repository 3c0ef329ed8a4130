using System.IO.Compression;
using System.Security;
using System.Text;

namespace Throughline.Formats.Tests.Transcripts;

/// <summary>Word files made by hand, down to the XML, so that a test can hold what Teams writes and what an attacker would.</summary>
internal static class Docx
{
    public const string Namespaces =
        "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" "
        + "xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\" "
        + "xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\"";

    /// <summary>The picture of a face that Teams anchors beside a turn; its offsets are text nodes.</summary>
    public const string Avatar =
        "<w:r><w:drawing><wp:anchor><wp:positionH><wp:posOffset>-457200</wp:posOffset></wp:positionH>"
        + "<wp:positionV><wp:posOffset>76200</wp:posOffset></wp:positionV></wp:anchor></w:drawing></w:r>";

    /// <summary>A .docx whose body is the XML given.</summary>
    public static byte[] OfBody(string body) => OfXml($"<w:document {Namespaces}><w:body>{body}</w:body></w:document>");

    public static byte[] OfXml(string xml) => OfParts(("[Content_Types].xml", "<Types/>"), ("word/document.xml", xml));

    /// <summary>Plain paragraphs; a line break within one is w:br.</summary>
    public static byte[] OfParagraphs(params string[] paragraphs) => OfBody(string.Concat(paragraphs.Select(Paragraph)));

    public static string Paragraph(string text) =>
        $"<w:p><w:pPr><w:rPr><w:sz w:val=\"4.3mm\"/></w:rPr></w:pPr>{Runs(text)}</w:p>";

    /// <summary>A turn as Teams writes it: face, name, time, line break, words.</summary>
    public static string TeamsTurn(string header, string words) => $"<w:p>{Avatar}{Runs($"{header}\n{words}")}</w:p>";

    public static byte[] OfParts(params (string Name, string Text)[] parts)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, text) in parts)
            {
                using var part = zip.CreateEntry(name, CompressionLevel.Optimal).Open();
                part.Write(Encoding.UTF8.GetBytes(text));
            }
        }

        return stream.ToArray();
    }

    private static string Runs(string text) => string.Join(
        "<w:r><w:br/></w:r>",
        text.Split('\n').Select(line => $"<w:r><w:t xml:space=\"preserve\">{SecurityElement.Escape(line)}</w:t></w:r>"));
}
