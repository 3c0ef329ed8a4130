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
    public static byte[] Inside(byte[] packed, byte[] other, Random random)
    {
        var parts = Parts(packed);
        if (parts.Count == 0) return packed;
        var at = random.Next(parts.Count);
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
            for (var i = 0; i < parts.Count; i++)
                using (var write = zip.CreateEntry(parts[i].Name, CompressionLevel.NoCompression).Open())
                    write.Write(i == at ? Of(parts[i].Bytes, other, random) : parts[i].Bytes);
        return stream.ToArray();
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
