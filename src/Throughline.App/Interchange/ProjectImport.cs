using Throughline.App.Shell;
using Throughline.Formats.Others;
using Throughline.Formats.RefiQda;
using Throughline.Workbench.Interchange;
using Throughline.Workbench.Shared;
using Throughline.Workbench.Studies;

namespace Throughline.App.Interchange;

/// <summary>Brings in a project of another program from the command line: what `import` does with a .qdpx, .qde or .qdc, with the database of Taguette and with
/// a project of QualCoder.</summary>
internal static class ProjectImport
{
    /// <param name="Study">The study that it goes into; null with <paramref name="Begin"/>.</param>
    /// <param name="Begin">The name of a study to begin with it.</param>
    /// <param name="Media">A folder in which files that the project only names may lie.</param>
    /// <param name="Settle">ours or theirs, for all that changed on both sides.</param>
    /// <param name="Project">Which project, where a file holds several.</param>
    public sealed record Wishes(string? Study, string? Begin, DirectoryInfo? Media, string? Settle, bool Removals, bool DryRun, string? Project = null)
    {
        /// <summary>Conflicts in which what stands here holds, by the key that a dry run names.</summary>
        public IReadOnlyList<string> Ours { get; init; } = [];

        /// <summary>Conflicts in which what the file has holds.</summary>
        public IReadOnlyList<string> Theirs { get; init; } = [];

        public Dictionary<string, string> Settled =>
            Theirs.Select(k => (k, ExchangeChoices.Theirs)).Concat(Ours.Select(k => (k, ExchangeChoices.Ours))).DistinctBy(c => c.k).ToDictionary();
    }

    public static bool Is(string file) => IsRefi(file) || OtherProjectReading.Looks(file);

    private static bool IsRefi(string file) => Path.GetExtension(file).ToLowerInvariant() is ".qdpx" or ".qde" or ".qdc";

    public static async Task<int> RunAsync(CommandRun run, string path, Wishes wishes)
    {
        if (wishes.Settle is not (null or ExchangeChoices.Ours or ExchangeChoices.Theirs))
            return CommandRun.Tell(new Problem.Invalid("settle", "Settle with ours or theirs."), run.Json);
        if (wishes.Study is null == wishes.Begin is null)
            return CommandRun.Tell(new Problem.Invalid("study", "Name the study that it goes into with --study, or a new one with --new."), run.Json);
        if (!IsRefi(path)) return await OtherAsync(run, path, wishes);
        await using var file = File.OpenRead(path);
        if (!OfferedProject.Read(file, Path.GetFileName(path), p => Find(wishes.Media, p)).Is(out var offered, out var problem)) return CommandRun.Tell(problem, run.Json);
        using (offered.Reading)
            return run.Print(await DoAsync(run, offered.Project, wishes), r => r, Lines);
    }

    private static async Task<int> OtherAsync(CommandRun run, string path, Wishes wishes)
    {
        if (!OfferedProject.ReadOther(path, wishes.Project, p => Find(wishes.Media, p)).Is(out var offered, out var problem)) return CommandRun.Tell(problem, run.Json);
        using (offered.Reading)
            return run.Print(await DoAsync(run, offered.Project, wishes), r => r, Lines);
    }

    private static async Task<Outcome<ExchangeReport>> DoAsync(CommandRun run, OfferedProject project, Wishes wishes)
    {
        if (wishes is { Begin: not null, DryRun: true }) return ImportProject.Look(project);
        var (import, choices) = (run.Get<ImportProject>(), new ExchangeChoices(wishes.Settled, wishes.Settle, wishes.Removals));
        if (wishes.DryRun) return await import.TryAsync(wishes.Study!, run.Actor, project, choices, run.Cancel);
        var request = new ImportProject.Request(Guid.CreateVersion7(), project, choices);
        var done = wishes.Begin is { } name ? await import.BeginAsync(run.Actor, new(Guid.CreateVersion7(), name), request, run.Cancel)
            : await import.DoAsync(wishes.Study!, run.Actor, request, run.Cancel);
        return done.Is(out var kept, out var problem) ? kept.Value
            : Hinted(problem);
    }

    private static Problem Hinted(Problem problem)
    {
        if (problem is Problem.NotFound { What: "study" }) Console.Error.WriteLine("To begin a study with this project: --new NAME instead of --study.");
        return problem;
    }

    /// <summary>By its place under the folder, else by its name anywhere in it.</summary>
    private static FileStream? Find(DirectoryInfo? folder, RefiPath path)
    {
        if (folder is not { Exists: true } || path.FileName.Length == 0 || path.FileName.AsSpan().ContainsAny('*', '?')) return null;
        var found = folder.EnumerateFiles(path.FileName, new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true, AttributesToSkip = FileAttributes.ReparsePoint })
            .OrderByDescending(f => f.FullName.Replace('\\', '/').EndsWith("/" + path.Location, StringComparison.OrdinalIgnoreCase)).ThenBy(f => f.FullName.Length).FirstOrDefault();
        return found?.OpenRead();
    }

    private static IEnumerable<string> Lines(ExchangeReport report)
    {
        var read = report.Read;
        yield return $"{report.File}{(report.Program.Length > 0 ? $", from {report.Program}" : "")}";
        yield return $"read: {Told.Count(read.Codes, "code")}, {Told.Count(read.Sources, "source")}, {Told.Count(read.Selections, "selection")}, {Told.Count(read.Codings, "coding")}, {Told.Count(read.Users, "coder")}, "
            + $"{Told.Count(read.Cases, "case")}, {Told.Count(read.Variables, "variable")}, {Told.Count(read.Notes, "note")}, {Told.Count(read.Links, "link")}, {Told.Count(read.Sets, "set")}, {Told.Count(read.Graphs, "graph")}";
        if (report.Positions is { Score: { } score } p) yield return $"positions: {p.Rule} ({p.Basis}); {p.StartOnWord} of {p.Selections} start on a word, score {score:0.000}";
        foreach (var (did, count) in report.Did) yield return $"{did}: {count:N0}";
        if (report.Unchanged > 0) yield return $"as it was: {report.Unchanged:N0}";
        foreach (var line in report.Lines) yield return $"  {line.Did}: {line.Told()}{(line.Did == PlanLine.Conflict && line.Settled is { } side ? $"; {(side == ExchangeChoices.Theirs ? "there" : "here")} holds" : "")}{(line.Did == PlanLine.Conflict ? $" ({line.Key})" : "")}";
        foreach (var file in report.Missing) yield return $"  missing: {file}";
        foreach (var loss in report.Losses) yield return $"  {loss.Place}: {loss.Reason}";
        yield return report.DryRun ? "Nothing was kept: this was a dry run." : report.Did.Keys.All(did => did == PlanLine.KeptOut) ? "Nothing had to change." : "Kept.";
    }
}
