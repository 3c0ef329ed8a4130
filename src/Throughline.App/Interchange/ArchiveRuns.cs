using Throughline.App.Shell;
using Throughline.Workbench.Interchange;
using Throughline.Workbench.Interchange.Archives;
using Throughline.Workbench.Shared;

namespace Throughline.App.Interchange;

/// <summary>Archives from the command line: what <c>export</c> and <c>import</c> do with a file that ends in .throughline.</summary>
public static class ArchiveRuns
{
    public const string Ending = ".throughline";

    public static bool Is(string file) => file.EndsWith(Ending, StringComparison.OrdinalIgnoreCase);

    /// <summary>Written beside its name and renamed once it is whole.</summary>
    public static async Task<int> ExportAsync(CommandRun run, string study, string to, bool withVault)
    {
        var partial = $"{to}.partial";
        try
        {
            Outcome<ArchiveOfStudy.Report> written;
            await using (var file = new FileStream(partial, FileMode.Create, FileAccess.Write))
                written = await run.Get<ArchiveOfStudy>().WriteAsync(study, run.Actor, file, withVault, run.Cancel);
            if (written.Is(out var whole, out _))
            {
                File.Move(partial, to, overwrite: true);
                var said = await run.Get<RecordTakenOut>().DoAsync(study, run.Actor, new(Guid.CreateVersion7(), whole.Taken, Path.GetFileName(to)), run.Cancel);
                if (said.Problem is { } unsaid) return CommandRun.Tell(unsaid, run.Json);
            }
            return run.Print(written, report => ArchiveWrittenAnswer.Of(to, report),
                report => [$"{report.Manifest.Name}: {Told.Count(report.Rows, "row")}, {Told.Count(report.Originals, "original")}, the history up to change {report.Manifest.LastChange:N0}", .. report.Missing]);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return CommandRun.Tell(new Problem.NotKept($"{to} could not be written", $"{fault.Message} Name another place."), run.Json);
        }
        finally
        {
            if (Directory.Exists(Path.GetDirectoryName(Path.GetFullPath(to)))) File.Delete(partial);
        }
    }

    /// <summary>As a study of its own; with a name, also where it is here already.</summary>
    public static async Task<int> ImportAsync(CommandRun run, string file, string? name)
    {
        if (!File.Exists(file)) return CommandRun.Tell(new Problem.NotFound("file", file), run.Json);
        await using var from = File.OpenRead(file);
        var request = new ImportArchive.Request(Path.GetFileName(file), from, name is null ? null : Guid.CreateVersion7(), name);
        return run.Print(await run.Get<ImportArchive>().DoAsync(run.Actor, request, run.Cancel),
            done => Answers.With(ArchiveImportedAnswer.Of(done.Value), done.Change),
            done => [$"{done.Value.Name}: {Told.Count(done.Value.Rows, "row")}, {Told.Count(done.Value.Originals, "original")}, {done.Value.Changes:N0} changes{(done.Value.Vault ? ", and the identity vault" : "")}"]);
    }

    /// <summary>Merges a copy into the study that is here.</summary>
    internal static async Task<int> MergeAsync(CommandRun run, string file, ProjectImport.Wishes wishes)
    {
        if (!File.Exists(file)) return CommandRun.Tell(new Problem.NotFound("file", file), run.Json);
        if (wishes.Settle is not (null or ExchangeChoices.Ours or ExchangeChoices.Theirs)) return CommandRun.Tell(new Problem.Invalid("take", "What is taken in conflicts is ours or theirs."), run.Json);
        var settled = new Dictionary<Guid, bool>();
        foreach (var (key, side) in wishes.Settled)
            if (Guid.TryParse(key[(key.IndexOf(':', StringComparison.Ordinal) + 1)..], out var id)) settled[id] = side == ExchangeChoices.Theirs;
            else return CommandRun.Tell(new Problem.Invalid("theirs", $"“{key}” names no conflict. A dry run names them: Code:…"), run.Json);
        await using var from = File.OpenRead(file);
        var outcome = await run.Get<MergeCopy>().DoAsync(wishes.Study!, run.Actor, new(Path.GetFileName(file), from, settled, wishes.Settle, wishes.DryRun), run.Cancel);
        return run.Print(outcome, done => Answers.With(MergedAnswer.Of(done.Value), done.Change), done => Lines(done.Value));
    }

    private const int MostActs = 20;

    private static IEnumerable<string> Lines(MergeCopy.Report report)
    {
        foreach (var act in report.Done.Take(MostActs)) yield return $"{act.By} {act.Summary}";
        if (report.Acts > MostActs) yield return $"and {report.Acts - MostActs:N0} more acts";
        foreach (var conflict in report.Conflicts)
            yield return $"conflict  {conflict.What} {conflict.Name}{(conflict.Field.Length > 0 ? $", {conflict.Field}" : "")}: ours “{conflict.Ours}”, theirs “{conflict.Theirs}” ({conflict.By}){(conflict.Settled is null ? "" : $": {conflict.Settled}")} ({conflict.Kind}:{conflict.Id})";
        foreach (var note in report.Notes) yield return note.Message;
        yield return $"{Told.Count(report.Acts, "act")} of {(report.People.Count == 0 ? "nobody" : string.Join(", ", report.People))}: {report.Added} added, {report.Changed} changed, {report.Removed} removed, {report.Same} the same{(report.DryRun ? ". Nothing was changed: this was a dry run" : "")}";
    }
}
