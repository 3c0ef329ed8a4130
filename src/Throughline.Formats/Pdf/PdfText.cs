using UglyToad.PdfPig;
using UglyToad.PdfPig.AcroForms.Fields;
using UglyToad.PdfPig.Exceptions;

namespace Throughline.Formats.Pdf;

/// <summary>
/// Reads the words of a PDF in reading order: columns one after the other, paragraphs put together again, where each page
/// begins. Running heads and feet and the numbers in the margin are left out and said so. Nothing in it is run.
/// </summary>
public static class PdfText
{
    private const string Remedy = "Open it, print it to a new PDF, and import that; or copy its text into a Word file.";

    /// <summary>The parser recurses; a thread of its own keeps a nasty file from ending the process.</summary>
    private const int StackBytes = 32 << 20;

    /// <summary>Whether the bytes begin as a PDF does, within the first kilobyte as readers allow.</summary>
    /// <param name="bytes">The file, or its beginning.</param>
    public static bool Recognises(ReadOnlySpan<byte> bytes) => bytes[..Math.Min(bytes.Length, 1024)].IndexOf("%PDF-"u8) >= 0;

    /// <summary>Reads the file.</summary>
    /// <param name="bytes">The whole file.</param>
    /// <param name="limits">The limits in force.</param>
    /// <exception cref="UnreadableFileException">
    /// Not a PDF, damaged, protected by a password, without words (a scan), or too large.
    /// </exception>
    public static ReadDocument Read(ReadOnlyMemory<byte> bytes, ReadLimits limits)
    {
        if (bytes.Length > limits.FileBytes)
            throw Refusal.FileTooLarge(bytes.Length, limits);
        if (!Recognises(bytes.Span))
            throw Damaged();
        return PdfApart.IsUsed ? PdfApart.Read(bytes, limits) : ReadHere(bytes.ToArray(), limits);
    }

    /// <summary>Reads it in this process, whatever it may take.</summary>
    /// <param name="bytes">The whole file, which is changed.</param>
    /// <param name="limits">The limits in force.</param>
    internal static ReadDocument ReadHere(byte[] bytes, ReadLimits limits) =>
        DocumentRefusal.Guard("a PDF", Remedy, () => new PdfReading(bytes, limits).Run(StackBytes));

    internal static UnreadableFileException TooIntricate(ReadLimits limits) => Refusal.TooLarge(
        "the file", $"One of its pages is so intricate that it could not be read in {Seconds(limits.PageTime)}.", Remedy);

    internal static UnreadableFileException TooLong(ReadLimits limits) => Refusal.TooLarge(
        "the file", $"It is so intricate that it could not be read in {Seconds(limits.FileTime)}.", "Split it into parts and import them one by one.");

    internal static UnreadableFileException Ended() => Refusal.TooLarge(
        "the file", "It is so intricate, or so damaged, that its reading had to be ended.", Remedy);

    internal static UnreadableFileException Damaged() => new("the file", "It is damaged, or not a PDF.", Remedy);

    private static string Seconds(TimeSpan time) => time.TotalSeconds == 1 ? "a second" : $"{Refusal.Count((long)time.TotalSeconds)} seconds";
}

/// <summary>One reading of one PDF, on a thread of its own that can be given up.</summary>
internal sealed class PdfReading(byte[] bytes, ReadLimits limits)
{
    private const string OnlyPicture = "There are no words on the page, only a picture. If it is a scan, run text recognition on it.";

    private readonly object gate = new();
    private bool givenUp;
    private bool done;
    private int steps;
    private ReadDocument? document;
    private Exception? fault;

    public ReadDocument Run(int stackBytes)
    {
        var thread = new Thread(Work, stackBytes) { IsBackground = true, Name = "PDF" };
        thread.Start();
        lock (gate)
            while (!done)
            {
                var before = steps;
                if (Monitor.Wait(gate, limits.PageTime) || steps != before || done)
                    continue;
                givenUp = true;
                throw PdfText.TooIntricate(limits);
            }
        if (fault is not null)
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(fault);
        return document!;
    }

