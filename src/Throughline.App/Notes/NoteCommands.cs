using System.CommandLine;
using Throughline.App.Shell;
using Throughline.Workbench.Notes;
using Throughline.Workbench.Shared;
using Throughline.Workbench.Studies;

namespace Throughline.App.Notes;

public static class NoteCommands
{
    public static void AddTo(RootCommand root)
    {
        var note = new Command("note", "Write, list and remove notes and entries of the journal, and bring them in and out.");
        foreach (var command in new[] { List(), Add(), Remove(), Import(), Export() }) note.Subcommands.Add(command);
        root.Subcommands.Add(note);
    }

    private static Command Add()
    {
        var (study, text) = (CommandOptions.Study(), new Argument<string>("text") { Description = "The note." });
        var kind = new Option<string>("--kind") { Description = "analytic, methodological or reflexive.", DefaultValueFactory = _ => Note.Analytic };
        var on = new Option<string>("--on") { Description = $"What it is on: {string.Join(", ", NoteOn.Places)}.", DefaultValueFactory = _ => NoteOn.Journal };
        var target = new Option<string?>("--target") { Description = "Which one, by id or name." };
        var title = new Option<string?>("--title") { Description = "A title." };
        var start = new Option<int?>("--start") { Description = "For a note on words: the first character, in Unicode code points from 0." };
        var end = new Option<int?>("--end") { Description = "One past the last character." };
        var at = new Option<DateTimeOffset?>("--at") { Description = "When it was written. By default now." };
        var command = new Command("add", "Write a note. Without --on it is an entry of the journal.") { text, study, kind, on, target, title, start, end, at };
        CommandRun.Handle(command, async run =>
        {
            var p = run.Parsed;
            var place = new NotePlace.Named(p.GetValue(on)!, p.GetValue(target), p.GetValue(start), p.GetValue(end), InPoints: true);
            var request = new WriteNote.Request(
                Guid.CreateVersion7(), p.GetValue(kind)!, place, p.GetValue(title) ?? "", p.GetValue(text)!, p.GetValue(at) is { } when ? Instant.Micros(when) : null);
            return run.Print(
                await run.Get<WriteNote>().DoAsync(p.GetValue(study)!, run.Actor, request, run.Cancel),
                done => Answers.With(NoteAnswer.Of(done.Value), done.Change), done => [$"Written on {done.Value.Subject.Said}, {done.Value.Id}"]);
        });
        return command;
    }

    private static Command List()
    {
        var (study, narrowing) = (CommandOptions.Study(), new NoteOptions());
        var command = new Command("list", "List notes, the newest first.") { study };
        narrowing.AddTo(command);
        CommandRun.Handle(command, async run =>
        {
            if (!narrowing.Read(run.Parsed).Filter().Is(out var filter, out var problem)) return CommandRun.Tell(problem, run.Json);
            var found = await run.Get<NotesWhere>().AskAsync(run.Parsed.GetValue(study)!, run.Actor, filter, null, null, run.Cancel);
            return run.Print(found, a => a.Notes.Select(NoteAnswer.Of), Lines);
        });
        return command;
    }

    private static Command Remove()
    {
        var (study, id) = (CommandOptions.Study(), new Argument<Guid>("note") { Description = "Its id." });
        var command = new Command("remove", "Remove a note with its links. `history undo` brings it back.") { id, study };
        CommandRun.Handle(command, async run =>
        {
            var done = await run.Get<RemoveNote>().DoAsync(run.Parsed.GetValue(study)!, run.Actor, run.Parsed.GetValue(id), run.Cancel);
            return done.Is(out var removed, out _) && removed.Change is null
                ? CommandRun.Tell(new Problem.NotFound("note", $"{run.Parsed.GetValue(id)}"), run.Json)
                : run.Print(done, d => Answers.With(new DoneAnswer(), d.Change), _ => ["Removed"]);
        });
        return command;
    }

