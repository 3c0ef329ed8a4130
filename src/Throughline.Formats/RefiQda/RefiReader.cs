using System.Text;

namespace Throughline.Formats.RefiQda;

/// <summary>Reads REFI-QDA 1.5: projects (.qdpx, .qde) and codebooks (.qdc), as real programs write them.</summary>
public static class RefiReader
{
    private const string Remedy = "Export it again as a REFI-QDA project from the program that it was made with.";

    /// <summary>What is accepted: a file of any size, for media are not unpacked; 300 MB of XML and text; two million items.</summary>
    public static readonly ReadLimits Limits = new()
    {
        FileBytes = long.MaxValue, UnpackedBytes = 300L << 20, PackedParts = 100_000, Items = 2_000_000,
    };

    /// <summary>Reads a file. What is wrong with one item is told in <see cref="RefiReading.Losses"/> and costs no more than that item.</summary>
    /// <param name="file">The file, from its beginning; it must be seekable, and stays open until the reading is disposed.</param>
    /// <param name="fileName">Its name, for messages.</param>
    /// <param name="limits">The limits in force; by default <see cref="Limits"/>.</param>
    /// <exception cref="UnreadableFileException">It cannot be read at all; nothing else is thrown, whatever the file holds.</exception>
    /// <exception cref="ArgumentException">The stream is not seekable.</exception>
    public static RefiReading Read(Stream file, string fileName, ReadLimits? limits = null)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(fileName);
        if (!file.CanSeek)
            throw new ArgumentException("The stream must be seekable.", nameof(file));
        var bounds = limits ?? Limits;
        RefiPackage? package = null;
        try
        {
            return DocumentRefusal.Guard("a REFI-QDA file", Remedy, () => Read(file, fileName, bounds, ref package));
        }
        catch (UnreadableFileException)
        {
            package?.Dispose();
            throw;
        }
    }

    private static RefiReading Read(Stream file, string fileName, ReadLimits limits, ref RefiPackage? package)
    {
        if (file.Length > limits.FileBytes)
            throw Refusal.FileTooLarge(file.Length, limits);
        var findings = new RefiFindings();
        var start = new byte[1024];
        file.Position = 0;
        var beginning = start.AsSpan(0, file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false));
        file.Position = 0;
        if (PackedFile.Looks(beginning))
        {
            package = RefiPackage.Open(file, limits, findings);
            using var stream = package.OpenProject();
            return Assemble(stream, package.ProjectName, package, (limits, findings));
        }
        RefuseForeign(beginning);
        using var open = new UnclosedStream(file);
        return Assemble(open, fileName, null, (limits, findings));
    }

    private static RefiReading Assemble(Stream xml, string part, RefiPackage? package, (ReadLimits Limits, RefiFindings Findings) how)
    {
        var (project, isCodebook, isBrokenOff) = RefiXml.Read(xml, part, how.Limits, how.Findings);
        var placing = new RefiPlacing(package, how.Limits, how.Findings);
        var (placed, positions) = placing.Place(project);
        return new RefiReading(package)
        {
            Project = placed,
            Kind = isCodebook ? RefiFileKind.Codebook : package is null ? RefiFileKind.BareProject : RefiFileKind.Project,
            Positions = positions,
            Missing = placing.Missing,
            IsBrokenOff = isBrokenOff,
            Losses = how.Findings.All(),
            Allowed = how.Findings.Allowed,
        };
    }

    private static void RefuseForeign(ReadOnlySpan<byte> beginning)
    {
        if (beginning.IsEmpty)
            throw new UnreadableFileException("the file", "It is empty.", Remedy);
        if (beginning.StartsWith("SQLite format 3"u8))
            throw new UnreadableFileException("the file", "It is a database, not a REFI-QDA file.", Remedy);
        var text = Encoding.UTF8.GetString(beginning).Replace("\0", "", StringComparison.Ordinal).TrimStart('\uFEFF', ' ', '\t', '\r', '\n');
        if (text.Contains("<!doctype html", StringComparison.OrdinalIgnoreCase) || text.Contains("<html", StringComparison.OrdinalIgnoreCase))
            throw new UnreadableFileException("the file", "It is a web page, whatever its name says: perhaps the page that a download link led to.",
                "Open the link in a browser, download the project itself, and import that.");
        if (!text.StartsWith('<') && !text.StartsWith("\uFFFD", StringComparison.Ordinal))
            throw new UnreadableFileException("the file", "It is neither a packed REFI-QDA project nor XML.", Remedy);
    }
}
