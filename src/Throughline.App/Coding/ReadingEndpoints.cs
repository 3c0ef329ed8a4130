using System.Text;
using Throughline.App.Shell;
using Throughline.Workbench.Coding;
using Throughline.Workbench.Notes;
using Throughline.Workbench.Shared;

namespace Throughline.App.Coding;

/// <summary>Reading a source: its words exactly as positions count them, its turns, and the notes on it.</summary>
public static class ReadingEndpoints
{
    public sealed record TurnAnswer(int Number, int Start, int End, string? Speaker, string? Role, long? StartMs, long? EndMs);

    public sealed record NoteAnswer(Guid Id, string Kind, string On, Guid Target, int? Start, int? End, string Title, string Text, string Author, DateTimeOffset At);

    public static void MapReading(this RouteGroupBuilder study)
    {
        var sources = study.MapGroup("/sources/{source}").WithTags("Sources");
        sources.MapGet("/text", async (string study, string source, HttpContext context, LaunchToken token, ReadSource read, CancellationToken cancel) =>
        {
            if (!(await read.AskAsync(study, token.Actor, source, cancel)).Is(out var answer, out var problem)) return Answers.Of(problem);
            var tag = new Microsoft.Net.Http.Headers.EntityTagHeaderValue($"\"{answer.Source.ContentHash}-{answer.Source.TextVersion}\"");
            context.Response.Headers.CacheControl = "private, no-cache";
            return Results.Bytes(Encoding.UTF8.GetBytes(answer.Content.Text), "text/plain; charset=utf-8", entityTag: tag);
        });
        sources.MapGet("/turns", async (string study, string source, LaunchToken token, ReadSource read, CancellationToken cancel) =>
            Answers.Ok(await read.AskAsync(study, token.Actor, source, cancel), Turns));
        sources.MapGet("/notes", async (string study, Guid source, LaunchToken token, ReadSource read, NotesBeside notes, CancellationToken cancel) =>
        {
            if (!(await read.AskAsync(study, token.Actor, source.ToString(), cancel)).Is(out var answer, out var problem)) return Answers.Of(problem);
            var positions = answer.Source.Positions();
            return Answers.Ok(await notes.AskAsync(study, token.Actor, source, cancel), lines => lines.Select(n => new NoteAnswer(
                n.Id, n.Kind, n.On, n.Target, n.Start is { } start ? positions.ToPoints(start) : null, n.End is { } end ? positions.ToPoints(end) : null,
                n.Title, n.Text, n.Author, Instant.At(n.At))));
        });
    }

    private static IEnumerable<TurnAnswer> Turns(ReadSource.Answer answer)
    {
        var positions = answer.Source.Positions();
        var voices = answer.Voices.ToDictionary(v => v.Number);
        return answer.Content.Layout.Turns.Select((turn, index) => new TurnAnswer(
            index + 1, positions.ToPoints(turn.Start), positions.ToPoints(turn.End),
            voices.GetValueOrDefault(turn.Speaker)?.Name, voices.GetValueOrDefault(turn.Speaker)?.Role, turn.StartMs, turn.EndMs));
    }
}
