using System.Collections.Concurrent;

namespace Throughline.Formats.Pdf;

/// <summary>The other side of <see cref="PdfApart"/>: reads the PDFs that come on standard input and answers on standard output.</summary>
public static class PdfServing
{
    /// <summary>Serves until nobody asks any more.</summary>
    /// <returns>The process’s exit code.</returns>
    public static int Run()
    {
        // Ctrl+C is meant for who asked; this process ends with it.
        Console.CancelKeyPress += (_, pressed) => pressed.Cancel = true;
        using var answers = Console.OpenStandardOutput();
        using var asked = new BlockingCollection<(ReadLimits Limits, byte[] Bytes)>();
        new Thread(() => Listen(asked)) { IsBackground = true }.Start();
        foreach (var (limits, bytes) in asked.GetConsumingEnumerable())
            PdfMessages.Send(answers, Answer(bytes, limits), []);
        return 0;
    }

    /// <summary>On a thread of its own: where who asked is gone, nothing is read to its end.</summary>
    private static void Listen(BlockingCollection<(ReadLimits Limits, byte[] Bytes)> asked)
    {
        try
        {
            using var requests = Console.OpenStandardInput();
            while (true)
                asked.Add((PdfMessages.Receive<ReadLimits>(requests, out var bytes), bytes));
        }
        catch (Exception fault) when (fault is IOException or InvalidDataException)
        {
            Environment.Exit(0);
        }
    }

    private static PdfAnswer Answer(byte[] bytes, ReadLimits limits)
    {
        try
        {
            return new(PdfText.ReadHere(bytes, limits), null);
        }
        catch (UnreadableFileException refused)
        {
            return new(null, PdfRefusal.Of(refused));
        }
    }
}
