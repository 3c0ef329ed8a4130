using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Throughline.Storage.TextSearch;
using Throughline.Workbench.Shared;
using Throughline.Workbench.Sources.Finding;

namespace Throughline.Storage;

/// <summary>One SQLite file. It takes one writer at a time, so writers queue here, in order, rather than in its busy handler.</summary>
public sealed class SqliteStudyDbs : IStudyDbs, IDisposable
{
    private readonly PooledDbContextFactory<SqliteStudyDb> pool;
    private readonly SemaphoreSlim writer = new(1, 1);

    public SqliteStudyDbs(string file, bool pooling = true)
    {
        File = file;
        ConnectionString = new SqliteConnectionStringBuilder
        {
            DataSource = file, ForeignKeys = true, Pooling = pooling, DefaultTimeout = 30,
        }.ToString();
        pool = new(new DbContextOptionsBuilder<SqliteStudyDb>().UseSqlite(ConnectionString).AddInterceptors(new Pragmas()).Options, 64);
    }

    public string File { get; }

    public string ConnectionString { get; }

    public ITextIndex Index { get; } = new SqliteTextIndex();

    public StudyDb Create() => pool.CreateDbContext();

    public string Writer(StudyRef study) => "";

    public async ValueTask<IDisposable?> EnterAsync(CancellationToken cancel)
    {
        await writer.WaitAsync(cancel);
        return new Turn(writer);
    }

    public Task InsertAsync(StudyDb db, IEntityType kind, IReadOnlyList<object> rows, CancellationToken cancel) => ManyInserts.IntoSqliteAsync(db, kind, rows, cancel);

    public Problem? Explain(Exception fault) => (fault as SqliteException ?? fault.InnerException as SqliteException) is { } sqlite ? Explain(sqlite) : null;

    private static Problem? Explain(SqliteException fault) => fault.SqliteErrorCode switch
    {
        13 => new Problem.NotKept("The disk is full", "Your last change was not saved. What was saved before is safe. Free some space, about 200 MB, and do it again."),
        8 or 14 => new Problem.NotKept("The data folder is read-only", "Nothing was saved. Make the folder writable, or start with --data and another folder."),
        10 => new Problem.NotKept("The disk did not take the change", "Your last change was not saved. What was saved before is safe. Look whether the disk is full or failing, free some space, and do it again."),
        19 => new Problem.Conflict("It clashes with what is there", "Something that this needs is gone, or something with the same id is there already. Reload the page and look."),
        5 or 6 => new Problem.Conflict("The study is busy", "Another program holds the database. Try again when it has finished."),
        _ => null,
    };

    /// <summary>Lets go of every connection that nobody uses at the moment, with what it has cached.</summary>
    public void LetGo() => SqliteConnection.ClearPool(new SqliteConnection(ConnectionString));

    public void Dispose()
    {
        writer.Dispose();
        SqliteConnection.ClearPool(new SqliteConnection(ConnectionString));
    }

    private sealed class Turn(SemaphoreSlim writer) : IDisposable
    {
        public void Dispose() => writer.Release();
    }

    /// <summary>
    /// Words that were taken out of the index leave it when it is written anew; overwritten pages stand in the log until it is brought
    /// into the file and cut short.
    /// </summary>
    public async Task ForgetAsync(CancellationToken cancel)
    {
        using var turn = await EnterAsync(cancel);
        await using var db = Create();
        await db.Database.ExecuteSqlRawAsync(SqliteTextIndex.Anew, cancel);
        await db.Database.ExecuteSqlRawAsync("PRAGMA wal_checkpoint(TRUNCATE)", cancel);
    }

    private sealed class Pragmas : DbConnectionInterceptor
    {
        private const string Text = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA temp_store=MEMORY; PRAGMA cache_size=-16000; PRAGMA busy_timeout=5000; PRAGMA secure_delete=ON;";

        /// <summary>A pooled connection keeps what was once told to it.</summary>
        private readonly ConditionalWeakTable<object, object> told = [];

        public override void ConnectionOpened(System.Data.Common.DbConnection connection, ConnectionEndEventData eventData)
        {
            if (!told.TryAdd(((SqliteConnection)connection).Handle!, Text)) return;
            using var command = connection.CreateCommand();
            command.CommandText = Text;
            command.ExecuteNonQuery();
        }

        public override Task ConnectionOpenedAsync(
            System.Data.Common.DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            ConnectionOpened(connection, eventData);
            return Task.CompletedTask;
        }
    }
}
