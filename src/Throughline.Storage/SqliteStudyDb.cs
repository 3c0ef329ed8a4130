using System.Data;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Throughline.Workbench.Shared;

namespace Throughline.Storage;

public sealed class SqliteStudyDb(DbContextOptions<SqliteStudyDb> options) : StudyDb(options)
{
    /// <summary>Ids as 16 bytes, most significant first: half the room of text, and time-ordered ids stay in order.</summary>
    private sealed class GuidBytes() : ValueConverter<Guid, byte[]>(id => id.ToByteArray(true), bytes => new Guid(bytes, true));

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.Properties<Guid>().HaveConversion<GuidBytes>();

    /// <summary>Deferred: the usual transaction would take the lock that writers need.</summary>
    public override async Task<IAsyncDisposable> BeginReadingAsync(CancellationToken cancel)
    {
        await Database.OpenConnectionAsync(cancel);
        var moment = ((SqliteConnection)Database.GetDbConnection()).BeginTransaction(deferred: true);
        await Database.UseTransactionAsync(moment, cancel);
        return new Moment(this, moment);
    }

    private sealed class Moment(SqliteStudyDb db, SqliteTransaction transaction) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await db.Database.UseTransactionAsync(null);
            await transaction.DisposeAsync();
            await db.Database.CloseConnectionAsync();
        }
    }
}

public sealed class PostgresStudyDb(DbContextOptions<PostgresStudyDb> options) : StudyDb(options)
{
    public override async Task<IAsyncDisposable> BeginReadingAsync(CancellationToken cancel) =>
        await Database.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancel);
}

internal sealed class SqliteDesign : IDesignTimeDbContextFactory<SqliteStudyDb>
{
    public SqliteStudyDb CreateDbContext(string[] args) => new(new DbContextOptionsBuilder<SqliteStudyDb>().UseSqlite("Data Source=design.db").Options);
}

internal sealed class PostgresDesign : IDesignTimeDbContextFactory<PostgresStudyDb>
{
    public PostgresStudyDb CreateDbContext(string[] args) => new(new DbContextOptionsBuilder<PostgresStudyDb>().UseNpgsql("Host=design").Options);
}
