using System.Collections.Immutable;
using Microsoft.EntityFrameworkCore;
using Throughline.Formats;
using Throughline.Workbench.Access;
using Throughline.Workbench.History;
using Throughline.Workbench.Shared;

namespace Throughline.Workbench.Sources;

/// <summary>
/// Brings files in as sources. They are taken in batches, each kept and acknowledged as a whole in one Change, so that a crash or
/// a cancellation midway leaves what was done before it. A file that cannot be read is reported, and keeps no other from coming in.
/// </summary>
public sealed class ImportFiles(StudyStore store) : IVerb
{
    /// <param name="Import">What holds the batches of one import together, chosen by whoever imports.</param>
    /// <param name="Files">Drawn as they are worked off.</param>
    /// <param name="From">The position of the first file in the report, where one import is sent in several parts.</param>
    /// <param name="Progress">Told after each batch.</param>
    public sealed record Request(Guid Import, IAsyncEnumerable<OfferedFile> Files, int From = 0, IProgress<IReadOnlyList<ImportedLine>>? Progress = null)
    {
        public ReadLimits Limits { get; init; } = new();
    }

    /// <param name="Import">The id under which the report is kept.</param>
    /// <param name="Files">In the order in which they were offered.</param>
    /// <param name="Changes">The numbers of the Changes that brought sources in.</param>
    /// <param name="Stopped">What kept the rest from being taken, e.g. a full disk; what is in <paramref name="Files"/> is safe.</param>
    public sealed record Report(Guid Import, ImmutableList<ImportedLine> Files, ImmutableList<long> Changes, Problem? Stopped = null);

    public async Task<Outcome<Report>> DoAsync(StudyRef study, Actor actor, Request request, CancellationToken cancel)
    {
        if ((await MayAsync(study, actor, cancel)).Problem is { } not) return not;
        var report = new Report(request.Import, [], []);
        await foreach (var files in ImportBatches.Of(request.Files, request.From, cancel))
        {
            var batch = new ImportBatch(store, study, actor, request, files);
            if (!(await batch.KeepAsync(cancel)).Is(out var done, out var problem))
                return report.Files.Count == 0 ? problem : Sorted(report with { Stopped = problem, Files = report.Files.AddRange(batch.Refused(problem)) });
            report = report with { Files = report.Files.AddRange(done.Value), Changes = done.Change is { } change ? report.Changes.Add(change.Number) : report.Changes };
            request.Progress?.Report(done.Value);
        }
        return Sorted(report);
    }

    private static Report Sorted(Report report) => report with { Files = report.Files.Sort((a, b) => a.Position.CompareTo(b.Position)) };

    /// <summary>Before a long upload is read, not after it.</summary>
    private Task<Outcome<Nothing>> MayAsync(StudyRef study, Actor actor, CancellationToken cancel) =>
        store.AskAsync<Nothing>(study, actor, scope => Task.FromResult<Outcome<Nothing>>(
            Rights.Allows(scope.Actor.Role, Right.EditSources) ? default(Nothing) : new Problem.NotAllowed(Rights.Told(Right.EditSources), actor.Name)), cancel);
}

/// <summary>Some files of one import, read side by side and kept in one Change.</summary>
internal sealed class ImportBatch(StudyStore store, StudyRef study, Actor actor, ImportFiles.Request request, IReadOnlyList<(int Position, OfferedFile File)> files)
{
    private static readonly ParallelOptions SideBySide = new() { MaxDegreeOfParallelism = Math.Clamp(Environment.ProcessorCount, 1, 8) };

    public async Task<Outcome<Done<IReadOnlyList<ImportedLine>>>> KeepAsync(CancellationToken cancel)
    {
        var readings = FileReading.Of(files);
        if (!(await KnownAsync(readings.Select(r => r.Blob), [], cancel)).Is(out var known, out var problem)) return problem;
        var fresh = readings.Where(r => !known.Contains(r)).ToList();
        await Parallel.ForEachAsync(fresh, With(cancel), (reading, _) => { reading.Read(request.Limits); return ValueTask.CompletedTask; });
        if (!(await KnownAsync([], fresh.Select(r => r.ContentHash), cancel)).Is(out known, out problem)) return problem;
        if (await KeepOriginalsAsync(fresh.Where(r => r.Document is not null && !known.Contains(r)), cancel) is { } notKept) return notKept;
        return await store.ChangeAsync<IReadOnlyList<ImportedLine>>(study, actor, Right.EditSources, async scope =>
        {
            var lines = await new ImportKeeping(scope, request).KeepAsync(readings);
            scope.Record(nameof(ImportFiles), files.Count == 1 ? $"imported {files[0].File.ShownName}" : $"imported {ImportedLine.Told([.. lines.Select(l => l.Status)])}");
            return Outcome.Of(lines);
        }, cancel);
    }

    /// <summary>The files of a batch that could not be kept: told, but not in any report that stays.</summary>
    public IEnumerable<ImportedLine> Refused(Problem problem) => files.Select(f => new ImportedLine(
        f.File.Id, request.Import, f.Position, f.File.ShownName, ImportedLine.Refused, "", null, [new(ImportWarning.Whole, problem.Title, problem.Detail)], store.Now, actor.Name));

    private static ParallelOptions With(CancellationToken cancel) => new() { MaxDegreeOfParallelism = SideBySide.MaxDegreeOfParallelism, CancellationToken = cancel };

    private Task<Outcome<KnownSources>> KnownAsync(IEnumerable<string> blobs, IEnumerable<string> contents, CancellationToken cancel) =>
        store.AskAsync<KnownSources>(study, actor, async scope => await KnownSources.OfAsync(scope, blobs, contents), cancel);

    private async Task<Problem?> KeepOriginalsAsync(IEnumerable<FileReading> readings, CancellationToken cancel)
    {
        try
        {
            await Parallel.ForEachAsync(readings.DistinctBy(r => r.Blob), With(cancel), async (reading, stop) => await store.Blobs.KeepAsync(reading.Original, stop));
            return null;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return new Problem.NotKept("The originals could not be kept", $"{fault.Message}. These files were not imported; what came in before them is safe. Free some space, or make the data folder writable, and import them again.");
        }
    }
}

/// <summary>Sources that are there already, by their originals and by their words.</summary>
internal sealed class KnownSources(IReadOnlyDictionary<string, Guid> byBlob, IReadOnlyDictionary<string, Guid> byContent)
{
    public static async Task<KnownSources> OfAsync(StudyScope scope, IEnumerable<string> blobs, IEnumerable<string> contents)
    {
        string[] wantedBlobs = [.. blobs.Where(b => b.Length > 0)], wantedContents = [.. contents.Where(c => c.Length > 0)];
        var found = await scope.Sources.AsNoTracking().Where(s => wantedBlobs.Contains(s.Blob) || wantedContents.Contains(s.ContentHash))
            .Select(s => new { s.Id, s.Blob, s.ContentHash, s.AddedAt }).ToListAsync(scope.Cancel);
        var ordered = found.OrderBy(s => s.AddedAt).ToList();
        return new(ordered.DistinctBy(s => s.Blob).ToDictionary(s => s.Blob, s => s.Id), ordered.DistinctBy(s => s.ContentHash).ToDictionary(s => s.ContentHash, s => s.Id));
    }

    public bool Contains(FileReading reading) => Find(reading) is not null;

    public Guid? Find(FileReading reading) =>
        reading.Blob.Length > 0 && byBlob.TryGetValue(reading.Blob, out var same) ? same
        : reading.ContentHash.Length > 0 && byContent.TryGetValue(reading.ContentHash, out var words) ? words
        : null;
}
