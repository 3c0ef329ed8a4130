using System.Globalization;
using System.Text;

namespace Throughline.App.Tests;

/// <summary>PDFs written object by object, as nobody's program would.</summary>
internal static class RawPdf
{
    private const string Helvetica = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>";

    /// <summary>A page with one line of words.</summary>
    public static byte[] Plain(string words) => Of(Page("/Font<</F1 5 0 R>>"), Stream("", Show($"({words})")), Helvetica);

    /// <summary>Drawings that draw one another ten times each, and the last of them words: as many of these as ten to the power of the levels.</summary>
    public static byte[] Nested(int levels) =>
    [
        .. Of(
        [
            Page("/XObject<</X 6 0 R>>"), Stream("", "/X Do"), Helvetica,
            .. Enumerable.Range(1, levels).Select(i => Stream(
                $"/Type/XObject/Subtype/Form/BBox[0 0 600 800]/Resources<</Font<</F1 5 0 R>>{(i < levels ? $"/XObject<</X {6 + i} 0 R>>" : "")}>>",
                i < levels ? string.Concat(Enumerable.Repeat("/X Do ", 10)) : Show("(Some words)"))),
        ]),
    ];

    private static string Page(string resources) => $"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<<{resources}>>>>";

    private static string Show(string words) => $"BT /F1 12 Tf 50 700 Td {words} Tj ET";

    private static string Stream(string entries, string content) => $"<</Length {content.Length}{entries}>>\nstream\n{content}\nendstream";

    private static byte[] Of(params string[] afterPages)
    {
        var (file, offsets) = (new StringBuilder("%PDF-1.4\n"), new List<int>());
        foreach (var content in (string[])["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>", .. afterPages])
        {
            offsets.Add(file.Length);
            file.Append(CultureInfo.InvariantCulture, $"{offsets.Count} 0 obj\n{content}\nendobj\n");
        }
        var table = file.Length;
        file.Append(CultureInfo.InvariantCulture, $"xref\n0 {offsets.Count + 1}\n0000000000 65535 f \n");
        offsets.ForEach(o => file.Append(CultureInfo.InvariantCulture, $"{o:d10} 00000 n \n"));
        file.Append(CultureInfo.InvariantCulture, $"trailer<</Size {offsets.Count + 1}/Root 1 0 R>>\nstartxref\n{table}\n%%EOF");
        return Encoding.ASCII.GetBytes(file.ToString());
    }
}
