using System.CommandLine;
using Throughline.App.Shell;
using Throughline.Workbench.History;
using Throughline.Workbench.Shared;

namespace Throughline.App.History;

public static class HistoryCommands
{
    public static void AddTo(RootCommand root)
    {
        var history = new Command("history", "What was done, and undoing it.");
        history.Subcommands.Add(List());
        history.Subcommands.Add(Undo("undo", "Take back a change; without an id the last act that still stands.", (verb, run, study, id) => verb.DoAsync(study, run.Actor, id, run.Cancel)));
        history.Subcommands.Add(Undo("redo", "Do again what was undone; without an id what was undone last.", (verb, run, study, id) => verb.RedoAsync(study, run.Actor, id, run.Cancel)));
        root.Subcommands.Add(history);
    }

    private static Command List()
    {
        var study = CommandOptions.Study();
        var after = new Option<long>("--after") { Description = "Only changes after this one." };
        var limit = new Option<int>("--limit") { Description = "At most so many, the latest.", DefaultValueFactory = _ => 1000 };
        var command = new Command("list", "List the changes, the oldest first.") { study, after, limit };
        CommandRun.Handle(command, async run => run.Print(
            await run.Get<ChangesSince>().LatestAsync(run.Parsed.GetValue(study)!, run.Actor, run.Parsed.GetValue(after), run.Parsed.GetValue(limit), run.Cancel),
            lines => lines.Select(ChangeAnswer.Of),
            lines => lines.Select(l => $"{l.Number,6}  {l.At.ToLocalTime():yyyy-MM-dd HH:mm}  {l.Actor} {l.Summary}{(l.ReversedBy is null ? "" : "  (undone)")}")));
        return command;
    }

    private static Command Undo(string name, string told, Func<UndoChange, CommandRun, StudyRef, long?, Task<Outcome<Done<ChangeLine>>>> act)
    {
        var study = CommandOptions.Study();
        var id = new Argument<long?>("id") { Description = "The change.", Arity = ArgumentArity.ZeroOrOne };
        var command = new Command(name, told) { study, id };
        CommandRun.Handle(command, async run => run.Print(
            await act(run.Get<UndoChange>(), run, run.Parsed.GetValue(study)!, run.Parsed.GetValue(id)),
            done => Answers.With(ChangeAnswer.Of(done.Value), done.Change), done => [$"{(name == "undo" ? "Undid" : "Redid")}: {done.Value.Summary}"]));
        return command;
    }
}
