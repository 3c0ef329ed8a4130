using System.CommandLine;
using System.Text.Json;
using Throughline.App.Shell;
using Throughline.Workbench.Access;
using Throughline.Workbench.Studies;

namespace Throughline.App.Studies;

/// <summary>Loads the demonstration study into a data folder.</summary>
public static class DemoCommand
{
    private static readonly Option<bool> Prepare = new("--prepare")
    {
        Description = "Bring it in beside the program instead, once for each build: a first start then copies it and need not import.",
    };

    public static void AddTo(RootCommand root)
    {
        var command = new Command("demo", "Bring in the demonstration study: twenty made-up interviews, coded, with themes you may disagree with.") { Prepare };
        CommandRun.HandleEither(command, parsed => !parsed.GetValue(Prepare), LoadAsync, PrepareAsync);
        root.Subcommands.Add(command);
    }

    private static async Task<int> LoadAsync(CommandRun run)
    {
        if (!(await run.Get<Demonstration>().LoadAsync(run.Actor, run.Cancel)).Is(out var id, out var problem)) return CommandRun.Tell(problem, run.Json);
        return run.Print(await run.Get<StudyList>().OneAsync(id, run.Cancel), StudyAnswer.Of, study => [$"{study.Name} is there. It is synthetic: nobody in it is real."]);
    }

    private static async Task<int> PrepareAsync(ParseResult parsed, CancellationToken cancel)
    {
        var (json, actor) = (parsed.GetValue(CommandOptions.Json), new Actor(parsed.GetValue(CommandOptions.Actor) ?? CommandRun.DefaultName()));
        if (!(await PreparedDemonstration.PrepareAsync(actor, cancel)).Is(out var folder, out var problem)) return CommandRun.Tell(problem, json);
        Console.Out.WriteLine(json ? JsonSerializer.Serialize(new { folder }, Answers.Json) : $"The demonstration is prepared in {folder}");
        return Exit.Done;
    }
}
