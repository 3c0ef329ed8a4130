using Microsoft.EntityFrameworkCore;
using Throughline.Storage.Blobs;
using Throughline.Workbench.Shared;

namespace Throughline.Storage;

/// <summary>
/// A folder of data, held by one process at a time: the database (unless it lives on a PostgreSQL server), the originals, the
/// snapshots.
/// </summary>
public sealed class DataFolder : IDisposable
{
    private readonly FileStream held;

    private DataFolder(string path, FileStream held, string? postgres)
    {
        Path = path;
        this.held = held;
        Blobs = new(System.IO.Path.Combine(path, "blobs"));
        Vaults = new(System.IO.Path.Combine(path, "vaults"));
        Dbs = postgres is null ? new SqliteStudyDbs(DatabaseFile) : new PostgresStudyDbs(postgres);
    }

    public string Path { get; }

    public string DatabaseFile => System.IO.Path.Combine(Path, "throughline.db");

    public string SnapshotFolder => System.IO.Path.Combine(Path, "snapshots");

    public FileBlobs Blobs { get; }

    public Vault.VaultFolder Vaults { get; }

    public IStudyDbs Dbs { get; }

    public bool OnSqlite => Dbs is SqliteStudyDbs;

    /// <summary>
    /// Changes when a backup takes the place of the database: what was cached of it before, in here or in a browser, is worth
    /// nothing then, although the numbers of changes may be the same.
    /// </summary>
    public string Era => File.Exists(EraFile) ? File.ReadAllText(EraFile) : "first";

    /// <summary>Tells whoever holds something of the database in memory that another one stands in its place.</summary>
    public event Action? Restored;

    private string EraFile => System.IO.Path.Combine(Path, "era");

    /// <summary>The name under which the one at the keyboard acts, as they chose it; null where they have not.</summary>
    public string? Person
    {
        get => File.Exists(PersonFile) && File.ReadAllText(PersonFile).Trim() is { Length: > 0 } name ? name : null;
        set => File.WriteAllText(PersonFile, value ?? "");
    }

    private string PersonFile => System.IO.Path.Combine(Path, "person");

    internal async Task RestoredAsync()
    {
        (Dbs as SqliteStudyDbs)?.LetGo();
        await MigrateAsync(CancellationToken.None);
        await File.WriteAllTextAsync(EraFile, Guid.NewGuid().ToString("N"), CancellationToken.None);
        Restored?.Invoke();
    }

    /// <summary>Opens the folder, makes it where it is missing, and brings its database up to date.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="postgres">A connection string where the database is PostgreSQL; null for SQLite in the folder.</param>
    /// <param name="cancel">Stops the opening.</param>
    public static async Task<Outcome<DataFolder>> OpenAsync(string path, string? postgres, CancellationToken cancel)
    {
        if (!Take(path, postgres).Is(out var folder, out var problem)) return problem;
        if (await folder.BringUpToDateAsync(cancel) is { } wrong) return wrong;
        return folder;
    }

    /// <summary>Holds the folder for this process and makes it where it is missing. Nobody may ask its database anything before it is up to date.</summary>
    /// <param name="path">The folder.</param>
    /// <param name="postgres">A connection string where the database is PostgreSQL; null for SQLite in the folder.</param>
    public static Outcome<DataFolder> Take(string path, string? postgres)
    {
        path = System.IO.Path.GetFullPath(path);
        if (!Hold(path).Is(out var held, out var problem)) return problem;
        try
        {
            return new DataFolder(path, held, postgres);
        }
        catch (ArgumentException fault) when (postgres is not null)
        {
            held.Dispose();
            return new Problem.Invalid("database", $"The connection string is not understood: {fault.Message.TrimEnd('.')}. It reads like Host=db;Username=throughline;Database=throughline.");
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    /// <summary>Brings the database up to date. Where that fails the folder is let go.</summary>
    /// <param name="cancel">Stops it.</param>
    /// <returns>What is in the way; null where it is up to date.</returns>
    public async Task<Problem?> BringUpToDateAsync(CancellationToken cancel)
    {
        try
        {
            await MigrateAsync(cancel);
            return null;
        }
        catch (Exception fault)
        {
            var explained = Dbs.Explain(fault);
            Dispose();
            if (explained is null) throw;
            return explained;
        }
    }

    private async Task MigrateAsync(CancellationToken cancel)
    {
        await using var db = Dbs.Create();
        var pending = (await db.Database.GetPendingMigrationsAsync(cancel)).ToList();
        if (pending.Count == 0) return;
        if (OnSqlite && File.Exists(DatabaseFile) && (await db.Database.GetAppliedMigrationsAsync(cancel)).Any())
            Backup.Snapshots.Keep(this, "before-migration");
        await db.Database.MigrateAsync(cancel);
    }

    private static Outcome<FileStream> Hold(string path)
    {
        try
        {
            Directory.CreateDirectory(path);
            var held = new FileStream(System.IO.Path.Combine(path, "in-use"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            return held;
        }
        catch (UnauthorizedAccessException)
        {
            return new Problem.NotKept($"The folder {path} is read-only", "Nothing was opened. Make it writable, or name another with --data.");
        }
        catch (IOException) when (File.Exists(System.IO.Path.Combine(path, "in-use")))
        {
            return new Problem.Conflict(
                $"The folder {path} is in use", "Another Throughline works on it, and two at once could spoil it. Close the other one, use its page or its REST, or name another folder with --data.");
        }
        catch (IOException fault)
        {
            return new Problem.NotKept($"The folder {path} cannot be used", $"{fault.Message} Name another with --data.");
        }
    }

    public void Dispose()
    {
        (Dbs as IDisposable)?.Dispose();
        held.Dispose();
    }
}
