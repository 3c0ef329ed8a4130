using System.CommandLine;
using Throughline.App.Shell;
using Throughline.Workbench.Coding;
using Throughline.Workbench.Shared;

namespace Throughline.App.Coding;

public static class SegmentCommands
{
    public static void AddTo(RootCommand root)
    {
        var segment = new Command("segment", "List, add and remove coded segments, and bring them in and out as tables.");
        foreach (var command in new[] { List(), Add(), Remove(), SegmentFileCommands.Import(), SegmentFileCommands.Export() }) segment.Subcommands.Add(command);
        root.Subcommands.Add(segment);
    }

    private static Command List()
    {
        var (study, narrowing) = (CommandOptions.Study(), new SegmentOptions());
        var limit = new Option<int?>("--limit") { Description = "At most so many. By default all." };
        var command = new Command("list", "List segments: of a code, a source, a coder, or any combination.") { study, limit };
        narrowing.AddTo(command);
        CommandRun.Handle(command, async run =>
        {
            if (!narrowing.Read(run.Parsed).Request().Is(out var request, out var problem)) return CommandRun.Tell(problem, run.Json);
            var all = run.Parsed.GetValue(limit);
            var found = await run.Get<SegmentsWhere>().AskAsync(run.Parsed.GetValue(study)!, run.Actor, request with { Limit = all }, run.Cancel);
            return run.Print(found, a => a.Rows.Select(SegmentRowAnswer.Of), Lines);
        });
        return command;
    }

    private static Command Add()
    {
        var study = CommandOptions.Study();
        var source = new Option<string>("--source") { Description = "The source, by name or id.", Required = true };
        var code = new Option<string>("--code") { Description = "The code, by name or id.", Required = true };
        var start = new Option<int>("--start") { Description = "The first character, counted in Unicode code points from 0.", Required = true };
        var end = new Option<int>("--end") { Description = "One past the last character.", Required = true };
        var command = new Command("add", "Code a stretch of a source.") { study, source, code, start, end };
        CommandRun.Handle(command, async run =>
        {
            var request = new ApplyCode.Request(
                Guid.CreateVersion7(), run.Parsed.GetValue(source)!, run.Parsed.GetValue(code)!, run.Parsed.GetValue(start), run.Parsed.GetValue(end), InPoints: true);
            return run.Print(
                await run.Get<ApplyCode>().DoAsync(run.Parsed.GetValue(study)!, run.Actor, request, run.Cancel),
                done => Answers.With(SegmentAnswer.Of(done.Value), done.Change),
                done => [$"Coded ‘{Told.Words(done.Value.Segment.Text)}’, {done.Value.Segment.Id}"]);
        });
        return command;
    }

    private static Command Remove()
    {
        var (study, id) = (CommandOptions.Study(), new Argument<Guid>("segment") { Description = "Its id." });
        var command = new Command("remove", "Take a code off a stretch. `history undo` brings it back.") { id, study };
        CommandRun.Handle(command, async run =>
        {
            var done = await run.Get<RemoveSegment>().DoAsync(run.Parsed.GetValue(study)!, run.Actor, run.Parsed.GetValue(id), run.Cancel);
            return done.Is(out var removed, out _) && removed.Change is null
                ? CommandRun.Tell(new Problem.NotFound("segment", $"{run.Parsed.GetValue(id)}"), run.Json)
                : run.Print(done, d => Answers.With(new DoneAnswer(), d.Change), _ => ["Removed"]);
        });
        return command;
    }

    private static IEnumerable<string> Lines(SegmentsWhere.Answer found)
    {
        foreach (var row in found.Rows)
        {
            var voice = row.Voice;
            var who = voice.ParticipantName.Length > 0 ? voice.ParticipantName : row.SourceName;
            var place = voice.Turn is { } turn ? $"{who}, turn {turn}" : who;
            yield return $"{row.Segment.Id}  {place}{(voice.TimeMs is { } ms ? $", {Told.Clock(ms)}" : "")}  {row.Code.Name}  ({row.Segment.Coder})";
            yield return $"    {(row.Segment.Text.Length > 0 ? Told.Words(row.Segment.Text, 200) : row.Place.Told())}";
        }
        yield return $"{found.Counts.Segments:N0} of {Told.Count(found.Counts.OfSegments, "segment")}";
    }
}
