using System.IO.Compression;
using System.Text;

namespace Throughline.Fuzz;

/// <summary>Files as they arrive damaged, or as an enemy makes them.</summary>
internal static class Damage
{
    private static readonly byte[][] Bits =
    [
        .. new[]
        {
            "-1", "99999999999999999999", "2147483648", "\0", "\r\n", "\uFEFF", "<", ">", "/>", "</", "\"", "'", "&amp;", "&#0;", "&#x1F331;", "<!DOCTYPE a [<!ENTITY b 'c'>]>", "&b;",
            "guid", "startPosition", "<Code>", "<Representation>", "<PlainTextContent>", "internal://", "../", "{}", ",", "\t", " --> ", "\\u-1?", "{\\", "PK\u0003\u0004",
        }.Select(Encoding.UTF8.GetBytes),
        [0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xFF, 0xFF, 0xFF, 0xFF], [0, 0, 0, 0],
    ];

    public static byte[] Of(byte[] file, byte[] other, Random random)
    {
        var bytes = new List<byte>(file);
        for (var n = random.Next(1, 9); n > 0 && bytes.Count > 0; n--)
        {
            var at = random.Next(bytes.Count);
            switch (random.Next(8))
            {
                case 0: bytes[at] = (byte)random.Next(256); break;
                case 1: bytes[at] ^= (byte)(1 << random.Next(8)); break;
                case 2: bytes.RemoveRange(at, Math.Min(random.Next(1, 64), bytes.Count - at)); break;
                case 3: bytes.InsertRange(random.Next(bytes.Count), bytes.GetRange(at, Math.Min(random.Next(1, 256), bytes.Count - at))); break;
                case 4: bytes.InsertRange(at, Bits[random.Next(Bits.Length)]); break;
                case 5: bytes.InsertRange(at, Piece(other, random)); break;
                case 6 when random.Next(6) == 0: bytes.RemoveRange(at, bytes.Count - at); break;
                case 7 when random.Next(6) == 0: Repeat(bytes, at, random); break;
            }
        }
        return [.. bytes];
    }

    /// <summary>A whole zip of which one part is damaged: such damage reaches the reader behind the unpacking.</summary>
    /// <param name="packed">The zip.</param>
    /// <param name="other">Of which pieces come into it.</param>
    /// <param name="random">What chooses.</param>
    /// <param name="mend">Puts right what must fit the other parts, such as checksums; the number is that of the damaged part.</param>
    public static byte[] Inside(byte[] packed, byte[] other, Random random, Action<List<(string Name, byte[] Bytes)>, int>? mend = null)
    {
        var parts = Parts(packed);
        if (parts.Count == 0) return packed;
        var at = random.Next(parts.Count);
        parts[at] = (parts[at].Name, Within(parts[at].Bytes, other, random));
        mend?.Invoke(parts, at);
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
            for (var i = 0; i < parts.Count; i++)
                using (var write = zip.CreateEntry(parts[i].Name, CompressionLevel.NoCompression).Open())
                    write.Write(parts[i].Bytes);
        return stream.ToArray();
    }

    /// <summary>XML mostly stays XML and JSON stays JSON, or nothing behind their readers would ever be reached.</summary>
    public static byte[] Within(byte[] part, byte[] other, Random random)
    {
        var sound = random.Next(4) == 0 ? null
            : part.AsSpan().TrimStart((byte)0xEF).TrimStart((byte)0xBB).TrimStart((byte)0xBF) is [(byte)'<', ..] ? XmlDamage.Of(part, random)
            : part is [(byte)'{', ..] ? JsonDamage.Of(part, random) : null;
        return sound ?? Of(part, other, random);
    }

    /// <summary>Whether all of its parts can be unpacked.</summary>
    public static bool Unpacks(byte[] packed)
    {
        try
        {
            return Parts(packed).Count > 0;
        }
        catch (Exception fault) when (fault is InvalidDataException or IOException or NotSupportedException or ArgumentException or OverflowException)
        {
            return false;
        }
    }

    private static List<(string Name, byte[] Bytes)> Parts(byte[] packed)
    {
        using var zip = new ZipArchive(new MemoryStream(packed));
        return [.. zip.Entries.Select(entry =>
        {
            using var bytes = new MemoryStream();
            using (var from = entry.Open()) from.CopyTo(bytes);
            return (entry.FullName, bytes.ToArray());
        })];
    }

    private static byte[] Piece(byte[] file, Random random)
    {
        var from = random.Next(file.Length);
        return file[from..Math.Min(file.Length, from + random.Next(1, 512))];
    }

    /// <summary>A stretch, many times over: deep nesting, long runs.</summary>
    private static void Repeat(List<byte> bytes, int at, Random random)
    {
        var piece = bytes.GetRange(at, Math.Min(random.Next(1, 40), bytes.Count - at));
        for (var n = random.Next(10, 400); n > 0; n--)
            bytes.InsertRange(at, piece);
    }
}
