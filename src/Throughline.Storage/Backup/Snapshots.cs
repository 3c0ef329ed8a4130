using System.Globalization;
using Microsoft.Data.Sqlite;
using Throughline.Workbench.Shared;

namespace Throughline.Storage.Backup;

/// <summary>One kept copy of the database.</summary>
public sealed record Snapshot(string Name, DateTimeOffset At, string Reason, long Bytes);

/// <summary>
/// Copies of the SQLite database, made by its online backup while work goes on. The last seven days and four weeks are kept, and
/// the last five of those taken before a migration or a restore.
/// </summary>
public static class Snapshots
{
    private const string Form = "yyyyMMdd'T'HHmmss'Z'";

    /// <param name="folder">The data folder.</param>
    /// <param name="reason">daily, before-migration or before-restore.</param>
    /// <param name="at">When; now, if it is not said.</param>
    /// <param name="spare">One that is about to be used, and is not thinned out now.</param>
    public static Snapshot Keep(DataFolder folder, string reason, DateTimeOffset? at = null, string? spare = null)
    {
        Directory.CreateDirectory(folder.SnapshotFolder);
        var when = (at ?? DateTimeOffset.UtcNow).ToUniversalTime();
        string Named() => Path.Combine(folder.SnapshotFolder, $"{when.ToString(Form, CultureInfo.InvariantCulture)}-{reason}.db");
        while (File.Exists(Named())) when = when.AddSeconds(1);
        var path = Named();
        CopyTo(folder, path);
        Thin(folder, spare);
        return Read(path)!;
    }

    /// <summary>Copies the live database into <paramref name="path"/>, whole and consistent.</summary>
    public static void CopyTo(DataFolder folder, string path)
    {
        var partial = path + ".partial";
        File.Delete(partial);
        using (var from = new SqliteConnection($"Data Source={folder.DatabaseFile};Pooling=False"))
        using (var to = new SqliteConnection($"Data Source={partial};Pooling=False"))
        {
            from.Open();
            to.Open();
            from.BackupDatabase(to);
        }
        File.Move(partial, path, overwrite: true);
    }

    public static IReadOnlyList<Snapshot> List(DataFolder folder) =>
        Directory.Exists(folder.SnapshotFolder)
            ? [.. Directory.GetFiles(folder.SnapshotFolder, "*.db").Select(Read).OfType<Snapshot>().OrderByDescending(s => s.At)]
            : [];

    /// <summary>Puts a snapshot in the place of the database. What stood there is kept as a snapshot first, and named.</summary>
    public static async Task<Outcome<Snapshot>> RestoreAsync(DataFolder folder, string name, CancellationToken cancel)
    {
        if (!folder.OnSqlite) return Archive.NotSqlite;
        if (List(folder).FirstOrDefault(s => s.Name == name) is not { } chosen) return new Problem.NotFound("snapshot", name);
        try
        {
            return await Restoring.PutBackAsync(folder, Path.Combine(folder.SnapshotFolder, chosen.Name), chosen.Name, cancel);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return Restoring.NotDone(fault);
        }
    }

    private static Snapshot? Read(string path)
    {
        var name = Path.GetFileName(path);
        var dash = name.IndexOf('-', StringComparison.Ordinal);
        return dash > 0 && DateTimeOffset.TryParseExact(name[..dash], Form, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)
            ? new(name, at, Path.GetFileNameWithoutExtension(name)[(dash + 1)..], new FileInfo(path).Length)
            : null;
    }

    private static void Thin(DataFolder folder, string? spare)
    {
        var all = List(folder);
        var daily = all.Where(s => s.Reason == "daily").ToList();
        var kept = daily.DistinctBy(s => s.At.Date).Take(7)
            .Concat(daily.DistinctBy(s => (ISOWeek.GetYear(s.At.Date), ISOWeek.GetWeekOfYear(s.At.Date))).Take(4))
            .Concat(all.Where(s => s.Reason != "daily").Take(5))
            .Select(s => s.Name).ToHashSet();
        foreach (var old in all.Where(s => s.Name != spare && !kept.Contains(s.Name))) File.Delete(Path.Combine(folder.SnapshotFolder, old.Name));
    }
}
