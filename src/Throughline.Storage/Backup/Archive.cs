using System.IO.Compression;
using Microsoft.Data.Sqlite;
using Throughline.Workbench.Shared;

namespace Throughline.Storage.Backup;

/// <summary>One zip of a whole data folder: a consistent copy of the database, and the originals.</summary>
public static class Archive
{
    private const string Database = "throughline.db", Blobs = "blobs/";

    internal static readonly Problem NotSqlite = new Problem.Conflict(
        "The database is on a PostgreSQL server", "Back it up there, with pg_dump, and copy the folder blobs beside it.");

    /// <summary>Writes the archive while work goes on. What stood under the name is replaced only once the new one is whole.</summary>
    public static async Task<Outcome<long>> WriteAsync(DataFolder folder, string path, CancellationToken cancel)
    {
        if (!folder.OnSqlite) return NotSqlite;
        var copy = Path.Combine(folder.Path, $"backup-{Guid.NewGuid():N}.db");
        var partial = path + ".partial";
        try
        {
            Snapshots.CopyTo(folder, copy);
            await using (var file = new FileStream(partial, FileMode.Create, FileAccess.Write))
            await using (var zip = new ZipArchive(file, ZipArchiveMode.Create))
            {
                await zip.CreateEntryFromFileAsync(copy, Database, CompressionLevel.Fastest, cancel);
                var blobs = new DirectoryInfo(Path.Combine(folder.Path, "blobs"));
                foreach (var blob in blobs.Exists ? blobs.EnumerateFiles("*", SearchOption.AllDirectories).Where(f => f.Name.Length == 64) : [])
                    await zip.CreateEntryFromFileAsync(blob.FullName, Blobs + blob.Name, CompressionLevel.Fastest, cancel);
            }
            File.Move(partial, path, overwrite: true);
            return new FileInfo(path).Length;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return new Problem.NotKept($"The backup {path} could not be written", $"{fault.Message} Nothing of the data was touched. Name another place.");
        }
        finally
        {
            File.Delete(copy);
            if (Directory.Exists(Path.GetDirectoryName(Path.GetFullPath(path)))) File.Delete(partial);
        }
    }

    /// <summary>
    /// Puts an archive in the place of what stands in the folder, which is kept as a snapshot first. The archive is looked through
    /// before anything is touched.
    /// </summary>
    public static async Task<Outcome<Snapshot>> RestoreAsync(DataFolder folder, string path, CancellationToken cancel)
    {
        if (!folder.OnSqlite) return NotSqlite;
        if (!File.Exists(path)) return new Problem.NotFound("file", path);
        var copy = Path.Combine(folder.Path, $"restore-{Guid.NewGuid():N}.db");
        try
        {
            await using var zip = await ZipFile.OpenReadAsync(path, cancel);
            if (zip.GetEntry(Database) is not { } database) return NotABackup(path, $"It holds no {Database}.");
            await database.ExtractToFileAsync(copy, cancel);
            if (Restoring.Wrong(copy, Path.GetFileName(path)) is { } wrong) return wrong;
            foreach (var entry in zip.Entries.Where(e => e.FullName.StartsWith(Blobs, StringComparison.Ordinal) && e.Name.Length == 64))
            {
                using var bytes = new MemoryStream();
                await using (var content = await entry.OpenAsync(cancel)) await content.CopyToAsync(bytes, cancel);
                if (await folder.Blobs.KeepAsync(bytes.GetBuffer().AsMemory(0, (int)bytes.Length), cancel) != entry.Name)
                    return NotABackup(path, $"The original {entry.Name} in it is damaged.");
            }
            return await Restoring.PutBackAsync(folder, copy, Path.GetFileName(path), cancel);
        }
        catch (Exception fault) when (fault is InvalidDataException or SqliteException)
        {
            return NotABackup(path, "It is not a whole zip of a Throughline data folder.");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return Restoring.NotDone(fault);
        }
        finally
        {
            File.Delete(copy);
        }
    }

    private static Problem NotABackup(string path, string why) =>
        new Problem.Unreadable(Path.GetFileName(path), "the file", why, "Nothing was changed. Name a file that throughline backup wrote.");
}
