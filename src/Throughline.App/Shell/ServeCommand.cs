using System.CommandLine;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Throughline.App.Questionnaires.Public;
using Throughline.App.Studies;
using Throughline.Storage;
using Throughline.Workbench.Shared;
using Throughline.Workbench.Studies;

namespace Throughline.App.Shell;

/// <summary>Starts the workbench and opens it in the browser.</summary>
public static class ServeCommand
{
    private static readonly Option<int?> Port = new("--port") { Description = "The port on this computer. By default 5320, or the next that is free." };
    private static readonly Option<string?> Token = new("--token") { Description = "The token that opens it. By default the data folder's own." };
    private static readonly Option<string?> PublicUrl = new("--public-url") { Description = "The address under which respondents reach public questionnaires, where another server hands /q, /css and /mark.svg on to this one." };
    private static readonly Option<bool> NoBrowser = new("--no-browser") { Description = "Print the address and open nothing." };

    public static void AddTo(RootCommand root)
    {
        var serve = new Command("serve", "Start the workbench on a data folder.") { Port, Token, PublicUrl, NoBrowser };
        serve.SetAction((parsed, cancel) => ServeAsync(parsed, withDemonstration: false, cancel));
        root.Subcommands.Add(serve);
        foreach (var option in new Option[] { Port, Token, PublicUrl, NoBrowser }) root.Options.Add(option);
        root.SetAction((parsed, cancel) => ServeAsync(parsed, withDemonstration: true, cancel));
    }

    private static async Task<int> ServeAsync(ParseResult parsed, bool withDemonstration, CancellationToken cancel)
    {
        var json = parsed.GetValue(CommandOptions.Json);
        if (!PublicAddress.Read(parsed.GetValue(PublicUrl)).Is(out var reached, out var problem)) return CommandRun.Tell(problem, json);
        if (!DataFolder.Take(CommandRun.FolderOf(parsed), CommandRun.DatabaseOf(parsed)).Is(out var folder, out problem)) return CommandRun.Tell(problem, json);
        using (folder)
        {
            if (parsed.GetValue(Port) is < 1 or > IPEndPoint.MaxPort) return CommandRun.Tell(new Problem.Invalid("port", $"A port is a number from 1 to {IPEndPoint.MaxPort}."), json);
            var opened = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            var options = new WebOptions(
                parsed.GetValue(Port) ?? FreePort(5320), parsed.GetValue(Token) ?? LaunchToken.Of(folder.Path),
                parsed.GetValue(CommandOptions.Actor) ?? folder.Person ?? CommandRun.DefaultName()) { Opened = opened.Task, PublicUrl = reached.Given };
            if (withDemonstration) PreparedDemonstration.CopyTo(folder, new(options.Person));
            var upToDate = Task.Run(() => folder.BringUpToDateAsync(cancel), cancel);
            await using var app = WebHost.Build(folder, options);
            var ready = ReadyAsync(app.Services, upToDate, withDemonstration, cancel);
            var refused = await StartAsync(app, options, cancel);
            if ((await ready ?? refused) is { } wrong)
            {
                await app.StopAsync(cancel);
                return CommandRun.Tell(wrong, json);
            }
            opened.SetResult();
            return await StayAsync(app, folder, options, parsed, cancel);
        }
    }

    /// <summary>The database up to date, with the demonstration where it is wanted, and all of the start page asked once.</summary>
    private static async Task<Problem?> ReadyAsync(IServiceProvider services, Task<Problem?> upToDate, bool withDemonstration, CancellationToken cancel)
    {
        if (await upToDate is { } wrong) return wrong;
        var actor = services.GetRequiredService<LaunchToken>().Actor;
        if (withDemonstration && await services.GetRequiredService<StudyList>().IsEmptyAsync(cancel)
            && (await services.GetRequiredService<Demonstration>().LoadAsync(actor, cancel)).Problem is { } problem) return problem;
        await services.GetRequiredService<StudyStart>().AskAsync(actor, cancel);
        return null;
    }

    private static async Task<Problem?> StartAsync(WebApplication app, WebOptions options, CancellationToken cancel)
    {
        try
        {
            await app.StartAsync(cancel);
        }
        catch (Exception fault) when (fault is IOException || fault.GetBaseException() is SocketException)
        {
            return new Problem.Conflict($"Port {options.Port} is taken", "Another program has it, or it is kept for the system. Name another with --port.");
        }
        await Opening.AnswerOnceAsync(options, cancel);
        return null;
    }

    private static async Task<int> StayAsync(WebApplication app, DataFolder folder, WebOptions options, ParseResult parsed, CancellationToken cancel)
    {
        var address = $"http://127.0.0.1:{options.Port}/?token={options.Token}";
        await Console.Out.WriteLineAsync(parsed.GetValue(CommandOptions.Json)
            ? JsonSerializer.Serialize(new { address, port = options.Port, token = options.Token, data = folder.Path }, Answers.Json)
            : $"Throughline is open at {address}");
        await Console.Error.WriteLineAsync($"Data: {folder.Path}. Ctrl+C stops it; nothing is lost.");
        if (app.Services.GetRequiredService<PublicAddress>().ToKnow is { } toKnow) await Console.Error.WriteLineAsync(toKnow);
        if (!parsed.GetValue(NoBrowser)) Open(address);
        await app.WaitForShutdownAsync(cancel);
        return Exit.Done;
    }

    /// <summary>The first that is free where none was named.</summary>
    private static int FreePort(int first) => Enumerable.Range(first, 50).FirstOrDefault(IsFree, first);

    private static bool IsFree(int port)
    {
        try
        {
            using var probe = new TcpListener(IPAddress.Loopback, port);
            probe.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
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
