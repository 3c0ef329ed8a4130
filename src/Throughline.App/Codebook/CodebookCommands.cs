using System.CommandLine;
using Throughline.App.Shell;
using Throughline.Workbench.Codebook;
using Throughline.Workbench.Shared;

namespace Throughline.App.Codebook;

public static class CodebookCommands
{
    public static void AddTo(RootCommand root)
    {
        var code = new Command("code", "Read and change the codebook. Codes are named by id, by name, or by path: \"Boundaries / Out of hours\".");
        foreach (var command in new[] { List(), Add(), Rename(), Move(), Merge(), Define(), Retire(), Delete(), CodebookFileCommands.Import(), CodebookFileCommands.Export() })
            code.Subcommands.Add(command);
        root.Subcommands.Add(code);
    }

    internal static Argument<string> Code() => new("code") { Description = "The code, by id, name or path." };

    private static Command List()
    {
        var (study, all) = (CommandOptions.Study(), new Option<bool>("--retired") { Description = "With retired codes." });
        var asOf = new Option<string?>("--as-of") { Description = "The codebook as it was: 2026-11-12, 2026-11-12T17:00." };
        var command = new Command("list", "List the codes as they stand in the tree, with their segments alone and with all under them.") { study, all, asOf };
        CommandRun.Handle(command, async run =>
        {
            if (run.Parsed.GetValue(asOf) is { } day)
                return History.AsOfEndpoints.Moment(day).Is(out var when, out var problem)
                    ? await History.AsOfCommand.CodebookAsync(run, run.Parsed.GetValue(study)!, when)
                    : CommandRun.Tell(problem, run.Json);
            var asked = await run.Get<CodebookTree>().AskAsync(run.Parsed.GetValue(study)!, run.Actor, withMeaning: false, run.Cancel);
            var retired = run.Parsed.GetValue(all) || run.Json;
            return run.Print(asked, a => a.Codes.Select(CodeAnswer.Of), a => a.Codes.Where(n => retired || n.Code.RetiredAt is null).Select(Line));
        });
        return command;
    }

    private static string Line(CodebookTree.Node node)
    {
        var retired = node.Code.RetiredAt is null ? "" : ", retired";
        var counted = node.Whole == node.Own ? Told.Count(node.Own.Segments, "segment") : $"{Told.Count(node.Whole.Segments, "segment")}, {node.Own.Segments:N0} its own";
        return $"{new string(' ', (node.Level - 1) * 2)}{node.Code.Name}  ({counted}{retired})";
    }

    private static Command Add()
    {
        var (study, name) = (CommandOptions.Study(), new Argument<string>("name") { Description = "Its name." });
        var parent = new Option<string?>("--parent") { Description = "The code it stands under. Without it, the top." };
        var definition = new Option<string?>("--definition") { Description = "What it means." };
        var vivo = new Option<bool>("--in-vivo") { Description = "The name is a participant's own words." };
        var command = new Command("add", "Add a code.") { name, study, parent, definition, vivo };
        CommandRun.Handle(command, async run =>
        {
            var of = run.Parsed.GetValue(study)!;
            if (!(await run.Get<CodeNamed>().AskAsync(of, run.Actor, run.Parsed.GetValue(parent), run.Cancel)).Is(out var under, out var problem))
                return CommandRun.Tell(problem, run.Json);
            var meaning = CodeMeaning.None with { Definition = run.Parsed.GetValue(definition) ?? "" };
            return run.Print(
                await run.Get<AddCode>().DoAsync(of, run.Actor, new(Guid.CreateVersion7(), run.Parsed.GetValue(name)!, under.Id, run.Parsed.GetValue(vivo), Meaning: meaning), run.Cancel),
                done => Answers.With(CodeAnswer.Of(done.Value), done.Change), done => [$"Added {done.Value.Name}, {done.Value.Id}"]);
        });
        return command;
    }

    private static Command Rename()
    {
        var (study, code, name) = (CommandOptions.Study(), Code(), new Argument<string>("name") { Description = "The new name." });
        var command = new Command("rename", "Give a code another name.") { code, name, study };
        CommandRun.Handle(command, async run => Print(
            run, await run.Get<RenameCode>().DoAsync(run.Parsed.GetValue(study)!, run.Actor, new(run.Parsed.GetValue(code)!, run.Parsed.GetValue(name)!), run.Cancel)));
        return command;
    }

