using System.CommandLine;
using Throughline.App.Shell;

namespace Throughline.App.Sampling;

public static class SampleCommands
{
    public static void AddTo(RootCommand root)
    {
        var sample = new Command("sample", "Choose whom to interview, for variation.");
        sample.Subcommands.Add(Propose());
        StudySampleCommands.AddTo(sample);
        root.Subcommands.Add(sample);
    }

    private static Command Propose()
    {
        var file = new Argument<string?>("file") { Description = "A CSV or XLSX file with a row for each respondent.", Arity = ArgumentArity.ZeroOrOne };
        var study = new Option<string?>("--study") { Description = "The study whose respondents are chosen among, in the place of a file." };
        var options = new SampleFileOptions();
        var command = new Command("propose", "Propose a sample in which people differ as much as can be.") { file, study, StudySampleCommands.SampleOption };
        foreach (var option in options.All) command.Options.Add(option);
        command.Validators.Add(result =>
        {
            if (result.GetValue(file) is null == result.GetValue(study) is null) result.AddError("Name a file of respondents, or a study: sample propose FILE --size N --vary A,B,C, or sample propose --study S --size N --vary A,B,C.");
            else if (result.GetValue(study) is not null && options.ForFiles.FirstOrDefault(o => result.GetResult(o) is { Implicit: false }) is { } astray)
                result.AddError($"{astray.Name} is for a file. In a study, bands, kinds and who agreed are those of its variables and respondents.");
            else foreach (var fault in options.Faults(result)) result.AddError(fault);
        });
        CommandRun.HandleEither(command, parsed => parsed.GetValue(study) is not null, run => StudySampleCommands.ProposeAsync(run, run.Parsed.GetValue(study)!, options.Read(run.Parsed)),
            (parsed, cancel) => ProposeFromFile.RunAsync(parsed.GetValue(file)!, options.Read(parsed), parsed.GetValue(CommandOptions.Json), cancel));
        return command;
    }
}
