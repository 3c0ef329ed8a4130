namespace Throughline.Formats.Pdf;

/// <summary>
/// Where PDFs are read in a process of their own. The library underneath cannot be told to stop, and a page of a kilobyte can ask it for all
/// memory there is, or for hours; a process can be held to a limit and ended, and nothing else ends with it.
/// </summary>
public static class PdfApart
{
    /// <summary>The word by which a program is told to call <see cref="PdfServing.Run"/> and do nothing else.</summary>
    public const string Word = "read-pdf";

    /// <summary>How long a process that has nothing to read is kept for the next file.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromSeconds(30);

    private static readonly Lock Gate = new();
    private static readonly HashSet<PdfProcess> All = [];
    private static readonly Stack<PdfProcess> Idle = [];
    private static readonly SemaphoreSlim AtOnce = new(Environment.ProcessorCount);
    private static readonly Timer Tidying = new(_ => Tidy());
    private static (string File, string[] Words)? program;

    /// <summary>Whether PDFs are read apart. Until <see cref="Use"/> they are read in this process.</summary>
    internal static bool IsUsed => program is not null;

    /// <summary>From now on this process reads its PDFs in others.</summary>
    /// <param name="file">The program to start, which calls <see cref="PdfServing.Run"/> where its last argument is <see cref="Word"/>.</param>
    /// <param name="words">Its arguments before that.</param>
    public static void Use(string file, params string[] words) => program = (file, [.. words, Word]);

    /// <summary>The most that the processes there are have held in memory, bytes, and the processor's time that they have taken.</summary>
    public static (long Bytes, TimeSpan Processor) Held
    {
        get
        {
            lock (Gate)
                return All.Select(p => p.Held).Aggregate((Bytes: 0L, Processor: TimeSpan.Zero), (sum, one) => (sum.Bytes + one.Bytes, sum.Processor + one.Processor));
        }
    }

    /// <summary>The processes that wait for a file.</summary>
    internal static IReadOnlyList<PdfProcess> Waiting
    {
        get
        {
            lock (Gate)
                return [.. Idle];
        }
    }

    /// <summary>Reads a PDF in a process that is there already, or in a new one; no more at once than there are processors.</summary>
    /// <exception cref="UnreadableFileException">As <see cref="PdfText.Read"/>, or the process had to be ended.</exception>
    internal static ReadDocument Read(ReadOnlyMemory<byte> bytes, ReadLimits limits)
    {
        AtOnce.Wait();
        try
        {
            // One that waited may have been ended by the system meanwhile, through no fault of this file.
            var answer = (Known(limits.MemoryFor(bytes.Length)) is { } known ? Ask(known, bytes, limits) : null) ?? Ask(New(limits.MemoryFor(bytes.Length)), bytes, limits);
            return answer switch
            {
                { Document: { } document } => document,
                { Refusal: { } refusal } => throw refusal.Thrown(),
                _ => throw PdfText.Ended(),
            };
        }
        finally
        {
            AtOnce.Release();
        }
    }

    private static PdfAnswer? Ask(PdfProcess process, ReadOnlyMemory<byte> bytes, ReadLimits limits)
    {
        var answer = process.Ask(bytes, limits);
        // After a refusal for size it may hold much, and its thread may still be at work. One that may hold more than most is for its file alone.
        if (answer is null or { Refusal.TooLarge: true } || process.Memory > limits.Memory) End(process);
        else Keep(process);
        return answer;
    }

    private static PdfProcess? Known(long memory)
    {
        lock (Gate)
            return Idle.TryPeek(out var process) && process.Memory == memory ? Idle.Pop() : null;
    }

    private static PdfProcess New(long memory)
    {
        var process = new PdfProcess(program!.Value.File, program.Value.Words, memory);
        lock (Gate)
            All.Add(process);
        return process;
    }

    private static void Keep(PdfProcess process)
    {
        lock (Gate)
        {
            Idle.Push(process);
            Tidying.Change(Kept, Timeout.InfiniteTimeSpan);
        }
    }

    private static void Tidy()
    {
        lock (Gate)
            while (Idle.TryPop(out var process))
                End(process);
    }

    private static void End(PdfProcess process)
    {
        lock (Gate)
            All.Remove(process);
        process.Dispose();
    }
}
