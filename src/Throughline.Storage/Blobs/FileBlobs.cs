using System.Security.Cryptography;
using Throughline.Workbench.Shared;

namespace Throughline.Storage.Blobs;

/// <summary>Originals as files named by their SHA-256, written once, whole, and flushed before they are spoken of.</summary>
public sealed class FileBlobs(string folder) : IBlobs
{
    public async Task<string> KeepAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancel)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(bytes.Span));
        var path = PathOf(hash);
        if (File.Exists(path)) return hash;
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var partial = $"{path}.{Guid.NewGuid():N}.partial";
        await using (var file = new FileStream(partial, FileMode.CreateNew, FileAccess.Write, FileShare.None))
        {
            await file.WriteAsync(bytes, cancel);
            file.Flush(flushToDisk: true);
        }
        File.Move(partial, path, overwrite: true);
        return hash;
    }

    public async Task<(string Hash, long Bytes)> KeepAsync(Stream bytes, CancellationToken cancel)
    {
        Directory.CreateDirectory(folder);
        var partial = Path.Combine(folder, $"{Guid.NewGuid():N}.partial");
        try
        {
            var (hash, length) = await WriteAsync(bytes, partial, cancel);
            Directory.CreateDirectory(Path.GetDirectoryName(PathOf(hash))!);
            if (!File.Exists(PathOf(hash))) File.Move(partial, PathOf(hash), overwrite: true);
            return (hash, length);
        }
        finally
        {
            File.Delete(partial);
        }
    }

    private static async Task<(string Hash, long Bytes)> WriteAsync(Stream bytes, string path, CancellationToken cancel)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None);
        var (buffer, total) = (new byte[1 << 16], 0L);
        for (int got; (got = await bytes.ReadAsync(buffer, cancel)) > 0; total += got)
        {
            hash.AppendData(buffer, 0, got);
            await file.WriteAsync(buffer.AsMemory(0, got), cancel);
        }
        file.Flush(flushToDisk: true);
        return (Convert.ToHexStringLower(hash.GetHashAndReset()), total);
    }

    public Stream? Open(string hash) =>
        IsHash(hash) && File.Exists(PathOf(hash)) ? new FileStream(PathOf(hash), FileMode.Open, FileAccess.Read, FileShare.Read) : null;

    public string PathOf(string hash) => Path.Combine(folder, hash[..2], hash);

    private static bool IsHash(string hash) => hash.Length == 64 && hash.All(char.IsAsciiHexDigitLower);
}