    private static Command Import()
    {
        var (study, path) = (CommandOptions.Study(), new Argument<string>("file") { Description = "A CSV or XLSX file: on, source, quote, code, theme, kind, title, text, author, at." });
        var source = new Option<string?>("--source") { Description = "The source of rows with a quotation that name none." };
        var command = new Command("import", "Bring notes in from a table. The same file twice adds nothing.") { path, study, source };
        CommandRun.Handle(command, async run =>
        {
            if (!(await TableFile.OpenAsync(run.Parsed.GetValue(path)!, run.Cancel)).Is(out var file, out var problem)) return CommandRun.Tell(problem, run.Json);
            if (!NoteColumns.Read(file.Name, file.Rows, run.Parsed.GetValue(source)).Is(out var rows, out problem)) return CommandRun.Tell(problem, run.Json);
            var done = await run.Get<ImportNotes>().DoAsync(run.Parsed.GetValue(study)!, run.Actor, rows, run.Cancel);
            var exit = run.Print(done, d => Answers.With(NoteFiles.Answer(file, d.Value), d.Change), d => NoteFiles.Answer(file, d.Value).Lines("note"));
            return exit == Exit.Done && done.Value.Value is { Rows: > 0, Added: 0, There: 0 } ? Exit.Refused : exit;
        });
        return command;
    }

    private static Command Export()
    {
        var (study, narrowing) = (CommandOptions.Study(), new NoteOptions());
        var to = new Option<string?>("--to") { Description = "The file, ending in .csv, .xlsx or .md. Without it, standard output, as CSV, or as JSON with --json." };
        var kind = new Option<string?>("--format") { Description = "csv, xlsx or md, whatever the file is called." };
        kind.AcceptOnlyFromAmong([.. NoteFiles.Kinds]);
        var command = new Command("export", "Write notes as a table or as Markdown.") { study, to, kind };
        narrowing.AddTo(command);
        CommandRun.Handle(command, async run =>
        {
            if (!narrowing.Read(run.Parsed).Filter().Is(out var filter, out var problem)) return CommandRun.Tell(problem, run.Json);
            if (!(await run.Get<StudyList>().OneAsync(run.Parsed.GetValue(study)!, run.Cancel)).Is(out var of, out problem)) return CommandRun.Tell(problem, run.Json);
            if (!(await run.Get<NotesWhere>().AskAsync(of.Id, run.Actor, filter, null, null, run.Cancel)).Is(out var found, out problem)) return CommandRun.Tell(problem, run.Json);
            var file = run.Parsed.GetValue(to);
            if (file is null && run.Json) return run.Print<NotesWhere.Answer>(found, f => f.Notes.Select(NoteAnswer.Of), _ => []);
            var bytes = NoteFiles.Write(of.Name, found.Notes, TableFile.KindOf(file, run.Parsed.GetValue(kind)));
            return await TableFile.KeepAsync(run, file, bytes, found.Notes.Count, "note");
        });
        return command;
    }

    private static IEnumerable<string> Lines(NotesWhere.Answer found)
    {
        foreach (var note in found.Notes)
        {
            yield return $"{note.Id}  {note.Kind} on {note.Subject.Said}, {note.Author}, {Instant.At(note.At).LocalDateTime.ToString("d MMMM yyyy HH:mm", When.English)}";
            yield return $"    {Told.Words(note.Title.Length > 0 ? $"{note.Title}: {note.Text}" : note.Text, 200)}";
        }
        yield return $"{found.Found:N0} of {Told.Count(found.All, "note")}";
    }
}

/// <summary>What narrows a list of notes, as options of a command.</summary>
public sealed class NoteOptions
{
    private readonly Option<string?> kind = new("--kind") { Description = "analytic, methodological or reflexive." };
    private readonly Option<string?> on = new("--on") { Description = "On this sort of thing." };
    private readonly Option<Guid?> target = new("--target") { Description = "On the thing with this id." };
    private readonly Option<string?> source = new("--source") { Description = "On this source, its words or its segments." };
    private readonly Option<string?> author = new("--author") { Description = "By this person." };
    private readonly Option<string?> from = new("--from") { Description = "Written on this day or later: 2025-11-12." };
    private readonly Option<string?> to = new("--to-day") { Description = "Written on this day or before." };
    private readonly Option<string?> text = new("--text") { Description = "Holding these words." };

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { kind, on, target, source, author, from, to, text }) command.Options.Add(option);
    }

    public NoteEndpoints.Query Read(ParseResult parsed) => new()
    {
        Kind = parsed.GetValue(kind), On = parsed.GetValue(on), Target = parsed.GetValue(target), Source = parsed.GetValue(source),
        Author = parsed.GetValue(author), From = parsed.GetValue(from), To = parsed.GetValue(to), Text = parsed.GetValue(text),
    };
}
