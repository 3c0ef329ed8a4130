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

    public static Snapshot Keep(DataFolder folder, string reason, DateTimeOffset? at = null)
    {
        Directory.CreateDirectory(folder.SnapshotFolder);
        var when = (at ?? DateTimeOffset.UtcNow).ToUniversalTime();
        var path = Path.Combine(folder.SnapshotFolder, $"{when.ToString(Form, CultureInfo.InvariantCulture)}-{reason}.db");
        CopyTo(folder, path);
        Thin(folder);
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

    /// <summary>Puts a snapshot in the place of the database. What stood there is kept as a snapshot first.</summary>
    public static Outcome<Snapshot> Restore(DataFolder folder, string name)
    {
        if (List(folder).FirstOrDefault(s => s.Name == name) is not { } chosen) return new Problem.NotFound("snapshot", name);
        Keep(folder, "before-restore");
        PutBack(folder, Path.Combine(folder.SnapshotFolder, name));
        return chosen;
    }

    /// <summary>Replaces what the live database holds by what <paramref name="path"/> holds.</summary>
    internal static void PutBack(DataFolder folder, string path)
    {
        using var from = new SqliteConnection($"Data Source={path};Mode=ReadOnly;Pooling=False");
        using var to = new SqliteConnection($"Data Source={folder.DatabaseFile};Pooling=False");
        from.Open();
        to.Open();
        from.BackupDatabase(to);
    }

    private static Snapshot? Read(string path)
    {
        var name = Path.GetFileName(path);
        var dash = name.IndexOf('-', StringComparison.Ordinal);
        return dash > 0 && DateTimeOffset.TryParseExact(name[..dash], Form, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)
            ? new(name, at, Path.GetFileNameWithoutExtension(name)[(dash + 1)..], new FileInfo(path).Length)
            : null;
    }

    private static void Thin(DataFolder folder)
    {
        var all = List(folder);
        var daily = all.Where(s => s.Reason == "daily").ToList();
        var kept = daily.DistinctBy(s => s.At.Date).Take(7)
            .Concat(daily.DistinctBy(s => (ISOWeek.GetYear(s.At.Date), ISOWeek.GetWeekOfYear(s.At.Date))).Take(4))
            .Concat(all.Where(s => s.Reason != "daily").Take(5))
            .Select(s => s.Name).ToHashSet();
        foreach (var old in all.Where(s => !kept.Contains(s.Name))) File.Delete(Path.Combine(folder.SnapshotFolder, old.Name));
    }
}
