using System.CommandLine;
using Throughline.App.Shell;
using Throughline.Workbench.History;
using Throughline.Workbench.Shared;

namespace Throughline.App.History;

public static class HistoryCommands
{
    public static void AddTo(RootCommand root)
    {
        var history = new Command("history", "What was done, undoing it, and the study as it was.");
        history.Subcommands.Add(List());
        history.Subcommands.Add(Show());
        history.Subcommands.Add(Undo());
        history.Subcommands.Add(Redo());
        history.Subcommands.Add(AsOfCommand.Make());
        root.Subcommands.Add(history);
    }

    private static Option<string?> Filter(string name, string told) => new(name) { Description = told };

    private static Command List()
    {
        var study = CommandOptions.Study();
        var after = new Option<long>("--after") { Description = "Only changes after this one." };
        var limit = new Option<int>("--limit") { Description = "At most so many, the latest.", DefaultValueFactory = _ => 1000 };
        var (by, part, verb, words) = (Filter("--by", "Who did it."), Filter("--part", $"What it touched: {string.Join(", ", HistoryWords.Parts.Keys)}."), Filter("--verb", "One verb, such as MergeCodes."), Filter("--words", "What the line says."));
        var (sort, from, to) = (Filter("--sort", $"What sort of act: {string.Join(", ", HistoryWords.Sorts)}."), Filter("--from", "A day or a moment: 2026-11-12, 2026-11-12T14:30."), Filter("--to", "A day, its end included, or a moment."));
        var command = new Command("list", "List the changes, the oldest first.") { study, after, limit, by, part, verb, sort, words, from, to };
        CommandRun.Handle(command, async run =>
        {
            string? Said(Option<string?> option) => run.Parsed.GetValue(option);
            var query = new HistoryQuery(Said(by), Said(part), Said(sort), Said(verb), Said(words), Said(from), Said(to), null);
            return run.Print(await ListAsync(run, run.Parsed.GetValue(study)!, query, run.Parsed.GetValue(after), run.Parsed.GetValue(limit)), lines => lines.Select(ChangeAnswer.Of), lines => lines.Select(Line));
        });
        return command;
    }

    private static async Task<Outcome<IReadOnlyList<ChangeLine>>> ListAsync(CommandRun run, StudyRef study, HistoryQuery query, long after, int limit)
    {
        if (query.IsEmpty) return await run.Get<ChangesSince>().LatestAsync(study, run.Actor, after, limit, run.Cancel);
        if (!query.Filter.Is(out var filter, out var problem)) return problem;
        return (await run.Get<HistoryOf>().AskAsync(study, run.Actor, filter, null, limit, run.Cancel)).Is(out var page, out problem)
            ? Outcome.Of<IReadOnlyList<ChangeLine>>([.. page.Changes.Where(c => c.Number > after).Reverse()])
            : problem;
    }

    private static string Line(ChangeLine l) => $"{l.Number,6}  {l.At.ToLocalTime():yyyy-MM-dd HH:mm}  {l.Actor} {l.Summary}{(l.ReversedBy is null ? "" : "  (undone)")}";

    private static Command Show()
    {
        var (study, id) = (CommandOptions.Study(), new Argument<long>("id") { Description = "The change." });
        var command = new Command("show", "Show one change: what it touched, before and after.") { study, id };
        CommandRun.Handle(command, async run => run.Print(
            await run.Get<ChangeDetail>().AskAsync(run.Parsed.GetValue(study)!, run.Actor, run.Parsed.GetValue(id), run.Cancel), ChangeDetailAnswer.Of, Told));
        return command;
    }

    private static IEnumerable<string> Told(ChangeDetail.Answer detail)
    {
        yield return Line(detail.Change);
        foreach (var item in detail.Items)
        {
            yield return $"  {item.Did} the {item.Kind} {item.Name}";
            foreach (var field in item.Fields)
                yield return $"    {field.Label}: {(field.Before is null ? "" : $"{field.Before} → ")}{field.After ?? "nothing"}".ReplaceLineEndings(" ");
        }
        if (detail.Sums.Sum(s => s.Count) - detail.Items.Count is > 0 and var more) yield return $"  and {more:N0} more";
    }

    private static Command Undo()
    {
        var study = CommandOptions.Study();
        var ids = new Argument<long[]>("id") { Description = "The change; several are undone in one act.", Arity = ArgumentArity.ZeroOrMore };
        var command = new Command("undo", "Take back a change; without an id the last act that still stands.") { study, ids };
        CommandRun.Handle(command, async run =>
        {
            var (of, named) = (run.Parsed.GetValue(study)!, run.Parsed.GetValue(ids) ?? []);
            if (named.Length > 1)
                return run.Print(
                    await run.Get<UndoChanges>().DoAsync(of, run.Actor, named, run.Cancel), done => Answers.With(UndoneAnswer.Of(done.Value), done.Change),
                    done => done.Value.Select(c => $"Undid: {c.Summary}"));
            return Print(run, "Undid", await run.Get<UndoChange>().DoAsync(of, run.Actor, named.Length == 0 ? null : named[0], run.Cancel));
        });
        return command;
    }

    private static Command Redo()
    {
        var (study, id) = (CommandOptions.Study(), new Argument<long?>("id") { Description = "The change.", Arity = ArgumentArity.ZeroOrOne });
        var command = new Command("redo", "Do again what was undone; without an id what was undone last.") { study, id };
        CommandRun.Handle(command, async run => Print(run, "Redid", await run.Get<UndoChange>().RedoAsync(run.Parsed.GetValue(study)!, run.Actor, run.Parsed.GetValue(id), run.Cancel)));
        return command;
    }

    private static int Print(CommandRun run, string did, Outcome<Done<ChangeLine>> outcome) => run.Print(
        outcome, done => Answers.With(ChangeAnswer.Of(done.Value), done.Change), done => [$"{did}: {done.Value.Summary}"]);
}
