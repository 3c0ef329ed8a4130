using System.CommandLine;
using System.Globalization;
using System.Runtime.CompilerServices;
using Throughline.App.Interchange;
using Throughline.App.Shell;
using Throughline.Formats;
using Throughline.Workbench.Shared;
using Throughline.Workbench.Sources;

namespace Throughline.App.Sources;

/// <summary>Brings files and folders in from the command line.</summary>
public static class ImportCommand
{
    private static readonly Argument<string[]> Files = new("file") { Description = "Files, folders (with all in them) or patterns such as *.vtt.", Arity = ArgumentArity.OneOrMore };

    private static readonly Option<string?> Begin = new("--new") { Description = "For a project: begin a study of this name with it." };
    private static readonly Option<DirectoryInfo?> Media = new("--media") { Description = "For a project: a folder with files that it only names." };
    private static readonly Option<string?> Settle = new("--settle") { Description = "For a project: ours or theirs, for all that changed on both sides." };
    private static readonly Option<string[]> Ours = new("--ours") { Description = "For a project or a copy: single conflicts, as a dry run names them (Code:…), in which what stands here holds.", AllowMultipleArgumentsPerToken = true };
    private static readonly Option<string[]> Theirs = new("--theirs") { Description = "For a project or a copy: single conflicts in which what the file has holds.", AllowMultipleArgumentsPerToken = true };
    private static readonly Option<bool> Removals = new("--removals") { Description = "For a project: also remove here what was removed there." };
    private static readonly Option<string?> Project = new("--project") { Description = "For a database of Taguette that holds several projects: the name of the one." };
    private static readonly Option<bool> DryRun = new("--dry-run") { Description = "For a project: tell what would happen, and keep nothing." };

    public static void AddTo(RootCommand root)
    {
        var study = new Option<string?>("--study") { Description = "The study, by name or id." };
        var command = new Command("import", "Bring files in as sources: transcripts, Word, PDF, text; a project of another program (.qdpx, .qde, .qdc, Taguette's .sqlite3, QualCoder's folder), or a whole study (.throughline). Ends with 3 where every file was refused, else with 0.")
        {
            Files, study, Begin, Media, Settle, Ours, Theirs, Removals, Project, DryRun,
        };
        CommandRun.Handle(command, run => ChooseAsync(run, run.Parsed.GetValue(study)));
        root.Subcommands.Add(command);
    }

    private static Task<int> ChooseAsync(CommandRun run, string? study)
    {
        var wishes = new ProjectImport.Wishes(
            study, run.Parsed.GetValue(Begin), run.Parsed.GetValue(Media), run.Parsed.GetValue(Settle), run.Parsed.GetValue(Removals), run.Parsed.GetValue(DryRun),
            run.Parsed.GetValue(Project)) { Ours = run.Parsed.GetValue(Ours) ?? [], Theirs = run.Parsed.GetValue(Theirs) ?? [] };
        if (run.Parsed.GetValue(Files) is [var copy] && ArchiveRuns.Is(copy))
            return study is null ? ArchiveRuns.ImportAsync(run, copy, wishes.Begin) : ArchiveRuns.MergeAsync(run, copy, wishes);
        if (run.Parsed.GetValue(Files) is [var one] && Path.Exists(one) && ProjectImport.Is(one)) return ProjectImport.RunAsync(run, one, wishes);
        return study is null || wishes.DryRun || wishes.Begin is not null
            ? Task.FromResult(CommandRun.Tell(new Problem.Invalid("study", study is null ? "Name the study with --study." : "A dry run and a new study are for one project (.qdpx, .qde, .qdc, Taguette, QualCoder) at a time."), run.Json))
            : ImportAsync(run, study);
    }

    private static async Task<int> ImportAsync(CommandRun run, string study)
    {
        if (!FileArguments.Find(run.Parsed.GetValue(Files)!).Is(out var found, out var problem)) return CommandRun.Tell(problem, run.Json);
        var progress = new ImportProgress(found.Count);
        var request = new ImportFiles.Request(Guid.CreateVersion7(), ReadAsync(found, run.Cancel), Progress: progress);
        var outcome = await run.Get<ImportFiles>().DoAsync(study, run.Actor, request, run.Cancel);
        progress.End();
        var exit = run.Print(outcome, report => report.Files.Select(ImportedAnswer.Of), Lines);
        if (!outcome.Is(out var report, out _)) return exit;
        if (report.Stopped is { } stopped) return CommandRun.Tell(stopped, json: false);
        return report.Files.All(f => f.Status == ImportedLine.Refused) ? Exit.Refused : Exit.Done;
    }

