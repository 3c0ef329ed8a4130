using System.Buffers;
using System.Text;

namespace Throughline.Workbench.History;

/// <summary>
/// UTF-8 in pieces, made one string at the end: a change of fifty thousand rows is never in a buffer that doubles. Whoever writes into
/// it splits no character over two pieces, as <see cref="System.Text.Json.Utf8JsonWriter"/>, which asks for room for a whole value.
/// </summary>
internal sealed class GrowingText : IBufferWriter<byte>
{
    private const int First = 1 << 10, Largest = 1 << 16, Least = 256;
    private readonly List<(byte[] Bytes, int Count)> full = [];
    private byte[] piece = new byte[First];
    private int count;

    public void Advance(int count) => this.count += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        if (piece.Length - count < Math.Max(sizeHint, Least))
        {
            full.Add((piece, count));
            (piece, count) = (new byte[Math.Max(sizeHint, Math.Min(Largest, piece.Length * 2))], 0);
        }
        return piece.AsMemory(count);
    }

    public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    public override string ToString()
    {
        if (full.Count == 0) return Encoding.UTF8.GetString(piece, 0, count);
        List<(byte[] Bytes, int Count)> all = [.. full, (piece, count)];
        return string.Create(all.Sum(p => Encoding.UTF8.GetCharCount(p.Bytes, 0, p.Count)), all, (to, pieces) =>
        {
            foreach (var (bytes, length) in pieces) to = to[Encoding.UTF8.GetChars(bytes.AsSpan(0, length), to)..];
        });
    }
}
