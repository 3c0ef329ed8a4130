using UglyToad.PdfPig;
using UglyToad.PdfPig.Annotations;
using UglyToad.PdfPig.Content;

namespace Throughline.Formats.Pdf;

/// <summary>Takes the pages out of a PDF, one by one; a damaged page is missing, not the whole.</summary>
internal sealed class PdfPages(PdfDocument document, ReadLimits limits, Action progress)
{
    /// <summary>So many damaged pages in a row are no accident.</summary>
    private const int MostDamagedInARow = 200;

    /// <summary>Each takes seconds.</summary>
    private const int MostIntricate = 3;

    private const string Damaged = "The page is damaged and its words are missing. Print the file to a new PDF and import that.";
    private const string Intricate = "The page is so intricate that it takes more memory than it may. Its words are missing. Print the file to a new PDF and import that.";

    private int intricate;

    /// <summary>Reads all pages.</summary>
    public List<PdfPage> Read()
    {
        if (document.NumberOfPages > limits.Items)
            throw Refusal.TooMany("pages", limits);
        var pages = new List<PdfPage>();
        long length = 0;
        var damaged = 0;
        for (var number = 1; number <= document.NumberOfPages; number++)
        {
            var page = ReadPage(number);
            pages.Add(page);
            length += page.Lines.Sum(l => (long)l.Text.Length);
            if (length > limits.TextLength)
                throw Refusal.TextTooLong(limits);
            damaged = page.Missing is null ? 0 : damaged + 1;
            if (intricate == MostIntricate || (intricate > 0 && damaged == document.NumberOfPages))
                throw PdfText.Ended();
            if (damaged == MostDamagedInARow || damaged == document.NumberOfPages)
                throw PdfText.Damaged();
            progress();
        }
        return pages;
    }

    private PdfPage ReadPage(int number)
    {
        try
        {
            var page = document.GetPage(number);
            var lines = PdfGlyphs.Lines(page, out var offPage);
            return new PdfPage(number, page.Width, page.Height, lines, page.NumberOfImages, Comments(page), offPage, null);
        }
        catch (OutOfMemoryException)
        {
            intricate++;
            return new PdfPage(number, 0, 0, [], 0, 0, 0, Intricate);
        }
        catch (Exception fault) when (fault is not UnreadableFileException)
        {
            return new PdfPage(number, 0, 0, [], 0, 0, 0, Damaged);
        }
    }

    private static int Comments(Page page)
    {
        try
        {
            return page.GetAnnotations().Count(a => a.Type is AnnotationType.Text or AnnotationType.FreeText);
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            return 0;
        }
    }
}
