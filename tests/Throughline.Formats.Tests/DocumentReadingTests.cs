using System.Text;

namespace Throughline.Formats.Tests;

public class DocumentReadingTests
{
    private static readonly ReadLimits Limits = new();

    [Theory]
    [InlineData("a.rtf", @"{\rtf1 words}", "Rich Text document", "words")]
    [InlineData("a.doc", @"{\rtf1 words}", "Rich Text document", "words")]
    [InlineData("a.html", "<p>words", "Web page", "words")]
    [InlineData("a.bin", "<!DOCTYPE html><p>words", "Web page", "words")]
    [InlineData("a.md", "# words", "Markdown document", "words")]
    [InlineData("a.txt", "# words\r\n", "Text", "# words\n")]
    [InlineData("a.unheard", "words", "Text", "words")]
    [InlineData("a", "MZ words", "Text", "MZ words")]
    public void A_file_is_read_by_what_it_holds_and_then_by_its_ending(string name, string content, string kind, string text)
    {
        var document = DocumentReading.Read(name, Encoding.UTF8.GetBytes(content), Limits);

        Assert.Equal((kind, text), (document.Kind, document.Text));
    }

    [Theory]
    [InlineData("a.docx", "words", true)]
    [InlineData("a.DOC", "Ann: words\n\nBob: words\n\nAnn: yes", true)]
    [InlineData("a.txt", "words", false)]
    [InlineData("a.doc", @"{\rtf1 words}", false)]
    public void Text_under_the_name_of_a_document_is_read_and_told(string name, string content, bool told)
    {
        var warnings = DocumentReading.Read(name, Encoding.UTF8.GetBytes(content), Limits).Warnings;

        Assert.Equal(told, warnings.Any(w => w is { Place: "the file", Message: var said } && said.Contains("holds plain text", StringComparison.Ordinal)));
    }

    [Fact]
    public void Packed_files_are_known_by_their_parts()
    {
        var word = Packages.Docx($"<w:p><w:r><w:t>words</w:t></w:r></w:p>");

        Assert.Equal("Word document", DocumentReading.Read("a.docx", word, Limits).Kind);
        Assert.Equal("Word document", DocumentReading.Read("a.zip", word, Limits).Kind);
        Assert.Equal("OpenDocument text", DocumentReading.Read("a.odt", Packages.Odt("<t:p>words</t:p>"), Limits).Kind);
    }

    [Fact]
    public void Transcripts_go_first()
    {
        var document = DocumentReading.Read("a.vtt", "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ann>Words.</v>\n"u8.ToArray(), Limits);

        Assert.Equal("Ann", Assert.Single(document.Turns).Speaker);
    }

    [Theory]
    [InlineData("a.doc", "D0CF11E0A1B11AE1000000000000", "Open it in Word and save it as .docx.")]
    [InlineData("a.docx", "D0CF11E0A1B11AE1000000000000", "Open it with the password, save it without one and import that.")]
    [InlineData("a.png", "89504E470D0A1A0A0000000D4948445200000001", "text recognition")]
    [InlineData("a.jpg", "FFD8FFE000104A46494600010100000100010000", "text recognition")]
    [InlineData("a.mp3", "494433040000000000000000000000000000", "Import the transcript")]
    [InlineData("a.mp4", "00000018667479706D703432000000006D703432", "Import the transcript")]
    [InlineData("a.exe", "4D5A90000300000004000000FFFF0000B800000000000000400000000000", "right file")]
    [InlineData("a.gz", "1F8B0800000000000003000000000000000000", "Unpack it")]
    public void What_is_no_document_is_refused_with_what_to_do(string name, string bytes, string remedy)
    {
        var refusal = Assert.Throws<UnreadableFileException>(() => DocumentReading.Read(name, Convert.FromHexString(bytes), Limits));

        Assert.Contains(remedy, refusal.Remedy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("xl/workbook.xml", "table")]
    [InlineData("ppt/presentation.xml", "PDF")]
    [InlineData("project.qde", "project")]
    [InlineData("notes.txt", "Unpack")]
    public void Other_packed_files_are_refused_with_what_to_do(string part, string remedy)
    {
        var refusal = Assert.Throws<UnreadableFileException>(() => DocumentReading.Read("a.zip", Packages.Zip((part, "<x/>")), Limits));

        Assert.Contains(remedy, refusal.Remedy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a.txt", "")]
    [InlineData("a.txt", " \n ")]
    [InlineData("a.docx", "")]
    public void Empty_files_are_refused(string name, string content) =>
        Assert.Contains(
            "no words", Assert.Throws<UnreadableFileException>(() => DocumentReading.Read(name, Encoding.UTF8.GetBytes(content), Limits)).Message,
            StringComparison.Ordinal);

    [Fact]
    public void Random_bytes_under_any_name_are_read_or_refused()
    {
        string[] endings = [".docx", ".odt", ".pdf", ".html", ".md", ".rtf", ".txt", ".vtt", ".srt", ".doc", ""];
        Mutations.AreReadOrRefused(
            "random"u8.ToArray(),
            bytes =>
            {
                var random = new Random(bytes.Aggregate(17, (a, b) => (a * 31) + b));
                var content = new byte[random.Next(1, 3000)];
                random.NextBytes(content);
                DocumentReading.Read("a" + endings[random.Next(endings.Length)], content, Limits);
            });
    }
}
