using System.CommandLine;
using System.Globalization;
using Throughline.App.Reports;
using Throughline.App.Shell;
using Throughline.App.Vault;
using Throughline.Workbench.Sampling;
using Throughline.Workbench.Shared;

namespace Throughline.App.Sampling;

/// <summary>Kept wishes, and letters to those chosen.</summary>
public static class SampleWishCommands
{
    public static void AddTo(Command sample, Func<string, string, Func<CommandRun, string, string?, Task<int>>, Command> make)
    {
        var wishes = new Command("wishes", "Wishes kept under names, to be recalled and compared.");
        wishes.Subcommands.Add(make("compare", "Set kept wishes beside those in force.", async (run, study, named) => run.Print(
            await run.Get<CompareWishes>().AskAsync(study, run.Actor, named, run.Cancel),
            found => found.Sides.Select(s => new { name = s.Kept?.Name, s.Size, s.Seed, s.Wishes, s.Result, s.Shared }).ToList(), Lines)));
        wishes.Subcommands.Add(Named(make, "keep", "Keep the wishes of a sample under a name.", async (run, study, sampleNamed, name) => run.Print(
            await run.Get<KeepWishes>().DoAsync(study, run.Actor, sampleNamed, (Guid.CreateVersion7(), name), run.Cancel), done => Answers.With(KeptWishesAnswer.Of(done.Value), done.Change), done => [$"Kept as {done.Value.Name}."])));
        wishes.Subcommands.Add(Named(make, "recall", "Put kept wishes in force again.", async (run, study, sampleNamed, name) => run.Print(
            await run.Get<RecallWishes>().DoAsync(study, run.Actor, sampleNamed, name, run.Cancel), done => Answers.With(SampleAnswer.Of(done.Value), done.Change), _ => [$"{name} is in force. Propose again to choose by it."])));
        wishes.Subcommands.Add(Named(make, "drop", "Let kept wishes go.", async (run, study, sampleNamed, name) => run.Print(
            await run.Get<DropWishes>().DoAsync(study, run.Actor, sampleNamed, name, run.Cancel), done => Answers.With(new DoneAnswer(), done.Change), done => [done.Change?.Summary ?? $"There are no wishes {name}."])));
        sample.Subcommands.Add(wishes);
        sample.Subcommands.Add(Letters(make));
    }

    private static Command Named(
        Func<string, string, Func<CommandRun, string, string?, Task<int>>, Command> make, string name, string description, Func<CommandRun, string, string?, string, Task<int>> act)
    {
        var which = new Argument<string>("name") { Description = "What the wishes are kept as." };
        var command = make(name, description, (run, study, sample) => act(run, study, sample, run.Parsed.GetValue(which)!));
        command.Arguments.Add(which);
        return command;
    }

    private static IEnumerable<string> Lines(CompareWishes.Answer found)
    {
        string Result(Func<WishedSample, string> of, CompareWishes.Side side) => side.Result is { } result ? of(result) : "–";
        yield return $"{"",-40}{string.Join("  ", found.Sides.Select(s => $"{s.Kept?.Name ?? "now",-16}"))}";
        foreach (var row in found.Rows) yield return $"{row.Asked,-40}{string.Join("  ", row.Cells.Select(c => $"{c,-16}"))}".TrimEnd();
        yield return $"{"Spread (mean Gower)",-40}{string.Join("  ", found.Sides.Select(s => $"{Result(r => r.Mean.ToString("0.000", CultureInfo.InvariantCulture), s),-16}"))}".TrimEnd();
        yield return $"{"Bands reached",-40}{string.Join("  ", found.Sides.Select(s => $"{Result(r => $"{r.Covered} of {r.Coverable}", s),-16}"))}".TrimEnd();
        yield return $"{"In the sample now",-40}{string.Join("  ", found.Sides.Select(s => $"{Result(r => $"{s.Shared} of {r.Picked.Count}", s),-16}"))}".TrimEnd();
    }

    private static Command Letters(Func<string, string, Func<CommandRun, string, string?, Task<int>>, Command> make)
    {
        var codes = new Argument<string[]>("code") { Description = "To whom, by study codes; without any, all whom nobody has approached yet.", Arity = ArgumentArity.ZeroOrMore };
        var to = new Option<string>("--to") { Description = "The file, .docx or .html, a page for each person. It holds names: keep it as you keep the vault.", Required = true };
        var text = new Option<string?>("--template") { Description = "A text file with {{name}}, {{code}} and the like, which is kept with the sample. Without it, the one that is kept." };
        var command = make("letters", "Write a letter to each of those chosen, with names from the identity vault. The look is recorded.", async (run, study, named) =>
        {
            if (!ReportFile.Kind(Path.GetExtension(run.Parsed.GetValue(to)!)).Is(out var kind, out var unknown)) return CommandRun.Tell(unknown, run.Json);
            if (!(await TemplateAsync(run.Parsed.GetValue(text), run.Cancel)).Is(out var template, out var problem)) return CommandRun.Tell(problem, run.Json);
            if (await VaultCommands.OpenAsync(run, study) is { } closed) return CommandRun.Tell(closed, run.Json);
            var wanted = run.Parsed.GetValue(codes) is { Length: > 0 } some ? some : null;
            if (!(await run.Get<WriteLetters>().DoAsync(study, run.Actor, named, new(template.Length > 0 ? template : null, wanted), run.Cancel)).Is(out var letters, out problem)) return CommandRun.Tell(problem, run.Json);
            if (await TableFile.KeepAsync(run.Parsed.GetValue(to), ReportFile.Write(letters.Document, kind), run.Cancel) is { } wrong) return CommandRun.Tell(wrong, run.Json);
            return run.Print<WriteLetters.Letters>(letters, l => new { file = run.Parsed.GetValue(to), l.Written, l.Without },
                l => [$"{Told.Count(l.Written.Count, "letter")} in {run.Parsed.GetValue(to)}", .. l.Without.Count > 0 ? [$"No letter to {string.Join(", ", l.Without)}: the vault does not say who they are."] : Array.Empty<string>()]);
        });
        command.Arguments.Add(codes);
        command.Options.Add(to);
        command.Options.Add(text);
        command.Options.Add(VaultCommands.PassphraseFile);
        return command;
    }

    private static async Task<Outcome<string>> TemplateAsync(string? file, CancellationToken cancel) =>
        file is null ? "" : !File.Exists(file) ? new Problem.NotFound("file", file)
        : new FileInfo(file).Length > LetterText.Longest * 4L ? new Problem.TooLarge(file, $"A letter has at most {LetterText.Longest:N0} characters.", "Write a shorter one.")
        : await File.ReadAllTextAsync(file, cancel);
}
