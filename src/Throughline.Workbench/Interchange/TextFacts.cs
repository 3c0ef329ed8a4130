using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using Throughline.Methods.Anchors;
using Throughline.Workbench.Sources;

namespace Throughline.Workbench.Interchange;

/// <summary>What a source keeps of its words.</summary>
internal static class TextFacts
{
    public static string Hash(string text)
    {
        if (text.Length == 0) return "";
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        var bytes = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(text.Length));
        SHA256.HashData(bytes.AsSpan(0, Encoding.UTF8.GetBytes(text, bytes)), hash);
        ArrayPool<byte>.Shared.Return(bytes);
        return Convert.ToHexStringLower(hash);
    }

    public static void WriteTo(Source source, string text, Layout layout)
    {
        (source.Length, source.ContentHash, source.WordCount) = (text.Length, Hash(text), WordCount.Of(text));
        (source.Astral, source.TurnCount) = (string.Join(',', TextPositions.Of(text).Astral), layout.Turns.Count);
        source.DurationMs ??= layout.Turns.Count == 0 ? null : layout.Turns.Max(t => t.EndMs ?? t.StartMs);
    }
}
