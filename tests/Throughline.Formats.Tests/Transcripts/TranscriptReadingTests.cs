using System.Text;
using Throughline.Formats.Transcripts;
using static Throughline.Formats.Tests.Transcripts.Reading;

namespace Throughline.Formats.Tests.Transcripts;

public sealed class TranscriptReadingTests
{
    private const string Vtt = "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ana>Hello.</v>\n";
    private const string Srt = "1\n00:00:01,000 --> 00:00:02,000\nHello.\n";

    [Theory]
    [InlineData("a.vtt", Vtt, "Teams transcript")]
    [InlineData("a.txt", Vtt, "Teams transcript")]
    [InlineData("a.srt", Vtt, "Teams transcript")]
    [InlineData("a.srt", Srt, "Subtitles")]
    [InlineData("a.txt", Srt, "Subtitles")]
    [InlineData("a.vtt", "00:01.000 --> 00:02.000\n<v Ana>Hello.</v>\n", "Teams transcript")]
    [InlineData("a.txt", "\"ooTextFile\"\n\"TextGrid\"\n0\n1\n<exists>\n1\n\"IntervalTier\"\n\"A\"\n0\n1\n1\n0\n1\n\"Hello.\"\n", "Praat TextGrid")]
    [InlineData("a.TXT", "Ana: Hi.\nBen: Hi.\nAna: Bye.\nBen: Bye.\n", "Transcript")]
    public void Content_decides_before_the_ending(string name, string text, string kind) =>
        Assert.Equal(kind, TranscriptReading.TryRead(name, Utf8(text), Limits)?.Kind);

    [Theory]
    [InlineData("a.txt", "Just a note.")]
    [InlineData("a.txt", "")]
    [InlineData("a.html", "<p>Ana: Hi.</p>\n")]
    [InlineData("a.csv", "Ana: Hi.\nBen: Hi.\nAna: Bye.\nBen: Bye.\n")]
    [InlineData("a.md", Vtt)]
    public void What_is_no_transcript_is_left_to_other_readers(string name, string text) =>
        Assert.Null(TranscriptReading.TryRead(name, Utf8(text), Limits));

    [Fact]
    public void Word_files_are_transcripts_only_if_they_hold_one()
    {
        var teams = Docx.OfBody(Docx.TeamsTurn("Ana   0:04", "One.") + Docx.TeamsTurn("Ben   0:09", "Two.") + Docx.TeamsTurn("Ana   0:12", "Three."));

        Assert.Equal("Teams in Word", TranscriptReading.TryRead("a.docx", teams, Limits)?.Kind);
        Assert.Null(TranscriptReading.TryRead("a.xlsx", teams, Limits));
        Assert.Null(TranscriptReading.TryRead("a.docx", Docx.OfParagraphs("A report.", "Its end."), Limits));
        Assert.Null(TranscriptReading.TryRead("a.docx", Docx.OfParts(("content.xml", "<office/>")), Limits));
    }

    [Fact]
    public void Pictures_and_PDFs_are_left_to_other_readers()
    {
        byte[] png = [0x89, .. "PNG\r\n\x1a\n"u8, 0, 0, 0, 13, .. "IHDR"u8, 0, 0, 0, 1, 0, 0, 0, 1, 8, 6, 0, 0, 0, 31, 21, 196, 137];

        Assert.Null(TranscriptReading.TryRead("a.png", png, Limits));
        Assert.Null(TranscriptReading.TryRead("a.txt", png, Limits));
        Assert.Null(TranscriptReading.TryRead("a.pdf", "%PDF-1.7\n1 0 obj\n"u8.ToArray(), Limits));
    }

    [Theory]
    [InlineData("a.vtt")]
    [InlineData("a.srt")]
    [InlineData("a.TextGrid")]
    public void A_transcript_by_its_ending_that_holds_no_words_is_refused(string name)
    {
        byte[][] empties = [[], [0xEF, 0xBB, 0xBF], [0xFF, 0xFE], Utf8("\r\n\r\n"), Utf8("WEBVTT"), Utf8("WEBVTT\n\nNOTE nothing\n")];

        Assert.All(empties, bytes =>
        {
            var refused = Assert.Throws<UnreadableFileException>(() => TranscriptReading.TryRead(name, bytes, Limits));
            Assert.NotEmpty(refused.Remedy);
            Assert.False(refused.TooLarge);
        });
    }

    [Fact]
    public void Text_with_a_wrong_ending_is_refused_with_what_to_do()
    {
        var refused = Assert.Throws<UnreadableFileException>(() => TranscriptReading.TryRead("a.srt", Utf8("My diary.\nDay one.\n"), Limits));

        Assert.Contains("no cue with a time", refused.Message, StringComparison.Ordinal);
        Assert.Contains(".txt", refused.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public void A_binary_TextGrid_is_refused_with_what_to_do()
    {
        var refused = Assert.Throws<UnreadableFileException>(
            () => TranscriptReading.TryRead("a.TextGrid", "ooBinaryFile\bTextGrid\0\0\0\0\0\0\0\0@D\0\0\0\0\0\0\x01\0\0\0\x01\0\0\0\0\0\0\0\0"u8.ToArray(), Limits));

        Assert.NotEmpty(refused.Remedy);
    }

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    [InlineData("utf-32")]
    public void The_byte_order_mark_is_honoured_and_dropped(string name)
    {
        var encoding = Encoding.GetEncoding(name);
        byte[] bytes = [.. encoding.GetPreamble(), .. encoding.GetBytes(Vtt.Replace("Hello", "Hëllo 😀", StringComparison.Ordinal))];

        Assert.Equal("Hëllo 😀.", TranscriptReading.TryRead("a.vtt", bytes, Limits)?.Text);
    }
}
