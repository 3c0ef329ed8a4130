using System.Text;
using Throughline.Formats.Transcripts;
using static Throughline.Formats.Tests.Transcripts.Reading;

namespace Throughline.Formats.Tests.Transcripts;

public sealed class HostileTranscriptTests
{
    private static readonly string[] Names = ["a.vtt", "a.srt", "a.TextGrid", "a.docx", "a.txt", "a"];

    private static UnreadableFileException Refused(string name, byte[] bytes, ReadLimits? limits = null) =>
        Assert.Throws<UnreadableFileException>(() => TranscriptReading.TryRead(name, bytes, limits ?? Limits));

    [Fact]
    public void Nothing_but_the_refusal_escapes_from_random_bytes()
    {
        var random = new Random(7);
        var outcomes = 0;
        for (var i = 0; i < 1500; i++)
        {
            var bytes = new byte[random.Next(0, 400)];
            random.NextBytes(bytes);
            byte[][] begun = [bytes, [.. "WEBVTT\n\n"u8, .. bytes], [.. "PK\x03\x04"u8, .. bytes], [.. "\"ooTextFile\"\n\"TextGrid\"\n"u8, .. bytes]];
            foreach (var file in begun)
                outcomes += OutcomeIsKnown(Names[i % Names.Length], file) ? 1 : 0;
        }

        Assert.Equal(6000, outcomes);
    }

    [Fact]
    public void Nothing_but_the_refusal_escapes_from_damaged_files()
    {
        var random = new Random(11);
        byte[][] whole =
        [
            Utf8("WEBVTT\r\n\r\nab-c/1-0\r\n00:00:01.000 --> 00:00:02.000\r\n<v Ana>Hëllo &amp; <i>so</i></v>\r\n\r\n2\r\n00:00:03.000 --> 00:00:04.000\r\nBen: x\r\n"),
            Docx.OfBody(Docx.TeamsTurn("Ana   0:04", "One.") + Docx.TeamsTurn("Ben   0:09", "Two.") + Docx.TeamsTurn("Ana   0:12", "3")),
            Utf8("File type = \"ooTextFile\"\nObject class = \"TextGrid\"\n0 1 <exists> 1\n\"IntervalTier\" \"A\" 0 1 2 0 0.5 \"a \"\"b\"\"\" 0.5 1 \"c\"\n"),
        ];
        var outcomes = 0;
        for (var i = 0; i < 6000; i++)
        {
            var bytes = whole[i % whole.Length].ToArray();
            for (var hits = random.Next(1, 6); hits > 0; hits--)
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            outcomes += OutcomeIsKnown(Names[i % Names.Length], bytes[..random.Next(1, bytes.Length + 1)]) ? 1 : 0;
        }

        Assert.Equal(6000, outcomes);
    }

