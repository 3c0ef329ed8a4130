using Microsoft.EntityFrameworkCore;
using Npgsql;
using Throughline.Storage;

namespace Throughline.Workbench.Tests;

/// <summary>Databases migrated once per run, and copied for each test.</summary>
public static class TestDatabases
{
    private const string Template = "throughline_template";

    private static readonly SemaphoreSlim Gate = new(1, 1);
    private static string? sqliteTemplate;
    private static bool postgresReady;

    public static string? Postgres { get; } = Environment.GetEnvironmentVariable("THROUGHLINE_TEST_POSTGRES") is { Length: > 0 } set ? set : null;

    /// <summary>An open data folder of its own, on the engine.</summary>
    public static async Task<DataFolder> OpenAsync(Engine engine, string folder, CancellationToken cancel = default)
    {
        Directory.CreateDirectory(folder);
        string? postgres = null;
        if (engine == Engine.Sqlite) File.Copy(await SqliteTemplateAsync(cancel), Path.Combine(folder, "throughline.db"));
        else postgres = await CloneAsync(cancel);
        return (await DataFolder.OpenAsync(folder, postgres, cancel)).Value;
    }

    public static async Task DropAsync(DataFolder folder)
    {
        if (folder.OnSqlite || Postgres is null) return;
        await using var db = folder.Dbs.Create();
        var name = db.Database.GetDbConnection().Database;
        await RunAsync($"""DROP DATABASE IF EXISTS "{name}" WITH (FORCE)""", default);
    }

    private static async Task<string> SqliteTemplateAsync(CancellationToken cancel)
    {
        await Gate.WaitAsync(cancel);
        try
        {
            if (sqliteTemplate is not null) return sqliteTemplate;
            var folder = Directory.CreateTempSubdirectory("throughline-template-").FullName;
            (await DataFolder.OpenAsync(folder, null, cancel)).Value.Dispose();
            return sqliteTemplate = Path.Combine(folder, "throughline.db");
        }
        finally
        {
            Gate.Release();
        }
    }

    private static async Task<string> CloneAsync(CancellationToken cancel)
    {
        await Gate.WaitAsync(cancel);
        try
        {
            var template = $"{Template}_{Environment.ProcessId}";
            if (!postgresReady)
            {
                await RunAsync($"""CREATE DATABASE "{template}" """, cancel);
                using (var dbs = new PostgresStudyDbs(With(template)))
                await using (var db = dbs.Create()) await db.Database.MigrateAsync(cancel);
                NpgsqlConnection.ClearAllPools();
                postgresReady = true;
            }
            var name = $"t{Guid.NewGuid():N}";
            await RunAsync($"""CREATE DATABASE "{name}" TEMPLATE "{template}" STRATEGY FILE_COPY""", cancel);
            return With(name) + ";Maximum Pool Size=40";
        }
        finally
        {
            Gate.Release();
        }
    }

    private static string With(string database) => new NpgsqlConnectionStringBuilder(Postgres) { Database = database }.ToString();

    private static async Task RunAsync(string sql, CancellationToken cancel)
    {
        await using var connection = new NpgsqlConnection(Postgres);
        await connection.OpenAsync(cancel);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancel);
    }
}
