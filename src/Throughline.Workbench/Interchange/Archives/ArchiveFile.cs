using System.Buffers;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Throughline.Workbench.Shared;

namespace Throughline.Workbench.Interchange.Archives;

/// <summary>An archive opened for reading: bounded, and each entry held against its checksum as it is read.</summary>
internal sealed class ArchiveFile : IDisposable
{
    private const int MostEntries = 100_000;
    private const long LargestEntry = 16L << 30;

    private readonly ZipArchive zip;
    private readonly Dictionary<string, string> checksums = [];

    private ArchiveFile(string name, ZipArchive zip, ArchiveManifest manifest) => (Name, this.zip, Manifest) = (name, zip, manifest);

    public string Name { get; }

    public ArchiveManifest Manifest { get; }

    public static Outcome<ArchiveFile> Open(string name, Stream from)
    {
        ZipArchive? zip = null;
        try
        {
            zip = new ZipArchive(from, ZipArchiveMode.Read, leaveOpen: true);
            if (zip.Entries.Count > MostEntries) return Close(zip, new Problem.TooLarge(name, $"It has {zip.Entries.Count:N0} entries; an archive has at most {MostEntries:N0}.", "Nothing was read."));
            if (zip.GetEntry(ArchiveManifest.Entry) is not { Length: < 1 << 20 } entry) return Close(zip, NotOne(name, "It holds no manifest.json."));
            using var stream = entry.Open();
            var manifest = JsonSerializer.Deserialize<ArchiveManifest>(stream, ArchiveManifest.Json);
            if (manifest?.Format != ArchiveManifest.Mark || manifest.Study == Guid.Empty) return Close(zip, NotOne(name, "Its manifest.json is not that of a study."));
            if (manifest.Version > ArchiveManifest.Known)
                return Close(zip, new Problem.Unreadable(name, ArchiveManifest.Entry, "It was written by a later version of Throughline.", "Bring Throughline up to date and import it again."));
            var file = new ArchiveFile(name, zip, manifest);
            return file.ReadChecksums() is { } wrong ? Close(zip, wrong) : file;
        }
        catch (Exception fault) when (fault is InvalidDataException or JsonException or IOException or NotSupportedException)
        {
            zip?.Dispose();
            return NotOne(name, "It is not a whole zip.");
        }
    }

    /// <summary>Originals in the archive, by their hash.</summary>
    public IEnumerable<(string Hash, ZipArchiveEntry Entry)> Originals =>
        zip.Entries.Where(e => e.FullName.StartsWith(ArchiveManifest.Originals, StringComparison.Ordinal) && e.Name.Length == 64 && e.Name.All(char.IsAsciiHexDigitLower))
            .Select(e => (e.Name, e));

    /// <summary>Keeps every original that is wanted: they are named by their bytes, so one too many harms nobody.</summary>
    /// <returns>How many there were.</returns>
    /// <exception cref="ArchiveFault">One is not what its name says, or unpacks to far more than it can be.</exception>
    public async Task<int> KeepOriginalsAsync(IBlobs blobs, Func<string, bool> isWanted, CancellationToken cancel)
    {
        var count = 0;
        foreach (var (hash, entry) in Originals.Where(o => isWanted(o.Hash)))
        {
            if (entry.Length > Math.Max(1L << 20, entry.CompressedLength) * 1100) throw new ArchiveFault(entry.FullName, "It unpacks to far more than it can be.");
            await using var from = await entry.OpenAsync(cancel);
            if ((await blobs.KeepAsync(from, cancel)).Hash != hash) throw new ArchiveFault(entry.FullName, "It is not what its name says: its bytes were changed.");
            count++;
        }
        return count;
    }

    public byte[]? Vault() => zip.GetEntry(ArchiveManifest.Vault) is { Length: < 256 << 20 } entry ? Whole(entry) : null;

