using System.Globalization;
using System.IO.Compression;
using Microsoft.EntityFrameworkCore;
using Throughline.Workbench.Shared;

namespace Throughline.Workbench.Interchange;

/// <summary>
/// What was exchanged: of every field that a file said, a short hash of what it said and of what then stood here. From the two one
/// knows later on which side something changed.
/// </summary>
internal sealed class ExchangedItems
{
    private const byte Version = 2;

    /// <summary>Each call of the compression costs more than the few bytes that a field is.</summary>
    private const int Buffered = 1 << 16;

    /// <param name="There">As the file said it.</param>
    /// <param name="Here">As it stood here after the exchange.</param>
    public readonly record struct Sides(long There, long Here);

    /// <summary>The fields of one row that a file said. They are few, and there are very many rows.</summary>
    public sealed class Fields(int count)
    {
        private readonly List<(string Name, Sides Sides)> all = new(count);

        public IReadOnlyList<(string Name, Sides Sides)> All => all;

        public bool TryGetValue(string name, out Sides sides)
        {
            var at = At(name);
            sides = at < 0 ? default : all[at].Sides;
            return at >= 0;
        }

        public void Set(string name, Sides sides)
        {
            var at = At(name);
            if (at < 0) all.Add((name, sides));
            else all[at] = (name, sides);
        }

        private int At(string name)
        {
            for (var i = 0; i < all.Count; i++)
                if (all[i].Name == name) return i;
            return -1;
        }
    }

    public Dictionary<(string Kind, Guid Id), Fields> Rows { get; } = [];

    public Dictionary<(string Kind, Guid Id), Guid> Aliases { get; } = [];

    /// <summary>Of a value as it is written: nobody has to be kept from finding another that has the same.</summary>
    public static long Hash(object? value)
    {
        Span<char> written = stackalloc char[64];
        return value switch
        {
            null => Hash(""),
            string text => Hash(text.AsSpan()),
            bool flag => Hash(flag ? "1" : "0"),
            ISpanFormattable other when other.TryFormat(written, out var length, default, CultureInfo.InvariantCulture) => Hash(written[..length]),
            _ => Hash(Convert.ToString(value, CultureInfo.InvariantCulture).AsSpan()),
        };
    }

    /// <summary>FNV-1a of 64 bits (Fowler, Noll, Vo), over code units.</summary>
    private static long Hash(ReadOnlySpan<char> text)
    {
        var hash = 14695981039346656037UL;
        foreach (var c in text) hash = (hash ^ c) * 1099511628211UL;
        return (long)(hash ^ hash >> 32);
    }

    /// <summary>What was exchanged, written row by row without being held.</summary>
    /// <param name="said">The rows of the file.</param>
    /// <param name="here">What stands here of a row, field by field, given the hash of what the file says; null where the row is not here.</param>
    /// <param name="aliases">Ids of the file that are another here.</param>
    public static byte[] Write(IReadOnlyCollection<SaidRow> said, Func<SaidRow, Func<string, object?, long, long>?> here, IReadOnlyDictionary<(string Kind, Guid Id), Guid> aliases)
    {
        using var bytes = new MemoryStream();
        using (var to = new BinaryWriter(new BufferedStream(new BrotliStream(bytes, CompressionLevel.Fastest), Buffered)))
        {
            to.Write(Version);
            to.Write(said.Count);
            foreach (var row in said)
            {
                var stands = here(row);
                Write(to, row.Kind, row.Id);
                to.Write7BitEncodedInt(row.Values.Count(v => v.Name[0] != '+'));
                foreach (var (field, value) in row.Values)
                {
                    if (field[0] == '+') continue;
                    var there = Hash(value);
                    to.Write(field);
                    to.Write(there);
                    to.Write(stands is null ? there : stands(field, value, there));
                }
            }
            to.Write(aliases.Count);
            foreach (var ((kind, id), known) in aliases)
            {
                Write(to, kind, id);
                to.Write(known.ToByteArray());
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

    /// <summary>Which rows one exchange held; none where it left nothing.</summary>
    public static async Task<IReadOnlyCollection<(string Kind, Guid Id)>> RowsOfAsync(StudyScope scope, Guid exchange)
    {
        var one = new ExchangedItems();
        if (await scope.ExchangeItems.Where(i => i.ExchangeId == exchange).Select(i => i.Items).FirstOrDefaultAsync(scope.Cancel) is { } bytes) one.Read(bytes, fieldsToo: false);
        return one.Rows.Keys;
    }

    private static void Write(BinaryWriter to, string kind, Guid id)
    {
        to.Write(kind);
        to.Write(id.ToByteArray());
    }

    private void Read(byte[] bytes, bool fieldsToo = true)
    {
        using var from = new BinaryReader(new BufferedStream(new BrotliStream(new MemoryStream(bytes), CompressionMode.Decompress), Buffered));
        if (from.ReadByte() != Version) return;
        for (var rows = from.ReadInt32(); rows > 0; rows--)
        {
            var row = (string.Intern(from.ReadString()), new Guid(from.ReadBytes(16)));
            var count = from.Read7BitEncodedInt();
            if (count == 0) continue;
            if (!Rows.TryGetValue(row, out var fields)) Rows[row] = fields = new(fieldsToo ? count : 0);
            for (; count > 0; count--)
            {
                var (name, sides) = (string.Intern(from.ReadString()), new Sides(from.ReadInt64(), from.ReadInt64()));
                if (fieldsToo) fields.Set(name, sides);
            }
        }
        for (var aliases = from.ReadInt32(); aliases > 0; aliases--) Aliases[(from.ReadString(), new Guid(from.ReadBytes(16)))] = new(from.ReadBytes(16));
    }
}
