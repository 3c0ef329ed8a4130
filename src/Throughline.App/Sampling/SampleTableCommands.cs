using System.CommandLine;
using Throughline.App.Participants;
using Throughline.App.Shell;
using Throughline.Workbench.Sampling;

namespace Throughline.App.Sampling;

/// <summary>Picks and logs of approaches from tables, and who became a participant.</summary>
public static class SampleTableCommands
{
    public static void AddTo(Command sample, Func<string, string, Func<CommandRun, string, string?, Task<int>>, Command> make)
    {
        sample.Subcommands.Add(Import(make));
        sample.Subcommands.Add(Participant(make));
    }

    private static Command Import(Func<string, string, Func<CommandRun, string, string?, Task<int>>, Command> make)
    {
        var file = new Argument<string>("file") { Description = "CSV or XLSX: picks (code, reason, in place of, dropped), or a log (code, step, on, reason)." };
        var command = make("import", "Bring in picks, or a log of approaches, that were kept elsewhere.", async (run, study, named) =>
        {
            if (!(await TableFile.OpenAsync(run.Parsed.GetValue(file)!, run.Cancel)).Is(out var table, out var problem)) return CommandRun.Tell(problem, run.Json);
            var done = ImportApproaches.IsLog(table.Rows)
                ? await run.Get<ImportApproaches>().DoAsync(study, run.Actor, named, table.Name, table.Rows, run.Cancel)
                : await run.Get<ImportSample>().DoAsync(study, run.Actor, named, table.Name, table.Rows, run.Cancel);
            TableAnswer Told(ImportSample.Report report) => TableAnswer.Of(table, (report.Rows, report.Added, report.There), report.Troubles);
            return run.Print(done, d => Answers.With(Told(d.Value), d.Change), d => Told(d.Value).Lines("row"));
        });
        command.Arguments.Add(file);
        return command;
    }

    private static Command Participant(Func<string, string, Func<CommandRun, string, string?, Task<int>>, Command> make)
    {
        var (who, name) = (new Argument<string>("respondent") { Description = "Their study code." }, new Argument<string?>("participant") { Description = "The study name; without it, the next that is free.", Arity = ArgumentArity.ZeroOrOne });
        var command = make("participant", "Make one who takes part a participant, or tie them to one.", async (run, study, named) => run.Print(
            await run.Get<TakePart>().DoAsync(study, run.Actor, named, (run.Parsed.GetValue(who)!, run.Parsed.GetValue(name)), run.Cancel),
            done => Answers.With(ParticipantAnswer.Of(done.Value), done.Change), done => [done.Value.Name]));
        command.Arguments.Add(who);
        command.Arguments.Add(name);
        return command;
    }
}
