using System.CommandLine;
using System.Globalization;
using Throughline.Storage;
using Throughline.Storage.Backup;
using Throughline.Workbench.Shared;

namespace Throughline.App.Shell;

/// <summary>check, backup, restore and snapshots: the care of a whole data folder.</summary>
public static class BackupCommands
{
    public sealed record BackupAnswer(string File, long Bytes) : Answer;

    public sealed record RestoreAnswer(string Restored, string? Before) : Answer;

    public static void AddTo(RootCommand root)
    {
        root.Subcommands.Add(Check());
        root.Subcommands.Add(Backup());
        root.Subcommands.Add(Restore());
        root.Subcommands.Add(List());
    }

    private static Command Check()
    {
        var command = new Command("check", "Whether database, originals and history hold together. Says nothing where they do.");
        CommandRun.Handle(command, async run =>
        {
            var faults = await new IntegrityCheck(run.Get<DataFolder>()).RunAsync(run.Cancel);
            run.Print(Outcome.Of(faults), f => f, f => f.Select(x => $"{x.Place}: {x.Message}"));
            return faults.Count == 0 ? Exit.Done : Exit.Fault;
        });
        return command;
    }

    private static Command Backup()
    {
        var file = new Argument<string?>("file") { Description = "The zip to write. By default throughline-<date>.zip here.", Arity = ArgumentArity.ZeroOrOne };
        var command = new Command("backup", "Write everything in the data folder to one zip.") { file };
        CommandRun.Handle(command, async run =>
        {
            var path = run.Parsed.GetValue(file) ?? $"throughline-{DateTime.Now.ToString("yyyyMMdd-HHmm", CultureInfo.InvariantCulture)}.zip";
            return run.Print(await Archive.WriteAsync(run.Get<DataFolder>(), path, run.Cancel), bytes => new BackupAnswer(path, bytes), bytes => [$"Wrote {path}, {bytes / 1024:N0} KB"]);
        });
        return command;
    }

    private static Command Restore()
    {
        var from = new Argument<string>("from") { Description = "A zip that backup wrote, or the name of a snapshot." };
        var command = new Command("restore", "Put a backup or a snapshot in the place of what is there, which is kept as a snapshot first.") { from };
        CommandRun.Handle(command, async run =>
        {
            var (folder, named) = (run.Get<DataFolder>(), run.Parsed.GetValue(from)!);
            var restored = Snapshots.List(folder).Any(s => s.Name == named)
                ? await Snapshots.RestoreAsync(folder, named, run.Cancel)
                : await Archive.RestoreAsync(folder, named, run.Cancel);
            return run.Print(restored, s => new RestoreAnswer(named, s.Name), s => [$"Restored {named}. What stood here before is kept among the snapshots."]);
        });
        return command;
    }

    private static Command List()
    {
        var list = new Command("list", "List the snapshots, the newest first.");
        CommandRun.Handle(list, run => Task.FromResult(run.Print(
            Outcome.Of(Snapshots.List(run.Get<DataFolder>())), s => s,
            s => s.Select(x => $"{x.Name}  {x.At.ToLocalTime():d MMMM yyyy, HH:mm}  {x.Reason}  {x.Bytes / 1024:N0} KB"))));
        return new Command("snapshots", "The copies of the database that are kept: seven days, four weeks, and before each migration and restore.") { list };
    }
}
