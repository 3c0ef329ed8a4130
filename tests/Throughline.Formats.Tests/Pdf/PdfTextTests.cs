using System.IO.Compression;
using Throughline.Formats.Pdf;
using UglyToad.PdfPig.Content;
using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Fonts.Standard14Fonts;
using UglyToad.PdfPig.Tokens;
using UglyToad.PdfPig.Writer;

namespace Throughline.Formats.Tests.Pdf;

public class PdfTextTests
{
    private static readonly ReadLimits Limits = new();

    [Fact]
    public void Lines_are_joined_to_paragraphs_and_short_ones_stay_apart()
    {
        var document = Read(Page(
            (50, 700, "P01: This is a long line that fills the width of the page and goes on"),
            (50, 686, "in the next line without a break until it ends."),
            (50, 672, "P02: Yes."),
            (50, 644, "P01: Another paragraph.")));

        Assert.Equal(
            "P01: This is a long line that fills the width of the page and goes on in the next line without a break until it ends.\nP02: Yes.\nP01: Another paragraph.",
            document.Text);
        Assert.Equal("PDF", document.Kind);
        Assert.Equal([0], document.Pages);
    }

    [Fact]
    public void Columns_of_prose_are_read_one_after_the_other()
    {
        var left = Enumerable.Range(0, 6).Select(i => (50d, 600d - (14 * i), $"left column line number {i} here"));
        var right = Enumerable.Range(0, 6).Select(i => (320d, 593d - (14 * i), $"right column line number {i} here"));
        var document = Read(Page([(50, 700, "A heading over both of the columns that is wide enough to cross the gutter"), .. left, .. right]));

        Assert.True(document.Text.IndexOf("left column line number 5", StringComparison.Ordinal)
            < document.Text.IndexOf("right column line number 0", StringComparison.Ordinal));
        Assert.StartsWith("A heading over both", document.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_speaker_beside_their_words_is_read_row_by_row()
    {
        var document = Read(Page(
            (50, 700, "Interviewer"), (200, 700, "How long have you been a link worker now?"),
            (50, 680, "P01"), (200, 680, "Two years, and it feels much longer than that some days."),
            (50, 660, "Interviewer"), (200, 660, "Tell me about the first of those two."),
            (50, 640, "P01"), (200, 640, "It was hard.")));

        Assert.StartsWith("Interviewer\tHow long have you been a link worker now?\nP01\tTwo years", document.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_word_parted_at_the_end_of_a_line_loses_its_hyphen_where_the_document_knows_it()
    {
        var document = Read(Page(
            (50, 700, "The interview was long and after it there was one more inter-"),
            (50, 686, "view about their own and of course very personal well-"),
            (50, 672, "being as such.")));

        Assert.Equal("The interview was long and after it there was one more interview about their own and of course very personal well-being as such.", document.Text);
    }

    [Fact]
    public void Running_lines_and_numbers_in_the_margin_are_left_out_and_said()
    {
        var document = Read([.. Enumerable.Range(1, 4).Select(n => Page(
            (50, 820, "Study of link workers"), (300, 20, $"Page {n} of 4"),
            (20, 700, $"{(2 * n) - 1}"), (50, 700, $"Words {(char)('a' + n)} that are the first."),
            (20, 660, $"{2 * n}"), (50, 660, $"Words {(char)('a' + n)} that are the second.")))]);

        Assert.DoesNotMatch("[0-9]|Study", document.Text);
        Assert.Equal(3, document.Warnings.Count);
        Assert.Contains(document.Warnings, w => w.Message.Contains("numbers 1 to 8 in the left margin", StringComparison.Ordinal));
        Assert.Contains(document.Warnings, w => w.Message.Contains("\u201CPage 1 of 4\u201D at the foot of 4 pages", StringComparison.Ordinal));
    }

    [Fact]
    public void Pages_begin_with_their_first_word_also_within_a_sentence()
    {
        var document = Read(
            Page((50, 700, "Something came first here and takes the whole width of all"), (50, 60, "and then the sentence goes on at great length to the very")),
            Page((50, 700, "next page where it ends."), (50, 600, "End")),
            Page(),
            Page((50, 700, "Last")));

        Assert.EndsWith("the very next page where it ends.\nEnd\nLast", document.Text, StringComparison.Ordinal);
        Assert.Equal([0, At("next"), At("Last"), At("Last")], document.Pages);

        int At(string words) => document.Text.IndexOf(words, StringComparison.Ordinal);
    }

    [Fact]
    public void A_scan_is_refused_with_what_to_do()
    {
        var refusal = Assert.Throws<UnreadableFileException>(() => Read([.. Enumerable.Range(0, 14).Select(_ => Page())]));

        Assert.Equal("There are no words to be read on its 14 pages, only pictures or nothing.", refusal.Message);
        Assert.Equal("Ask for the Word or text file that was printed, or run text recognition on the scan and import the result.", refusal.Remedy);
    }

    [Fact]
    public void Real_interviews_keep_every_turn_on_a_line_of_its_own()
    {
        var document = PdfText.Read(Fixtures.Read("interviews/pdpilot/P1.pdf"), Limits);
        var lines = document.Text.Split('\n');

        Assert.Equal(5, document.Pages.Count);
        Assert.Equal("Interview", lines[0]);
        Assert.True(lines.Count(l => l.StartsWith("Dan: ", StringComparison.Ordinal) || l.StartsWith("Participant: ", StringComparison.Ordinal)) >= 90);
        Assert.Contains("that would be very helpful. How do you determine which plots to look at?", document.Text, StringComparison.Ordinal);
        Assert.Contains(document.Warnings, w => w.Message == "The numbers 1 to 95 in the left margin were left out.");
    }

    [Fact]
    public void A_real_table_is_read_row_by_row()
    {
        var document = PdfText.Read(Fixtures.Read("interviews/pdpilot/code-system.pdf"), Limits);

        Assert.Contains("Benefits of PDPilot\tBenefits of PDPilot and general compliments.\t0\n", document.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_real_standard_of_sixty_pages_keeps_its_sentences_and_its_arabic()
    {
        var document = PdfText.Read(Fixtures.Read("refi-qda/REFI-QDA-1-5.pdf"), Limits);

        Assert.Equal(60, document.Pages.Count);
        Assert.Equal(document.Pages, document.Pages.Order());
        Assert.Contains("together form the so-called 1st ring, working on developing", document.Text, StringComparison.Ordinal);
        Assert.Contains("name=\"العربية Document Author 1\"", document.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("%PDF-1.7\ngarbage")]
    [InlineData("nothing of the kind")]
    [InlineData("")]
    public void What_is_no_pdf_is_refused(string content) =>
        Assert.Throws<UnreadableFileException>(() => PdfText.Read(System.Text.Encoding.ASCII.GetBytes(content), Limits));

    [Fact]
    public void A_file_larger_than_allowed_is_refused() =>
        Assert.True(Assert.Throws<UnreadableFileException>(() => PdfText.Read(new byte[100], Limits with { FileBytes = 99 })).TooLarge);

    [Fact]
    public void Streams_that_unpack_without_end_are_refused()
    {
        var bomb = Page([.. Enumerable.Range(0, 300).Select(i => (50d, 700d, new string('x', 60)))]);

        Assert.True(Assert.Throws<UnreadableFileException>(() => PdfText.Read(Build(bomb), Limits with { UnpackedBytes = 10_000 })).TooLarge);
    }

    [Fact]
    public void A_stream_that_would_fill_the_memory_is_refused_before_it_does()
    {
        using var packed = new MemoryStream();
        using (var deflate = new ZLibStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
            for (var i = 0; i < 64; i++)
                deflate.Write(new byte[1 << 20]);

        var refusal = Assert.Throws<UnreadableFileException>(
            () => PdfText.Read(Written("", $"<</Length {packed.Length}/Filter/FlateDecode>>", packed.ToArray()), Limits));
        Assert.True(refusal.TooLarge);
    }

    [Theory]
    [InlineData(3, 400, 3)]
    [InlineData(60_000, 60_000, 0)]
    public void A_font_whose_names_would_fill_the_memory_is_read_without_them(int count, ushort length, int kept)
    {
        var font = Font(count, length);
        var filters = new PdfFilters(Limits);
        foreach (var way in new[] { filters.GetFilters(new DictionaryToken(new Dictionary<NameToken, IToken>())), filters.GetNamedFilters([]) })
        {
            var read = way.Aggregate((Memory<byte>)Font(count, length), (bytes, filter) => filter.Decode(bytes, null!, null!, 0));
            Assert.Equal(font.Length, read.Length);
            Assert.Equal(kept, System.Buffers.Binary.BinaryPrimitives.ReadUInt16BigEndian(read.Span[30..]));
        }
        var file = Written("", $"<</Length {font.Length}>>", font);
        var at = file.AsSpan().IndexOf(font);
        PdfFonts.BoundUnpackedNames(file);
        Assert.Equal(kept, System.Buffers.Binary.BinaryPrimitives.ReadUInt16BigEndian(file.AsSpan(at + 30)));
    }

    [Fact]
    public void A_protected_file_is_refused_with_what_to_do()
    {
        var key = string.Concat(Enumerable.Repeat("A5", 32));
        var file = Written($"/Encrypt<</Filter/Standard/V 1/R 2/P -44/O<{key}>/U<{key}>>>/ID[<{key}><{key}>]", "<</Length 0>>", []);

        Assert.Equal("It is protected by a password.", Assert.Throws<UnreadableFileException>(() => PdfText.Read(file, Limits)).Message);
    }

    [Fact]
    public void The_number_of_a_note_stands_with_its_note()
    {
        using var builder = new PdfDocumentBuilder();
        var font = builder.AddStandard14Font(Standard14Font.Helvetica);
        var page = builder.AddPage(PageSize.A4);
        page.AddText("1", 6, new PdfPoint(50, 104), font);
        page.AddText("Braun and Clarke.", 10, new PdfPoint(56, 100), font);
        page.AddText("The 1", 10, new PdfPoint(50, 700), font);
        page.AddText("st", 6, new PdfPoint(50 + 25.6, 704), font);
        page.AddText("ring", 10, new PdfPoint(50 + 34, 700), font);

        Assert.Equal("The 1st ring\n1 Braun and Clarke.", PdfText.Read(builder.Build(), Limits).Text);
    }

    [Fact]
    public void Damaged_files_are_read_or_refused() =>
        Mutations.AreReadOrRefused(
            Build(Page((50, 700, "Some words that are read"), (50, 686, "or not.")), Page((50, 700, "More."))),
            bytes => PdfText.Read(bytes, Limits));

    private static (double X, double Y, string Words)[] Page(params (double X, double Y, string Words)[] lines) => lines;

    private static byte[] Build(params (double X, double Y, string Words)[][] pages)
    {
        using var builder = new PdfDocumentBuilder();
        var font = builder.AddStandard14Font(Standard14Font.Helvetica);
        foreach (var lines in pages)
        {
            var page = builder.AddPage(PageSize.A4);
            foreach (var (x, y, words) in lines)
                page.AddText(words, 10, new PdfPoint(x, y), font);
        }
        return builder.Build();
    }

    /// <summary>A file of one page, written by hand so that it may lie.</summary>
    private static byte[] Written(string trailer, string contents, byte[] stream)
    {
        using var file = new MemoryStream();
        var places = new List<long>();
        void Put(string words) => file.Write(System.Text.Encoding.Latin1.GetBytes(words));
        void Begin()
        {
            places.Add(file.Position);
            Put($"{places.Count} 0 obj\n");
        }

        Put("%PDF-1.4\n");
        foreach (var body in (string[])["<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>", "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R>>"])
        {
            Begin();
            Put($"{body}\nendobj\n");
        }
        Begin();
        Put($"{contents}\nstream\n");
        file.Write(stream);
        Put("\nendstream\nendobj\n");
        var xref = file.Position;
        Put($"xref\n0 {places.Count + 1}\n0000000000 65535 f \n");
        places.ForEach(p => Put($"{p:0000000000} 00000 n \n"));
        Put($"trailer<</Size {places.Count + 1}/Root 1 0 R{trailer}>>\nstartxref\n{xref}\n%%EOF");
        return file.ToArray();
    }

    /// <summary>A TrueType font of one table, whose names all lie in the same place.</summary>
    private static byte[] Font(int count, ushort length)
    {
        byte[] font = [0, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, .. "name"u8, 0, 0, 0, 0, 0, 0, 0, 28, 0, 0, 0, 0, .. new byte[6 + (12 * count)]];
        System.Buffers.Binary.BinaryPrimitives.WriteUInt16BigEndian(font.AsSpan(30), (ushort)count);
        for (var i = 0; i < count; i++)
            System.Buffers.Binary.BinaryPrimitives.WriteUInt16BigEndian(font.AsSpan(34 + (12 * i) + 8), length);
        return font;
    }

    private static ReadDocument Read(params (double X, double Y, string Words)[][] pages) => PdfText.Read(Build(pages), Limits);
}
