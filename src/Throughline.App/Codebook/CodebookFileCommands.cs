using System.CommandLine;
using Throughline.App.Interchange;
using Throughline.App.Shell;
using Throughline.Workbench.Codebook;
using Throughline.Workbench.Shared;

namespace Throughline.App.Codebook;

public static class CodebookFileCommands
{
    public static Command Import()
    {
        var (study, path) = (CommandOptions.Study(), new Argument<string>("file") { Description = "A CSV or XLSX file, or a Word document with a table, with at least a column called name." });
        var command = new Command("import", "Bring a codebook in. The same file twice changes nothing.") { path, study };
        CommandRun.Handle(command, async run =>
        {
            if (!(await TableFile.OpenAsync(run.Parsed.GetValue(path)!, run.Cancel)).Is(out var file, out var problem)) return CommandRun.Tell(problem, run.Json);
            if (!CodebookColumns.Read(file.Name, file.Rows).Is(out var rows, out problem)) return CommandRun.Tell(problem, run.Json);
            var done = await run.Get<ImportCodebook>().DoAsync(run.Parsed.GetValue(study)!, run.Actor, new(file.Name, rows), run.Cancel);
            var exit = run.Print(done, d => Answers.With(ImportAnswer.Of(d.Value, file), d.Change), d => Lines(file, d.Value));
            return exit == Exit.Done && done.Value.Value.Rows is { Count: > 0 } all && all.All(r => r.Status == ImportedRow.Refused) ? Exit.Refused : exit;
        });
        return command;
    }

    public static Command Export()
    {
        var (study, to) = (CommandOptions.Study(), new Option<string?>("--to") { Description = "The file, ending in .csv or .xlsx, or in .qdc for other programs. Without it, standard output, as CSV, or as JSON with --json." });
        var kind = new Option<string?>("--format") { Description = "csv or xlsx, whatever the file is called." };
        kind.AcceptOnlyFromAmong("csv", "xlsx");
        var command = new Command("export", "Write the codebook as CSV, XLSX or QDC.") { study, to, kind };
        CommandRun.Handle(command, async run =>
        {
            if (run.Parsed.GetValue(to) is { } named && named.EndsWith(".qdc", StringComparison.OrdinalIgnoreCase) && run.Parsed.GetValue(kind) is null)
                return await ProjectExport.CodebookAsync(run, run.Parsed.GetValue(study)!, named);
            if (run.Parsed.GetValue(to) is null && run.Json)
                return run.Print(await run.Get<CodebookTree>().AskAsync(run.Parsed.GetValue(study)!, run.Actor, withMeaning: true, run.Cancel), t => t.Codes.Select(CodeAnswer.Of), _ => []);
            if (!(await run.Get<CodebookExport>().AskAsync(run.Parsed.GetValue(study)!, run.Actor, run.Cancel)).Is(out var table, out var problem))
                return CommandRun.Tell(problem, run.Json);
            var file = run.Parsed.GetValue(to);
            var bytes = CodebookFileEndpoints.Write(table, TableFile.KindOf(file, run.Parsed.GetValue(kind)) is "xlsx" ? "xlsx" : "csv");
            return await TableFile.KeepAsync(run, file, bytes, table.Rows.Count, "code");
        });
        return command;
    }

    private static IEnumerable<string> Lines(TableFile file, ImportCodebook.Report report) => file.Warnings.Select(w => $"{w.Place}: {w.Message}")
        .Concat(report.Rows.Where(r => r.Status != ImportedRow.Unchanged).Select(r => $"Row {r.Line}, {r.Name}: {r.Status}{(r.Message.Length > 0 ? ". " + r.Message : "")}"))
        .Append($"{report.File}: {ImportCodebook.Summary(report)}");
}
