using System.CommandLine;
using System.Text.Json;
using Throughline.Storage;
using Throughline.Workbench.Access;
using Throughline.Workbench.Shared;

namespace Throughline.App.Shell;

/// <summary>One run of a command: the opened data folder, who acts, and how results and problems are told.</summary>
public sealed class CommandRun
{
    private readonly IServiceProvider services;
    private readonly bool json;

    private CommandRun(IServiceProvider services, ParseResult parsed, CancellationToken cancel)
    {
        this.services = services;
        json = parsed.GetValue(CommandOptions.Json);
        Parsed = parsed;
        Cancel = cancel;
        Actor = new(parsed.GetValue(CommandOptions.Actor) ?? services.GetRequiredService<DataFolder>().Person ?? DefaultName());
    }

    public ParseResult Parsed { get; }
    public CancellationToken Cancel { get; }
    public Actor Actor { get; }
    public bool Json => json;

    public T Get<T>() where T : notnull => services.GetRequiredService<T>();

    /// <summary>Gives a command its action.</summary>
    public static void Handle(Command command, Func<CommandRun, Task<int>> act) => command.SetAction((parsed, cancel) => RunAsync(parsed, act, cancel));

    /// <summary>Gives a command that works in a study, or without one, either action.</summary>
    public static void HandleEither(
        Command command, Func<ParseResult, bool> isInStudy, Func<CommandRun, Task<int>> inStudy, Func<ParseResult, CancellationToken, Task<int>> without) =>
        command.SetAction((parsed, cancel) => isInStudy(parsed) ? RunAsync(parsed, inStudy, cancel) : without(parsed, cancel));

    private static async Task<int> RunAsync(ParseResult parsed, Func<CommandRun, Task<int>> act, CancellationToken cancel)
    {
        var opened = await DataFolder.OpenAsync(FolderOf(parsed), DatabaseOf(parsed), cancel);
        if (!opened.Is(out var folder, out var problem)) return Tell(problem, parsed.GetValue(CommandOptions.Json));
        using (folder)
        await using (var services = new ServiceCollection().AddWorkbench(folder).BuildServiceProvider())
        {
            return await act(new(services, parsed, cancel));
        }
    }

    public static string FolderOf(ParseResult parsed) => parsed.GetValue(CommandOptions.Data)
        ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify), "throughline");

    public static string? DatabaseOf(ParseResult parsed) =>
        parsed.GetValue(CommandOptions.Database) ?? (Environment.GetEnvironmentVariable("THROUGHLINE_DATABASE") is { Length: > 0 } set ? set : null);

    public static string DefaultName() => Environment.UserName is { Length: > 0 } name ? name : "Researcher";

    /// <summary>Prints a result: as JSON where that was asked for, else as <paramref name="lines"/> has it.</summary>
    public int Print<T>(Outcome<T> outcome, Func<T, object> value, Func<T, IEnumerable<string>> lines)
    {
        if (!outcome.Is(out var found, out var problem)) return Tell(problem, json);
        if (json) Console.Out.WriteLine(JsonSerializer.Serialize(value(found), Answers.Json));
        else foreach (var line in lines(found)) Console.Out.WriteLine(line);
        return Exit.Done;
    }

    public static int Tell(Problem problem, bool json)
    {
        Console.Error.WriteLine(problem.Detail.StartsWith(problem.Title, StringComparison.Ordinal) ? problem.Detail : $"{problem.Title}. {problem.Detail}");
        if (json) Console.Out.WriteLine(JsonSerializer.Serialize(new { error = problem.Title, detail = problem.Detail }, Answers.Json));
        return Code(problem);
    }

    public static int Code(Problem problem) => problem switch
    {
        Problem.NotFound => Exit.NotFound,
        Problem.Conflict => Exit.Conflict,
        Problem.NotAllowed or Problem.NotKept => Exit.NotAllowed,
        Problem.Invalid or Problem.Unreadable or Problem.TooLarge => Exit.Refused,
        _ => Exit.Fault,
    };
}
