using System.CommandLine;
using Throughline.App.Shell;
using Throughline.Workbench.Shared;
using Throughline.Workbench.Vault;

namespace Throughline.App.Vault;

/// <summary>The identity vault from the command line. A command opens it for itself and closes it at its end.</summary>
public static class VaultCommands
{
    /// <summary>For each command that has to open the vault for itself.</summary>
    internal static readonly Option<FileInfo?> PassphraseFile = new("--passphrase-file") { Description = "A file whose first line is the passphrase. Without it, it is asked for." };
    private static readonly Option<string> StudyOption = CommandOptions.Study();

    public static void AddTo(RootCommand root)
    {
        var vault = new Command("vault", "Names and addresses behind the study codes: encrypted, apart from everything else.");
        vault.Subcommands.Add(Make("setup", "Make the vault of a study. A lost passphrase loses the names, and nothing else.", async (run, study) =>
            Passphrase(run.Parsed).Is(out var passphrase, out var problem)
                ? Tell(run, await run.Get<SetUpVault>().DoAsync(study, run.Actor, passphrase, run.Cancel)) : CommandRun.Tell(problem, run.Json)));
        vault.Subcommands.Add(Show());
        vault.Subcommands.Add(Names());
        vault.Subcommands.Add(Import());
        vault.Subcommands.Add(Destroy());
        root.Subcommands.Add(vault);
    }

    private static Command Show()
    {
        var command = new Command("show", "Whether there is a vault, how many are in it, and what was done with it. No names.") { StudyOption };
        CommandRun.Handle(command, async run => run.Print(
            await run.Get<VaultState>().AskAsync(run.Parsed.GetValue(StudyOption)!, run.Actor, run.Cancel), VaultAnswer.Of,
            state => [state.IsSetUp ? $"{Told.Count(state.People, "person", "people")} in the vault" : "There is no vault yet.",
                .. state.Log.Select(e => $"{Instant.At(e.At).ToLocalTime():yyyy-MM-dd HH:mm}  {e.By}  {e.What} {e.Code}".TrimEnd())]));
        return command;
    }

    private static Command Names()
    {
        var codes = new Argument<string[]>("code") { Description = "Whom to look up; without any, everybody.", Arity = ArgumentArity.ZeroOrMore };
        var command = Make("names", "Show who stands behind study codes. The look is recorded.", async (run, study) =>
            await OpenAsync(run, study) is { } refused ? CommandRun.Tell(refused, run.Json)
            : run.Print(await run.Get<LookInVault>().DoAsync(study, run.Actor, run.Parsed.GetValue(codes) is { Length: > 0 } some ? some : null, run.Cancel),
                done => Answers.With(new NamesAnswer(done.Value), done.Change),
                done => done.Value.Select(e => string.Join("  ", new[] { e.Code, e.Name, e.Email, e.Telephone, e.Address, e.Note }.Where(t => t.Length > 0)))));
        command.Arguments.Add(codes);
        return command;
    }

    private static Command Import()
    {
        var file = new Argument<string>("file") { Description = "CSV or XLSX with the columns code, name, email, telephone, address, note." };
        var command = Make("import", "Put names and addresses into the vault from a table. The file itself is yours to remove.", async (run, study) =>
        {
            if (!(await TableFile.OpenAsync(run.Parsed.GetValue(file)!, run.Cancel)).Is(out var table, out var problem)) return CommandRun.Tell(problem, run.Json);
            if (await OpenAsync(run, study) is { } refused) return CommandRun.Tell(refused, run.Json);
            return run.Print(await run.Get<EnterNames>().DoAsync(study, run.Actor, table.Name, table.Rows, run.Cancel),
                done => Answers.With(NamesEnteredAnswer.Of(done.Value), done.Change),
                done => [.. done.Value.Troubles.Select(t => $"{t.Place}: {t.Message}"), $"{Told.Count(done.Value.Rows - done.Value.Troubles.Count, "person", "people")} taken, {done.Value.Added} of them new"]);
        });
        command.Arguments.Add(file);
        return command;
    }

    private static Command Destroy()
    {
        var confirm = new Option<string>("--confirm") { Description = "“destroy the vault”, in full.", Required = true };
        var command = new Command("destroy", "Destroy the vault for good. A certificate stays in the history.") { StudyOption, confirm };
        CommandRun.Handle(command, async run => Tell(run, await run.Get<DestroyVault>().DoAsync(run.Parsed.GetValue(StudyOption)!, run.Actor, run.Parsed.GetValue(confirm)!, run.Cancel)));
        return command;
    }

    private static Command Make(string name, string description, Func<CommandRun, string, Task<int>> act)
    {
        var command = new Command(name, description) { StudyOption, PassphraseFile };
        CommandRun.Handle(command, run => act(run, run.Parsed.GetValue(StudyOption)!));
        return command;
    }

    private static int Tell(CommandRun run, Outcome<Done<Workbench.Respondents.VaultEvent>> outcome) => run.Print(
        outcome, done => Answers.With(VaultEventAnswer.Of(done.Value), done.Change), done => [done.Value.Detail.Length > 0 ? done.Value.Detail : $"The vault: {done.Value.What}."]);

    internal static async Task<Problem?> OpenAsync(CommandRun run, string study) =>
        Passphrase(run.Parsed).Is(out var passphrase, out var problem) ? (await run.Get<OpenVault>().DoAsync(study, run.Actor, passphrase, run.Cancel)).Problem : problem;

    private static Outcome<string> Passphrase(ParseResult parsed)
    {
        if (parsed.GetValue(PassphraseFile) is { } file)
            return file.Exists ? File.ReadLines(file.FullName).FirstOrDefault() ?? "" : new Problem.NotFound("file", file.FullName);
        if (Console.IsInputRedirected) return Console.In.ReadLine() ?? "";
        Console.Error.Write("Passphrase: ");
        return Typed();
    }

    /// <summary>Read without showing it.</summary>
    private static string Typed()
    {
        var typed = new System.Text.StringBuilder();
        for (var key = Console.ReadKey(intercept: true); key.Key != ConsoleKey.Enter; key = Console.ReadKey(intercept: true))
        {
            if (key.Key != ConsoleKey.Backspace) typed.Append(key.KeyChar);
            else if (typed.Length > 0) typed.Length--;
        }
        Console.Error.WriteLine();
        return typed.ToString();
    }
}
