using Throughline.Formats;

namespace Throughline.Workbench.Sources;

internal static class DocumentReading
{
    public static ReadDocument Read(string name, ReadOnlyMemory<byte> bytes, ReadLimits limits)
    {
        if (Formats.Transcripts.TranscriptReading.TryRead(name, bytes, limits) is { } t) return t;
        if (TextDecoding.LooksBinary(bytes.Span)) throw new UnreadableFileException("the file", "It is not a file that can be read.", "Save it as text.");
        var d = TextDecoding.Decode(bytes.Span, limits);
        return new("Text", d.Text, [], [], d.Warnings);
    }
}
