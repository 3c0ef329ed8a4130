using System.CommandLine;
using Throughline.App.Shell;
using Throughline.Workbench.Studies;

namespace Throughline.App.Studies;

/// <summary>Loads the demonstration study into a data folder.</summary>
public static class DemoCommand
{
    public static void AddTo(RootCommand root)
    {
        var command = new Command("demo", "Bring in the demonstration study: twenty made-up interviews, coded, with themes you may disagree with.");
        CommandRun.Handle(command, async run =>
        {
            if (!(await run.Get<Demonstration>().LoadAsync(run.Actor, run.Cancel)).Is(out var id, out var problem)) return CommandRun.Tell(problem, run.Json);
            return run.Print(await run.Get<StudyList>().OneAsync(id, run.Cancel), StudyAnswer.Of, study => [$"{study.Name} is there. It is synthetic: nobody in it is real."]);
        });
        root.Subcommands.Add(command);
    }
}
