using System.CommandLine;
using Throughline.App.Respondents;
using Throughline.App.Shell;
using Throughline.Workbench.Questionnaires;
using Throughline.Workbench.Shared;

namespace Throughline.App.Questionnaires;

/// <summary>Questionnaires that come in and go out as files, and what was answered.</summary>
internal static class QuestionnaireFileCommands
{
    private const long MostBytes = 16 << 20;

    public static Command Import()
    {
        var (study, path) = (CommandOptions.Study(), new Argument<string>("file") { Description = "The questionnaire: JSON, or a table (CSV, XLSX) with an item a row." });
        var command = new Command("import", "Bring a questionnaire in from its file, as a draft.") { path, study };
        CommandRun.Handle(command, async run =>
        {
            var named = run.Parsed.GetValue(path)!;
            if (!File.Exists(named)) return CommandRun.Tell(new Problem.NotFound("file", named), run.Json);
            if (new FileInfo(named).Length > MostBytes) return CommandRun.Tell(new Problem.TooLarge(named, "It has more than 16 MB.", ""), run.Json);
            if (!Read(Path.GetFileName(named), await File.ReadAllBytesAsync(named, run.Cancel)).Is(out var file, out var problem)) return CommandRun.Tell(problem, run.Json);
            return run.Print(
                await run.Get<ImportQuestionnaire>().DoAsync(run.Parsed.GetValue(study)!, run.Actor, Guid.CreateVersion7(), file, run.Cancel),
                done => Answers.With(QuestionnaireAnswer.Of(done.Value), done.Change), done => [$"Brought in {done.Value.Name}, {done.Value.Id}"]);
        });
        return command;
    }

    /// <summary>Which it is, is seen in the file: the JSON of a questionnaire begins with a brace, a table does not.</summary>
    private static Outcome<QuestionnaireFile> Read(string name, byte[] bytes)
    {
        var begins = (bytes.AsSpan().StartsWith("\uFEFF"u8) ? bytes.AsSpan(3) : bytes).TrimStart(" \t\r\n"u8);
        return begins.StartsWith("{"u8) ? QuestionnaireFile.Read(name, bytes)
            : TableFile.Read(name, bytes).Is(out var table, out var problem) ? QuestionnaireTable.Read(name, table.Rows) : problem;
    }

    public static Command Export(Argument<string> questionnaire)
    {
        var (study, to) = (CommandOptions.Study(), new Option<string?>("--to") { Description = "The file to write, .json, .csv or .xlsx. By default standard output, as JSON." });
        var command = new Command("export", "Write a questionnaire as import reads it.") { questionnaire, study, to };
        CommandRun.Handle(command, async run =>
        {
            if (!(await run.Get<QuestionnaireDesk>().AskAsync(run.Parsed.GetValue(study)!, run.Actor, run.Parsed.GetValue(questionnaire)!, run.Cancel)).Is(out var found, out var problem))
                return CommandRun.Tell(problem, run.Json);
            var (path, file) = (run.Parsed.GetValue(to), QuestionnaireFile.Of(found.Questionnaire, found.Draft));
            return await KeptAsync(run, path, path is null ? "json" : AnswersFile.KindOf(path), kind => Written(file, kind));
        });
        return command;
    }

    public static byte[] Written(QuestionnaireFile file, string kind) =>
        kind == "json" ? System.Text.Encoding.UTF8.GetBytes(file.Written() + "\n") : RespondentFile.Written(kind, "Questionnaire", (QuestionnaireTable.Heads, QuestionnaireTable.Rows(file)));

    public static Command Answered(Argument<string> questionnaire)
    {
        var (study, to) = (CommandOptions.Study(), new Option<string?>("--to") { Description = "The file, .csv, .xlsx or .json. By default standard output, as CSV, or as JSON with --json." });
        var labels = new Option<bool>("--labels") { Description = "The words that were chosen, instead of the values kept for them." };
        var command = new Command("answers", "Write what was answered to a questionnaire: a row for each respondent, a column for each question.") { questionnaire, study, to, labels };
        CommandRun.Handle(command, async run =>
        {
            if (!(await run.Get<AnswersTo>().AskAsync(run.Parsed.GetValue(study)!, run.Actor, run.Parsed.GetValue(questionnaire)!, run.Cancel)).Is(out var found, out var problem))
                return CommandRun.Tell(problem, run.Json);
            var path = run.Parsed.GetValue(to);
            return await KeptAsync(run, path, path is null && run.Json ? "json" : AnswersFile.KindOf(path), kind => AnswersFile.Written(found, kind, run.Parsed.GetValue(labels)));
        });
        return command;
    }

    private static async Task<int> KeptAsync(CommandRun run, string? path, string kind, Func<string, byte[]> written) =>
        await TableFile.KeepAsync(path, written(kind), run.Cancel) is { } problem ? CommandRun.Tell(problem, run.Json) : Exit.Done;
}
