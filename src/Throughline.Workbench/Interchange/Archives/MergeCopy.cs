using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Throughline.Workbench.Access;
using Throughline.Workbench.History;
using Throughline.Workbench.Shared;
using Throughline.Workbench.Sources;
using Throughline.Workbench.Studies;

namespace Throughline.Workbench.Interchange.Archives;

/// <summary>
/// Merges another copy of a study, worked on apart, into this one: by ids and by both histories, in one Change that can be undone.
/// Nothing is matched by its name. Conflicts are listed, and settled by a person before anything is kept.
/// </summary>
public sealed class MergeCopy(StudyStore store) : IVerb
{
    public const string Program = "Throughline";

    /// <param name="TakeTheirs">For rows in conflict: true takes the copy's, false keeps ours.</param>
    /// <param name="Else">For conflicts that are not named in it: "ours", "theirs", or null to stop and list them.</param>
    public sealed record Request(string File, Stream From, IReadOnlyDictionary<Guid, bool>? TakeTheirs = null, string? Else = null, bool DryRun = false);

    public const int MostActs = 200;

    /// <param name="Field">Empty where it is about being there at all.</param>
    /// <param name="What">The kind as people say it.</param>
    /// <param name="Settled">ours, theirs, or null where nobody has said.</param>
    public sealed record Conflict(string Kind, Guid Id, string Name, string Field, string Ours, string Theirs, string By, string Act, string What, string? Settled);

    /// <summary>What somebody did in the copy, as its history tells it.</summary>
    public sealed record Act(string By, string Summary, DateTimeOffset At);

    public sealed record Told(string Kind, Guid Id, string Message);

    /// <param name="Acts">How many acts of the copy are new here.</param>
    public sealed record Report(
        string File, int Acts, IReadOnlyList<string> People, int Added, int Changed, int Removed, int Same, IReadOnlyList<Conflict> Conflicts, IReadOnlyList<Told> Notes, bool DryRun)
    {
        /// <summary>The first of the acts.</summary>
        public IReadOnlyList<Act> Done { get; init; } = [];
    }

    private sealed record Kept(long CopyChange);

    /// <summary>Carries a report out of an act that is not to be kept.</summary>
    private sealed class OnlyTried(Report report) : Exception
    {
        public Report Report => report;
    }

    public async Task<Outcome<Done<Report>>> DoAsync(StudyRef study, Actor actor, Request request, CancellationToken cancel)
    {
        if (!ArchiveFile.Open(request.File, request.From).Is(out var archive, out var problem)) return problem;
        using (archive)
        {
            try
            {
                archive.CheckRows();
                if (!request.DryRun) await archive.KeepOriginalsAsync(store.Blobs, IsNew, cancel);
                return await store.ChangeAsync<Report>(study, actor, Right.EditStudy, scope => MergeAsync(scope, archive, request), cancel);
            }
            catch (OnlyTried tried)
            {
                return new Done<Report>(tried.Report, null);
            }
            catch (ArchiveFault fault)
            {
                return archive.Told(fault);
            }
            catch (Exception fault) when (ArchiveFault.IsOf(fault))
            {
                return archive.Told(new ArchiveFault(ArchiveManifest.History, $"It is not as a history must be: {fault.Message}"));
            }
        }
    }

    private static async Task<Outcome<Report>> MergeAsync(StudyScope scope, ArchiveFile archive, Request request)
    {
        if (archive.Manifest.Study != scope.StudyId)
            return new Problem.Conflict("This is another study", $"{archive.Name} holds {archive.Manifest.Name}, which is not a copy of this study. Nothing was changed. Import it as a study of its own.");
        if (!(await SinceAsync(scope, archive)).Is(out var changes, out var problem)) return problem;
        var coders = await CodersAsync(scope, archive);
        await TextsAsync(scope, archive);
        var merge = new CopyMerge(scope, coders, Choices(request, changes));
        await merge.RunAsync(changes);
        var report = merge.Report(archive.Name, changes, request.DryRun);
        if (request.DryRun) throw new OnlyTried(report);
        var open = merge.Conflicts.Count(c => c.Settled is null);
        if (open > 0)
            return new Problem.Conflict($"{Shared.Told.Count(open, "conflict")} to settle", "Both copies changed the same things in different ways. Nothing was changed. Look at them with --dry-run, then say whose is taken.");
        if (changes.Count == 0) return report;
        scope.Add(new Exchange
        {
            Id = Guid.CreateVersion7(), File = archive.Name, Program = Program, Project = archive.Manifest.Name, At = scope.Now, By = scope.Actor.Name,
            Report = JsonSerializer.Serialize(new Kept(changes.Last), JsonSerializerOptions.Web),
        });
        scope.Record(nameof(MergeCopy), $"merged {Shared.Told.Count(changes.Count, "act")} of {string.Join(", ", report.People)} from {archive.Name}");
        return report;
    }

