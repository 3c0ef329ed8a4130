using Microsoft.AspNetCore.Mvc;
using Throughline.App.Shell;
using Throughline.Workbench.Notes;
using Throughline.Workbench.Shared;

namespace Throughline.App.Notes;

public static class NoteEndpoints
{
    /// <summary>Positions in Unicode code points. <c>target</c> is an id, or a name where names are unlike.</summary>
    public sealed record Body(string? Kind, string? On, string? Target, int? Start, int? End, string? Title, string? Text, DateTimeOffset? At);

    public sealed record LinkBody(string? On, string? Target);

    /// <summary>What narrows a list of notes, as the address says it.</summary>
    public sealed record Query
    {
        [FromQuery] public string? Kind { get; init; }
        [FromQuery] public string? On { get; init; }
        [FromQuery] public Guid? Target { get; init; }
        [FromQuery] public string? Author { get; init; }
        [FromQuery] public string? From { get; init; }
        [FromQuery] public string? To { get; init; }
        [FromQuery] public string? Text { get; init; }

        /// <summary>On this source, its words or its segments.</summary>
        [FromQuery] public string? Source { get; init; }
        [FromQuery] public string? Cursor { get; init; }
        [FromQuery] public int? Limit { get; init; }

        public Outcome<NoteFilter> Filter()
        {
            if (!Days.Read(From, To).Is(out var days, out var problem)) return problem;
            return new NoteFilter { Kind = Some(Kind), On = Some(On), Target = Target, Author = Some(Author), From = days.From, To = days.To, Text = Some(Text), Source = Some(Source) };
        }

        /// <summary>As the address of a page says it.</summary>
        public static Query Of(IQueryCollection query) => new()
        {
            Kind = Some(query["kind"]), On = Some(query["on"]), Target = Guid.TryParse(query["target"], out var target) ? target : null, Author = Some(query["author"]),
            From = Some(query["from"]), To = Some(query["to"]), Text = Some(query["text"]), Source = Some(query["source"]), Cursor = Some(query["cursor"]),
            Limit = int.TryParse(query["limit"], out var limit) ? limit : null,
        };

        /// <summary>The same in the words of an address, without the place in the list.</summary>
        public QueryString ToQuery(params ReadOnlySpan<(string Name, string? Value)> instead)
        {
            var parts = new Dictionary<string, string?>
            {
                ["kind"] = Kind, ["on"] = On, ["target"] = Target?.ToString(), ["author"] = Author, ["from"] = From, ["to"] = To, ["text"] = Text, ["source"] = Source,
            };
            foreach (var (name, value) in instead) parts[name] = value;
            return QueryString.Create(parts.Where(p => !string.IsNullOrEmpty(p.Value)));
        }

        private static string? Some(string? value) => string.IsNullOrWhiteSpace(value) ? null : value;
    }

    public static void MapNotes(this RouteGroupBuilder study)
    {
        var notes = study.MapGroup("/notes").WithTags("Notes");
        notes.MapGet("/", async (string study, [AsParameters] Query query, LaunchToken token, NotesWhere where, CancellationToken cancel) =>
            query.Filter().Is(out var filter, out var problem)
                ? Answers.Ok(await where.AskAsync(study, token.Actor, filter, query.Cursor, query.Limit ?? 100, cancel), NotesAnswer.Of)
                : Answers.Of(problem));
        notes.MapPut("/{id:guid}", async (string study, Guid id, Body body, LaunchToken token, WriteNote write, CancellationToken cancel) =>
            Answers.Done(await write.DoAsync(study, token.Actor, Request(id, body), cancel), NoteAnswer.Of));
        notes.MapDelete("/{id:guid}", async (string study, Guid id, LaunchToken token, RemoveNote remove, CancellationToken cancel) =>
            Answers.Done(await remove.DoAsync(study, token.Actor, id, cancel), _ => new DoneAnswer()));
        notes.MapPut("/{note:guid}/links/{id:guid}", async (string study, Guid note, Guid id, LinkBody body, LaunchToken token, LinkNote link, CancellationToken cancel) =>
            Answers.Done(await link.DoAsync(study, token.Actor, new(id, note, body.On ?? "", body.Target ?? ""), cancel), NoteAnswer.Of));
        notes.MapDelete("/{note:guid}/links/{id:guid}", async (string study, Guid note, Guid id, LaunchToken token, UnlinkNote unlink, CancellationToken cancel) =>
            Answers.Done(await unlink.DoAsync(study, token.Actor, note, id, cancel), _ => new DoneAnswer()));
    }

    private static WriteNote.Request Request(Guid id, Body body) => new(
        id, body.Kind ?? Note.Analytic, new(body.On ?? "", body.Target, body.Start, body.End, InPoints: true), body.Title ?? "", body.Text ?? "",
        body.At is { } at ? Instant.Micros(at) : null);
}
