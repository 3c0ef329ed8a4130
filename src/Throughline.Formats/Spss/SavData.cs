using System.Buffers.Binary;
using System.IO.Compression;

namespace Throughline.Formats.Spss;

/// <summary>The cases of a system file, element by element of eight bytes, however they are compressed.</summary>
internal sealed class SavData
{
    private readonly SavDictionary dictionary;
    private readonly ReadOnlyMemory<byte> bytes;
    private readonly byte[] codes = new byte[8];
    private int at, next = 8;

    private SavData(SavDictionary dictionary, ReadOnlyMemory<byte> bytes) => (this.dictionary, this.bytes) = (dictionary, bytes);

    /// <param name="dictionary">The dictionary.</param>
    /// <param name="file">The file, behind its dictionary.</param>
    /// <param name="limits">The limits in force.</param>
    public static SavData Open(SavDictionary dictionary, SavBytes file, ReadLimits limits) =>
        new(dictionary, dictionary.Compression == 2 ? Unpacked(file, limits) : file.Part(file.At, file.Left));

    /// <summary>Fills one case.</summary>
    /// <param name="elements">Where it goes: eight bytes an element.</param>
    /// <param name="ends">Whether the file ends in the middle of it.</param>
    /// <returns>False where there is no further case.</returns>
    public bool Next(byte[] elements, out bool ends)
    {
        ends = false;
        for (var i = 0; i < elements.Length; i += 8)
        {
            if (Element(elements.AsSpan(i, 8))) continue;
            ends = i > 0;
            return false;
        }
        return true;
    }

    private bool Element(Span<byte> to)
    {
        if (dictionary.Compression == 0) return Plain(to);
        while (true)
        {
            if (next == 8 && !Codes()) return false;
            var code = codes[next++];
            switch (code)
            {
                case 0: continue;
                case 252: return false;
                case 253: return Plain(to);
                case 254: to.Fill((byte)' '); return true;
                case 255: Write(to, dictionary.SystemMissing); return true;
                default: Write(to, code - dictionary.Bias); return true;
            }
        }
    }

    private void Write(Span<byte> to, double number)
    {
        if (dictionary.IsBigEndian) BinaryPrimitives.WriteDoubleBigEndian(to, number);
        else BinaryPrimitives.WriteDoubleLittleEndian(to, number);
    }

    private bool Codes()
    {
        if (bytes.Length - at < 8) return false;
        bytes.Span.Slice(at, 8).CopyTo(codes);
        (at, next) = (at + 8, 0);
        return true;
    }

    private bool Plain(Span<byte> to)
    {
        if (bytes.Length - at < 8) return false;
        bytes.Span.Slice(at, 8).CopyTo(to);
        at += 8;
        return true;
    }

    /// <summary>The blocks of a .zsav, one after the other. What a block holds beyond what the trailer claims is not unpacked.</summary>
    private static ReadOnlyMemory<byte> Unpacked(SavBytes file, ReadLimits limits)
    {
        file.Long();
        var (trailer, length) = (file.Long(), file.Long());
        var tail = new SavBytes(file.Part(trailer, length)) { IsBigEndian = file.IsBigEndian };
        tail.Take(20);
        using var whole = new MemoryStream();
        for (var left = tail.Count(24); left > 0; left--)
        {
            tail.Long();
            var from = tail.Long();
            var (plain, packed) = (tail.Int(), tail.Int());
            if (plain < 0 || packed < 0 || whole.Length + plain > limits.UnpackedBytes || plain > (long)Math.Max(1 << 20, packed) * 1100)
                throw Refusal.TooLarge("the cases", "They unpack to more than is read.", "Save fewer variables or cases in a file and import that.");
            using var zlib = new ZLibStream(new MemoryStream(file.Part(from, packed).ToArray()), CompressionMode.Decompress);
            var block = new byte[plain];
            var read = zlib.ReadAtLeast(block, plain, throwOnEndOfStream: false);
            whole.Write(block, 0, read);
            if (read < plain) break;
        }
        return whole.GetBuffer().AsMemory(0, (int)whole.Length);
    }
}
