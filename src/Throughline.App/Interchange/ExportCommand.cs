using System.CommandLine;
using Throughline.App.Shell;
using Throughline.Formats.RefiQda;
using Throughline.Workbench.Interchange;
using Throughline.Workbench.Shared;

namespace Throughline.App.Interchange;

/// <summary>Takes a whole study out, by the ending of the file.</summary>
public static class ExportCommand
{
    private static readonly Option<string> StudyOption = CommandOptions.Study();
    private static readonly Option<string> To = new("--to") { Description = "The file: .throughline, an archive of everything with its history; .qdpx, a project for other programs; .qdc, the codebook for other programs. With --as: a new folder, or a .zip.", Required = true };
    private static readonly Option<string?> As = new("--as") { Description = "As what, whatever the file is called. data: tables with a dictionary, texts and scripts for R and Python. archive-layout: pseudonymised transcripts, data list and readme for a data archive." };
    private static readonly Option<bool> Vault = new("--vault") { Description = "The identity vault goes with an archive, closed as it is." };
    private static readonly Option<string?> Profile = new("--profile") { Description = $"For a project: who reads it, {string.Join(", ", RefiProfile.All.Select(p => p.Name))}. By default the standard. {ExportProject.Always}" };
    private static readonly Option<string[]> Sources = new("--sources") { Description = "For a project or data: only these sources, by name or id.", AllowMultipleArgumentsPerToken = true };
    private static readonly Option<bool> WithoutMedia = new("--without-media") { Description = "For a project: without pictures, PDFs, recordings and Word documents." };
    private static readonly Option<FileInfo?> Pseudonyms = new("--pseudonyms") { Description = "For a project or data: a CSV or XLSX file of names and what stands in their place, with the columns name and instead." };
    private static readonly Option<bool> WithoutOwn = new("--without-own") { Description = "For a project: without the note that brings back what only Throughline knows." };
    private static readonly Option<string?> Purpose = new("--purpose") { Description = "For a project or data: sharing leaves out who said no to quotations or to archiving; analysis, by the same team, does not." };
    private static readonly Option<bool> DryRun = new("--dry-run") { Description = "For a project: tell what would be in the file and what would not, and write nothing." };

    /// <summary>What is done for each ending. Another kind of file is a line here.</summary>
    private static readonly (string Ending, Func<CommandRun, string, string, Task<int>> Run)[] Kinds =
    [
        (ArchiveRuns.Ending, (run, study, to) => ArchiveRuns.ExportAsync(run, study, to, run.Parsed.GetValue(Vault))),
        (".qdpx", ProjectAsync),
        (".qdc", ProjectExport.CodebookAsync),
    ];

    public static void AddTo(RootCommand root)
    {
        var command = new Command("export", "Take a whole study out.") { StudyOption, To, As, Vault, Profile, Sources, WithoutMedia, Pseudonyms, WithoutOwn, Purpose, DryRun };
        CommandRun.Handle(command, run =>
        {
            var (study, to) = (run.Parsed.GetValue(StudyOption)!, run.Parsed.GetValue(To)!);
            if (run.Parsed.GetValue(As) is { } layout) return DataAsync(run, (study, to), layout);
            return Array.Find(Kinds, k => to.EndsWith(k.Ending, StringComparison.OrdinalIgnoreCase)).Run is { } runs ? runs(run, study, to)
                : Task.FromResult(CommandRun.Tell(new Problem.Invalid("to", $"A study is taken out as {string.Join(", ", Kinds.Select(k => k.Ending))}. Data for statistics and deposits for an archive go out with --as. Reports, segments and respondents have commands of their own."), run.Json));
        });
        root.Subcommands.Add(command);
    }

    private static async Task<int> ProjectAsync(CommandRun run, string study, string to)
    {
        if (!(await ProjectExport.PseudonymsAsync(run.Parsed.GetValue(Pseudonyms), run.Cancel)).Is(out var pseudonyms, out var problem)) return CommandRun.Tell(problem, run.Json);
        var wishes = new ExportWishes
        {
            Profile = run.Parsed.GetValue(Profile) ?? "standard", Sources = run.Parsed.GetValue(Sources) ?? [], Media = !run.Parsed.GetValue(WithoutMedia), Pseudonyms = pseudonyms,
            Own = !run.Parsed.GetValue(WithoutOwn), Purpose = run.Parsed.GetValue(Purpose) ?? ExportWishes.Sharing,
        };
        return await ProjectExport.RunAsync(run, (study, to), wishes, run.Parsed.GetValue(DryRun));
    }

    private static async Task<int> DataAsync(CommandRun run, (string Study, string To) where, string layout)
    {
        if (!(await ProjectExport.PseudonymsAsync(run.Parsed.GetValue(Pseudonyms), run.Cancel)).Is(out var pseudonyms, out var problem)) return CommandRun.Tell(problem, run.Json);
        var wishes = new ExportWishes { Sources = run.Parsed.GetValue(Sources) ?? [], Pseudonyms = pseudonyms, Purpose = run.Parsed.GetValue(Purpose) ?? ExportWishes.Sharing };
        return await DataExport.RunAsync(run, where, layout, wishes);
    }
}
