using System.CommandLine;
using Throughline.App.Shell;
using Throughline.Workbench.Shared;
using Throughline.Workbench.Sources;

namespace Throughline.App.Sources;

public static class FindCommand
{
    public static void AddTo(RootCommand root)
    {
        var (words, study) = (new Argument<string>("words") { Description = "What to find, whatever its case." }, CommandOptions.Study());
        var places = new Option<int>("--places") { Description = "How many places at most.", DefaultValueFactory = _ => 50 };
        var command = new Command("find", "Find words in all sources of a study, and codes and participants by name.") { words, places, study };
        CommandRun.Handle(command, async run => run.Print(
            await run.Get<FindInStudy>().AskAsync(run.Parsed.GetValue(study)!, run.Actor, new(run.Parsed.GetValue(words)!, run.Parsed.GetValue(places)), run.Cancel),
            found => found, Lines));
        root.Subcommands.Add(command);
    }

    private static IEnumerable<string> Lines(FindInStudy.Answer found) =>
    [
        .. found.Codes.Select(c => $"code: {c.Name}"), .. found.People.Select(p => $"participant: {p.Name}"),
        .. found.Places.Select(p => $"{p.SourceName}{(p.Turn is { } turn ? $", turn {turn}" : "")}{(p.Time is { } ms ? $", {Told.Clock(ms)}" : "")}  {p.Before}[{p.Words}]{p.After}"),
        .. found.More ? ["There are more: --places says how many to show."] : Array.Empty<string>(),
    ];
}
