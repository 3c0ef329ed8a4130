using Throughline.App.Shell;
using Throughline.Formats;
using Throughline.Formats.Pdf;

namespace Throughline.App.Tests.Cli;

/// <summary>PDFs read by the built program in a process of its own.</summary>
public sealed class PdfApartTests
{
    private static readonly ReadLimits Limits = new();

    public PdfApartTests() => PdfsApart.Use();

    [Fact]
    public void Words_and_what_was_left_out_come_back_and_so_does_a_refusal()
    {
        var document = PdfText.Read(RawPdf.Plain("Nobody in that building knows."), Limits);

        Assert.Equal(("PDF", "Nobody in that building knows.", 1), (document.Kind, document.Text, document.Pages.Count));
        Assert.StartsWith("It is damaged", Refused("%PDF-1.4 nothing"u8.ToArray(), Limits).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_asks_for_more_memory_than_it_may_is_refused_and_the_next_file_is_read()
    {
        var small = Limits with { Memory = 48 << 20 };

        var refused = Refused(RawPdf.Nested(9), small);

        Assert.Contains("its reading had to be ended", refused.Message, StringComparison.Ordinal);
        Assert.True(refused.TooLarge);
        Assert.DoesNotContain(PdfApart.Waiting, p => p.Memory == small.Memory);
        Assert.Equal("Words.", PdfText.Read(RawPdf.Plain("Words."), small).Text);
    }

    [Fact]
    public void What_takes_longer_than_it_may_is_refused_by_itself_or_ended()
    {
        var endless = RawPdf.Nested(9);

        Assert.Equal("One of its pages is so intricate that it could not be read in a second.", Refused(endless, Limits with { PageTime = TimeSpan.FromSeconds(1) }).Message);
        Assert.Equal("It is so intricate that it could not be read in a second.", Refused(endless, Limits with { FileTime = TimeSpan.FromSeconds(1) }).Message);
    }

    [Fact]
    public void A_process_that_was_ended_while_it_waited_costs_no_file()
    {
        var own = Limits with { Memory = Limits.Memory + 1 };
        PdfText.Read(RawPdf.Plain("Before."), own);
        var waiting = PdfApart.Waiting.First(p => p.Memory == own.Memory);

        waiting.Kill();

        Assert.Equal("After.", PdfText.Read(RawPdf.Plain("After."), own).Text);
        Assert.DoesNotContain(waiting, PdfApart.Waiting);
    }

    private static UnreadableFileException Refused(byte[] file, ReadLimits limits) => Assert.Throws<UnreadableFileException>(() => PdfText.Read(file, limits));
}
