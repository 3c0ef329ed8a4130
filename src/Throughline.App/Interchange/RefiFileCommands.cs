using System.CommandLine;
using System.Text.Json;
using Throughline.App.Shell;
using Throughline.Formats;
using Throughline.Formats.RefiQda;
using Throughline.Workbench.Shared;

namespace Throughline.App.Interchange;

/// <summary>Commands on REFI-QDA files alone: no study is opened, and no data folder.</summary>
public static class RefiFileCommands
{
    public static void AddTo(RootCommand root)
    {
        root.Subcommands.Add(Diff());
        root.Subcommands.Add(Validate());
    }

    private static Command Diff()
    {
        var (first, second) = (new Argument<string>("first") { Description = "A .qdpx, .qde or .qdc." }, new Argument<string>("second") { Description = "Another." });
        var times = new Option<bool>("--times") { Description = "Also compare when things were made and changed." };
        var command = new Command("diff", "Say what differs between two REFI-QDA files by meaning. Ends with 0 where nothing does, with 5 where something does.") { first, second, times };
        command.SetAction(parsed =>
        {
            var json = parsed.GetValue(CommandOptions.Json);
            if (!Read(parsed.GetValue(first)!, (file, name) => RefiReader.Read(file, name)).Is(out var one, out var problem)) return CommandRun.Tell(problem, json);
            using var _ = one;
            if (!Read(parsed.GetValue(second)!, (file, name) => RefiReader.Read(file, name)).Is(out var other, out problem)) return CommandRun.Tell(problem, json);
            using var __ = other;
            var found = RefiDiff.Compare(one.Project, other.Project, parsed.GetValue(times));
            Print(json, new { differences = found }, found.Select(Line).Append(found.Count == 0 ? "They say the same." : Told.Count(found.Count, "difference") + "."));
            return found.Count == 0 ? Exit.Done : Exit.Conflict;
        });
        return command;
    }

    private static Command Validate()
    {
        var path = new Argument<string>("file") { Description = "A .qdpx, .qde or .qdc." };
        var command = new Command("validate", "Check a REFI-QDA file by the schemas and by sense. Ends with 0 where it is valid, with 3 where it is not.") { path };
        command.SetAction(parsed =>
        {
            var json = parsed.GetValue(CommandOptions.Json);
            if (!Read(parsed.GetValue(path)!, Check).Is(out var findings, out var problem)) return CommandRun.Tell(problem, json);
            var isValid = findings.All(f => f.Severity is not RefiSeverity.Error);
            Print(json, new { valid = isValid, findings },
                findings.Select(f => $"{(f.Severity is RefiSeverity.Error ? "Error" : "Warning")}, {f.Place}: {f.Message}").Append(isValid ? "It is valid." : "It is not valid."));
            return isValid ? Exit.Done : Exit.Refused;
        });
        return command;
    }

    private static IReadOnlyList<RefiFinding> Check(FileStream file, string name)
    {
        using (file) return RefiValidator.Check(file, name);
    }

    private static Outcome<T> Read<T>(string path, Func<FileStream, string, T> read)
    {
        var name = Path.GetFileName(path);
        FileStream? file = null;
        try
        {
            file = File.OpenRead(path);
            return read(file, name);
        }
        catch (UnreadableFileException fault)
        {
            file?.Dispose();
            return fault.TooLarge
                ? new Problem.TooLarge(name, $"{fault.Place}: {fault.Message}", fault.Remedy)
                : new Problem.Unreadable(name, fault.Place, fault.Message, fault.Remedy);
        }
        catch (Exception fault) when (fault is FileNotFoundException or DirectoryNotFoundException)
        {
            return new Problem.NotFound("file", path);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return new Problem.Unreadable(name, "the file", "It could not be opened.", fault.Message);
        }
    }

    private static string Line(RefiDifference d) => (d.First, d.Second) switch
    {
        _ when d.Field.Length == 0 => $"{d.Kind}, {d.Place}: only in the {(d.First is null ? "second" : "first")}",
        (null, _) => $"{d.Kind}, {d.Place}, {d.Field}: “{d.Second}” only in the second",
        (_, null) => $"{d.Kind}, {d.Place}, {d.Field}: “{d.First}” only in the first",
        _ => $"{d.Kind}, {d.Place}, {d.Field}: “{d.First}” became “{d.Second}”",
    };

    private static void Print(bool json, object value, IEnumerable<string> lines)
    {
        if (json) Console.Out.WriteLine(JsonSerializer.Serialize(value, Answers.Json));
        else foreach (var line in lines) Console.Out.WriteLine(line);
    }
}