    private void Work()
    {
        try
        {
            document = Read();
        }
        catch (PdfDocumentEncryptedException)
        {
            fault = new UnreadableFileException(
                "the file", "It is protected by a password.", "Open it with the password, print it to a new PDF, and import that.");
        }
        catch (Exception thrown)
        {
            fault = thrown;
        }
        Progress(last: true);
    }

    private ReadDocument Read()
    {
        var options = new ParsingOptions { UseLenientParsing = true, SkipMissingFonts = true, FilterProvider = new PdfFilters(limits) };
        PdfFonts.BoundUnpackedNames(bytes);
        PdfRanges.Bound(bytes);
        using var pdf = PdfDocument.Open(bytes, options);
        var pages = new PdfPages(pdf, limits, () => Progress(last: false)).Read();
        if (pages.Count == 0)
            throw PdfText.Damaged();
        if (pages.All(p => p.Lines.Count == 0))
            throw OnlyPictures(pages);
        var text = new DocumentText(limits);
        Say(pages, text);
        SayForm(pdf, text);
        PdfMargins.TakeOut(pages, text);
        Write(pages, text);
        return text.Finish("PDF");
    }

    private void Progress(bool last)
    {
        lock (gate)
        {
            steps++;
            done |= last;
            Monitor.Pulse(gate);
            if (givenUp && !last)
                throw new OperationCanceledException();
        }
    }

    private static void Write(List<PdfPage> pages, DocumentText text)
    {
        var flows = pages.ConvertAll(p => PdfColumns.Flows(p.Lines));
        var paragraphs = new PdfParagraphs(text, [.. flows.SelectMany(f => f)]);
        text.FirstPage();
        for (var i = 0; i < pages.Count; i++)
        {
            if (i > 0)
                paragraphs.EndPage();
            flows[i].ForEach(paragraphs.Write);
        }
        paragraphs.Finish();
    }

    private static void Say(List<PdfPage> pages, DocumentText text)
    {
        foreach (var page in pages)
            if (page.Missing is { } why)
                text.Warn($"page {page.Number}", why);
            else if (page.Lines.Count == 0 && page.Pictures > 0)
                text.Warn($"page {page.Number}", OnlyPicture);
        SaySum(text, pages, p => p.Lines.Count > 0 ? p.Pictures : 0, Omission.Pictures);
        SaySum(text, pages, p => p.Comments, Omission.Comments);
        SaySum(text, pages, p => p.OffPage, Omission.OffPage);
    }

    private static void SaySum(DocumentText text, List<PdfPage> pages, Func<PdfPage, int> count, Omission omission)
    {
        var those = pages.FindAll(p => count(p) > 0);
        if (those.Count == 0)
            return;
        var place = those.Count == 1 ? $"page {those[0].Number}" : $"pages {those[0].Number} to {those[^1].Number}";
        text.Warn(place, omission.Say(those.Sum(count)));
    }

    private static void SayForm(PdfDocument pdf, DocumentText text)
    {
        try
        {
            var filled = pdf.TryGetForm(out var form)
                ? form.Fields.Count(f => f is AcroTextField { Value: { Length: > 0 } })
                : 0;
            if (filled > 0)
                text.Warn(
                    "the form",
                    $"The text of {Refusal.Count(filled)} filled-in {(filled == 1 ? "field" : "fields")} was left out. "
                    + "Print the file to a new PDF and import that.");
        }
        catch (Exception fault) when (fault is not UnreadableFileException and not OutOfMemoryException)
        {
            text.Warn("the form", "The form in the file is damaged and was not read.");
        }
    }

    private static UnreadableFileException OnlyPictures(List<PdfPage> pages)
    {
        if (pages.Exists(p => p.Missing is not null))
            return PdfText.Damaged();
        var count = pages.Count == 1 ? "1 page" : $"{Refusal.Count(pages.Count)} pages";
        return new UnreadableFileException(
            "the file",
            $"There are no words to be read on its {count}, only pictures or nothing.",
            "Ask for the Word or text file that was printed, or run text recognition on the scan and import the result.");
    }
}
