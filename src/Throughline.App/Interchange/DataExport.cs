using System.IO.Compression;
using Throughline.App.Shell;
using Throughline.Formats;
using Throughline.Workbench.Access;
using Throughline.Workbench.Interchange;
using Throughline.Workbench.Interchange.Datasets;
using Throughline.Workbench.Shared;

namespace Throughline.App.Interchange;

/// <summary>Takes a study out as data or as a deposit for an archive: a folder of files, or a zip of it.</summary>
internal static class DataExport
{
    public const string Data = "data", ArchiveLayout = "archive-layout";

    /// <summary>A way to write the files, with what was left out and what the history says of it.</summary>
    public sealed record Files(Action<Func<string, Stream>> Write, IReadOnlyList<ReadWarning> Left, TakenOut Taken);

    public static async Task<Outcome<Files>> AskAsync((DataOfStudy Data, DepositOfStudy Deposit) from, (StudyRef Study, Actor Actor) who, string @as, ExportWishes wishes, CancellationToken cancel)
    {
        if (@as == Data)
            return (await from.Data.AskAsync(who.Study, who.Actor, wishes, cancel)).Is(out var data, out var problem)
                ? FilesOf(open => Formats.Datasets.DatasetWriter.Write(data, open), [.. data.Left, .. data.Remarks], Taken(data)) : problem;
        if (@as == ArchiveLayout)
            return (await from.Deposit.AskAsync(who.Study, who.Actor, wishes, cancel)).Is(out var deposit, out var wrong)
                ? FilesOf(deposit.Write, [.. deposit.Left, .. deposit.Remarks], Taken(deposit)) : wrong;
        return new Problem.Invalid("as", $"A study goes out as {Data} or as {ArchiveLayout}; projects and archives go by the ending of their file.");
    }

    private static TakenOut Taken(Formats.Datasets.Dataset data)
    {
        int Rows(string name) => data.Tables.Where(t => t.Name == name).Sum(t => t.Rows.Count());
        var read = new ExchangeReport.Counts(Rows("codes"), Rows("sources"), 0, Rows("segments"), 0, Rows("participants"), 0, Rows("notes"), 0, 0, 0);
        return new("data", "statistics", $"{Told.Count(read.Sources, "source")}, {Told.Count(read.Codings, "segment")}, {Told.Count(Rows("respondents"), "respondent")}", read, []);
    }

    private static TakenOut Taken(Formats.Datasets.Deposit deposit) => new(
        "a deposit", "a data archive", Told.Count(deposit.Transcripts.Count, "transcript"),
        new(deposit.Codebook.Rows.Count(), deposit.Transcripts.Count, 0, 0, 0, 0, 0, 0, 0, 0, 0), []);

    /// <summary>The history says of what was left out what the person is told.</summary>
    private static Files FilesOf(Action<Func<string, Stream>> write, IReadOnlyList<ReadWarning> left, TakenOut taken) =>
        new(write, left, taken with { Left = [.. left.Select(l => new ExchangeLoss(l.Place, l.Message))] });

    public static async Task<int> RunAsync(CommandRun run, (string Study, string To) where, string @as, ExportWishes wishes)
    {
        var isZip = where.To.EndsWith(".zip", StringComparison.OrdinalIgnoreCase);
        if (!isZip && Directory.Exists(where.To) && Directory.EnumerateFileSystemEntries(where.To).Any())
            return CommandRun.Tell(new Problem.Conflict($"{where.To} holds files already", "Nothing was written. Name a new or empty folder, or a file that ends in .zip."), run.Json);
        if (!(await AskAsync((run.Get<DataOfStudy>(), run.Get<DepositOfStudy>()), (where.Study, run.Actor), @as, wishes, run.Cancel)).Is(out var files, out var problem)) return CommandRun.Tell(problem, run.Json);
        var partial = $"{Path.TrimEndingDirectorySeparator(where.To)}.partial";
        try
        {
            var count = isZip ? Zipped(files, partial) : InFolder(files, partial);
            if (isZip) File.Move(partial, where.To, overwrite: true);
            else
            {
                if (Directory.Exists(where.To)) Directory.Delete(where.To);
                Directory.Move(partial, where.To);
            }
            var name = Path.GetFileName(Path.TrimEndingDirectorySeparator(where.To));
            if ((await run.Get<RecordTakenOut>().DoAsync(where.Study, run.Actor, new(Guid.CreateVersion7(), files.Taken, name), run.Cancel)).Problem is { } unsaid) return CommandRun.Tell(unsaid, run.Json);
            return run.Print(Outcome.Of(files), f => new { to = where.To, files = count, left = f.Left }, f => f.Left.Select(l => $"  {l.Place}: {l.Message}").Append($"Wrote {Told.Count(count, "file")} to {where.To}"));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return CommandRun.Tell(new Problem.NotKept($"{where.To} could not be written", $"{fault.Message} Name another place."), run.Json);
        }
        finally
        {
            if (File.Exists(partial)) File.Delete(partial);
            if (Directory.Exists(partial)) Directory.Delete(partial, recursive: true);
        }
    }

    /// <summary>Writes a zip and leaves the stream open.</summary>
    public static int Zip(Files files, Stream to)
    {
        var count = 0;
        using var zip = new ZipArchive(to, ZipArchiveMode.Create, leaveOpen: true);
        files.Write(path =>
        {
            count++;
            return zip.CreateEntry(path).Open();
        });
        return count;
    }

    private static int Zipped(Files files, string path)
    {
        using var file = new FileStream(path, FileMode.Create, FileAccess.Write);
        return Zip(files, file);
    }

    private static int InFolder(Files files, string folder)
    {
        var count = 0;
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
        Directory.CreateDirectory(folder);
        files.Write(path =>
        {
            count++;
            var file = Path.Combine(folder, path);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            return new FileStream(file, FileMode.CreateNew, FileAccess.Write);
        });
        return count;
    }
}
