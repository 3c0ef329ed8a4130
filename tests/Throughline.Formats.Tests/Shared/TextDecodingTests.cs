using System.Text;

namespace Throughline.Formats.Tests.Shared;

public sealed class TextDecodingTests
{
    private static readonly ReadLimits Limits = new();

    private static DecodedText Decode(params byte[] bytes) => TextDecoding.Decode(bytes, Limits);

    [Fact]
    public void Line_ends_become_LF_and_nothing_else_changes()
    {
        var decoded = Decode([.. "a\r\nb\rc\n\r\n d\té e\u0301 "u8]);

        Assert.Equal("a\nb\nc\n\n d\té e\u0301 ", decoded.Text);
        Assert.Equal("UTF-8", decoded.Encoding);
        Assert.Empty(decoded.Warnings);
    }

    [Fact]
    public void Zero_bytes_are_dropped_and_counted()
    {
        var decoded = Decode([.. "line one\nsec\0ond\0\n"u8]);

        Assert.Equal("line one\nsecond\n", decoded.Text);
        Assert.Equal(new ReadWarning("line 2", "2 zero bytes were dropped."), Assert.Single(decoded.Warnings));
    }

    [Theory]
    [InlineData("UTF-16 LE", false)]
    [InlineData("UTF-16 BE", true)]
    public void UTF_16_without_a_mark_is_recognised(string name, bool bigEndian)
    {
        var decoded = Decode(new UnicodeEncoding(bigEndian, false).GetBytes("A plain sentence, żółw.\r\nTwo."));

        Assert.Equal((name, "A plain sentence, żółw.\nTwo."), (decoded.Encoding, decoded.Text));
    }

    [Fact]
    public void A_half_character_is_replaced_and_told()
    {
        var decoded = Decode([0xFF, 0xFE, (byte)'a', 0, 0x3D, 0xD8, (byte)'\n', 0, (byte)'b', 0, 0x00, 0xDE]);

        Assert.Equal("a\uFFFD\nb\uFFFD", decoded.Text);
        Assert.Equal("line 1", Assert.Single(decoded.Warnings).Place);
    }

    [Fact]
    public void A_file_cut_off_within_a_character_keeps_what_is_before()
    {
        byte[] whole = [.. "Żółw and more “quoted"u8, .. "”"u8];

        var decoded = Decode(whole[..^1]);

        Assert.Equal("Żółw and more “quoted", decoded.Text);
        Assert.Equal("the end of the file", Assert.Single(decoded.Warnings).Place);
    }

    [Fact]
    public void A_few_damaged_bytes_do_not_turn_UTF_8_into_a_code_page()
    {
        var decoded = Decode([.. "Zażółć gęślą jaźń\nand "u8, 0xFF, .. " more"u8]);

        Assert.Equal("Zażółć gęślą jaźń\nand \uFFFD more", decoded.Text);
        Assert.Equal("line 2", Assert.Single(decoded.Warnings).Place);
    }

    [Fact]
    public void Curly_quotes_of_Windows_are_counted()
    {
        var decoded = Decode([.. "She said "u8, 0x93, .. "I can"u8, 0x92, .. "t"u8, 0x94, (byte)'.']);

        Assert.Equal("She said “I can’t”.", decoded.Text);
        Assert.Equal("Windows-1252", decoded.Encoding);
        Assert.Equal(
            new ReadWarning("the file", "Read as Windows-1252: 3 curly quotes would have broken otherwise."),
            Assert.Single(decoded.Warnings));
    }

    [Fact]
    public void A_single_Western_letter_at_the_end_is_1252() =>
        Assert.Equal("café", Decode([.. "caf"u8, 0xE9]).Text);

    [Fact]
    public void An_empty_file_and_a_lone_mark_are_empty_text()
    {
        Assert.Equal("", Decode().Text);
        Assert.Equal("", Decode(0xEF, 0xBB, 0xBF).Text);
        Assert.Equal("", Decode(0xFE, 0xFF).Text);
    }

    [Fact]
    public void What_is_not_text_is_refused()
    {
        var bytes = new byte[4096];
        new Random(3).NextBytes(bytes);

        Assert.Throws<UnreadableFileException>(() => Decode(bytes));
        Assert.True(TextDecoding.LooksBinary(bytes));
        Assert.False(TextDecoding.LooksBinary("Plain words, naïve ones too."u8));
    }

    [Fact]
    public void A_file_beyond_the_limit_is_refused()
    {
        var refused = Assert.Throws<UnreadableFileException>(
            () => TextDecoding.Decode(new byte[3 << 20], new ReadLimits { FileBytes = 2 << 20 }));

        Assert.True(refused.TooLarge);
        Assert.Equal("The file is 3 MB; at most 2 MB is read.", refused.Message);
    }
}
