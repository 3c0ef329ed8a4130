using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Npgsql;
using Throughline.Storage.TextSearch;
using Throughline.Workbench.Shared;
using Throughline.Workbench.Sources.Finding;

namespace Throughline.Storage;

/// <summary>A PostgreSQL database. Writers of one study queue for its clock's row; those of different studies do not meet.</summary>
public sealed class PostgresStudyDbs : IStudyDbs, IDisposable
{
    private const string AutoPrepare = "Max Auto Prepare";

    /// <summary>So many of the statements that come again and again are kept planned on each connection. A pooler between that cannot bear it is told so in the connection string.</summary>
    private const int MostPrepared = 60;

    private readonly NpgsqlDataSource source;
    private readonly PooledDbContextFactory<PostgresStudyDb> pool;

    public PostgresStudyDbs(string connectionString)
    {
        var builder = new NpgsqlDataSourceBuilder(connectionString);
        if (!builder.ConnectionStringBuilder.ContainsKey(AutoPrepare)) builder.ConnectionStringBuilder.MaxAutoPrepare = MostPrepared;
        source = builder.Build();
        pool = new(new DbContextOptionsBuilder<PostgresStudyDb>().UseNpgsql(source).Options, 64);
    }

    public ITextIndex Index { get; } = new PostgresTextIndex();

    public StudyDb Create() => pool.CreateDbContext();

    public string Writer(StudyRef study) => study.Named ?? "";

    public ValueTask<IDisposable?> EnterAsync(CancellationToken cancel) => ValueTask.FromResult<IDisposable?>(null);

    public Task InsertAsync(StudyDb db, IEntityType kind, IReadOnlyList<object> rows, CancellationToken cancel) => ManyInserts.IntoPostgresAsync(db, kind, rows, cancel);

    public Problem? Explain(Exception fault)
    {
        for (var at = fault; at is not null; at = at.InnerException!)
            if (at is PostgresException told) return Explain(told);
            else if (at is NpgsqlException) return Away(at.Message);
        return null;
    }

    private static Problem? Explain(PostgresException told) => told.SqlState switch
    {
        PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.ForeignKeyViolation => new Problem.Conflict(
            "It clashes with what is there", "Something that this needs is gone, or something with the same id is there already. Reload the page and look."),
        PostgresErrorCodes.DiskFull => new Problem.NotKept(
            "The disk is full", "Your last change was not saved. What was saved before is safe. Free some space on the database's disk and do it again."),
        PostgresErrorCodes.ReadOnlySqlTransaction => new Problem.NotKept(
            "The database is read-only", "Nothing was saved. Make the database writable and do it again."),
        PostgresErrorCodes.InvalidSqlStatementName => new Problem.NotKept(
            "A pooler before the database loses prepared statements", "Nothing was saved. Add Max Auto Prepare=0;No Reset On Close=true to the connection string and start again."),
        PostgresErrorCodes.InsufficientPrivilege => new Problem.NotKept(
            "The database does not allow it", $"{told.MessageText}. Nothing was changed. Let the user of the connection string own the database or its schema."),
        ['2', '8', ..] => new Problem.NotKept(
            "The database lets nobody in by this connection string", $"{told.MessageText}. Nothing was changed. Look at the user and the password in it."),
        ['0', '8', ..] or ['5', '7', 'P', '0', ..] or PostgresErrorCodes.TooManyConnections or PostgresErrorCodes.InvalidCatalogName => Away(told.MessageText),
        _ => null,
    };

    private static Problem.NotKept Away(string why) => new(
        "The database does not answer", $"{why.TrimEnd('.')}. What was saved before is safe. Look whether its server runs, and whether the connection string names it.");

    public void Dispose() => source.Dispose();
}
