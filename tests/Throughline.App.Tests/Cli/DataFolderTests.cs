using System.Diagnostics;

namespace Throughline.App.Tests.Cli;

/// <summary>What a folder of data goes through: two at once, no leave to write, a process killed.</summary>
public sealed class DataFolderTests : IDisposable
{
    private readonly DataDirectory desk = new();

    [Fact]
    public async Task A_second_process_on_one_folder_is_refused_with_5_and_told_why()
    {
        await using var server = new ServerProcess(desk.Data, TestServer.FreePort());
        await server.StartAsync();
        var refused = await desk.RunAsync("study", "list");
        Assert.Equal((5, ""), (refused.Exit, refused.Output));
        Assert.Contains("is in use", refused.Errors, StringComparison.Ordinal);
        Assert.Contains("--data", refused.Errors, StringComparison.Ordinal);

        server.Kill();
        Assert.Equal(0, (await desk.RunAsync("study", "list")).Exit);
    }

    [Fact]
    public async Task A_port_that_is_taken_is_told_and_ends_with_5()
    {
        using var taken = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        taken.Start();
        var port = ((System.Net.IPEndPoint)taken.LocalEndpoint).Port;
        var ran = await desk.RunAsync("serve", "--port", $"{port}", "--no-browser", "--json");
        Assert.Equal(5, ran.Exit);
        Assert.Equal($"Port {port} is taken", System.Text.Json.JsonDocument.Parse(ran.Output).RootElement.GetProperty("error").GetString());
        Assert.Contains($"Port {port} is taken", Assert.Single(ran.Errors.Trim().Split('\n')), StringComparison.Ordinal);
        Assert.Equal(3, (await desk.RunAsync("serve", "--port", "70000", "--no-browser")).Exit);
    }

    [Theory]
    [InlineData("nonsense", 3, "The connection string is not understood")]
    [InlineData("Host=127.0.0.1;Prt=1", 3, "The connection string is not understood")]
    [InlineData("Host=127.0.0.1;Port=1;Username=a;Password=secret;Database=b", 6, "The database does not answer")]
    public async Task A_database_that_is_not_to_be_had_is_told_in_a_line(string database, int exit, string told)
    {
        foreach (var words in (string[][])[["study", "list"], ["serve", "--no-browser"]])
        {
            var ran = await desk.RunAsync([.. words, "--database", database]);
            Assert.Equal((exit, ""), (ran.Exit, ran.Output));
            Assert.Contains(told, Assert.Single(ran.Errors.Trim().Split('\n')), StringComparison.Ordinal);
            Assert.DoesNotContain("secret", ran.Errors, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_folder_that_may_not_be_written_is_told_and_nothing_is_opened()
    {
        if (OperatingSystem.IsWindows() || Environment.IsPrivilegedProcess) Assert.Skip("Whoever runs this may write anywhere.");
        Directory.CreateDirectory(desk.Data);
        File.SetUnixFileMode(desk.Data, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        try
        {
            var ran = await desk.RunAsync("study", "list");
            Assert.Equal(6, ran.Exit);
            Assert.Contains("read-only", ran.Errors, StringComparison.Ordinal);
        }
        finally
        {
            File.SetUnixFileMode(desk.Data, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    [Fact]
    public async Task An_import_killed_half_way_leaves_a_whole_study_and_is_finished_by_the_same_command()
    {
        const int Files = 120;
        await desk.RunAsync("study", "create", "Many");
        var first = desk.Write(Path.Combine("files", "Interview 001.txt"), Words(1));
        for (var i = 2; i <= Files; i++) desk.Write(Path.Combine("files", $"Interview {i:000}.txt"), Words(i));
        var files = Path.GetDirectoryName(first)!;

        using (var import = Executable.Start(desk.Data, "import", files, "--study", "Many"))
        {
            var blobs = new DirectoryInfo(Path.Combine(desk.Data, "blobs"));
            var given = Stopwatch.StartNew();
            while (!import.HasExited && given.Elapsed < TimeSpan.FromMinutes(1) && !(blobs.Exists && blobs.EnumerateFiles("*", SearchOption.AllDirectories).Skip(30).Any())) await Task.Yield();
            import.Kill(entireProcessTree: true);
            await import.WaitForExitAsync();
        }

        var check = await desk.RunAsync("check");
        Assert.True(check.Exit == 0, check.Output + check.Errors);
        var kept = (await desk.JsonAsync(0, "source", "list", "--study", "Many")).GetArrayLength();
        Assert.InRange(kept, 0, Files);
        var again = (await desk.JsonAsync(0, "import", files, "--study", "Many")).EnumerateArray().Select(f => f.GetProperty("status").GetString()).ToList();
        Assert.Equal(kept, again.Count(s => s == "duplicate"));
        Assert.Equal(Files - kept, again.Count(s => s == "read"));
        Assert.Equal(Files, (await desk.JsonAsync(0, "source", "list", "--study", "Many")).GetArrayLength());
        Assert.Equal(0, (await desk.RunAsync("check")).Exit);
    }

    private static string Words(int number) =>
        string.Join('\n', Enumerable.Range(0, 300).Select(line => $"Line {line} of interview {number}: we met in the car park because the room was taken."));

    public void Dispose() => desk.Dispose();
}
