using System.IO.Compression;

namespace Throughline.Formats.RefiQda;

/// <summary>
/// The zip of a project (clause 8): its one .qde and its sources, found whatever the case of their names. Sources are opened, never
/// unpacked in one piece; what comes out is counted, whatever the headers claim.
/// </summary>
internal sealed class RefiPackage : IDisposable
{
    private const string Remedy = "Export it again as a REFI-QDA project from the program that it was made with.";
    private const long LargestInternal = int.MaxValue;
    private readonly ZipArchive archive;
    private readonly ReadLimits limits;
    private readonly Dictionary<string, ZipArchiveEntry> sources = new(StringComparer.OrdinalIgnoreCase);
    private readonly RefiAllowance allowance;
    private ZipArchiveEntry? project;

    private RefiPackage(ZipArchive archive, ReadLimits limits)
    {
        this.archive = archive;
        this.limits = limits;
        allowance = new RefiAllowance(limits);
    }

    /// <summary>The name of the .qde.</summary>
    public string ProjectName => project!.FullName;

    public static RefiPackage Open(Stream file, ReadLimits limits, RefiFindings findings)
    {
        ZipDirectory.RefuseTooMany(file, limits);
        RefiPackage? package = null;
        try
        {
            package = new RefiPackage(new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true), limits);
            package.List(findings);
            return package;
        }
        catch (Exception fault) when (RefiAllowance.IsDamage(fault))
        {
            package?.Dispose();
            throw new UnreadableFileException("the file", "The packed project is damaged or was cut off on its way; nothing of it was read.",
                "Copy or download it again; if that does not help, export it again.");
        }
        catch (UnreadableFileException)
        {
            package?.Dispose();
            throw;
        }
    }

    public Stream OpenProject() => OpenText(project!);

    /// <summary>The entry that a path leads to; null where there is none.</summary>
    public ZipArchiveEntry? Find(RefiPath path)
    {
        if (path.Kind is RefiPathKind.Absolute)
            return null;
        return sources.GetValueOrDefault(path.Location) ?? sources.GetValueOrDefault(path.FileName)
            ?? sources.GetValueOrDefault(Uri.UnescapeDataString(path.FileName));
    }

    public long? LengthOf(RefiPath path) => Find(path)?.Length;

    /// <summary>A source, as media: only what it claims and the ratio of its packing bound it.</summary>
    public Stream? OpenSource(RefiPath path)
    {
        if (Find(path) is not { } entry)
            return null;
        return RefiAllowance.Media(entry);
    }

    /// <summary>A text: what all texts unpack to together is bounded too.</summary>
    public Stream OpenText(ZipArchiveEntry entry) => allowance.Open(entry);

    public void Dispose() => archive.Dispose();

    private void List(RefiFindings findings)
    {
        foreach (var entry in archive.Entries)
        {
            var name = entry.FullName.Replace('\\', '/');
            PackedFile.RefuseEscape(name);
            if (name.EndsWith('/') || name.EndsWith("/.root", StringComparison.OrdinalIgnoreCase) || name.StartsWith("__MACOSX/", StringComparison.Ordinal))
                continue;
            if (name.EndsWith(".qde", StringComparison.OrdinalIgnoreCase) && !name.Contains('/'))
                TakeProject(entry);
            else
                TakeSource(entry, name, findings);
        }
        if (project is null && archive.Entries.Count > 0 && !sources.Keys.Any(n => n.EndsWith(".qde", StringComparison.OrdinalIgnoreCase)))
            throw new UnreadableFileException("the file", "It is packed, but there is no project (.qde) in it.", Remedy);
        project ??= archive.Entries.Where(e => e.FullName.EndsWith(".qde", StringComparison.OrdinalIgnoreCase)).Take(2).ToList() is [var nested]
            ? nested
            : throw new UnreadableFileException("the file", "There is no project (.qde) at the top of it.", Remedy);
        if (project.Length > limits.UnpackedBytes)
            throw Refusal.TooLarge(ProjectName, "It unpacks to far more than a project holds, so it was not read.", Remedy);
    }

    private void TakeProject(ZipArchiveEntry entry)
    {
        if (project is not null)
            throw new UnreadableFileException("the file", $"There are two projects in it: {project.FullName} and {entry.FullName}.",
                "Unpack it, keep the right one, and pack that with its sources again; or export it again.");
        project = entry;
    }

    private void TakeSource(ZipArchiveEntry entry, string name, RefiFindings findings)
    {
        var inFolder = name.StartsWith("sources/", StringComparison.OrdinalIgnoreCase) ? name["sources/".Length..] : name;
        if (!sources.TryAdd(inFolder, entry))
            findings.Tell("files of a name that stands twice", name, "The packed file holds two files of this name; the first was taken.");
        sources.TryAdd(inFolder[(inFolder.LastIndexOf('/') + 1)..], entry);
        if (entry.Length > LargestInternal)
            findings.Tell("files over 2 GiB", name, "It is larger than the standard allows (2 GiB). It is kept, but other programs may refuse it.");
    }
}