    private static async IAsyncEnumerable<OfferedFile> ReadAsync(IReadOnlyList<FileInfo> files, [EnumeratorCancellation] CancellationToken cancel)
    {
        var limits = new ReadLimits();
        foreach (var file in files) yield return await ReadAsync(file, limits, cancel);
    }

    private static async Task<OfferedFile> ReadAsync(FileInfo file, ReadLimits limits, CancellationToken cancel)
    {
        var id = Guid.CreateVersion7();
        try
        {
            if (file.Length > limits.FileBytes)
            {
                var refusal = Refusal.FileTooLarge(file.Length, limits);
                return new(id, file.Name, default) { Refused = new(refusal.Place, refusal.Message, refusal.Remedy) };
            }
            return new(id, file.Name, await File.ReadAllBytesAsync(file.FullName, cancel));
        }
        catch (FileNotFoundException)
        {
            return new(id, file.Name, default) { Refused = new(ImportWarning.Whole, $"There is no file “{file.FullName}”.", "Look at its name and folder, and bring it in by itself.") };
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return new(id, file.Name, default) { Refused = new(ImportWarning.Whole, "The file could not be opened.", fault.Message) };
        }
    }

    private static IEnumerable<string> Lines(ImportFiles.Report report)
    {
        foreach (var file in report.Files)
        {
            yield return $"{file.Status,-9}  {file.File}{(file.Source is { } s && file.Status != ImportedLine.Duplicate ? $"  {s.Format}, {Told.Count(s.Words, "word")}, {Told.Count(s.Turns, "turn")}" : "")}";
            foreach (var warning in file.Warnings) yield return $"           {warning.Place}: {$"{warning.Message} {warning.Remedy}".Trim()}";
        }
        yield return ImportedLine.Told([.. report.Files.Select(f => f.Status)]);
    }
}

/// <summary>A bar on the terminal, and nothing where none looks on.</summary>
internal sealed class ImportProgress(int count) : IProgress<IReadOnlyList<ImportedLine>>
{
    private const int Width = 30;

    private readonly bool seen = !Console.IsErrorRedirected;
    private int done;

    public void Report(IReadOnlyList<ImportedLine> value)
    {
        done += value.Count;
        if (!seen) return;
        var filled = count == 0 ? Width : Width * done / count;
        Console.Error.Write(string.Create(CultureInfo.InvariantCulture, $"\r[{new string('=', filled)}{new string(' ', Width - filled)}] {done:N0} of {count:N0} files"));
    }

    public void End()
    {
        if (seen && done > 0) Console.Error.WriteLine();
    }
}

/// <summary>What a person meant by the files they named. One that is not there stays among them, to be refused by name: the others come in.</summary>
internal static class FileArguments
{
    public static Outcome<IReadOnlyList<FileInfo>> Find(IEnumerable<string> named)
    {
        var found = new List<FileInfo>();
        foreach (var name in named)
        {
            if (Directory.Exists(name)) found.AddRange(In(name, "*", deep: true));
            else if (File.Exists(name)) found.Add(new(name));
            else if (Path.GetFileName(name).AsSpan().ContainsAny('*', '?') && Path.GetDirectoryName(name) is var folder && Directory.Exists(folder is { Length: > 0 } ? folder : "."))
                found.AddRange(In(folder is { Length: > 0 } ? folder : ".", Path.GetFileName(name), deep: false));
            else found.Add(new(name));
        }
        return found.Any(f => f.Exists) ? Outcome.Of<IReadOnlyList<FileInfo>>([.. found.DistinctBy(f => f.FullName)]) : new Problem.NotFound("file", string.Join(", ", named));
    }

    /// <summary>Hidden files are nobody's transcripts: .DS_Store, locks of word processors.</summary>
    private static IEnumerable<FileInfo> In(string folder, string pattern, bool deep) =>
        new DirectoryInfo(folder).EnumerateFiles(pattern, new EnumerationOptions { RecurseSubdirectories = deep, IgnoreInaccessible = true, AttributesToSkip = FileAttributes.Hidden | FileAttributes.System | FileAttributes.ReparsePoint })
            .Where(f => !f.Name.StartsWith('.') && !f.Name.StartsWith("~$", StringComparison.Ordinal)).OrderBy(f => f.FullName, NaturalOrder.Names);
}
