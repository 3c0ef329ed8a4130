using System.CommandLine;
using System.Globalization;
using Throughline.App.Shell;
using Throughline.Workbench.Shared;
using Throughline.Workbench.Sources;

namespace Throughline.App.Sources;

public static class SourceCommands
{
    private static readonly Argument<string> Named = new("source") { Description = "Name or id." };

    public static void AddTo(RootCommand root)
    {
        ImportCommand.AddTo(root);
        var source = new Command("source", "List, show, print and remove sources.");
        source.Subcommands.Add(List());
        source.Subcommands.Add(Show());
        source.Subcommands.Add(Text());
        source.Subcommands.Add(Original());
        source.Subcommands.Add(AttachCommand.Build());
        source.Subcommands.Add(Rename());
        source.Subcommands.Add(Remove());
        root.Subcommands.Add(source);
    }

    private static Command List()
    {
        var study = CommandOptions.Study();
        var command = new Command("list", "List the sources of a study.") { study };
        CommandRun.Handle(command, async run => run.Print(
            await run.Get<SourceList>().AskAsync(run.Parsed.GetValue(study)!, run.Actor, run.Cancel), lines => lines.Select(SourceLineAnswer.Of),
            lines => lines.Select(l => string.Create(CultureInfo.InvariantCulture, $"{l.Source.Id}  {l.Source.Name}  ({l.Source.Format}, {Told.Count(l.Source.WordCount, "word")}, {Told.Count(l.Source.TurnCount, "turn")}, {l.Coded:P0} coded)"))));
        return command;
    }

    private static Command Show()
    {
        var study = CommandOptions.Study();
        var command = new Command("show", "Show one source and who speaks in it.") { Named, study };
        CommandRun.Handle(command, async run => run.Print(
            await run.Get<SourceOf>().AskAsync(run.Parsed.GetValue(study)!, run.Actor, run.Parsed.GetValue(Named)!, run.Cancel), SourceDetailAnswer.Of, Lines));
        return command;
    }

    private static IEnumerable<string> Lines(SourceOf.Answer found)
    {
        yield return $"{found.Source.Name}, {found.Source.Id}";
        yield return $"{found.Source.Format} from {found.Source.FileName}, {Told.Count(found.Source.WordCount, "word")}, {Told.Count(found.Source.TurnCount, "turn")}";
        foreach (var voice in found.Voices)
            yield return $"  {voice.Speaker.Name}, {voice.Speaker.Role}, {Told.Count(voice.Turns, "turn")}{(voice.Participant is { } who ? $", participant {who.Name}" : "")}";
    }

    /// <summary>To a pipe the words go as they are, in UTF-8, with no line end of ours after them.</summary>
    private static Command Text()
    {
        var study = CommandOptions.Study();
        var command = new Command("text", "Print the text of a source exactly as positions count it.") { Named, study };
        CommandRun.Handle(command, async run =>
        {
            var outcome = await run.Get<SourceWords>().AskAsync(run.Parsed.GetValue(study)!, run.Actor, run.Parsed.GetValue(Named)!, run.Cancel);
            if (!outcome.Succeeded || run.Json) return run.Print(outcome, found => found.Content.Text, _ => []);
            await using var output = Console.OpenStandardOutput();
            await output.WriteAsync(System.Text.Encoding.UTF8.GetBytes(outcome.Value.Content.Text), run.Cancel);
            return Exit.Done;
        });
        return command;
    }

    private static Command Original()
    {
        var study = CommandOptions.Study();
        var to = new Option<FileInfo>("--to") { Description = "The file to write. It must not be there yet.", Required = true };
        var command = new Command("original", "Write the original file of a source.") { Named, study, to };
        CommandRun.Handle(command, async run =>
        {
            var outcome = await run.Get<SourceOriginal>().AskAsync(run.Parsed.GetValue(study)!, run.Actor, run.Parsed.GetValue(Named)!, run.Cancel);
            if (!outcome.Is(out var found, out var problem)) return CommandRun.Tell(problem, run.Json);
            var target = run.Parsed.GetValue(to)!;
            await using (found.Bytes)
            {
                if (target.Exists) return CommandRun.Tell(new Problem.Conflict($"{target.Name} is there already", "Nothing was written. Name another file."), run.Json);
                await using var file = new FileStream(target.FullName, FileMode.CreateNew);
                await found.Bytes.CopyToAsync(file, run.Cancel);
            }
            return run.Print(Outcome.Of(found), f => new { file = target.FullName, original = f.FileName }, f => [$"Wrote {f.FileName} to {target.FullName}"]);
        });
        return command;
    }

    private static Command Rename()
    {
        var study = CommandOptions.Study();
        var name = new Argument<string>("name") { Description = "The new name." };
        var command = new Command("rename", "Give a source another name.") { Named, name, study };
        CommandRun.Handle(command, async run => run.Print(
            await run.Get<RenameSource>().DoAsync(run.Parsed.GetValue(study)!, run.Actor, run.Parsed.GetValue(Named)!, run.Parsed.GetValue(name)!, run.Cancel),
            done => Answers.With(SourceAnswer.Of(SourceBrief.Of(done.Value, [])), done.Change), done => [$"It is named {done.Value.Name} now"]));
        return command;
    }

    private static Command Remove()
    {
        var study = CommandOptions.Study();
        var command = new Command("remove", "Remove a source with its segments and notes. `history undo` brings all of it back.") { Named, study };
        CommandRun.Handle(command, async run => run.Print(
            await run.Get<RemoveSource>().DoAsync(run.Parsed.GetValue(study)!, run.Actor, run.Parsed.GetValue(Named)!, run.Cancel),
            done => Answers.With(new DoneAnswer(), done.Change), _ => [$"Removed {run.Parsed.GetValue(Named)}. To bring it back: throughline history undo --study \"{run.Parsed.GetValue(study)}\""]));
        return command;
    }
}