    /// <summary>The lines of an entry, checked against its checksum at the end. None where there is no such entry.</summary>
    /// <exception cref="ArchiveFault">A line is too long, or the entry is not as its checksum says.</exception>
    public IEnumerable<(int Line, byte[] Bytes)> Lines(string entry)
    {
        if (zip.GetEntry(entry) is not { } found) yield break;
        if (found.Length > LargestEntry) throw new ArchiveFault(entry, "It is larger than is read.");
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var from = new HashingStream(found.Open(), hash);
        var line = new ArrayBufferWriter<byte>(1 << 16);
        var (part, number) = (new byte[1 << 16], 0);
        for (int read; (read = from.Read(part, 0, part.Length)) > 0;)
        {
            var at = 0;
            for (int end; (end = Array.IndexOf(part, (byte)'\n', at, read - at)) >= 0; at = end + 1)
            {
                line.Write(part.AsSpan(at, end - at));
                number++;
                if (line.WrittenCount > 0) yield return (number, line.WrittenSpan.ToArray());
                line.ResetWrittenCount();
            }
            line.Write(part.AsSpan(at, read - at));
            if (line.WrittenCount > ArchiveRows.LongestLine) throw new ArchiveFault($"{entry}, line {number + 1}", "The line is longer than is read.");
        }
        if (line.WrittenCount > 0) yield return (number + 1, line.WrittenSpan.ToArray());
        Check(entry, hash);
    }

    /// <exception cref="ArchiveFault">The rest of the entry is not as its checksum says.</exception>
    public void Check(string entry, IncrementalHash hash)
    {
        if (!checksums.TryGetValue(entry, out var told)) throw new ArchiveFault(entry, "It has no checksum.");
        if (told != Convert.ToHexStringLower(hash.GetHashAndReset())) throw new ArchiveFault(entry, "It was changed or damaged since it was written: its checksum differs.");
    }

    /// <summary>Holds the rows against their checksums, for whoever does not read them: what was altered anywhere is not to be trusted.</summary>
    /// <exception cref="ArchiveFault">One is not as its checksum says.</exception>
    public void CheckRows()
    {
        foreach (var entry in zip.Entries.Where(e => e.FullName.StartsWith(ArchiveManifest.Rows, StringComparison.Ordinal)))
        {
            if (entry.Length > LargestEntry) throw new ArchiveFault(entry.FullName, "It is larger than is read.");
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            using var from = new HashingStream(entry.Open(), hash);
            from.CopyTo(Stream.Null);
            Check(entry.FullName, hash);
        }
    }

    public Problem Told(ArchiveFault fault) => new Problem.Unreadable(Name, fault.Place, fault.Message, "Nothing was kept. Ask for the archive again, or export it anew.");

    public void Dispose() => zip.Dispose();

    private byte[] Whole(ZipArchiveEntry entry)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var bytes = new MemoryStream();
        using (var from = new HashingStream(entry.Open(), hash)) from.CopyTo(bytes);
        Check(entry.FullName, hash);
        return bytes.ToArray();
    }

    private Problem? ReadChecksums()
    {
        if (zip.GetEntry(ArchiveManifest.Checksums) is not { Length: < 64 << 20 } entry) return NotOne(Name, "Its checksums are missing, so it was cut off or made by hand.");
        using var reader = new StreamReader(entry.Open(), Encoding.UTF8);
        while (reader.ReadLine() is { } line)
            if (line.Length > 66) checksums[line[66..]] = line[..64];
        return checksums.Keys.FirstOrDefault(named => zip.GetEntry(named) is null) is not { } missing ? null
            : new Problem.Unreadable(Name, missing, "Its checksums name this part, which is not in it.", "Nothing was kept. Ask for the archive again, or export it anew.");
    }

    private static Problem Close(ZipArchive zip, Problem problem)
    {
        zip.Dispose();
        return problem;
    }

    private static Problem.Unreadable NotOne(string name, string why) => new(name, "the file", why, "Nothing was read. Name a file that was exported as .throughline.");
}

/// <summary>Something in an archive is not as it must be: reading stops, and the study stays as it was.</summary>
internal sealed class ArchiveFault(string place, string message) : Exception(message)
{
    public string Place => place;

    /// <summary>Whether a fault comes of what an archive holds: rows that are not as such rows are.</summary>
    public static bool IsOf(Exception fault) =>
        fault is ArchiveFault or JsonException or FormatException or InvalidOperationException or InvalidDataException or KeyNotFoundException or NotSupportedException or ArgumentException or OverflowException;
}
