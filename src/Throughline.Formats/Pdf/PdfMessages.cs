using System.Buffers.Binary;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Throughline.Formats.Pdf;

/// <summary>What came of a PDF: one of the two.</summary>
internal sealed record PdfAnswer(ReadDocument? Document, PdfRefusal? Refusal);

/// <summary>An <see cref="UnreadableFileException"/> on its way from one process to another.</summary>
internal sealed record PdfRefusal(string Place, string Message, string Remedy, bool TooLarge)
{
    public static PdfRefusal Of(UnreadableFileException thrown) => new(thrown.Place, thrown.Message, thrown.Remedy, thrown.TooLarge);

    public UnreadableFileException Thrown() => new(Place, Message, Remedy) { TooLarge = TooLarge };
}

/// <summary>Messages between the processes: the lengths of both parts (eight bytes each, little end first), a value as JSON, bytes.</summary>
internal static class PdfMessages
{
    private const int Lengths = 16;

    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Send<T>(Stream stream, T value, ReadOnlySpan<byte> bytes)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(value, Json);
        Span<byte> lengths = stackalloc byte[Lengths];
        BinaryPrimitives.WriteInt64LittleEndian(lengths, json.Length);
        BinaryPrimitives.WriteInt64LittleEndian(lengths[8..], bytes.Length);
        stream.Write(lengths);
        stream.Write(json);
        stream.Write(bytes);
        stream.Flush();
    }

    /// <exception cref="EndOfStreamException">The other side is gone.</exception>
    /// <exception cref="InvalidDataException">It is no message.</exception>
    public static T Receive<T>(Stream stream, out byte[] bytes)
    {
        Span<byte> lengths = stackalloc byte[Lengths];
        stream.ReadExactly(lengths);
        var json = Bytes(stream, BinaryPrimitives.ReadInt64LittleEndian(lengths));
        bytes = Bytes(stream, BinaryPrimitives.ReadInt64LittleEndian(lengths[8..]));
        return JsonSerializer.Deserialize<T>(json, Json) ?? throw new InvalidDataException();
    }

    private static byte[] Bytes(Stream stream, long length)
    {
        if (length is < 0 or > int.MaxValue / 2) throw new InvalidDataException();
        var bytes = new byte[length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
