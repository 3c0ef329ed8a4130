using System.CommandLine;
using Throughline.App.Shell;
using Throughline.Workbench.Respondents;
using Throughline.Workbench.Shared;

namespace Throughline.App.Respondents;

public static class RespondentCommands
{
    public static void AddTo(RootCommand root)
    {
        var respondents = new Command("respondents", "Bring in, list and export those who answered.");
        foreach (var command in new[] { Import(), List(), Export(), Withdraw(), Tie(), Gather() }) respondents.Subcommands.Add(command);
        root.Subcommands.Add(respondents);
        DescribeCommands.AddTo(root);
    }

    private static Command Import()
    {
        var study = CommandOptions.Study();
        var file = new Argument<FileInfo>("file") { Description = "An export of Qualtrics, REDCap, SurveyMonkey or another tool: CSV, XLSX or .sav." };
        var id = new Option<string?>("--id") { Description = "The column that names a response, so that a later export doubles nobody." };
        var dictionary = new Option<FileInfo?>("--dictionary") { Description = "The data dictionary of a REDCap project (CSV)." };
        var map = new Option<FileInfo?>("--map") { Description = "How the columns are to be taken: JSON, as the import prints it with --preview --json." };
        var into = new Option<string?>("--questionnaire") { Description = "The questionnaire that was answered. By default the one of the same columns, else a new one." };
        var preview = new Option<bool>("--preview") { Description = "Tell how the columns would be taken, and keep nothing." };
        var command = new Command("import", "Bring answers in; those that are there already are brought up to date.") { file, study, id, dictionary, map, into, preview };
        CommandRun.Handle(command, async run =>
        {
            if (!(await RequestAsync(run, (file, dictionary, map))).Is(out var request, out var problem)) return CommandRun.Tell(problem, run.Json);
            request = request with { Id = run.Parsed.GetValue(id), Questionnaire = run.Parsed.GetValue(into) };
            if (run.Parsed.GetValue(preview))
                return run.Print(await run.Get<SurveyPreview>().AskAsync(run.Parsed.GetValue(study)!, run.Actor, request, run.Cancel), p => new SurveyMapping([.. p.Columns.Select(c => c.Map)]), PreviewLines);
            var outcome = await run.Get<ImportRespondents>().DoAsync(run.Parsed.GetValue(study)!, run.Actor, request, run.Cancel);
            return run.Print(outcome, done => Answers.With(ImportedRespondentsAnswer.Of(done.Value), done.Change), done => ImportedRespondentsAnswer.Of(done.Value).Lines());
        });
        return command;
    }

    private static async Task<Outcome<ImportRespondents.Request>> RequestAsync(CommandRun run, (Argument<FileInfo> File, Option<FileInfo?> Dictionary, Option<FileInfo?> Map) asked)
    {
        var file = run.Parsed.GetValue(asked.File)!;
        if (!(await RespondentFile.OpenAsync(file, run.Cancel)).Is(out var bytes, out var problem)) return problem;
        var request = new ImportRespondents.Request(file.Name, bytes);
        if (run.Parsed.GetValue(asked.Dictionary) is { } dictionary)
        {
            if (!(await RespondentFile.OpenAsync(dictionary, run.Cancel)).Is(out var fields, out problem)) return problem;
            request = request with { Dictionary = fields };
        }
        if (run.Parsed.GetValue(asked.Map) is not { } map) return request;
        if (!(await RespondentFile.OpenAsync(map, run.Cancel)).Is(out var json, out problem)) return problem;
        return SurveyMapping.Read(System.Text.Encoding.UTF8.GetString(json.Span)) is { } mapping
            ? request with { Mapping = mapping }
            : new Problem.Unreadable(map.Name, "The whole file", "It is no mapping of columns.", "Let --preview --json print one, and change that.");
    }

    private static IEnumerable<string> PreviewLines(SurveyPreview.Answer preview) =>
    [
        preview.HowRead,
        .. preview.Columns.Select(c => $"{string.Join(", ", c.Map.From)}: {(c.Map.Use == SurveyMapping.Answer ? c.Map.Kind : c.Map.Use)}. {c.Map.Why}"),
        $"{Told.Count(preview.Rows, "row")}, {preview.Known:N0} there already. Nothing was kept.",
    ];

    private static Command List()
    {
        var study = CommandOptions.Study();
        var command = new Command("list", "List the respondents with their values, scores and bands.") { study };
        CommandRun.Handle(command, async run => run.Print(
            await run.Get<RespondentTable>().AskAsync(run.Parsed.GetValue(study)!, run.Actor, run.Cancel), data => RespondentsAnswer.Of(data),
            data => Enumerable.Range(0, data.Respondents.Count).Select(row => Line(data, row))));
        return command;
    }

