using System.CommandLine;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Throughline.App.Studies;
using Throughline.Storage;
using Throughline.Workbench.Studies;

namespace Throughline.App.Shell;

/// <summary>Starts the workbench and opens it in the browser.</summary>
public static class ServeCommand
{
    private static readonly Option<int?> Port = new("--port") { Description = "The port on this computer. By default 5320, or the next that is free." };
    private static readonly Option<string?> Token = new("--token") { Description = "The token that opens it. By default the data folder's own." };
    private static readonly Option<bool> NoBrowser = new("--no-browser") { Description = "Print the address and open nothing." };

    public static void AddTo(RootCommand root)
    {
        var serve = new Command("serve", "Start the workbench on a data folder.") { Port, Token, NoBrowser };
        serve.SetAction((parsed, cancel) => ServeAsync(parsed, withDemonstration: false, cancel));
        root.Subcommands.Add(serve);
        foreach (var option in new Option[] { Port, Token, NoBrowser }) root.Options.Add(option);
        root.SetAction((parsed, cancel) => ServeAsync(parsed, withDemonstration: true, cancel));
    }

    private static async Task<int> ServeAsync(ParseResult parsed, bool withDemonstration, CancellationToken cancel)
    {
        var path = CommandRun.FolderOf(parsed);
        var opened = await DataFolder.OpenAsync(path, CommandRun.DatabaseOf(parsed), cancel);
        if (!opened.Is(out var folder, out var problem)) return CommandRun.Tell(problem, parsed.GetValue(CommandOptions.Json));
        using (folder)
        {
            var port = parsed.GetValue(Port) ?? FreePort(5320);
            var token = parsed.GetValue(Token) ?? LaunchToken.Of(folder.Path);
            await using var app = WebHost.Build(folder, new(port, token, parsed.GetValue(CommandOptions.As) ?? folder.Person ?? CommandRun.DefaultName()));
            if (withDemonstration && await app.Services.GetRequiredService<StudyList>().IsEmptyAsync(cancel)
                && !(await app.Services.GetRequiredService<Demonstration>().LoadAsync(new(app.Services.GetRequiredService<LaunchToken>().Actor.Name), cancel)).Is(out _, out problem))
                return CommandRun.Tell(problem, parsed.GetValue(CommandOptions.Json));
            try
            {
                await app.StartAsync(cancel);
            }
            catch (Exception fault) when (fault is IOException || fault.GetBaseException() is SocketException)
            {
                await Console.Error.WriteLineAsync($"Port {port} is taken by another program. Name another with --port.");
                return Exit.Conflict;
            }
            var address = $"http://127.0.0.1:{port}/?token={token}";
            await Console.Out.WriteLineAsync($"Throughline is open at {address}");
            await Console.Error.WriteLineAsync($"Data: {folder.Path}. Ctrl+C stops it; nothing is lost.");
            if (!parsed.GetValue(NoBrowser)) Open(address);
            await app.WaitForShutdownAsync(cancel);
            return Exit.Done;
        }
    }

    private static int FreePort(int wanted)
    {
        for (var port = wanted; port < wanted + 50; port++)
        {
            try
            {
                using var probe = new TcpListener(IPAddress.Loopback, port);
                probe.Start();
                return port;
            }
            catch (SocketException)
            {
                // Taken: the next one.
            }
        }
        return wanted;
    }

    private static void Open(string address)
    {
        try
        {
            using var _ = OperatingSystem.IsWindows() ? Process.Start(new ProcessStartInfo(address) { UseShellExecute = true })
                : Process.Start(new ProcessStartInfo(OperatingSystem.IsMacOS() ? "open" : "xdg-open", [address]) { RedirectStandardError = true });
        }
        catch (Exception fault) when (fault is System.ComponentModel.Win32Exception or FileNotFoundException)
        {
            // No browser to be found: the address stands on the terminal.
        }
    }
}
