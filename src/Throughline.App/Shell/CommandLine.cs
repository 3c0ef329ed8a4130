using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Throughline.App.Codebook;
using Throughline.App.Coding;
using Throughline.App.History;
using Throughline.App.Interchange;
using Throughline.App.Notes;
using Throughline.App.Participants;
using Throughline.App.Questionnaires;
using Throughline.App.Reports;
using Throughline.App.Sampling;
using Throughline.App.Respondents;
using Throughline.App.Sources;
using Throughline.App.Studies;
using Throughline.App.Themes;
using Throughline.App.Vault;

namespace Throughline.App.Shell;

/// <summary>The command line: the slices' verbs under the slices' names.</summary>
public static class CommandLine
{
    public static async Task<int> RunAsync(string[] args)
    {
        SpeakAlike();
        var root = Build();
        var parsed = root.Parse(args);
        if (parsed.Errors.Count > 0)
        {
            foreach (var error in parsed.Errors) await Console.Error.WriteLineAsync(error.Message);
            await Console.Error.WriteLineAsync("throughline --help tells what can be said.");
            if (args.Contains(CommandOptions.Json.Name))
                await Console.Out.WriteLineAsync(JsonSerializer.Serialize(new { error = "Not understood", detail = string.Join(" ", parsed.Errors.Select(e => e.Message)) }, Answers.Json));
            return Exit.Usage;
        }
        return await parsed.InvokeAsync();
    }

    /// <summary>Numbers, in drawings and tables as in sentences, read the same on every computer; 0.5 is not 0,5 where German is spoken.</summary>
    private static void SpeakAlike()
    {
        CultureInfo.CurrentCulture = CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture;
        CultureInfo.CurrentUICulture = CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.InvariantCulture;
    }

    public static RootCommand Build()
    {
        var root = new RootCommand("Throughline: from questionnaire to published themes, with the line kept unbroken.");
        foreach (var option in CommandOptions.All) root.Options.Add(option);
        ServeCommand.AddTo(root);
        StudyCommands.AddTo(root);
        DemoCommand.AddTo(root);
        SourceCommands.AddTo(root);
        FindCommand.AddTo(root);
        QuestionnaireCommands.AddTo(root);
        ParticipantCommands.AddTo(root);
        RespondentCommands.AddTo(root);
        VaultCommands.AddTo(root);
        ExportCommand.AddTo(root);
        SampleCommands.AddTo(root);
        CodebookCommands.AddTo(root);
        SegmentCommands.AddTo(root);
        NoteCommands.AddTo(root);
        ThemeCommands.AddTo(root);
        ReportCommands.AddTo(root);
        RefiFileCommands.AddTo(root);
        HistoryCommands.AddTo(root);
        BackupCommands.AddTo(root);
        return root;
    }
}

public static class Exit
{
    public const int Done = 0, Fault = 1, Usage = 2, Refused = 3, NotFound = 4, Conflict = 5, NotAllowed = 6;
}

/// <summary>Options that every command takes.</summary>
public static class CommandOptions
{
    public static readonly Option<string?> Data = new("--data") { Description = "The folder of data. By default the user's own.", Recursive = true };
    public static readonly Option<string?> Database = new("--database")
    {
        Description = "A PostgreSQL connection string. By default SQLite in the data folder; also read from THROUGHLINE_DATABASE.", Recursive = true,
    };
    public static readonly Option<bool> Json = new("--json") { Description = "One JSON value on standard output; all else on standard error.", Recursive = true };
    public static readonly Option<string?> Actor = new("--actor") { Description = "Who acts, as the history will say. By default the user's name.", Recursive = true };

    public static IEnumerable<Option> All => [Data, Database, Json, Actor];

    /// <summary>The study a command works in, by id or name.</summary>
    public static Option<string> Study() => new("--study") { Description = "The study, by name or id.", Required = true };
}
