using Throughline.Formats;
using Throughline.Formats.Others;
using Throughline.Formats.RefiQda;
using Throughline.Workbench.Shared;

namespace Throughline.Workbench.Interchange;

/// <summary>
/// A project on its way in, whichever reader it comes from: what it says, how to reach its files, and what its reader could not read.
/// </summary>
/// <param name="File">Its name, for what is said of it.</param>
/// <param name="Project">What it says.</param>
public sealed record OfferedProject(string File, RefiProject Project)
{
    public RefiPositions? Positions { get; init; }

    /// <summary>Whether the file breaks off: what it does not name may only be unread.</summary>
    public bool IsBrokenOff { get; init; }

    public IReadOnlyList<ExchangeLoss> Losses { get; init; } = [];

    /// <summary>Opens a file of the project; null where it does not hold it.</summary>
    public Func<RefiPath, Stream?> Open { get; init; } = _ => null;

    /// <summary>Opens a file that the project names and does not hold, e.g. in a folder that a person named.</summary>
    public Func<RefiPath, Stream?> Elsewhere { get; init; } = _ => null;

    /// <summary>Reads a .qdpx, .qde or .qdc. The stream must stay open until the project is in.</summary>
    public static Outcome<(RefiReading Reading, OfferedProject Project)> Read(Stream file, string fileName, Func<RefiPath, Stream?>? elsewhere = null)
    {
        try
        {
            var reading = RefiReader.Read(file, fileName);
            var name = reading.Project.Name.Length > 0 ? reading.Project.Name : Path.GetFileNameWithoutExtension(fileName);
            var (project, named) = SpeakersInWords.Take(reading.Project);
            reading.Project = project with { Name = name };
            return (reading, new OfferedProject(fileName, reading.Project)
            {
                Positions = reading.Positions, Losses = [.. reading.Losses.Select(l => new ExchangeLoss(l.Place, l.Message)), .. named],
                IsBrokenOff = reading.IsBrokenOff, Open = reading.Open, Elsewhere = elsewhere ?? (_ => null),
            });
        }
        catch (UnreadableFileException fault)
        {
            return Refused(fileName, fault);
        }
    }

    /// <summary>Reads the database of Taguette or a project of QualCoder. The reading must stay open until the project is in.</summary>
    /// <param name="path">A file, or the folder of QualCoder.</param>
    /// <param name="name">Which project, where a file holds several.</param>
    /// <param name="elsewhere">Opens a file that the project only names.</param>
    /// <param name="called">What the file is called, where it lies under another name.</param>
    public static Outcome<(OtherProject Reading, OfferedProject Project)> ReadOther(string path, string? name = null, Func<RefiPath, Stream?>? elsewhere = null, string? called = null)
    {
        var file = called ?? Path.GetFileName(Path.TrimEndingDirectorySeparator(path));
        try
        {
            var reading = OtherProjectReading.Read(path, name);
            // A project without a name of its own is called as its file is, also where that lies under another name.
            var isUnnamed = called is not null && reading.Project.Name == Path.GetFileNameWithoutExtension(path);
            return (reading, new OfferedProject(file, isUnnamed ? reading.Project with { Name = Path.GetFileNameWithoutExtension(file) } : reading.Project)
            {
                Positions = reading.Positions, Losses = [.. reading.Losses.Select(l => new ExchangeLoss(l.Place, l.Message))], Open = reading.Open, Elsewhere = elsewhere ?? (_ => null),
            });
        }
        catch (UnreadableFileException fault)
        {
            return Refused(file, fault);
        }
    }

    private static Problem Refused(string file, UnreadableFileException fault) =>
        fault.TooLarge ? new Problem.TooLarge(file, $"{fault.Place}: {fault.Message}", fault.Remedy) : new Problem.Unreadable(file, fault.Place, fault.Message, fault.Remedy) { Choices = fault.Choices };

    /// <summary>The files that could be kept, without keeping them.</summary>
    internal Dictionary<string, KeptFile> Reachable()
    {
        var found = new Dictionary<string, KeptFile>();
        foreach (var path in Paths())
        {
            using var stream = Opened(path);
            if (stream is not null) found[path.Text] = new("", 0, path.FileName);
        }
        return found;
    }

    /// <summary>Copies every file that can be had into the store, one after the other. A damaged one is left out.</summary>
    internal async Task<Outcome<Dictionary<string, KeptFile>>> KeepFilesAsync(IBlobs blobs, CancellationToken cancel)
    {
        var kept = new Dictionary<string, KeptFile>();
        foreach (var path in Paths())
        {
            try
            {
                await using var stream = Opened(path);
                if (stream is null) continue;
                var (hash, bytes) = await blobs.KeepAsync(stream, cancel);
                kept[path.Text] = new(hash, bytes, path.FileName);
            }
            catch (UnreadableFileException)
            {
                // The reader told of it as a loss when it looked; here it only means that there is no original.
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
            {
                return new Problem.NotKept("The files of the project could not be kept", $"{fault.Message} The study is as it was. Free some space, and bring the project in again.");
            }
        }
        return kept;
    }

    /// <summary>Files that are named and cannot be had.</summary>
    public IReadOnlyList<string> Missing()
    {
        var reachable = Reachable();
        return [.. Project.Sources.OfType<RefiFileSource>().Where(s => s.Path is not null && !reachable.ContainsKey(s.Path.Text)).Select(s => s.Path!.FileName).Distinct()];
    }

    private Stream? Opened(RefiPath path) => Open(path) ?? Elsewhere(path);

    private IEnumerable<RefiPath> Paths() => Project.Sources.SelectMany(s => s switch
    {
        RefiTextSource text => new[] { text.RichTextPath },
        RefiMediaSource media => [media.Path, .. media.Transcripts.Select(t => t.RichTextPath)],
        RefiFileSource file => [file.Path],
        _ => [],
    }).OfType<RefiPath>().DistinctBy(p => p.Text);
}
