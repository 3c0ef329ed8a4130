using System.Buffers.Binary;

namespace Throughline.Formats.Spss;

/// <summary>The bytes of a file read one after the other, in the order of bytes that its header tells.</summary>
internal sealed class SavBytes(ReadOnlyMemory<byte> bytes)
{
    public bool IsBigEndian { get; set; }

    public int At { get; set; }

    public int Left => bytes.Length - At;

    public ReadOnlySpan<byte> Take(int count)
    {
        if (count < 0 || count > Left)
            throw Ends();
        At += count;
        return bytes.Span.Slice(At - count, count);
    }

    public ReadOnlyMemory<byte> Part(long from, long count) =>
        from < 0 || count < 0 || from > bytes.Length || count > bytes.Length - from ? throw Ends() : bytes.Slice((int)from, (int)count);

    public int Int() => IsBigEndian ? BinaryPrimitives.ReadInt32BigEndian(Take(4)) : BinaryPrimitives.ReadInt32LittleEndian(Take(4));

    public long Long() => IsBigEndian ? BinaryPrimitives.ReadInt64BigEndian(Take(8)) : BinaryPrimitives.ReadInt64LittleEndian(Take(8));

    public double Double() => Double(Take(8));

    public double Double(ReadOnlySpan<byte> eight) =>
        IsBigEndian ? BinaryPrimitives.ReadDoubleBigEndian(eight) : BinaryPrimitives.ReadDoubleLittleEndian(eight);

    /// <summary>A count that the file claims, which cannot be more than what is left of it allows.</summary>
    /// <param name="each">The fewest bytes that each of the counted takes.</param>
    public int Count(int each)
    {
        var count = Int();
        return count >= 0 && (long)count * each <= Left ? count : throw Ends();
    }

    private static UnreadableFileException Ends() => new(
        "the description of the variables", "The file ends before what it says is in it. It was cut off or is damaged.",
        "Copy it again, or save it again in SPSS, and import that.");
}