    private static Command Move()
    {
        var (study, code) = (CommandOptions.Study(), Code());
        var under = new Option<string?>("--under") { Description = "The code it goes under." };
        var top = new Option<bool>("--top") { Description = "To the top of the codebook." };
        var before = new Option<string?>("--before") { Description = "The code it goes before." };
        var after = new Option<string?>("--after") { Description = "The code it goes after." };
        var command = new Command("move", "Put a code elsewhere in the tree, with all that stands under it.") { code, study, under, top, before, after };
        command.Validators.Add(result =>
        {
            var given = new[] { result.GetValue(under), result.GetValue(before), result.GetValue(after) }.Count(v => v is not null) + (result.GetValue(top) ? 1 : 0);
            if (given != 1) result.AddError("Say where to: one of --under, --before, --after or --top.");
        });
        CommandRun.Handle(command, async run => Print(run, await run.Get<MoveCode>().DoAsync(
            run.Parsed.GetValue(study)!, run.Actor,
            new(run.Parsed.GetValue(code)!, run.Parsed.GetValue(under), run.Parsed.GetValue(before), run.Parsed.GetValue(after)), run.Cancel)));
        return command;
    }

    private static Command Merge()
    {
        var (study, code, into) = (CommandOptions.Study(), Code(), new Option<string>("--into") { Description = "The code that stays.", Required = true });
        var command = new Command("merge", "Take one code up into another. `history undo` brings it back.") { code, into, study };
        CommandRun.Handle(command, async run => run.Print(
            await run.Get<MergeCodes>().DoAsync(run.Parsed.GetValue(study)!, run.Actor, new(run.Parsed.GetValue(code)!, run.Parsed.GetValue(into)!), run.Cancel),
            done => Answers.With(MergeAnswer.Of(done.Value), done.Change),
            done => [$"Merged {done.Value.Gone} into {done.Value.Into.Name}: {MergeCodes.Summary(done.Value)}"]));
        return command;
    }

    private static Command Define()
    {
        var (study, code) = (CommandOptions.Study(), Code());
        var definition = new Option<string?>("--definition") { Description = "What it means." };
        var use = new Option<string?>("--when-to-use") { Description = "When to use it." };
        var not = new Option<string?>("--when-not-to-use") { Description = "When not to use it." };
        var typical = new Option<string?>("--typical-example") { Description = "A typical example." };
        var borderline = new Option<string?>("--borderline-example") { Description = "A borderline example." };
        var why = new Option<string?>("--why") { Description = "Why it is changed, in a line." };
        var command = new Command("define", "Keep the next version of what a code means. What is not given stays as it is.") { code, study, definition, use, not, typical, borderline, why };
        CommandRun.Handle(command, async run =>
        {
            var (of, named) = (run.Parsed.GetValue(study)!, run.Parsed.GetValue(code)!);
            if (!(await run.Get<CodeNamed>().MeaningAsync(of, run.Actor, named, run.Cancel)).Is(out var was, out var problem)) return CommandRun.Tell(problem, run.Json);
            var meaning = new CodeMeaning(
                run.Parsed.GetValue(definition) ?? was.Definition, run.Parsed.GetValue(use) ?? was.WhenToUse, run.Parsed.GetValue(not) ?? was.WhenNotToUse,
                run.Parsed.GetValue(typical) ?? was.TypicalExample, run.Parsed.GetValue(borderline) ?? was.BorderlineExample);
            return Print(run, await run.Get<DefineCode>().DoAsync(of, run.Actor, new(named, meaning, run.Parsed.GetValue(why) ?? ""), run.Cancel));
        });
        return command;
    }

    private static Command Retire()
    {
        var (study, code, back) = (CommandOptions.Study(), Code(), new Option<bool>("--restore") { Description = "Take it into use again." });
        var command = new Command("retire", "Take a code out of use. Its segments stay.") { code, study, back };
        CommandRun.Handle(command, async run => Print(run, run.Parsed.GetValue(back)
            ? await run.Get<RestoreCode>().DoAsync(run.Parsed.GetValue(study)!, run.Actor, run.Parsed.GetValue(code)!, run.Cancel)
            : await run.Get<RetireCode>().DoAsync(run.Parsed.GetValue(study)!, run.Actor, run.Parsed.GetValue(code)!, run.Cancel)));
        return command;
    }

    private static Command Delete()
    {
        var (study, code, whole) = (CommandOptions.Study(), Code(), new Option<bool>("--whole") { Description = "With the codes under it and all their segments." });
        var command = new Command("delete", "Remove a code. `history undo` brings it back.") { code, study, whole };
        CommandRun.Handle(command, async run => run.Print(
            await run.Get<DeleteCode>().DoAsync(run.Parsed.GetValue(study)!, run.Actor, new(run.Parsed.GetValue(code)!, run.Parsed.GetValue(whole)), run.Cancel),
            done => Answers.With(new DeleteAnswer(done.Value.Name, done.Value.Codes, done.Value.Segments), done.Change),
            done => [$"Deleted {done.Value.Name}: {Told.Count(done.Value.Codes, "code")}, {Told.Count(done.Value.Segments, "segment")}"]));
        return command;
    }

    private static int Print(CommandRun run, Outcome<Done<Code>> outcome) => run.Print(
        outcome, done => Answers.With(CodeAnswer.Of(done.Value), done.Change),
        done => [done.Change is null ? $"{done.Value.Name} was so already" : $"Done: {done.Change.Summary}"]);
}
