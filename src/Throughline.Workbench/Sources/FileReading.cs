using System.Security.Cryptography;
using System.Text;
using Throughline.Formats;
using Throughline.Formats.Transcripts;

namespace Throughline.Workbench.Sources;

/// <summary>One file, or the channels of one recording, on the way to becoming a source.</summary>
internal sealed class FileReading
{
    private const int MostWarnings = 200;

    private FileReading(IReadOnlyList<(int Position, OfferedFile File)> files)
    {
        Files = files;
        Refusal = files.Select(f => f.File.Refused).FirstOrDefault(r => r is not null);
        if (Refusal is not null) return;
        Original = files.Count == 1 ? files[0].File.Bytes : TextGridChannels.Together([.. files.Select(f => f.File)]);
        Blob = Convert.ToHexStringLower(SHA256.HashData(Original.Span));
        Name = files.Count == 1 ? files[0].File.Stem : TextGridChannels.Stem(files[0].File)!;
        FileName = files.Count == 1 ? files[0].File.ShownName : $"{Name} TextGrids.zip";
    }

    public IReadOnlyList<(int Position, OfferedFile File)> Files { get; }
    public ReadOnlyMemory<byte> Original { get; }
    public string Blob { get; } = "";
    public string Name { get; } = "";
    public string FileName { get; } = "";

    /// <summary>Why it was refused; null while it was not.</summary>
    public ImportWarning? Refusal { get; private set; }
    public ReadDocument? Document { get; private set; }
    public string ContentHash { get; private set; } = "";
    public IReadOnlyList<ImportWarning> Warnings { get; private set; } = [];

    /// <summary>Gathers the channels of one recording; every other file stands alone.</summary>
    public static IReadOnlyList<FileReading> Of(IReadOnlyList<(int Position, OfferedFile File)> files) =>
    [
        .. files.GroupBy(f => f.File.Refused is null && TextGridChannels.Stem(f.File) is { } stem ? stem : $"\0{f.Position}")
            .Select(g => new FileReading([.. g])),
    ];

    public void Read(ReadLimits limits)
    {
        if (Refusal is not null) return;
        try
        {
            var document = Open(limits);
            if (string.IsNullOrWhiteSpace(document.Text)) throw Formats.Refusal.NoWords();
            ContentHash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(document.Text)));
            Warnings = TableOffered.Told(Files[0].File, document) is { } told ? [.. Located(document.Warnings), told] : Located(document.Warnings);
            Document = document;
        }
        catch (UnreadableFileException fault)
        {
            Refusal = new(fault.Place, fault.Message, TableOffered.Remedy(Files[0].File, limits) ?? fault.Remedy);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            // A reader that fails in a way nobody foresaw must not take the other files of the import down with it.
            Refusal = new(ImportWarning.Whole, "It could not be read, through a fault of Throughline’s. Nothing was kept.", "Save it in another format, such as plain text, and import that.");
        }
    }

    /// <summary>Of channels that were read together, to each its own; what concerns no single one goes with the first.</summary>
    public IEnumerable<ImportWarning> WarningsOf(OfferedFile file, IReadOnlyList<ImportWarning> warnings) =>
        Files.Count == 1 ? warnings : warnings.Where(w => (Files.FirstOrDefault(f => w.Place.StartsWith(f.File.ShownName, StringComparison.Ordinal)).File ?? Files[0].File) == file);

    private ReadDocument Open(ReadLimits limits)
    {
        foreach (var (_, file) in Files)
            if (file.Bytes.Length > limits.FileBytes) throw Formats.Refusal.FileTooLarge(file.Bytes.Length, limits);
        return Files.Count > 1
            ? TextGrid.Merge([.. Files.Select(f => (f.File.ShownName, f.File.Bytes))], limits)
            : DocumentReading.Read(Files[0].File.ShownName, Files[0].File.Bytes, limits);
    }

    private static List<ImportWarning> Located(IReadOnlyList<ReadWarning> warnings)
    {
        var told = warnings.Take(MostWarnings).Select(w => new ImportWarning(w.Place, w.Message)).ToList();
        if (warnings.Count > MostWarnings) told.Add(new(ImportWarning.Whole, $"{warnings.Count - MostWarnings} more places like these."));
        return told;
    }
}
