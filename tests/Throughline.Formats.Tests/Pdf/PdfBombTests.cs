using System.Text;
using Throughline.Formats.Pdf;

namespace Throughline.Formats.Tests.Pdf;

/// <summary>Small files that would keep the library at work for years, or fill the memory.</summary>
public sealed class PdfBombTests
{
    private const string Descriptor =
        "/FontDescriptor<</Type/FontDescriptor/FontName/F/Flags 32/ItalicAngle 0/Ascent 900/Descent -200/CapHeight 700/StemV 80/FontBBox[0 -200 1000 900]>>";

    private static readonly ReadLimits Limits = new();

    public static TheoryData<string, byte[]> Bombs => new()
    {
        { "a range of two billion characters", Pdf(
            Stream("", "BT /F 12 Tf 50 700 Td (Words) Tj ET"),
            $"<</Type/Font/Subtype/TrueType/BaseFont/F/FirstChar 32/LastChar 33/Widths[500 500]/ToUnicode 6 0 R{Descriptor}>>",
            Stream("", "1 beginbfrange <00000000> <7FFFFFFF> <0041> endbfrange")) },
        { "widths for a billion characters", Pdf(
            Stream("", "BT /F 12 Tf 50 700 Td <0041> Tj ET"),
            "<</Type/Font/Subtype/Type0/BaseFont/F/Encoding/Identity-H/DescendantFonts[6 0 R]>>",
            $"<</Type/Font/Subtype/CIDFontType2/BaseFont/F/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/W[0 1000000000 500]{Descriptor}>>") },
        { "words within drawings within drawings", Drawings("BT /F 12 Tf (Words) Tj ET") },
        { "nothing within drawings within drawings", Drawings("q Q") },
    };

    [Theory]
    [MemberData(nameof(Bombs))]
    public void A_page_without_end_is_refused_and_no_longer_worked_at(string what, byte[] file)
    {
        var reading = new PdfReading(file, Limits);

        var refusal = Assert.Throws<UnreadableFileException>(() => reading.Run(32 << 20, TimeSpan.FromSeconds(2)));

        Assert.True(refusal.TooLarge, what);
        Assert.True(reading.Worker!.Join(TimeSpan.FromMinutes(1)), what);
    }

    /// <summary>Nine drawings, each of which draws the next ten times.</summary>
    private static byte[] Drawings(string last) => Pdf([
        Stream("", "/X Do"), "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        .. Enumerable.Range(7, 8).Select(next => Stream(Form($"/XObject<</X {next} 0 R>>"), string.Concat(Enumerable.Repeat("/X Do ", 10)))),
        Stream(Form(""), last)]);

    private static string Form(string resources) => $"/Type/XObject/Subtype/Form/BBox[0 0 600 800]/Resources<</Font<</F 5 0 R>>{resources}>>";

    private static string Stream(string keys, string content) => $"<</Length {content.Length}{keys}>>\nstream\n{content}\nendstream";

    /// <summary>A page whose words are object 4, whose font is 5 and whose drawing is 6.</summary>
    private static byte[] Pdf(params string[] fromFour)
    {
        string[] objects = ["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>",
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>/XObject<</X 6 0 R>>>>>>", .. fromFour];
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
        return Encoding.Latin1.GetBytes(file.Append($"trailer<</Size {objects.Length + 1}/Root 1 0 R>>\nstartxref\n{xref}\n%%EOF").ToString());
    }
}
