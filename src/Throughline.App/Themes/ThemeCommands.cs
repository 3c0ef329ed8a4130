using System.CommandLine;
using Throughline.App.Shell;
using Throughline.Workbench.Shared;
using Throughline.Workbench.Themes;

namespace Throughline.App.Themes;

public static class ThemeCommands
{
    public static void AddTo(RootCommand root)
    {
        var theme = new Command("theme", "List, begin and bring in themes.");
        foreach (var command in new[] { List(), Add(), Import() }) theme.Subcommands.Add(command);
        root.Subcommands.Add(theme);
    }

    private static Command List()
    {
        var study = CommandOptions.Study();
        var command = new Command("list", "List the themes with what speaks for and against each, the overarching one first.") { study };
        CommandRun.Handle(command, async run => run.Print(
            await run.Get<ThemesBoard>().AskAsync(run.Parsed.GetValue(study)!, run.Actor, null, run.Cancel),
            board => All(board).Select(t => ThemeColumnAnswer.Of(t, board.Voices)), board => All(board).Select(Line).Append(Rest(board))));
        return command;
    }

    private static IEnumerable<BoardTheme> All(ThemesBoard.Answer board) => board.Overarching is { } above ? [above, .. board.Themes] : board.Themes;

    private static string Line(BoardTheme column)
    {
        var theme = column.Theme;
        var held = theme.Overarching && column is { Codes.Count: 0, Supporting: 0, Contrary: 0 } ? "overarching"
            : $"{Told.Count(column.Codes.Count, "code")}, {column.Supporting:N0} supporting, {column.Contrary:N0} contrary";
        return $"{(theme.Overarching ? " " : $"{theme.Number}")}  {theme.Label}{(theme.Subtitle.Length > 0 ? $": {theme.Subtitle}" : "")}  ({theme.Status}, {held})";
    }

    private static string Rest(ThemesBoard.Answer board) => $"{board.UnderThemes:N0} of {Told.Count(board.Codes, "code")} are under a theme.";

    private static Command Add()
    {
        var study = CommandOptions.Study();
        var named = new Argument<string?>("label") { Description = "What it is called.", Arity = ArgumentArity.ZeroOrOne };
        var label = new Option<string?>("--label") { Description = "The same, by name." };
        var subtitle = new Option<string?>("--subtitle") { Description = "A line under the label." };
        var idea = new Option<string?>("--idea") { Description = "Its central idea: what it claims." };
        var boundary = new Option<string?>("--boundary") { Description = "What it takes in and what it leaves out." };
        var status = new Option<string?>("--status") { Description = "candidate, reviewed, named or reported." };
        var overarching = new Option<bool>("--overarching") { Description = "It stands above the others." };
        var id = new Option<Guid?>("--id") { Description = "Its id; the same id twice is one theme." };
        var command = new Command("add", "Begin a theme.") { named, study, label, subtitle, idea, boundary, status, overarching, id };
        CommandRun.Handle(command, async run =>
        {
            var request = new WriteTheme.Request(
                run.Parsed.GetValue(id) ?? Guid.CreateVersion7(), run.Parsed.GetValue(label) ?? run.Parsed.GetValue(named), run.Parsed.GetValue(subtitle), run.Parsed.GetValue(idea),
                run.Parsed.GetValue(boundary), run.Parsed.GetValue(status), run.Parsed.GetValue(overarching) ? true : null);
            return run.Print(
                await run.Get<WriteTheme>().DoAsync(run.Parsed.GetValue(study)!, run.Actor, request, run.Cancel),
                done => Answers.With(ThemeAnswer.Of(done.Value), done.Change),
                done => [$"Began {done.Value.Label}, {(done.Value.Overarching ? "the overarching theme" : $"theme {done.Value.Number}")}, {done.Value.Id}"]);
        });
        return command;
    }

    private static Command Import()
    {
        var study = CommandOptions.Study();
        var file = new Argument<string>("file") { Description = "A CSV or Excel table of themes, or of their segments (one with a column called quote)." };
        var command = new Command("import", "Bring in themes, or the segments that speak for and against them, from a table. The same file twice adds nothing.") { file, study };
        CommandRun.Handle(command, async run =>
        {
            if (!(await TableFile.OpenAsync(run.Parsed.GetValue(file)!, run.Cancel)).Is(out var opened, out var problem)) return CommandRun.Tell(problem, run.Json);
            return run.Print(
                await ThemeFile.ImportAsync((run.Get<ImportThemes>(), run.Get<ImportThemeSegments>()), run.Parsed.GetValue(study)!, run.Actor, opened, run.Cancel),
                done => Answers.With(ThemeReportAnswer.Of(done.Value, opened), done.Change), done => ThemeReportAnswer.Of(done.Value, opened).Lines());
        });
        return command;
    }
}
