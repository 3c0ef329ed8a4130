using System.CommandLine;
using Throughline.App.Shell;
using Throughline.Workbench.Coding;
using Throughline.Workbench.Shared;

namespace Throughline.App.Coding;

public static class SegmentFileCommands
{
    public static Command Import()
    {
        var (study, path) = (CommandOptions.Study(), new Argument<string>("file") { Description = "A CSV or XLSX file: source, code, quote (or start and end), coder, at." });
        var source = new Option<string?>("--source") { Description = "The source of rows that name none." };
        var makeCodes = new Option<bool>("--make-codes") { Description = "Add codes that the table names and the study has not." };
        var command = new Command("import", "Bring codings in from a table. The same file twice adds nothing.") { path, study, source, makeCodes };
        CommandRun.Handle(command, async run =>
        {
            if (!(await TableFile.OpenAsync(run.Parsed.GetValue(path)!, run.Cancel)).Is(out var file, out var problem)) return CommandRun.Tell(problem, run.Json);
            if (!SegmentColumns.Read(file.Name, file.Rows, run.Parsed.GetValue(source)).Is(out var rows, out problem)) return CommandRun.Tell(problem, run.Json);
            var done = await run.Get<ImportSegments>().DoAsync(run.Parsed.GetValue(study)!, run.Actor, new ImportSegments.Request(rows, run.Parsed.GetValue(makeCodes)), run.Cancel);
            var exit = run.Print(
                done, d => Answers.With(SegmentsEndpoints.Answer(file, d.Value), d.Change), d => SegmentsEndpoints.Answer(file, d.Value).Lines("segment"));
            return exit == Exit.Done && done.Value.Value is { Rows: > 0, Added: 0, There: 0 } ? Exit.Refused : exit;
        });
        return command;
    }

    public static Command Export()
    {
        var (study, narrowing) = (CommandOptions.Study(), new SegmentOptions());
        var to = new Option<string?>("--to") { Description = "The file, ending in .csv or .xlsx. Without it, standard output, as CSV, or as JSON with --json." };
        var kind = new Option<string?>("--format") { Description = "csv or xlsx, whatever the file is called." };
        kind.AcceptOnlyFromAmong("csv", "xlsx");
        var command = new Command("export", "Write segments as a table, all or those that answer to the options.") { study, to, kind };
        narrowing.AddTo(command);
        CommandRun.Handle(command, async run =>
        {
            if (!narrowing.Read(run.Parsed).Request().Is(out var request, out var problem)) return CommandRun.Tell(problem, run.Json);
            if (!(await run.Get<SegmentsWhere>().AskAsync(run.Parsed.GetValue(study)!, run.Actor, request, run.Cancel)).Is(out var found, out problem))
                return CommandRun.Tell(problem, run.Json);
            using var bytes = new MemoryStream();
            var file = run.Parsed.GetValue(to);
            if (file is null && run.Json) return run.Print<SegmentsWhere.Answer>(found, f => f.Rows.Select(SegmentRowAnswer.Of), _ => []);
            var format = TableFile.KindOf(file, run.Parsed.GetValue(kind)) is "xlsx" ? "xlsx" : "csv";
            TableFile.Write(bytes, format, "Segments", SegmentColumns.Own, found.Rows.Select(SegmentColumns.Write));
            return await TableFile.KeepAsync(run, file, bytes.ToArray(), found.Rows.Count, "segment");
        });
        return command;
    }
}
