using System.CommandLine;
using Throughline.App.Shell;
using Throughline.Workbench.Shared;

namespace Throughline.App.Interchange;

/// <summary>Takes a whole study out, by the ending of the file.</summary>
public static class ExportCommand
{
    public static void AddTo(RootCommand root)
    {
        var study = CommandOptions.Study();
        var to = new Option<string>("--to") { Description = "The file: .throughline, an archive of everything with its history.", Required = true };
        var vault = new Option<bool>("--vault") { Description = "The identity vault goes with an archive, closed as it is." };
        var command = new Command("export", "Take a whole study out.") { study, to, vault };
        CommandRun.Handle(command, run => ArchiveRuns.Is(run.Parsed.GetValue(to)!)
            ? ArchiveRuns.ExportAsync(run, run.Parsed.GetValue(study)!, run.Parsed.GetValue(to)!, run.Parsed.GetValue(vault))
            : Task.FromResult(CommandRun.Tell(new Problem.Invalid("to", "A study is taken out as .throughline. Reports, codebooks, segments and respondents have commands of their own."), run.Json)));
        root.Subcommands.Add(command);
    }
}
