using System.CommandLine;
using Throughline.App.Shell;
using Throughline.Workbench.Questionnaires;
using Throughline.Workbench.Shared;

namespace Throughline.App.Questionnaires;

public static class QuestionnaireCommands
{
    private static readonly Argument<string> Named = new("questionnaire") { Description = "The questionnaire, by name or id." };

    public static void AddTo(RootCommand root)
    {
        var all = new Command("questionnaire", "Begin, bring in, keep, open and close questionnaires.");
        foreach (var command in new[] { Create(), List(), Show(), Import(), Export(), Publish(), Open(), Close() }) all.Subcommands.Add(command);
        root.Subcommands.Add(all);
    }

    private static Command Create()
    {
        var (study, name) = (CommandOptions.Study(), new Argument<string>("name") { Description = "What it is called." });
        var title = new Option<string?>("--title") { Description = "As respondents read it. By default its name." };
        var command = new Command("create", "Begin a questionnaire, with an information page and a consent to start from.") { name, study, title };
        CommandRun.Handle(command, async run => run.Print(
            await run.Get<CreateQuestionnaire>().DoAsync(run.Parsed.GetValue(study)!, run.Actor, new(Guid.CreateVersion7(), run.Parsed.GetValue(name)!, run.Parsed.GetValue(title), WithStart: true), run.Cancel),
            done => Answers.With(QuestionnaireAnswer.Of(done.Value), done.Change), done => [$"Began {done.Value.Name}, {done.Value.Id}"]));
        return command;
    }

    private static Command List()
    {
        var study = CommandOptions.Study();
        var command = new Command("list", "List the questionnaires with how they stand.") { study };
        CommandRun.Handle(command, async run => run.Print(
            await run.Get<QuestionnaireDesk>().ListAsync(run.Parsed.GetValue(study)!, run.Actor, run.Cancel), found => found.Select(QuestionnaireDeskAnswer.Of), found => found.Select(Line)));
        return command;
    }

    private static string Line(QuestionnaireDesk.Answer desk) =>
        $"{desk.Questionnaire.Name}  ({Told.Count(desk.Draft.Items.Count(i => i.IsAsked), "question")}, {(desk.Questionnaire.Version == 0 ? "no version kept" : $"version {desk.Questionnaire.Version}")}, "
        + $"{(desk.IsOpen ? "open" : "closed")}, {desk.Sent:N0} sent, {desk.Begun:N0} begun)";

    private static Command Show()
    {
        var study = CommandOptions.Study();
        var command = new Command("show", "Show a questionnaire, its questions and what stands in the way of keeping it.") { Named, study };
        CommandRun.Handle(command, async run => run.Print(
            await run.Get<QuestionnaireDesk>().AskAsync(run.Parsed.GetValue(study)!, run.Actor, run.Parsed.GetValue(Named)!, run.Cancel), QuestionnaireDeskAnswer.Of,
            desk => [Line(desk), .. desk.Draft.Items.Select(i => $"{i.Kind,-12} {i.Name,-20} {Told.Words(i.Text, 80)}"), .. desk.Troubles.Select(t => $"! {t.What}"),
                .. desk.Difference?.Warnings.Select(w => $"! {w}") ?? []]));
        return command;
    }

    private static Command Import()
    {
        var (study, path) = (CommandOptions.Study(), new Argument<string>("file") { Description = "The JSON of a questionnaire." });
        var command = new Command("import", "Bring a questionnaire in from its file, as a draft.") { path, study };
        CommandRun.Handle(command, async run =>
        {
            var named = run.Parsed.GetValue(path)!;
            if (!File.Exists(named)) return CommandRun.Tell(new Problem.NotFound("file", named), run.Json);
            if (new FileInfo(named).Length > 16 << 20) return CommandRun.Tell(new Problem.TooLarge(named, "It has more than 16 MB.", ""), run.Json);
            if (!QuestionnaireFile.Read(Path.GetFileName(named), await File.ReadAllBytesAsync(named, run.Cancel)).Is(out var file, out var problem)) return CommandRun.Tell(problem, run.Json);
            return run.Print(
                await run.Get<ImportQuestionnaire>().DoAsync(run.Parsed.GetValue(study)!, run.Actor, Guid.CreateVersion7(), file, run.Cancel),
                done => Answers.With(QuestionnaireAnswer.Of(done.Value), done.Change), done => [$"Brought in {done.Value.Name}, {done.Value.Id}"]);
        });
        return command;
    }

    private static Command Export()
    {
        var (study, to) = (CommandOptions.Study(), new Option<string?>("--to") { Description = "The file to write. By default standard output." });
        var command = new Command("export", "Write a questionnaire as the JSON that import reads.") { Named, study, to };
        CommandRun.Handle(command, async run =>
        {
            if (!(await run.Get<QuestionnaireDesk>().AskAsync(run.Parsed.GetValue(study)!, run.Actor, run.Parsed.GetValue(Named)!, run.Cancel)).Is(out var found, out var problem))
                return CommandRun.Tell(problem, run.Json);
            var written = QuestionnaireFile.Of(found.Questionnaire, found.Draft).Written();
            if (run.Parsed.GetValue(to) is { } file) await File.WriteAllTextAsync(file, written + "\n", run.Cancel);
            else await Console.Out.WriteLineAsync(written);
            return Exit.Done;
        });
        return command;
    }

    private static Command Publish()
    {
        var (study, reason) = (CommandOptions.Study(), new Option<string?>("--reason") { Description = "Why it was changed." });
        var command = new Command("publish", "Keep the draft as the version that respondents answer.") { Named, study, reason };
        CommandRun.Handle(command, async run => run.Print(
            await run.Get<PublishVersion>().DoAsync(run.Parsed.GetValue(study)!, run.Actor, run.Parsed.GetValue(Named)!, run.Parsed.GetValue(reason), run.Cancel),
            done => Answers.With(VersionAnswer.Of(done.Value), done.Change), done => [$"Kept as version {done.Value.Version}"]));
        return command;
    }

    private static Command Open()
    {
        var study = CommandOptions.Study();
        var command = new Command("open", "Open it to respondents.") { Named, study };
        CommandRun.Handle(command, async run => run.Print(
            await run.Get<OpenQuestionnaire>().DoAsync(run.Parsed.GetValue(study)!, run.Actor, run.Parsed.GetValue(Named)!, run.Cancel),
            done => Answers.With(QuestionnaireAnswer.Of(done.Value), done.Change), done => [$"{done.Value.Name} is open at /q/{done.Value.PublicKey} of the workbench's address"]));
        return command;
    }

    private static Command Close()
    {
        var study = CommandOptions.Study();
        var command = new Command("close", "Close it: no more answers are taken.") { Named, study };
        CommandRun.Handle(command, async run => run.Print(
            await run.Get<CloseQuestionnaire>().DoAsync(run.Parsed.GetValue(study)!, run.Actor, run.Parsed.GetValue(Named)!, run.Cancel),
            done => Answers.With(QuestionnaireAnswer.Of(done.Value), done.Change), done => [$"{done.Value.Name} is closed"]));
        return command;
    }
}
