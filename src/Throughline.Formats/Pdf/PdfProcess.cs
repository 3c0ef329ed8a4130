using System.ComponentModel;
using System.Diagnostics;
using System.Text.Json;

namespace Throughline.Formats.Pdf;

/// <summary>A process that reads PDFs, one after another, within a memory of its own.</summary>
internal sealed class PdfProcess : IDisposable
{
    private readonly Process process;
    private bool isOverdue;

    /// <summary>Starts it.</summary>
    /// <param name="file">The program.</param>
    /// <param name="words">Its arguments.</param>
    /// <param name="memory">Most that its objects may take, bytes.</param>
    /// <exception cref="UnreadableFileException">The system did not start it.</exception>
    public PdfProcess(string file, string[] words, long memory)
    {
        Memory = memory;
        var start = new ProcessStartInfo(file, words) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, CreateNoWindow = true };
        start.Environment["DOTNET_GCHeapHardLimit"] = $"0x{memory:x}";
        start.Environment["DOTNET_gcConcurrent"] = "0";
        start.Environment["DOTNET_gcServer"] = "0";
        try
        {
            process = Process.Start(start)!;
        }
        catch (Exception fault) when (fault is Win32Exception or InvalidOperationException or IOException)
        {
            throw new UnreadableFileException("the file", $"The part of Throughline that reads PDFs did not start: {fault.Message}.", "Start Throughline again and import the file once more.");
        }
        // What the runtime says of its own end is of no use to anybody, and must not fill the pipe.
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
    }

    /// <summary>Most that its objects may take, bytes.</summary>
    public long Memory { get; }

    /// <summary>The most that it has held in memory, bytes, and the processor's time that it has taken; nothing once it has ended.</summary>
    public (long Bytes, TimeSpan Processor) Held
    {
        get
        {
            try
            {
                process.Refresh();
                return process.HasExited ? default : (process.PeakWorkingSet64, process.TotalProcessorTime);
            }
            catch (Exception fault) when (fault is InvalidOperationException or Win32Exception)
            {
                return default;
            }
        }
    }

    /// <summary>What it makes of a file; null where it ended without an answer.</summary>
    /// <exception cref="UnreadableFileException">It took longer than <see cref="ReadLimits.FileTime"/> and was ended.</exception>
    public PdfAnswer? Ask(ReadOnlyMemory<byte> bytes, ReadLimits limits)
    {
        using var end = new Timer(_ => EndOverdue(), null, limits.FileTime, Timeout.InfiniteTimeSpan);
        try
        {
            PdfMessages.Send(process.StandardInput.BaseStream, limits, bytes.Span);
            return PdfMessages.Receive<PdfAnswer>(process.StandardOutput.BaseStream, out _);
        }
        catch (Exception fault) when (fault is IOException or JsonException or InvalidDataException)
        {
            return isOverdue ? new(null, PdfRefusal.Of(PdfText.TooLong(limits))) : null;
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        Kill();
        process.Dispose();
    }

    /// <summary>Ends it as the system would.</summary>
    internal void Kill()
    {
        try
        {
            process.Kill();
        }
        catch (Exception fault) when (fault is InvalidOperationException or Win32Exception)
        {
            // It has ended by itself.
        }
    }

    private void EndOverdue()
    {
        isOverdue = true;
        Kill();
    }
}
