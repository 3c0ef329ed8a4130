using System.Buffers.Binary;

namespace Throughline.Formats.RefiQda;

/// <summary>The directory at the end of a zip, walked before anything is built from it.</summary>
internal static class ZipDirectory
{
    private const int EndLength = 22;
    private const int HeaderLength = 46;
    private const int LongestComment = ushort.MaxValue;

    /// <summary>Counts the entries: a directory of millions is refused before it costs memory. Leaves the stream anywhere.</summary>
    /// <exception cref="UnreadableFileException">There is no directory, as in a file that was cut off, or it is too long.</exception>
    public static void RefuseTooMany(Stream file, ReadLimits limits)
    {
        var tail = new byte[Math.Min(file.Length, EndLength + LongestComment)];
        var tailAt = file.Length - tail.Length;
        file.Position = tailAt;
        file.ReadExactly(tail);
        var end = tail.AsSpan().LastIndexOf("PK\x05\x06"u8);
        if (end < 0 || tail.Length - end < EndLength)
            throw CutOff();
        using var walk = new BufferedStream(new UnclosedStream(file), 1 << 16);
        file.Position = Start(file, tail, end);
        var header = new byte[HeaderLength];
        for (var count = 0; walk.ReadAtLeast(header, HeaderLength, throwOnEndOfStream: false) == HeaderLength && header.AsSpan().StartsWith("PK\x01\x02"u8); count++)
        {
            if (count >= limits.PackedParts)
                throw Refusal.TooLarge("the file", $"There are more than {Refusal.Count(limits.PackedParts)} files packed in it.", "Export it again in parts.");
            var variable = Short(header, 28) + Short(header, 30) + Short(header, 32);
            walk.ReadAtLeast(new byte[variable], variable, throwOnEndOfStream: false);
        }
        file.Position = 0;
    }

    private static long Start(Stream file, ReadOnlySpan<byte> tail, int end)
    {
        var offset = (long)BinaryPrimitives.ReadUInt32LittleEndian(tail[(end + 16)..]);
        var is64 = end >= 20 && tail[(end - 20)..].StartsWith("PK\x06\x07"u8)
            && (offset == uint.MaxValue || Short(tail, end + 4) == ushort.MaxValue || Short(tail, end + 10) == ushort.MaxValue);
        if (!is64)
            return Math.Min(offset, file.Length);
        var record = BinaryPrimitives.ReadUInt64LittleEndian(tail[(end - 12)..]);
        if (file.Length < 56 || record > (ulong)(file.Length - 56))
            throw CutOff();
        var far = new byte[56];
        file.Position = (long)record;
        file.ReadExactly(far);
        return (long)Math.Min(BinaryPrimitives.ReadUInt64LittleEndian(far.AsSpan(48)), (ulong)file.Length);
    }

    private static int Short(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt16LittleEndian(bytes[at..]);

    private static UnreadableFileException CutOff() => new(
        "the end of the file", "The packed project was cut off on its way: its end is missing, so nothing of it could be read.",
        "Copy or download it again; compare its size with the original.");
}
