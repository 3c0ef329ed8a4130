using System.CommandLine;
using Throughline.App.Shell;
using Throughline.Workbench.Reports;
using Throughline.Workbench.Shared;

namespace Throughline.App.Reports;

public static class ReportCommands
{
    public sealed record Written(string File, string Format, int Themes, int Quotations, IEnumerable<FlagAnswer> Flags);

    public static void AddTo(RootCommand root)
    {
        var study = CommandOptions.Study();
        var to = new Option<string>("--to") { Description = "The file, ending in .docx or .html.", Required = true };
        var format = new Option<string?>("--format") { Description = "docx or html, whatever the file is called." };
        var parts = new Option<string?>("--parts") { Description = $"Which parts beside the themes, separated by commas: {string.Join(", ", ReportParts.Names)}, or none. All without it." };
        var command = new Command("report", "Write the report of a study: its themes, and the quotations chosen for them.") { study, to, format, parts };
        CommandRun.Handle(command, async run =>
        {
            var file = run.Parsed.GetValue(to)!;
            if (!ReportFile.Kind(run.Parsed.GetValue(format) ?? Path.GetExtension(file)).Is(out var kind, out var problem)) return CommandRun.Tell(problem, run.Json);
            if (!ReportParts.Read(run.Parsed.GetValue(parts)).Is(out var wanted, out problem)) return CommandRun.Tell(problem, run.Json);
            var asked = await run.Get<ReportOf>().AskAsync(run.Parsed.GetValue(study)!, run.Actor, wanted, run.Cancel);
            if (asked.Is(out var found, out _) && await KeepAsync(file, ReportFile.Write(found.Document, kind), run.Cancel) is { } refused) return CommandRun.Tell(refused, run.Json);
            return run.Print(
                asked, a => new Written(file, kind, a.Themes, a.Quotations, a.Flags.Select(FlagAnswer.Of)),
                a => a.Flags.Select(f => $"{f.Theme.Label}: {f.Told}").Append($"Wrote {file}: {Told.Count(a.Themes, "theme")}, {Told.Count(a.Quotations, "quotation")}"));
        });
        root.Subcommands.Add(command);
    }

    private static async Task<Problem?> KeepAsync(string file, byte[] bytes, CancellationToken cancel)
    {
        try
        {
            await File.WriteAllBytesAsync(file, bytes, cancel);
            return null;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return new Problem.NotKept($"{file} could not be written", fault.Message);
        }
    }
}
