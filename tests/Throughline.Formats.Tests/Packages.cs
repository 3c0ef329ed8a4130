using System.IO.Compression;
using System.Text;

namespace Throughline.Formats.Tests;

/// <summary>Packed files written part by part, as hostile as a test needs them.</summary>
internal static class Packages
{
    public const string W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

    public static byte[] Zip(params (string Name, string Content)[] parts)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var (name, content) in parts)
            {
                using var part = zip.CreateEntry(name, CompressionLevel.SmallestSize).Open();
                part.Write(Encoding.UTF8.GetBytes(content));
            }
        return stream.ToArray();
    }

    /// <summary>A Word file around the content of its body, with other parts beside it.</summary>
    public static byte[] Docx(string body, params (string Type, string Content)[] others)
    {
        var relations = string.Concat(others.Select((o, i) =>
            $"<Relationship Id='r{i}' Type='http://schemas.openxmlformats.org/officeDocument/2006/relationships/{o.Type}' Target='part{i}.xml'/>"));
        return Zip(
        [
            ("[Content_Types].xml", "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'/>"),
            ("_rels/.rels", Relations("<Relationship Id='r' Type='http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument' Target='word/document.xml'/>")),
            ("word/_rels/document.xml.rels", Relations(relations)),
            .. others.Select((o, i) => ($"word/part{i}.xml", o.Content)),
            ("word/document.xml", WordXml("document", $"<w:body>{body}</w:body>")),
        ]);
    }

    public static string WordXml(string root, string content) =>
        $"<w:{root} xmlns:w='{W}' xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006' "
        + "xmlns:wp='http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing' "
        + "xmlns:a='http://schemas.openxmlformats.org/drawingml/2006/main' xmlns:v='urn:schemas-microsoft-com:vml' "
        + "xmlns:wps='http://schemas.microsoft.com/office/word/2010/wordprocessingShape' "
        + $"xmlns:m='http://schemas.openxmlformats.org/officeDocument/2006/math'>{content}</w:{root}>";

    public static byte[] Odt(string body, string automaticStyles = "", string styles = "") => Zip(
        ("mimetype", "application/vnd.oasis.opendocument.text"),
        ("styles.xml", OdfXml("document-styles", styles)),
        ("content.xml", OdfXml("document-content", $"<o:automatic-styles>{automaticStyles}</o:automatic-styles><o:body><o:text>{body}</o:text></o:body>")));

    private static string Relations(string content) =>
        $"<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>{content}</Relationships>";

    private static string OdfXml(string root, string content)
    {
        const string Base = "urn:oasis:names:tc:opendocument:xmlns:";
        return $"<o:{root} xmlns:o='{Base}office:1.0' xmlns:t='{Base}text:1.0' xmlns:tb='{Base}table:1.0' xmlns:d='{Base}drawing:1.0' "
            + $"xmlns:s='{Base}style:1.0' xmlns:fo='{Base}xsl-fo-compatible:1.0' xmlns:svg='{Base}svg-compatible:1.0'>{content}</o:{root}>";
    }
}
