using System.CommandLine;
using Throughline.App.Shell;
using Throughline.Workbench.Shared;
using Throughline.Workbench.Studies;

namespace Throughline.App.Studies;

public static class StudyCommands
{
    public static void AddTo(RootCommand root)
    {
        var study = new Command("study", "Begin, list and delete studies.");
        study.Subcommands.Add(Create());
        study.Subcommands.Add(List());
        study.Subcommands.Add(Show());
        study.Subcommands.Add(Delete());
        root.Subcommands.Add(study);
    }

    private static Command Create()
    {
        var name = new Argument<string>("name") { Description = "Its name." };
        var command = new Command("create", "Begin a study. A name is enough.") { name };
        CommandRun.Handle(command, async run => run.Print(
            await run.Get<CreateStudy>().DoAsync(run.Actor, new(Guid.CreateVersion7(), run.Parsed.GetValue(name)!), run.Cancel),
            done => Answers.With(StudyAnswer.Of(done.Value), done.Change), done => [$"Began {done.Value.Name}, {done.Value.Id}"]));
        return command;
    }

    private static Command List()
    {
        var command = new Command("list", "List the studies.");
        CommandRun.Handle(command, async run => run.Print(
            Outcome.Of(await run.Get<StudyList>().AskAsync(run.Cancel)),
            lines => lines.Select(l => StudyAnswer.Of(l.Study)),
            lines => lines.Select(l => $"{l.Study.Id}  {l.Study.Name}  ({Told.Count(l.Sources, "source")}, {Told.Count(l.Codes, "code")}, {Told.Count(l.Segments, "segment")})")));
        return command;
    }

    private static Command Show()
    {
        var named = new Argument<string>("study") { Description = "Name or id." };
        var command = new Command("show", "Show one study.") { named };
        CommandRun.Handle(command, async run => run.Print(
            await run.Get<StudyList>().OneAsync(run.Parsed.GetValue(named)!, run.Cancel), StudyAnswer.Of,
            s => new[] { $"{s.Name}, {s.Id}", s.Description, s.Aim, s.Approach }.Where(l => l.Length > 0)));
        return command;
    }

    private static Command Delete()
    {
        var named = new Argument<string>("study") { Description = "Name or id." };
        var command = new Command("delete", "Delete a study. `history undo` brings it back.") { named };
        CommandRun.Handle(command, async run => run.Print(
            await run.Get<DeleteStudy>().DoAsync(run.Parsed.GetValue(named)!, run.Actor, run.Cancel),
            done => Answers.With(StudyAnswer.Of(done.Value), done.Change),
            done => [$"Deleted {done.Value.Name}. To bring it back: throughline history undo --study {done.Value.Id}"]));
        return command;
    }
}
