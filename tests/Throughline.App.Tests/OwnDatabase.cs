using Npgsql;

namespace Throughline.App.Tests;

/// <summary>A PostgreSQL database for one test.</summary>
internal sealed class OwnDatabase(string server, string name) : IAsyncDisposable
{
    public string Connection => new NpgsqlConnectionStringBuilder(server) { Database = name }.ConnectionString;

    public static async Task<OwnDatabase> CreateAsync(string server)
    {
        var database = new OwnDatabase(server, $"own_{Guid.NewGuid():N}");
        await database.RunAsync($"""CREATE DATABASE "{database.Name}" """);
        return database;
    }

    private string Name => name;

    private async Task RunAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(server);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    public async ValueTask DisposeAsync() => await RunAsync($"""DROP DATABASE IF EXISTS "{name}" WITH (FORCE)""");
}