    [Fact]
    public void More_cues_than_the_limit_are_refused()
    {
        var text = new StringBuilder("WEBVTT\n\n");
        for (var i = 0; i <= 1_000_000; i++)
            text.Append("00:00:01.000 --> 00:00:02.000\na\n\n");

        var refused = Refused("a.vtt", Utf8(text.ToString()));

        Assert.True(refused.TooLarge);
        Assert.Contains("1,000,000 cues", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Voices_cannot_make_more_turns_than_the_limit()
    {
        var voices = string.Concat(Enumerable.Range(0, 200).Select(i => $"<v S{i}>a"));

        var refused = Refused("a.vtt", Utf8($"WEBVTT\n\n00:01.000 --> 00:02.000\n{voices}\n"), new ReadLimits { Items = 100 });

        Assert.True(refused.TooLarge);
    }

    [Fact]
    public void An_enormous_line_is_kept_up_to_the_limit_of_the_text()
    {
        var line = string.Concat(Enumerable.Repeat("word ", 2_000_000));
        var bytes = Utf8($"WEBVTT\n\n00:01.000 --> 00:02.000\n{line}\n");

        Assert.Equal(line.Length - 1, TranscriptReading.TryRead("a.vtt", bytes, Limits)!.Text.Length);
        Assert.True(Refused("a.vtt", bytes, new ReadLimits { TextLength = 1_000_000 }).TooLarge);
    }

    [Theory]
    [InlineData("<i></i>", 10)]
    [InlineData("<v A>", 1)]
    [InlineData("<", 1)]
    [InlineData("<v ", 1)]
    [InlineData("{\\", 1)]
    [InlineData("&amp", 1)]
    [InlineData("//S01:", 1)]
    [InlineData("<00:00", 1)]
    public void Megabytes_of_tags_are_read_in_one_pass(string tag, int megabytes)
    {
        var tags = string.Concat(Enumerable.Repeat(tag, megabytes * 1_000_000 / tag.Length));

        var document = TranscriptReading.TryRead("a.vtt", Utf8($"WEBVTT\n\n00:01.000 --> 00:02.000\n<v S01>start {tags} end\n"), Limits);

        Assert.StartsWith("start", document!.Text, StringComparison.Ordinal);
        Assert.EndsWith("end", document.Text, StringComparison.Ordinal);
        IsSound(document);
    }

    [Theory]
    [InlineData("1\n\n\n\n\n\n\n\n")]
    [InlineData("x\n\n")]
    [InlineData("-->\n")]
    [InlineData("WEBVTT\n\n")]
    public void Megabytes_of_empty_structure_end(string block)
    {
        var blocks = string.Concat(Enumerable.Repeat(block, 1_000_000 / block.Length));

        Assert.True(OutcomeIsKnown("a.vtt", Utf8($"WEBVTT\n\n00:01.000 --> 00:02.000\nstart\n\n{blocks}")));
        Assert.True(OutcomeIsKnown("a.srt", Utf8($"1\n00:00:01,000 --> 00:00:02,000\nstart\n\n{blocks}")));
    }

    [Fact]
    public void A_file_larger_than_the_limit_is_refused_unread()
    {
        var refused = Refused("a.vtt", new byte[2000], new ReadLimits { FileBytes = 1000 });

        Assert.True(refused.TooLarge);
    }

    [Fact]
    public void A_Word_file_that_unpacks_without_end_is_refused()
    {
        var bomb = Docx.OfBody($"<w:p><w:r><w:t>{new string('a', 8 << 20)}</w:t></w:r></w:p>");

        Assert.True(bomb.Length < 1 << 20);
        Assert.True(Refused("a.docx", bomb).TooLarge);
        Assert.True(Refused("a.docx", bomb, new ReadLimits { UnpackedRatio = 100_000, UnpackedBytes = 1 << 20 }).TooLarge);
        Assert.True(Refused("a.docx", bomb, new ReadLimits { UnpackedRatio = 100_000, TextLength = 1 << 20 }).TooLarge);
    }

    [Theory]
    [InlineData("../../etc/passwd")]
    [InlineData("word/../../evil.xml")]
    [InlineData("/etc/passwd")]
    [InlineData("..\\evil.dll")]
    [InlineData("C:/evil.dll")]
    public void A_part_whose_name_points_outside_is_refused(string name)
    {
        var refused = Refused("a.docx", Docx.OfParts(("word/document.xml", "<w/>"), (name, "x")));

        Assert.Contains("points outside", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Entities_and_document_types_are_refused()
    {
        var laughs = Refused("a.docx", Docx.OfXml(
            $"<!DOCTYPE w [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;\">]><w:document {Docx.Namespaces}><w:body>{Docx.Paragraph("x")}&b;</w:body></w:document>"));
        var outside = Refused("a.docx", Docx.OfXml(
            $"<!DOCTYPE w [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><w:document {Docx.Namespaces}><w:body><w:p><w:r><w:t>&x;</w:t></w:r></w:p></w:body></w:document>"));

        Assert.All([laughs, outside], refused => Assert.StartsWith("word/document.xml", refused.Place, StringComparison.Ordinal));
        Assert.All([laughs, outside], refused => Assert.Contains("declares a document type", refused.Message, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("<!DOCTYPE w><w/>", true)]
    [InlineData("<?xml version='1.0'?>\n<?go on?><!-- <w/> > -->\n<!DOCTYPE w SYSTEM 'file:///etc/passwd'><w/>", true)]
    [InlineData("<!-- <!DOCTYPE w> --><w>&amp</w>", false)]
    [InlineData("<w><![CDATA[<!DOCTYPE w>]]></v>", false)]
    [InlineData("<w/><!DOCTYPE w>", false)]
    public void A_document_type_is_told_from_XML_that_is_broken_in_any_encoding(string xml, bool isType)
    {
        foreach (var encoding in new[] { new UTF8Encoding(false), Encoding.UTF8, Encoding.Unicode, Encoding.BigEndianUnicode })
        {
            using var reader = new HardenedXml(new MemoryStream([.. encoding.GetPreamble(), .. encoding.GetBytes(xml)]), "a part", new());
            var refused = Assert.Throws<UnreadableFileException>(() => { while (reader.Next()) { } });
            Assert.Equal(isType, refused.Message.Contains("declares a document type", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Elements_nested_without_end_are_refused()
    {
        var deep = string.Concat(Enumerable.Repeat("<w:sdt>", 5000));
        var deepInDrawing = $"<w:p><w:drawing>{string.Concat(Enumerable.Repeat("<a>", 5000))}";

        Assert.True(Refused("a.docx", Docx.OfBody(deep)).TooLarge);
        Assert.True(Refused("a.docx", Docx.OfBody(deepInDrawing)).TooLarge);
    }

    [Fact]
    public void Old_and_locked_Word_files_are_refused_with_what_to_do()
    {
        byte[] old = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, .. new byte[600]];

        var refused = Assert.Throws<UnreadableFileException>(() => TeamsWord.TryRead(old, Limits));

        Assert.Contains("password", refused.Message, StringComparison.Ordinal);
    }

    private static bool OutcomeIsKnown(string name, byte[] bytes)
    {
        try
        {
            var document = TranscriptReading.TryRead(name, bytes, Limits);
            if (document is not null)
                IsSound(document);
            return true;
        }
        catch (UnreadableFileException refused)
        {
            return refused.Message.Length > 0 && refused.Remedy.Length > 0 && refused.Place.Length > 0;
        }
    }
}
