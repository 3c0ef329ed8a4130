using System.Buffers.Binary;

namespace Throughline.Formats.Pdf;

/// <summary>
/// Fonts that would fill the memory. The records of a font's table of names may all point at the same bytes (OpenType 1.9, <c>name</c>),
/// and the library copies the bytes of each: a damaged count makes gigabytes of a small file. The words need none of these names.
/// </summary>
internal static class PdfFonts
{
    /// <summary>All names of one font together, in bytes. Those of the largest fonts in use take a tenth.</summary>
    private const int MostNames = 1 << 20;

    private const int FirstTable = 12, TableLength = 16, FirstName = 6, NameLength = 12;

    /// <summary>Takes the names out where they are too many.</summary>
    /// <param name="stream">What a stream of a PDF decodes to, changed in place; anything but a font is left as it is.</param>
    public static void BoundNames(Span<byte> stream)
    {
        if (NamesOf(stream) is { } at && LengthOfNames(stream[at..]) > MostNames)
            BinaryPrimitives.WriteUInt16BigEndian(stream[(at + 2)..], 0);
    }

    /// <summary>The same for each font that lies in the file as it is: no decoder sees those.</summary>
    /// <param name="file">The whole PDF, changed in place.</param>
    public static void BoundUnpackedNames(Span<byte> file)
    {
        for (int next; (next = file.IndexOf("stream"u8)) >= 0;)
        {
            file = file[(next + "stream".Length)..];
            BoundNames(file.TrimStart("\r\n"u8));
        }
    }

    /// <summary>Where the table of names begins; null where the bytes are no font or have none.</summary>
    private static int? NamesOf(ReadOnlySpan<byte> font)
    {
        if (font.Length < FirstTable || !(font[..4].SequenceEqual("\0\u0001\0\0"u8) || font[..4].SequenceEqual("true"u8) || font[..4].SequenceEqual("OTTO"u8)))
            return null;
        int tables = BinaryPrimitives.ReadUInt16BigEndian(font[4..]);
        for (var at = FirstTable; tables-- > 0 && at + TableLength <= font.Length; at += TableLength)
            if (font.Slice(at, 4).SequenceEqual("name"u8) && BinaryPrimitives.ReadUInt32BigEndian(font[(at + 8)..]) is var names && names + FirstName <= font.Length)
                return (int)names;
        return null;
    }

    private static long LengthOfNames(ReadOnlySpan<byte> table)
    {
        int count = BinaryPrimitives.ReadUInt16BigEndian(table[2..]);
        var length = 0L;
        for (var at = FirstName; count-- > 0 && at + NameLength <= table.Length; at += NameLength)
            length += BinaryPrimitives.ReadUInt16BigEndian(table[(at + 8)..]);
        return length;
    }
}
