using System.Text;
using Throughline.Formats.Media;

namespace Throughline.Formats.Tests.Media;

public sealed class MediaTypeTests
{
    [Theory]
    [InlineData("FF D8 FF E0", "image/jpeg")]
    [InlineData("89 50 4E 47 0D 0A 1A 0A", "image/png")]
    [InlineData("52 49 46 46 00 00 00 00 57 45 42 50", "image/webp")]
    [InlineData("52 49 46 46 00 00 00 00 57 41 56 45", "audio/wav")]
    [InlineData("25 50 44 46 2D 31 2E 37", "application/pdf")]
    [InlineData("49 44 33 04", "audio/mpeg")]
    [InlineData("FF FB 90 64", "audio/mpeg")]
    [InlineData("FF F1 50 80", "audio/aac")]
    [InlineData("00 00 00 20 66 74 79 70 4D 34 41 20", "audio/mp4")]
    [InlineData("00 00 00 20 66 74 79 70 69 73 6F 6D", "video/mp4")]
    [InlineData("1A 45 DF A3 01 00 00 00 42 82 84 77 65 62 6D", "video/webm")]
    [InlineData("4F 67 67 53 00 02", "audio/ogg")]
    public void A_file_is_what_its_first_bytes_say(string head, string type) => Assert.Equal(type, MediaType.Of(Convert.FromHexString(head.Replace(" ", "", StringComparison.Ordinal)))?.ContentType);

    [Theory]
    [InlineData("<!DOCTYPE html><script>alert(1)</script>")]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>")]
    [InlineData("<?xml version='1.0'?><html/>")]
    [InlineData("")]
    [InlineData("P07 said no.")]
    public void What_a_browser_might_run_is_never_a_medium(string words) => Assert.Null(MediaType.Of(Encoding.UTF8.GetBytes(words)));

    [Fact]
    public void Looking_at_a_stream_leaves_it_at_its_place()
    {
        using var file = new MemoryStream([.. "GIF89a"u8, 1, 0, 1, 0]);
        Assert.Equal(MediaType.Picture, MediaType.Of(file)?.Kind);
        Assert.Equal(0, file.Position);
    }
}
