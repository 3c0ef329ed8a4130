using Throughline.App.Shell;
using Throughline.Formats;
using Throughline.Workbench.Interchange;
using Throughline.Workbench.Shared;

namespace Throughline.App.Interchange;

/// <summary>Takes a project or codebook for other programs out from the command line.</summary>
internal static class ProjectExport
{
    public static async Task<int> RunAsync(CommandRun run, (string Study, string To) where, ExportWishes wishes, bool dryRun)
    {
        var (export, name) = (run.Get<ExportProject>(), Path.GetFileName(where.To));
        if (dryRun) return run.Print(await export.TryAsync(where.Study, run.Actor, name, wishes, run.Cancel), r => r, Lines);
        return await KeepAsync(run, where.To, file => export.DoAsync(where.Study, run.Actor, new(Guid.CreateVersion7(), name, wishes, file), run.Cancel), done => done.Value, done => Lines(done.Value));
    }

    public static Task<int> CodebookAsync(CommandRun run, string study, string to) => KeepAsync(
        run, to, file => SaidAsync(run, study, to, file), taken => new { file = to, codes = taken.Read.Codes }, taken => [$"Wrote {taken.Told} to {to}"]);

    private static async Task<Outcome<TakenOut>> SaidAsync(CommandRun run, string study, string to, Stream file)
    {
        if (!(await run.Get<ExportProject>().CodebookAsync(study, run.Actor, file, run.Cancel)).Is(out var taken, out var problem)) return problem;
        var said = await run.Get<RecordTakenOut>().DoAsync(study, run.Actor, new(Guid.CreateVersion7(), taken, Path.GetFileName(to)), run.Cancel);
        return said.Problem is { } unsaid ? unsaid : taken;
    }

    /// <summary>Written beside its name and renamed once it is whole.</summary>
    private static async Task<int> KeepAsync<T>(CommandRun run, string to, Func<Stream, Task<Outcome<T>>> write, Func<T, object> value, Func<T, IEnumerable<string>> lines)
    {
        var partial = $"{to}.partial";
        try
        {
            Outcome<T> written;
            await using (var file = new FileStream(partial, FileMode.Create, FileAccess.Write)) written = await write(file);
            if (written.Succeeded) File.Move(partial, to, overwrite: true);
            return run.Print(written, value, lines);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return CommandRun.Tell(new Problem.NotKept($"{to} could not be written", $"{fault.Message} Name another place."), run.Json);
        }
        finally
        {
            if (Directory.Exists(Path.GetDirectoryName(Path.GetFullPath(to)))) File.Delete(partial);
        }
    }

    public static async Task<Outcome<IReadOnlyList<Pseudonym>>> PseudonymsAsync(FileInfo? file, CancellationToken cancel)
    {
        if (file is null) return Outcome.Of<IReadOnlyList<Pseudonym>>([]);
        if (!(await TableFile.OpenAsync(file.FullName, cancel)).Is(out var table, out var problem)) return problem;
        var head = table.Rows.Count == 0 ? [] : table.Rows[0].Cells.Select(c => c.Trim().ToLowerInvariant()).ToList();
        var (name, instead) = (head.IndexOf("name"), head.IndexOf("instead"));
        if (name < 0 || instead < 0) return new Problem.Unreadable(file.Name, "row 1", "It has no columns name and instead.", "Name them in the first row.");
        string Of(TableRow row, int column) => column < row.Cells.Count ? row.Cells[column].Trim() : "";
        return Outcome.Of<IReadOnlyList<Pseudonym>>([.. table.Rows.Skip(1).Select(r => new Pseudonym(Of(r, name), Of(r, instead))).Where(p => p.Name.Length > 0)]);
    }

    private static IEnumerable<string> Lines(ExchangeReport report)
    {
        var held = report.Read;
        yield return $"{report.File}, for {report.Program}: {Told.Count(held.Sources, "source")}, {Told.Count(held.Codes, "code")}, {Told.Count(held.Codings, "coding")}, {Told.Count(held.Notes, "note")}, {Told.Count(held.Cases, "case")}, {Told.Count(held.Sets, "set")}";
        foreach (var loss in report.Losses) yield return $"  {loss.Place}: {loss.Reason}";
        yield return report.DryRun ? "Nothing was written: this was a dry run." : "Written.";
    }
}
