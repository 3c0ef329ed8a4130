using System.IO.Compression;
using System.Reflection;
using System.Text;

namespace Throughline.Formats.RefiQda;

/// <summary>
/// Writes REFI-QDA 1.5: projects (.qdpx) and codebooks (.qdc), valid by the schemas. Ids are kept, the same project gives the same bytes,
/// and nothing is held in memory but what is being written.
/// </summary>
public static class RefiWriter
{
    private static readonly DateTimeOffset Timeless = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly string Version = typeof(RefiWriter).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];

    /// <summary>Writes a project with its sources.</summary>
    /// <param name="project">The project. <see cref="RefiProject.Origin"/> is replaced by ours, with the profile.</param>
    /// <param name="profile">For whom.</param>
    /// <param name="to">Where to; it need not be seekable, is only written to asynchronously, and is left open.</param>
    /// <param name="open">Opens the file of an internal path; null for one that is not to be had. It is disposed after it was copied.</param>
    /// <param name="cancel">Stops the writing; what was written then is no whole file.</param>
    /// <returns>What could not be written, and where: files that were not to be had, or larger than the standard allows.</returns>
    public static async Task<IReadOnlyList<ReadWarning>> WriteProjectAsync(
        RefiProject project, RefiProfile profile, Stream to, Func<RefiPath, CancellationToken, Task<Stream?>>? open, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(project);
        ArgumentNullException.ThrowIfNull(profile);
        var files = new RefiFiles();
        var warnings = new List<ReadWarning>();
        await using var zip = await ZipArchive.CreateAsync(to, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, cancel);
        await using (var entry = await EntryAsync(zip, "project.qde", CompressionLevel.Optimal, cancel))
            await XmlAsync(entry, xml => new RefiProjectOut(xml, profile, files).Project(project, profile.Origin(Version)), cancel);
        foreach (var (name, text) in files.Texts)
        {
            await using var entry = await EntryAsync(zip, "sources/" + name, CompressionLevel.Optimal, cancel);
            await TextAsync(entry, text, profile, cancel);
        }
        foreach (var (name, path) in files.Media)
        {
            await using var media = open is null ? null : await open(path, cancel);
            if (media is null)
            {
                warnings.Add(new ReadWarning(path.Text, "The file is not to be had, so the project is written without it."));
                continue;
            }
            await using var entry = await EntryAsync(zip, "sources/" + name, CompressionLevel.NoCompression, cancel);
            if (await CopyAsync(media, entry, cancel) > int.MaxValue)
                warnings.Add(new ReadWarning(path.Text, "The file is larger than the standard allows (2 GiB); other programs may refuse it."));
        }
        return warnings;
    }

    /// <summary>Writes the codes, and the sets of codes, as a codebook (clause 5.2). Notes on codes have no place in it.</summary>
    /// <param name="project">The project.</param>
    /// <param name="to">Where to; left open.</param>
    /// <param name="cancel">Stops the writing.</param>
    public static Task WriteCodebookAsync(RefiProject project, Stream to, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(project);
        return XmlAsync(to, xml => new RefiProjectOut(xml, RefiProfile.Standard, new RefiFiles()).Codebook(project, RefiProfile.Standard.Origin(Version)), cancel);
    }

    private static async Task<Stream> EntryAsync(ZipArchive zip, string name, CompressionLevel level, CancellationToken cancel)
    {
        var entry = zip.CreateEntry(name, level);
        entry.LastWriteTime = Timeless;
        return await entry.OpenAsync(cancel);
    }

    /// <summary>Writes XML piece by piece: each step of the body writes into memory, which is emptied to the stream as it fills.</summary>
    private static async Task XmlAsync(Stream to, Func<RefiXmlOut, IEnumerable<int>> body, CancellationToken cancel)
    {
        using var memory = new MemoryStream();
        using var xml = new RefiXmlOut(memory);
        foreach (var _ in body(xml))
            if (memory.Length > 1 << 16)
                await EmptyAsync(memory, to, cancel);
        xml.Flush();
        await EmptyAsync(memory, to, cancel);
    }

    private static async Task EmptyAsync(MemoryStream memory, Stream to, CancellationToken cancel)
    {
        await to.WriteAsync(memory.GetBuffer().AsMemory(0, (int)memory.Length), cancel);
        memory.SetLength(0);
    }

    private static async Task TextAsync(Stream to, string text, RefiProfile profile, CancellationToken cancel)
    {
        if (profile.HasMark)
            await to.WriteAsync(Encoding.UTF8.Preamble.ToArray(), cancel);
        await to.WriteAsync(Encoding.UTF8.GetBytes(profile.HasCrlf ? text.Replace("\n", "\r\n", StringComparison.Ordinal) : text), cancel);
    }

    private static async Task<long> CopyAsync(Stream from, Stream to, CancellationToken cancel)
    {
        var buffer = new byte[1 << 16];
        long total = 0;
        int got;
        while ((got = await from.ReadAsync(buffer, cancel)) > 0)
        {
            await to.WriteAsync(buffer.AsMemory(0, got), cancel);
            total += got;
        }
        return total;
    }
}
