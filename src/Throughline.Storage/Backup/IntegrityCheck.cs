using System.Globalization;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Throughline.Workbench.Shared;
using Throughline.Workbench.Sources;

namespace Throughline.Storage.Backup;

/// <summary>Something that does not hold together, and where.</summary>
public sealed record Fault(string Place, string Message);

/// <summary>Whether the database, the originals and the history hold together. It changes nothing.</summary>
public sealed class IntegrityCheck(DataFolder folder)
{
    private readonly List<Fault> faults = [];

    public async Task<IReadOnlyList<Fault>> RunAsync(CancellationToken cancel)
    {
        await using var db = folder.Dbs.Create();
        db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
        if (folder.OnSqlite) await CheckEngineAsync(db, cancel);
        await CheckSourcesAsync(db, cancel);
        await CheckSegmentsAsync(db, cancel);
        await CheckHistoryAsync(db, cancel);
        return faults;
    }

    private async Task CheckEngineAsync(StudyDb db, CancellationToken cancel)
    {
        foreach (var line in await db.Database.SqlQueryRaw<string>("PRAGMA integrity_check").ToListAsync(cancel))
            if (line != "ok") faults.Add(new("database", line));
        foreach (var table in await db.Database.SqlQueryRaw<string>("SELECT \"table\" AS Value FROM pragma_foreign_key_check").ToListAsync(cancel))
            faults.Add(new($"table {table}", "A row points at another that is not there."));
    }

    private async Task CheckSourcesAsync(StudyDb db, CancellationToken cancel)
    {
        foreach (var source in await db.Sources.ToListAsync(cancel))
        {
            var place = $"source {source.Name} ({source.Id})";
            var text = await db.Texts.FirstOrDefaultAsync(
                t => t.StudyId == source.StudyId && t.SourceId == source.Id && t.Version == source.TextVersion, cancel);
            if (text is null) faults.Add(new(place, $"Version {source.TextVersion} of its text is missing."));
            else CheckText(source, text, place);
            if (source.Blob.Length > 0) await CheckBlobAsync(source, place, cancel);
        }
        foreach (var text in await db.IndexedTexts.Where(t => !db.Sources.Any(s => s.StudyId == t.StudyId && s.Id == t.SourceId && s.TextVersion == t.Version)).ToListAsync(cancel))
            faults.Add(new($"index of words, source {text.SourceId}", $"It holds version {text.Version}, which is not in force."));
    }

    private void CheckText(Source source, SourceText text, string place)
    {
        if (text.Text.Length != source.Length) faults.Add(new(place, $"Its text has {text.Text.Length} characters where {source.Length} are recorded."));
        var end = 0;
        foreach (var turn in Layout.Read(text.Layout).Turns)
        {
            if (turn.Start < end || turn.End < turn.Start || turn.End > text.Text.Length)
                faults.Add(new(place, $"A turn lies at {turn.Start} to {turn.End}, outside the text or over another."));
            end = turn.End;
        }
    }

    private async Task CheckBlobAsync(Source source, string place, CancellationToken cancel)
    {
        await using var original = folder.Blobs.Open(source.Blob);
        if (original is null) faults.Add(new(place, $"Its original, {source.FileName}, is missing."));
        else if (Convert.ToHexStringLower(await SHA256.HashDataAsync(original, cancel)) != source.Blob)
            faults.Add(new(place, $"Its original, {source.FileName}, is not the file that was imported."));
    }

    private async Task CheckSegmentsAsync(StudyDb db, CancellationToken cancel)
    {
        var outside = await (
            from segment in db.Segments
            join source in db.Sources on new { segment.StudyId, Id = segment.SourceId } equals new { source.StudyId, source.Id }
            where segment.Start < 0 || segment.End > source.Length || segment.Start >= segment.End
            select new { segment.Id, segment.Start, segment.End, source.Name, source.Length }).ToListAsync(cancel);
        foreach (var segment in outside)
            faults.Add(new($"segment {segment.Id}", string.Create(CultureInfo.InvariantCulture, $"It lies at {segment.Start} to {segment.End} of {segment.Name}, which has {segment.Length} characters.")));
    }

    private async Task CheckHistoryAsync(StudyDb db, CancellationToken cancel)
    {
        var counted = await db.Changes.GroupBy(c => c.StudyId).Select(g => new { Study = g.Key, Count = g.LongCount(), Last = g.Max(c => c.Number) }).ToListAsync(cancel);
        var clocks = await db.Clocks.ToDictionaryAsync(c => c.StudyId, c => c.LastChange, cancel);
        foreach (var study in counted)
        {
            if (study.Count != study.Last) faults.Add(new($"history of {study.Study}", $"{study.Last - study.Count} changes are missing."));
            if (clocks.GetValueOrDefault(study.Study) != study.Last) faults.Add(new($"history of {study.Study}", "Its clock does not stand at its last change."));
        }
    }
}
