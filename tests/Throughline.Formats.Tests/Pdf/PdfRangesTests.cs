using System.Text;
using Throughline.Formats.Pdf;
using UglyToad.PdfPig.Tokens;

namespace Throughline.Formats.Tests.Pdf;

public sealed class PdfRangesTests
{
    [Theory]
    [InlineData("2 beginbfrange <0000> <FFFF> <0041>\n<21> <7E> [<0041> <FFFFFFFF>] endbfrange", null)]
    [InlineData("1 beginbfrange <00000041> <0000005A> <0041> endbfrange", null)]
    [InlineData("1 beginbfrange <00000000> <7FFFFFFF> <0041> endbfrange", "1 beginbfrange <00000000> <00000000> <0041> endbfrange")]
    [InlineData("1 beginbfrange <0000000000000000> <FFFFFFFFFFFFFFFF> <0041> endbfrange", "1 beginbfrange <0000000000000000> <0000000000000000> <0041> endbfrange")]
    [InlineData("1 beginbfrange <000000><FFFFFFFF> <0041> endbfrange", "1 beginbfrange <000000><        > <0041> endbfrange")]
    [InlineData("2 beginbfrange <20> <21> <0041> % <\n<00000000>% >\n<FF FFFFF> <0041> endbfrange", "2 beginbfrange <20> <21> <0041> % <\n<00000000>% >\n<00000000> <0041> endbfrange")]
    [InlineData("1 beginbfrange <20> <2F> <0041> endbfrange 1 beginbfrange <000000> <FFFFFF> [<0041>] endbfrange", "1 beginbfrange <20> <2F> <0041> endbfrange 1 beginbfrange <000000> <000000> [<0041>] endbfrange")]
    [InlineData("beginbfrange <00000000", null)]
    [InlineData("beginbfrange", null)]
    [InlineData("beginbfrange %", null)]
    public void A_range_that_no_font_needs_is_cut_to_its_first_character(string written, string? cut)
    {
        var stream = Encoding.ASCII.GetBytes(written);
        var filters = new PdfFilters(new()).GetFilters(new DictionaryToken(new Dictionary<NameToken, IToken>()));
        var read = filters.Aggregate((Memory<byte>)stream, (bytes, filter) => filter.Decode(bytes, null!, null!, 0));
        Assert.Equal(cut ?? written, Encoding.ASCII.GetString(read.Span));
    }

    /// <summary>Without the cut this file of a kilobyte takes all memory there is.</summary>
    [Fact]
    public void A_file_whose_font_has_two_billion_characters_is_read()
    {
        const string Descriptor = "<</Type/FontDescriptor/FontName/F/Flags 32/ItalicAngle 0/Ascent 900/Descent -200/CapHeight 700/StemV 80/FontBBox[0 -200 1000 900]>>";
        string[] objects =
        [
            "<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>",
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
            Stream("BT /F 12 Tf 50 700 Td (AB) Tj ET"),
            $"<</Type/Font/Subtype/TrueType/BaseFont/F/FirstChar 65/LastChar 66/Widths[500 500]/ToUnicode 6 0 R/FontDescriptor{Descriptor}>>",
            Stream("1 beginbfrange <00000000> <7FFFFFFF> <0041> endbfrange"),
        ];
        var file = new StringBuilder("%PDF-1.4\n");
        var places = new List<int>();
        foreach (var (i, body) in objects.Index())
        {
            places.Add(file.Length);
            file.Append($"{i + 1} 0 obj\n{body}\nendobj\n");
        }
        var xref = file.Length;
        file.Append($"xref\n0 {objects.Length + 1}\n0000000000 65535 f \n");
        places.ForEach(p => file.Append($"{p:0000000000} 00000 n \n"));
        file.Append($"trailer<</Size {objects.Length + 1}/Root 1 0 R>>\nstartxref\n{xref}\n%%EOF");

        Assert.Equal("AB", PdfText.Read(Encoding.Latin1.GetBytes(file.ToString()), new()).Text);
    }

    private static string Stream(string content) => $"<</Length {content.Length}>>\nstream\n{content}\nendstream";
}
