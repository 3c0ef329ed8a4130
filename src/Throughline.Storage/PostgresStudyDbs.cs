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

    public Problem? Explain(Exception fault) => (fault as PostgresException ?? fault.InnerException as PostgresException)?.SqlState switch
    {
        PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.ForeignKeyViolation => new Problem.Conflict(
            "It clashes with what is there", "Something that this needs is gone, or something with the same id is there already. Reload the page and look."),
        PostgresErrorCodes.DiskFull => new Problem.NotKept(
            "The disk is full", "Your last change was not saved. What was saved before is safe. Free some space on the database's disk and do it again."),
        PostgresErrorCodes.ReadOnlySqlTransaction => new Problem.NotKept(
            "The database is read-only", "Nothing was saved. Make the database writable and do it again."),
        _ => null,
    };

    public void Dispose() => source.Dispose();
}
