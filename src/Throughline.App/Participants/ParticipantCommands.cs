using System.CommandLine;
using Throughline.App.Shell;
using Throughline.App.Sources;
using Throughline.Workbench.Participants;
using Throughline.Workbench.Shared;

namespace Throughline.App.Participants;

public static class ParticipantCommands
{
    private const long LargestTable = 20 << 20;

    public static void AddTo(RootCommand root)
    {
        var participants = new Command("participants", "Bring in and list those who take part.");
        participants.Subcommands.Add(Import());
        participants.Subcommands.Add(List());
        root.Subcommands.Add(participants);
    }

    private static Command Import()
    {
        var study = CommandOptions.Study();
        var file = new Argument<FileInfo>("file") { Description = "CSV or XLSX. The first row names the variables, the first column the participants." };
        var command = new Command("import", "Bring participants in from a table; who is there already is brought up to date.") { file, study };
        CommandRun.Handle(command, async run =>
        {
            var table = run.Parsed.GetValue(file)!;
            if (!table.Exists) return CommandRun.Tell(new Problem.NotFound("file", table.Name), run.Json);
            if (table.Length > LargestTable) return CommandRun.Tell(new Problem.TooLarge(table.Name, "It has more than 20 MB.", "Split it into parts."), run.Json);
            var bytes = await File.ReadAllBytesAsync(table.FullName, run.Cancel);
            var outcome = await run.Get<ImportParticipants>().DoAsync(run.Parsed.GetValue(study)!, run.Actor, new(table.Name, bytes), run.Cancel);
            return run.Print(outcome, done => Answers.With(ParticipantsImportedAnswer.Of(done.Value), done.Change), done => Lines(done.Value));
        });
        return command;
    }

    private static IEnumerable<string> Lines(ImportParticipants.Report report) =>
    [
        .. report.Warnings.Select(w => $"{w.Place}: {w.Message}"),
        $"{report.Added} new, {report.Changed} changed, {report.Unchanged} as they were; {Told.Count(report.SpeakersTied, "speaker")} tied to them",
    ];

    private static Command List()
    {
        var study = CommandOptions.Study();
        var command = new Command("list", "List the participants of a study.") { study };
        CommandRun.Handle(command, async run => run.Print(
            await run.Get<ParticipantList>().AskAsync(run.Parsed.GetValue(study)!, run.Actor, run.Cancel), lines => lines.Select(ParticipantAnswer.Of),
            lines => lines.Select(l => $"{l.Participant.Name}  {string.Join(", ", l.Values.Where(v => v.Value.Length > 0).Select(v => $"{v.Key}: {v.Value}"))}")));
        return command;
    }
}