    private static string Line(RespondentData data, int row) =>
        $"{data.Respondents[row].Code}  {string.Join(", ", data.Columns.Where(c => c.Variable.Kind != Variable.Text && c.Texts[row] is not null).Select(c => $"{c.Variable.Name}: {c.Texts[row]}{(c.BandOf(row) is { } band ? $" ({c.Bands[band].Name})" : "")}"))}";

    private static Command Export()
    {
        var study = CommandOptions.Study();
        var to = new Option<string?>("--to") { Description = "The file, .csv or .xlsx. By default standard output, as CSV, or as JSON with --json." };
        var command = new Command("export", "Write the respondents with values, scores and bands to a table.") { study, to };
        CommandRun.Handle(command, async run =>
        {
            if (!(await run.Get<RespondentTable>().AskAsync(run.Parsed.GetValue(study)!, run.Actor, run.Cancel)).Is(out var data, out var problem)) return CommandRun.Tell(problem, run.Json);
            var file = run.Parsed.GetValue(to);
            if (file is null && run.Json) return run.Print<RespondentData>(data, d => RespondentsAnswer.Of(d).Respondents, _ => []);
            return await TableFile.KeepAsync(
                run, file, RespondentFile.Written(TableFile.KindOf(file, null), "Respondents", RespondentFile.Of(data)), data.Respondents.Count, "respondent");
        });
        return command;
    }

    private static Command Withdraw()
    {
        var study = CommandOptions.Study();
        var code = new Argument<string>("code") { Description = "The study code: R017." };
        var sure = new Option<bool>("--yes") { Description = "Needed: what is erased cannot be brought back." };
        var command = new Command("withdraw", "Erase what one respondent gave, at their wish. It cannot be undone.") { code, study, sure };
        CommandRun.Handle(command, async run => !run.Parsed.GetValue(sure)
            ? CommandRun.Tell(new Problem.Invalid("yes", "Their answers, their words with what was coded in them, and how to reach them are erased, from the history too. This cannot be undone. If that is their wish, say --yes."), run.Json)
            : run.Print(
                await run.Get<WithdrawRespondent>().DoAsync(run.Parsed.GetValue(study)!, run.Actor, run.Parsed.GetValue(code)!, run.Cancel),
                done => Answers.With(WithdrawnAnswer.Of(done.Value), done.Change),
                done => [$"{done.Value.Code} is withdrawn: {Told.Count(done.Value.Answers, "open answer")}, {Told.Count(done.Value.Segments, "segment")} and {Told.Count(done.Value.Notes, "note")} erased with all other answers"]));
        return command;
    }

    private static Command Tie()
    {
        var study = CommandOptions.Study();
        var code = new Argument<string>("code") { Description = "The study code: R017." };
        var participant = new Argument<string?>("participant") { Description = "The participant whom they became: P07. Nothing unties.", Arity = ArgumentArity.ZeroOrOne };
        var command = new Command("tie", "Say which participant a respondent became.") { code, participant, study };
        CommandRun.Handle(command, async run => run.Print(
            await run.Get<TieRespondent>().DoAsync(run.Parsed.GetValue(study)!, run.Actor, [new(run.Parsed.GetValue(code)!, run.Parsed.GetValue(participant))], run.Cancel),
            done => Answers.With(new DoneAnswer(), done.Change), done => [done.Change?.Summary ?? "as it was"]));
        return command;
    }

    private static Command Gather()
    {
        var study = CommandOptions.Study();
        var variables = new Argument<string[]>("variable") { Description = "Variables of open answers. By default all.", Arity = ArgumentArity.ZeroOrMore };
        var waiting = new Option<bool>("--waiting") { Description = "Tell how many answers are in no source yet, and change nothing." };
        var command = new Command("gather", "Make open answers sources, one for each question, to be coded; or add later answers to them.") { variables, study, waiting };
        CommandRun.Handle(command, async run => run.Parsed.GetValue(waiting) ? run.Print(
            await run.Get<WaitingAnswers>().AskAsync(run.Parsed.GetValue(study)!, run.Actor, run.Cancel), found => found.Select(RespondentEndpoints.WaitingAnswer.Of),
            found => found.Count == 0 ? ["All open answers are in sources."] : found.Select(w => $"{w.Variable.Name}: {Told.Count(w.Answers, "answer")} in no source yet")) : run.Print(
            await run.Get<GatherAnswers>().DoAsync(run.Parsed.GetValue(study)!, run.Actor, run.Parsed.GetValue(variables) ?? [], run.Cancel),
            done => done.Value.Select(s => new { s.Id, s.Name, Answers = s.TurnCount, Words = s.WordCount }), done => done.Value.Select(s => $"{s.Name}: {Told.Count(s.TurnCount, "answer")}, {Told.Count(s.WordCount, "word")}")));
        return command;
    }
}
