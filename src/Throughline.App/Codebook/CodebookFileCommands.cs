using System.CommandLine;
using Throughline.App.Shell;
using Throughline.Workbench.Codebook;
using Throughline.Workbench.Shared;

namespace Throughline.App.Codebook;

public static class CodebookFileCommands
{
    public static Command Import()
    {
        var (study, file) = (CommandOptions.Study(), new Argument<string>("file") { Description = "A CSV or XLSX file with at least a column called name." });
        var command = new Command("import", "Bring a codebook in. The same file twice changes nothing.") { file, study };
        CommandRun.Handle(command, async run =>
        {
            if (!Read(run.Parsed.GetValue(file)!).Is(out var rows, out var problem)) return CommandRun.Tell(problem, run.Json);
            var name = Path.GetFileName(run.Parsed.GetValue(file)!);
            var done = await run.Get<ImportCodebook>().DoAsync(run.Parsed.GetValue(study)!, run.Actor, new(name, rows), run.Cancel);
            var printed = run.Print(done, d => Answers.With(ImportAnswer.Of(d.Value), d.Change), d => Lines(d.Value));
            return printed == Exit.Done && done.Value.Value.Rows is { Count: > 0 } all && all.All(r => r.Status == ImportedRow.Refused) ? Exit.Refused : printed;
        });
        return command;
    }

    public static Command Export()
    {
        var (study, to) = (CommandOptions.Study(), new Option<string?>("--to") { Description = "The file, ending in .csv or .xlsx. Without it, CSV on standard output." });
        var kind = new Option<string?>("--format") { Description = "csv or xlsx, whatever the file is called." };
        kind.AcceptOnlyFromAmong("csv", "xlsx");
        var command = new Command("export", "Write the codebook as CSV or XLSX.") { study, to, kind };
        CommandRun.Handle(command, async run =>
        {
            var table = await run.Get<CodebookExport>().AskAsync(run.Parsed.GetValue(study)!, run.Actor, run.Cancel);
            if (!table.Is(out var found, out var problem)) return CommandRun.Tell(problem, run.Json);
            var file = run.Parsed.GetValue(to);
            var bytes = CodebookTables.Write(found.Rows, run.Parsed.GetValue(kind) ?? (Path.GetExtension(file) is ".xlsx" or ".XLSX" ? "xlsx" : "csv"));
            if (file is null)
            {
                await using var output = Console.OpenStandardOutput();
                await output.WriteAsync(bytes, run.Cancel);
                return Exit.Done;
            }
            if (await KeepAsync(file, bytes, run.Cancel) is { } refused) return CommandRun.Tell(refused, run.Json);
            return run.Print<CodebookExport.Answer>(found, f => new { file, codes = f.Rows.Count - 1 }, f => [$"Wrote {Told.Count(f.Rows.Count - 1, "code")} to {file}"]);
        });
        return command;
    }

    private static Outcome<IReadOnlyList<CodebookRow>> Read(string file)
    {
        try
        {
            using var bytes = File.OpenRead(file);
            return bytes.Length > CodebookFileEndpoints.MostBytes
                ? new Problem.TooLarge(file, $"A codebook has at most {CodebookFileEndpoints.MostBytes >> 20} MB.", "Bring it in by parts.")
                : CodebookTables.Read(Path.GetFileName(file), bytes);
        }
        catch (FileNotFoundException)
        {
            return new Problem.NotFound("file", file);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return new Problem.Unreadable(file, "The whole file", fault.Message, "Check that it is a file and may be read.");
        }
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

    private static IEnumerable<string> Lines(ImportCodebook.Report report) => report.Rows
        .Where(r => r.Status != ImportedRow.Unchanged)
        .Select(r => $"Row {r.Line}, {r.Name}: {r.Status}{(r.Message.Length > 0 ? ". " + r.Message : "")}")
        .Append($"{report.File}: {ImportCodebook.Summary(report)}");
}
