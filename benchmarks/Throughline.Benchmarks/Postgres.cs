using System.Diagnostics;
using Npgsql;

namespace Throughline.Benchmarks;

/// <summary>A database of its own on a PostgreSQL server that makes each commit last, as one would run it.</summary>
public sealed class Postgres : IAsyncDisposable
{
    private const string Port = "54331";

    private readonly string server, name;

    private Postgres(string server, string name) => (this.server, this.name) = (server, name);

    public string Connection => new NpgsqlConnectionStringBuilder(server) { Database = name }.ConnectionString;

    /// <summary>Whether a server is named, or one can be started here.</summary>
    public static bool Wanted => Named is not null || Directory.Exists("/usr/lib/postgresql");

    private static string? Named => Environment.GetEnvironmentVariable("THROUGHLINE_BENCH_POSTGRES") is { Length: > 0 } set ? set : null;

    public static async Task<Postgres> BeginAsync()
    {
        var postgres = new Postgres(Named ?? await StartAsync(), $"throughline_bench_{Guid.NewGuid():N}");
        await using var source = NpgsqlDataSource.Create(postgres.server);
        foreach (var setting in new[] { "fsync", "synchronous_commit" })
        {
            await using var ask = source.CreateCommand($"SHOW {setting}");
            if (await ask.ExecuteScalarAsync() is not "on") throw new InvalidOperationException($"{setting} is off: commits would not last, and the figures would flatter.");
        }
        return postgres;
    }

    private static async Task<string> StartAsync()
    {
        var script = new ProcessStartInfo(Path.Combine(Root(), "scripts", "postgres")) { RedirectStandardOutput = true };
        script.Environment["THROUGHLINE_TEST_POSTGRES_FSYNC"] = "on";
        script.Environment["THROUGHLINE_TEST_POSTGRES_PORT"] = Port;
        using var process = Process.Start(script)!;
        var said = await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("scripts/postgres started none.");
        await process.WaitForExitAsync();
        return said;
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Throughline.slnx"))) folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("Run it from the repository.");
    }

    public async ValueTask DisposeAsync()
    {
        await using var source = NpgsqlDataSource.Create(server);
        await using var drop = source.CreateCommand($"""DROP DATABASE IF EXISTS "{name}" WITH (FORCE)""");
        await drop.ExecuteNonQueryAsync();
    }
}
