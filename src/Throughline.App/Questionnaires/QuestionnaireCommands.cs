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
        var all = new Command("questionnaire", "Begin, bring in, keep, open and close questionnaires, and take out what was answered.");
        foreach (var command in new[] { Create(), List(), Show(), QuestionnaireFileCommands.Import(), QuestionnaireFileCommands.Export(Named), Publish(), Open(), Close(), QuestionnaireFileCommands.Answered(Named) }) all.Subcommands.Add(command);
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
