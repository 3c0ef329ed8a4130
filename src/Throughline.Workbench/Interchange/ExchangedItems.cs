using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Throughline.Workbench.Shared;

namespace Throughline.Workbench.Interchange;

/// <summary>
/// What was exchanged: of every field that a file said, a short hash of what it said and of what then stood here. From the two one
/// knows later on which side something changed.
/// </summary>
internal sealed class ExchangedItems
{
    private const byte Version = 1;

    /// <param name="There">As the file said it.</param>
    /// <param name="Here">As it stood here after the exchange.</param>
    public readonly record struct Sides(long There, long Here);

    public Dictionary<(string Kind, Guid Id), Dictionary<string, Sides>> Rows { get; } = [];

    public Dictionary<(string Kind, Guid Id), Guid> Aliases { get; } = [];

    public static long Hash(object? value)
    {
        var text = value switch
        {
            null => "",
            bool flag => flag ? "1" : "0",
            IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
            _ => value.ToString()!,
        };
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(Encoding.UTF8.GetBytes(text), hash);
        return BitConverter.ToInt64(hash);
    }

    public void Add((string Kind, Guid Id) row, string field, Sides sides) => (Rows.TryGetValue(row, out var fields) ? fields : Rows[row] = [])[field] = sides;

    public byte[] Write()
    {
        using var bytes = new MemoryStream();
        using (var to = new BinaryWriter(new BrotliStream(bytes, CompressionLevel.Fastest)))
        {
            to.Write(Version);
            to.Write(Rows.Count);
            foreach (var ((kind, id), fields) in Rows)
            {
                Write(to, kind, id);
                to.Write7BitEncodedInt(fields.Count);
                foreach (var (field, sides) in fields)
                {
                    to.Write(field);
                    to.Write(sides.There);
                    to.Write(sides.Here);
                }
            }
            to.Write(Aliases.Count);
            foreach (var ((kind, id), here) in Aliases)
            {
                Write(to, kind, id);
                to.Write(here.ToByteArray());
            }
        }
        return bytes.ToArray();
    }

    /// <summary>What all exchanges of a study left, the later over the earlier.</summary>
    public static async Task<ExchangedItems> AllAsync(StudyScope scope)
    {
        var all = new ExchangedItems();
        var order = await scope.Exchanges.OrderBy(e => e.At).ThenBy(e => e.Id).Select(e => e.Id).ToListAsync(scope.Cancel);
        foreach (var exchange in order)
            if (await scope.ExchangeItems.Where(i => i.ExchangeId == exchange).Select(i => i.Items).FirstOrDefaultAsync(scope.Cancel) is { } bytes)
                all.Read(bytes);
        return all;
    }

    /// <summary>What one exchange held; empty where it left nothing.</summary>
    public static async Task<ExchangedItems> OfAsync(StudyScope scope, Guid exchange)
    {
        var one = new ExchangedItems();
        if (await scope.ExchangeItems.Where(i => i.ExchangeId == exchange).Select(i => i.Items).FirstOrDefaultAsync(scope.Cancel) is { } bytes) one.Read(bytes);
        return one;
    }

    private static void Write(BinaryWriter to, string kind, Guid id)
    {
        to.Write(kind);
        to.Write(id.ToByteArray());
    }

    private void Read(byte[] bytes)
    {
        using var from = new BinaryReader(new BrotliStream(new MemoryStream(bytes), CompressionMode.Decompress));
        if (from.ReadByte() != Version) return;
        for (var rows = from.ReadInt32(); rows > 0; rows--)
        {
            var row = (string.Intern(from.ReadString()), new Guid(from.ReadBytes(16)));
            for (var fields = from.Read7BitEncodedInt(); fields > 0; fields--) Add(row, string.Intern(from.ReadString()), new(from.ReadInt64(), from.ReadInt64()));
        }
        for (var aliases = from.ReadInt32(); aliases > 0; aliases--) Aliases[(from.ReadString(), new Guid(from.ReadBytes(16)))] = new(from.ReadBytes(16));
    }
}
