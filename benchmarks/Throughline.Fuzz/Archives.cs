using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Throughline.Formats;
using Throughline.Workbench.History;
using Throughline.Workbench.Interchange.Archives;
using Throughline.Workbench.Shared;
using Throughline.Workbench.Sources;
using Throughline.Workbench.Studies;

namespace Throughline.Fuzz;

/// <summary>Archives of whole studies: read as an import and a merge read them, up to the database.</summary>
internal static class Archives
{
    private static readonly Guid Study = new(7, 0, 0x4000, [0x80, 0, 0, 0, 0, 0, 0, 1]);
    private static readonly JsonSerializerOptions Lines = new(JsonSerializerDefaults.Web);

    public static void Read(byte[] bytes)
    {
        if (!ArchiveFile.Open("a.throughline", new MemoryStream(bytes, writable: false)).Is(out var archive, out var problem))
            throw new UnreadableFileException("the archive", problem.Detail, "");
        using (archive)
            try
            {
                archive.KeepOriginalsAsync(new Nowhere(), _ => true, CancellationToken.None).GetAwaiter().GetResult();
                foreach (var kind in RecordedTypes.All)
                    foreach (var (_, line) in archive.Lines($"{ArchiveManifest.Rows}{kind.Name}.jsonl")) ArchiveRows.Read(line, kind.Create());
                foreach (var (_, line) in archive.Lines(ArchiveManifest.Texts)) ArchiveRows.ReadText(line);
                foreach (var (_, line) in archive.Lines(ArchiveManifest.Coders)) ArchiveRows.Read(line, new Coder());
                var changes = new CopyChanges();
                foreach (var (_, line) in archive.Lines(ArchiveManifest.History)) changes.Take(ArchiveRows.Read(line, new Change()));
                archive.Vault();
            }
            catch (Exception fault) when (ArchiveFault.IsOf(fault))
            {
                throw new UnreadableFileException("the archive", fault.Message, "");
            }
    }

    /// <summary>The checksums of the parts as they are now, unless it is the checksums that are damaged.</summary>
    public static void Mend(List<(string Name, byte[] Bytes)> parts, int damaged)
    {
        var at = parts.FindIndex(p => p.Name == ArchiveManifest.Checksums);
        if (at >= 0 && at != damaged) parts[at] = (ArchiveManifest.Checksums, Sums(parts.Where(p => p.Name != ArchiveManifest.Checksums)));
    }

    public static IEnumerable<byte[]> Seeds()
    {
        List<(string Name, byte[] Bytes)> parts =
        [
            (ArchiveManifest.Entry, JsonSerializer.SerializeToUtf8Bytes(new ArchiveManifest(ArchiveManifest.Mark, ArchiveManifest.Known, Study, "Visits", 2, DateTimeOffset.UnixEpoch, "Maren", true), ArchiveManifest.Json)),
            .. RecordedTypes.All.Select(kind => ($"{ArchiveManifest.Rows}{kind.Name}.jsonl", Line(kind.Create(), kind.Create()))),
            (ArchiveManifest.Coders, Line(new Coder { Id = Study, Name = "Maren" })),
            (ArchiveManifest.Texts, Line(new SourceText { SourceId = Study, Version = 1, Text = "She said no. 🌱", Layout = new Layout([new(1, 0, 12, 0, 900, [new(0, 8, 0, 500)])], []).Write() })),
            (ArchiveManifest.History, Line(Change(1, "null", "{\"name\":\"A\",\"position\":3}"), Change(2, "{\"name\":\"A\"}", "{\"name\":\"B\"}"), Change(3, "{\"name\":\"B\",\"position\":3}", "null"))),
            (ArchiveManifest.Vault, [1, 2, 3]),
        ];
        var original = "the original"u8.ToArray();
        parts.Add((ArchiveManifest.Originals + Convert.ToHexStringLower(SHA256.HashData(original)), original));
        parts.Add((ArchiveManifest.Checksums, Sums(parts)));
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var (name, bytes) in parts)
                using (var to = zip.CreateEntry(name).Open())
                    to.Write(bytes);
        yield return stream.ToArray();
    }

    private static Change Change(long number, string before, string after) => new()
    {
        Number = number, Verb = "ChangeCode", Actor = "Maren", At = number, Summary = "changed", EditCount = 1, Touches = "Code",
        Edits = $"[{{\"kind\":\"Code\",\"id\":\"{Study}\"{(before == "null" ? "" : $",\"before\":{before}")}{(after == "null" ? "" : $",\"after\":{after}")}}}]",
    };

    private static byte[] Line(params object[] rows) => [.. rows.SelectMany(r => JsonSerializer.SerializeToUtf8Bytes(r, r.GetType(), Lines).Append((byte)'\n'))];

    private static byte[] Sums(IEnumerable<(string Name, byte[] Bytes)> parts) =>
        Encoding.UTF8.GetBytes(string.Concat(parts.Select(p => $"{Convert.ToHexStringLower(SHA256.HashData(p.Bytes))}  {p.Name}\n")));

    /// <summary>Takes files and keeps none.</summary>
    private sealed class Nowhere : IBlobs
    {
        public Task<string> KeepAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancel) => Task.FromResult(Convert.ToHexStringLower(SHA256.HashData(bytes.Span)));

        public async Task<(string Hash, long Bytes)> KeepAsync(Stream bytes, CancellationToken cancel)
        {
            using var whole = new MemoryStream();
            await bytes.CopyToAsync(whole, cancel);
            return (Convert.ToHexStringLower(SHA256.HashData(whole.ToArray())), whole.Length);
        }

        public Stream? Open(string hash) => null;
    }
}