    private static Dictionary<Guid, bool> Choices(Request request, CopyChanges changes)
    {
        var all = request.Else is null ? [] : changes.Rows.DistinctBy(r => r.Id).ToDictionary(r => r.Id, _ => request.Else == "theirs");
        foreach (var (id, theirs) in request.TakeTheirs ?? new Dictionary<Guid, bool>()) all[id] = theirs;
        return all;
    }

    /// <summary>What the copy did since the two parted, or since it was last merged.</summary>
    private static async Task<Outcome<CopyChanges>> SinceAsync(StudyScope scope, ArchiveFile archive)
    {
        var ours = await scope.Changes.AsNoTracking().Select(c => new { c.Number, c.Verb, c.Actor, c.At }).ToDictionaryAsync(c => c.Number, scope.Cancel);
        var merged = (await scope.Exchanges.AsNoTracking().Where(e => e.Program == Program && e.Direction == Exchange.In).Select(e => e.Report).ToListAsync(scope.Cancel))
            .Select(r => JsonSerializer.Deserialize<Kept>(r, JsonSerializerOptions.Web)!.CopyChange).ToList();
        var (shared, isParted, changes) = (0L, false, new CopyChanges());
        var held = new List<Change>();
        foreach (var (_, line) in archive.Lines(ArchiveManifest.History))
        {
            var change = ArchiveRows.Read(line, new Change());
            isParted |= !ours.TryGetValue(change.Number, out var own) || (own.Verb, own.Actor, own.At) != (change.Verb, change.Actor, change.At);
            if (!isParted) shared = change.Number;
            else held.Add(change);
        }
        if (shared == 0) return new Problem.Conflict("These are not two copies of one study", "Not even their first acts are the same. Nothing was changed.");
        // A copy that was merged before parted earlier than it was merged: what came in then is not new.
        var since = merged.Where(m => m > shared && m <= archive.Manifest.LastChange).Append(shared).Max();
        foreach (var change in held.Where(c => c.Number > since)) changes.Take(change);
        return changes;
    }

    private static async Task<Dictionary<Guid, Guid>> CodersAsync(StudyScope scope, ArchiveFile archive)
    {
        var map = new Dictionary<Guid, Guid>();
        var ours = await scope.Coders.AsNoTracking().ToListAsync(scope.Cancel);
        foreach (var (_, line) in archive.Lines(ArchiveManifest.Coders))
        {
            var theirs = ArchiveRows.Read(line, new Coder());
            if (ours.Exists(c => c.Id == theirs.Id)) continue;
            if (ours.Find(c => c.Name == theirs.Name) is { } other) map[theirs.Id] = other.Id;
            else scope.Add(theirs);
        }
        return map;
    }

    private static async Task TextsAsync(StudyScope scope, ArchiveFile archive)
    {
        var ours = (await scope.Texts.Select(t => new { t.SourceId, t.Version }).ToListAsync(scope.Cancel)).Select(t => (t.SourceId, t.Version)).ToHashSet();
        foreach (var (_, line) in archive.Lines(ArchiveManifest.Texts))
        {
            var text = ArchiveRows.ReadText(line);
            text.StudyId = scope.StudyId;
            if (ours.Add((text.SourceId, text.Version))) scope.AddUnrecorded(text);
        }
    }

    private bool IsNew(string hash)
    {
        using var there = store.Blobs.Open(hash);
        return there is null;
    }
}
