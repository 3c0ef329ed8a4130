using System.CommandLine;
using System.Security.Cryptography;
using Throughline.App.Shell;
using Throughline.Workbench.Shared;
using Throughline.Workbench.Sources;

namespace Throughline.App.Sources;

/// <summary>Attaches pictures, PDFs and recordings to the sources that miss them: by their names, or by checksum where it is known.</summary>
internal static class AttachCommand
{
    private sealed record Attached(IReadOnlyList<string> Done, IReadOnlyList<string> Troubles, IReadOnlyList<string> Missing);

    private static readonly Argument<string[]> Files = new("file") { Description = "Files, or folders that are searched through.", Arity = ArgumentArity.OneOrMore };
    private static readonly Option<string?> To = new("--to") { Description = "The source, by name or id, that one file belongs to, whatever it is called." };

    public static Command Build()
    {
        var study = CommandOptions.Study();
        var command = new Command("attach", "Attach pictures, PDFs and recordings that did not come with their sources.") { Files, study, To };
        CommandRun.Handle(command, run => AttachAsync(run, run.Parsed.GetValue(study)!));
        return command;
    }

    private static async Task<int> AttachAsync(CommandRun run, string study)
    {
        if (!FileArguments.Find(run.Parsed.GetValue(Files)!).Is(out var files, out var problem)) return CommandRun.Tell(problem, run.Json);
        if (run.Parsed.GetValue(To) is { } to)
        {
            if (files.Count != 1) return CommandRun.Tell(new Problem.Invalid("file", "To one source goes one file."), run.Json);
            return run.Print(await OneAsync(run, study, to, files[0]), done => Answers.With(SourceAnswer.Of(SourceBrief.Of(done.Value, [])), done.Change), done => [Line(files[0].Name, done.Value.Name)]);
        }
        if (!(await run.Get<MissingMedia>().AskAsync(study, run.Actor, run.Cancel)).Is(out var missing, out problem)) return CommandRun.Tell(problem, run.Json);
        var (attached, troubles) = (new List<string>(), new List<string>());
        foreach (var line in missing)
        {
            var fits = await FitAsync(line, files, run.Cancel);
            if (fits.Count == 0) continue;
            if (fits.Count > 1) troubles.Add($"{line.Name}: {fits.Count} different files could be it. Name the right one with --to \"{line.Name}\".");
            else if ((await OneAsync(run, study, line.Source.ToString(), fits[0])).Is(out var done, out var wrong)) attached.Add(Line(fits[0].Name, done.Value.Name));
            else troubles.Add($"{line.Name}: {wrong.Detail}");
        }
        var still = (await run.Get<MissingMedia>().AskAsync(study, run.Actor, run.Cancel)).Value.Select(m => m.File.Length > 0 && m.File != m.Name ? $"{m.Name} ({m.File})" : m.Name).ToList();
        return run.Print(Outcome.Of(new Attached(attached, troubles, still)), a => a, Lines);
    }

    private static IEnumerable<string> Lines(Attached attached) =>
        [.. attached.Done, .. attached.Troubles, .. attached.Missing.Select(m => $"still missing: {m}"), .. attached.Missing.Count == 0 ? ["Nothing is missing."] : Array.Empty<string>()];

    private static string Line(string file, string source) => $"attached {file} to {source}";

    private static async Task<Outcome<Done<Source>>> OneAsync(CommandRun run, string study, string source, FileInfo file)
    {
        await using var bytes = file.OpenRead();
        return await run.Get<AttachMedia>().DoAsync(study, run.Actor, new(source, file.Name, bytes), run.Cancel);
    }

    /// <summary>The files that could be it, those of the same bytes once. A known checksum decides alone.</summary>
    private static async Task<List<FileInfo>> FitAsync(MissingMedia.Line line, IReadOnlyList<FileInfo> files, CancellationToken cancel)
    {
        var named = files.Where(f => line.Checksum.Length > 0 ? line.Bytes == 0 || f.Length == line.Bytes : NameKey.Of(f.Name) is var key && (key == NameKey.Of(line.File) || key == NameKey.Of(line.Name))).ToList();
        if (line.Checksum.Length == 0 && named.Count < 2) return named;
        var byHash = new Dictionary<string, FileInfo>();
        foreach (var file in named)
        {
            await using var bytes = file.OpenRead();
            byHash.TryAdd(Convert.ToHexStringLower(await SHA256.HashDataAsync(bytes, cancel)), file);
        }
        return line.Checksum.Length > 0 ? byHash.TryGetValue(line.Checksum, out var same) ? [same] : [] : [.. byHash.Values];
    }
}
