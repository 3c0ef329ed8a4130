namespace Throughline.Formats.RefiQda;

/// <summary>What kind of file was read.</summary>
public enum RefiFileKind
{
    /// <summary>A project with its sources (.qdpx).</summary>
    Project,

    /// <summary>The XML of a project alone (.qde); its sources lie elsewhere.</summary>
    BareProject,

    /// <summary>A codebook (.qdc).</summary>
    Codebook,
}

/// <summary>
/// What was read from a REFI-QDA file. It keeps the packed file open for the sources within it, and must be disposed before the stream
/// that it was read from. One source is read at a time.
/// </summary>
public sealed class RefiReading : IDisposable
{
    private readonly RefiPackage? package;

    internal RefiReading(RefiPackage? package) => this.package = package;

    /// <summary>The project. Whoever makes another of it can put that in its place: the words of two large ones are much to hold.</summary>
    public required RefiProject Project { get; set; }

    /// <summary>What kind of file it was.</summary>
    public required RefiFileKind Kind { get; init; }

    /// <summary>How positions of text were understood.</summary>
    public required RefiPositions Positions { get; init; }

    /// <summary>What was not read as it stands, where, and what became of it. Empty when all was read.</summary>
    public required IReadOnlyList<ReadWarning> Losses { get; init; }

    /// <summary>The paths of sources that the file names and does not hold, each once, in the order of the project.</summary>
    public required IReadOnlyList<RefiPath> Missing { get; init; }

    /// <summary>Whether the XML breaks off or is damaged, so that what the project lacks may have stood behind that.</summary>
    public bool IsBrokenOff { get; init; }

    /// <summary>Whether the file holds what the path leads to.</summary>
    /// <param name="path">A path of a source.</param>
    public bool Has(RefiPath path) => package?.Find(path) is not null;

    /// <summary>
    /// Opens a source within the file, forward only, without loading it. Reading throws <see cref="UnreadableFileException"/> and nothing
    /// else, once the source is damaged or unpacks to more than it may.
    /// </summary>
    /// <param name="path">A path of a source.</param>
    /// <returns>The bytes; null where the file does not hold it.</returns>
    public Stream? Open(RefiPath path) => package?.OpenSource(path);

    /// <summary>Length of a source as the file claims it, bytes; null where the file does not hold it.</summary>
    /// <param name="path">A path of a source.</param>
    public long? LengthOf(RefiPath path) => package?.LengthOf(path);

    /// <summary>Those of <see cref="Losses"/> that the standard allows.</summary>
    internal IReadOnlySet<ReadWarning> Allowed { get; init; } = new HashSet<ReadWarning>();

    /// <summary>The name of the XML within the packed file; null where the file is XML itself.</summary>
    internal string? XmlName => package?.ProjectName;

    /// <summary>The XML once more.</summary>
    internal Stream OpenXml(Stream file)
    {
        if (package is not null)
            return package.OpenProject();
        file.Position = 0;
        return new UnclosedStream(file);
    }

    /// <inheritdoc />
    public void Dispose() => package?.Dispose();
}
