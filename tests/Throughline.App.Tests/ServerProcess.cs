using System.Diagnostics;
using System.Net.Http.Headers;

namespace Throughline.App.Tests;

/// <summary>The built executable, as a person has it, started on a folder of its own.</summary>
public static class Executable
{
    public sealed record Ran(int Exit, string Output, string Errors);

    /// <summary>Runs a command to its end.</summary>
    public static async Task<Ran> RunAsync(string folder, params IEnumerable<string> words)
    {
        using var process = Start(folder, words);
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return new(process.ExitCode, await output, await errors);
    }

    public static Process Start(string folder, params IEnumerable<string> words)
    {
        var own = Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "throughline.exe" : "throughline");
        var start = new ProcessStartInfo(File.Exists(own) ? own : "dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = AppContext.BaseDirectory };
        if (!File.Exists(own)) start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "throughline.dll"));
        foreach (var word in words) start.ArgumentList.Add(word);
        start.ArgumentList.Add("--data");
        start.ArgumentList.Add(folder);
        start.Environment["DOTNET_TieredPGO"] = "0";
        start.Environment.Remove("THROUGHLINE_DATABASE");
        return Process.Start(start) ?? throw new InvalidOperationException("The executable did not start.");
    }
}

/// <summary>The server as a process that can be killed without a word and started again on the same port, token and folder.</summary>
public sealed class ServerProcess : IAsyncDisposable
{
    public const string Token = "process-token-process-token-process";

    private readonly string folder;
    private readonly string? database;
    private Process? process;

    public ServerProcess(string folder, int port, string? database = null)
    {
        (this.folder, this.database) = (folder, database);
        Port = port;
        Address = new($"http://127.0.0.1:{port}/");
        Rest = new(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(10) }) { BaseAddress = Address, Timeout = TimeSpan.FromMinutes(10) };
        Rest.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Token);
    }

    public int Port { get; }
    public Uri Address { get; }
    public HttpClient Rest { get; }

    /// <summary>What the process holds in memory now, bytes.</summary>
    public long ResidentBytes
    {
        get
        {
            process!.Refresh();
            return process.WorkingSet64;
        }
    }

    /// <summary>The most that the process has held in memory since it began, bytes.</summary>
    public long PeakBytes
    {
        get
        {
            process!.Refresh();
            return process.PeakWorkingSet64;
        }
    }

    /// <summary>What the process has had of the processors so far: unlike the clock, hardly touched by what else the machine does.</summary>
    public TimeSpan ProcessorTime
    {
        get
        {
            process!.Refresh();
            return process.TotalProcessorTime;
        }
    }

    /// <summary>Begins a process, and does not wait for it.</summary>
    public void Begin()
    {
        string[] where = database is null ? [] : ["--database", database];
        process = Executable.Start(folder, ["serve", "--port", $"{Port}", "--token", Token, "--no-browser", .. where]);
    }

    /// <summary>Begins a process and waits until it says that it is open.</summary>
    public async Task StartAsync()
    {
        Begin();
        var errors = process!.StandardError.ReadToEndAsync();
        if (await process.StandardOutput.ReadLineAsync() is null)
            throw new InvalidOperationException($"The server did not open: {await errors}");
    }

    /// <summary>As kill -9: it hears nothing of it.</summary>
    public void Kill()
    {
        if (process is null) return;
        process.Kill(entireProcessTree: true);
        process.WaitForExit();
        process.Dispose();
        process = null;
    }

    public ValueTask DisposeAsync()
    {
        Kill();
        Rest.Dispose();
        return ValueTask.CompletedTask;
    }
}
