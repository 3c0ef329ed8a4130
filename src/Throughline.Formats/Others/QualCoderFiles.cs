using System.IO.Compression;
using Throughline.Formats.RefiQda;

namespace Throughline.Formats.Others;

/// <summary>Where a project of QualCoder lies, and its media: a folder, or a zip of one, out of which only the database is unpacked.</summary>
internal sealed class QualCoderFiles : IDisposable
{
    private static readonly (string Prefix, string Folder)[] Folders = [("/docs/", "documents/"), ("/images/", "images/"), ("/audio/", "audio/"), ("/video/", "video/")];
    private readonly Dictionary<string, ZipArchiveEntry> entries = new(StringComparer.OrdinalIgnoreCase);
    private readonly string? folder;
    private ZipArchive? archive;
    private string? unpacked;

    private QualCoderFiles(string? folder) => this.folder = folder;

    /// <summary>The path of the database.</summary>
    public string Data { get; private set; } = "";

    /// <summary>The name of the project, after its folder.</summary>
    public string Name { get; private set; } = "";

    public static QualCoderFiles Open(string path, ReadLimits limits)
    {
        if (Directory.Exists(path)) return InFolder(Path.Combine(path, QualCoderReader.DataName), path);
        var start = new byte[16];
        using (var file = File.OpenRead(path)) file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        return PackedFile.Looks(start) ? Packed(path, limits) : InFolder(path, Path.GetDirectoryName(Path.GetFullPath(path))!);
    }

    /// <summary>The path in a project for what QualCoder writes: "/images/a.png" in the folder of the project, "images:/home/a.png" elsewhere.</summary>
    public static RefiPath? PathOf(string? media)
    {
        if (string.IsNullOrWhiteSpace(media)) return null;
        foreach (var (prefix, folder) in Folders)
        {
            if (media.StartsWith(prefix, StringComparison.Ordinal)) return RefiPath.Internal(folder + media[prefix.Length..]);
            if (media.StartsWith($"{prefix.Trim('/')}:", StringComparison.Ordinal)) return new($"absolute://{media[(prefix.Length - 1)..]}");
        }
        return media[0] == '/' ? RefiPath.Internal(media.TrimStart('/')) : null;
    }

    /// <summary>A file of the project; null where it is not there, or does not lie within the folder.</summary>
    public Stream? Open(RefiPath path)
    {
        if (path.Kind is not RefiPathKind.Internal || path.Location.Split('/').Contains("..")) return null;
        if (archive is not null) return entries.TryGetValue(path.Location, out var entry) ? RefiAllowance.Media(entry) : null;
        var file = new FileInfo(Path.Combine(folder!, path.Location));
        var isLinked = file.LinkTarget is not null || file.Directory?.LinkTarget is not null;
        return file.Exists && !isLinked && file.FullName.StartsWith(Path.GetFullPath(folder!) + Path.DirectorySeparatorChar, StringComparison.Ordinal) ? file.OpenRead() : null;
    }

    public void Dispose()
    {
        archive?.Dispose();
        if (unpacked is not null) File.Delete(unpacked);
    }

    private static QualCoderFiles InFolder(string data, string folder)
    {
        if (!File.Exists(data))
            throw new UnreadableFileException(QualCoderReader.DataName, "There is no such file in the folder.", "Name the folder of a project of QualCoder; it holds data.qda.");
        var isNamed = Path.GetFileName(data).Equals(QualCoderReader.DataName, StringComparison.OrdinalIgnoreCase);
        return new(folder) { Data = data, Name = NameOf(Path.GetFileName(isNamed ? Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)) : data)) };
    }

    private static string NameOf(string folder) => folder.EndsWith(".qda", StringComparison.OrdinalIgnoreCase) && folder.Length > 4 ? folder[..^4] : folder;

    private static QualCoderFiles Packed(string path, ReadLimits limits)
    {
        var files = new QualCoderFiles(null);
        try
        {
            var stream = File.OpenRead(path);
            try
            {
                ZipDirectory.RefuseTooMany(stream, limits);
                files.archive = new ZipArchive(stream, ZipArchiveMode.Read);
            }
            catch
            {
                stream.Dispose();
                throw;
            }
            files.Unpack(path, limits);
            return files;
        }
        catch (Exception fault)
        {
            files.Dispose();
            if (fault is UnreadableFileException || !RefiAllowance.IsDamage(fault)) throw;
            throw new UnreadableFileException("the file", "The packed project is damaged or was cut off on its way; nothing of it was read.", "Copy or download it again, or pack it again.");
        }
    }

    private void Unpack(string path, ReadLimits limits)
    {
        var found = archive!.Entries.Where(e => e.Name.Equals(QualCoderReader.DataName, StringComparison.OrdinalIgnoreCase)).Take(2).ToList();
        if (found is not [var data])
            throw new UnreadableFileException("the file", found.Count == 0 ? "It is packed, but there is no data.qda in it." : $"There are two projects in it: {found[0].FullName} and {found[1].FullName}.",
                "Pack the folder of one project of QualCoder (NAME.qda) and import that.");
        var root = data.FullName.Replace('\\', '/')[..^data.Name.Length];
        foreach (var entry in archive.Entries)
        {
            var name = entry.FullName.Replace('\\', '/');
            PackedFile.RefuseEscape(name);
            if (name.StartsWith(root, StringComparison.Ordinal)) entries.TryAdd(name[root.Length..], entry);
            if (name == $"{root}{data.Name}-wal" && entry.Length > 0)
                throw new UnreadableFileException(name, "The project was packed while it was open in QualCoder.", "Close it there, pack its folder again, and import that.");
        }
        if (data.Length > limits.FileBytes) throw Refusal.FileTooLarge(data.Length, limits);
        Name = NameOf(root.TrimEnd('/') is { Length: > 0 } folderName ? Path.GetFileName(folderName) : Path.GetFileNameWithoutExtension(path));
        Data = unpacked = Path.Combine(Path.GetTempPath(), $"throughline-{Guid.NewGuid():N}.db");
        using var from = RefiAllowance.Media(data);
        var how = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) how.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var to = new FileStream(unpacked, how);
        from.CopyTo(to);
    }
}
