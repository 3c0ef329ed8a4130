using Microsoft.EntityFrameworkCore;
using Throughline.Workbench.Access;
using Throughline.Workbench.Shared;

namespace Throughline.Workbench.Notes;

/// <summary>
/// Writes a note on anything, or in the journal. Sent again with the same id it becomes what is sent; with the same words nothing changes.
/// </summary>
public sealed class WriteNote(StudyStore store) : IVerb
{
    /// <param name="Id">Made by whoever writes; kept for life.</param>
    /// <param name="Kind">analytic, methodological or reflexive.</param>
    /// <param name="Place">What it is on.</param>
    /// <param name="Title">May be empty.</param>
    /// <param name="Text">The note itself.</param>
    /// <param name="At">When it was written, UTC microseconds; null for now, or for as it stands.</param>
    public sealed record Request(Guid Id, string Kind, NotePlace.Named Place, string Title, string Text, long? At = null);

    public Task<Outcome<Done<NoteLine>>> DoAsync(StudyRef study, Actor actor, Request request, CancellationToken cancel) =>
        store.ChangeAsync<NoteLine>(study, actor, Right.WriteNotes, async scope =>
        {
            if (Check(request.Kind, request.Title, request.Text) is { } wrong) return wrong;
            var note = await scope.Notes.FirstOrDefaultAsync(n => n.Id == request.Id, cancel);
            if (!(await PlaceAsync(scope, note, request.Place)).Is(out var place, out var problem)) return problem;
            var isNew = note is null;
            note ??= scope.Add(new Note { Id = request.Id, AuthorId = (await scope.CoderAsync()).Id, At = scope.Now, EditedAt = scope.Now });
            Write(note, request, place, scope.Now);
            var line = await LineAsync(scope, note);
            scope.Record(isNew ? nameof(WriteNote) : "EditNote", ToldOf(isNew ? "wrote" : "edited", line));
            return line;
        }, cancel);

    public static Problem? Check(string kind, string title, string text)
    {
        if (!Note.Kinds.Contains(kind)) return new Problem.Invalid("kind", $"A note is analytic, methodological or reflexive. “{kind}” is none of them.");
        if (title.Length > Note.TitleLength) return new Problem.Invalid("title", $"A title has at most {Note.TitleLength} characters.");
        if (text.Length > Note.TextLength) return new Problem.Invalid("text", $"A note has at most {Note.TextLength:N0} characters.");
        return string.IsNullOrWhiteSpace(title) && string.IsNullOrWhiteSpace(text) ? new Problem.Invalid("text", "A note needs some words.") : null;
    }

    /// <summary>wrote an analytic note on P07, turn 45; wrote in the journal.</summary>
    public static string ToldOf(string did, NoteLine note)
    {
        var words = Told.Words(note.Title.Length > 0 ? note.Title : note.Text);
        var article = note.Kind == Note.Analytic ? "an" : "a";
        return note.Place.On == NoteOn.Journal
            ? $"{did} in the journal: ‘{words}’"
            : $"{did} {article} {note.Kind} note on {note.Subject.Said}: ‘{words}’";
    }

    /// <summary>The note with what it is on and what it is linked to.</summary>
    public static async Task<NoteLine> LineAsync(StudyScope scope, Note note)
    {
        var links = await scope.NoteLinks.AsNoTracking().Where(l => l.NoteId == note.Id).ToListAsync(scope.Cancel);
        var author = (await scope.Coders.AsNoTracking().FirstOrDefaultAsync(c => c.Id == note.AuthorId, scope.Cancel))?.Name ?? scope.Actor.Name;
        return (await NoteLines.OfAsync(scope, [note], links, _ => author))[0];
    }

    /// <summary>A note may be edited after what it was on has gone: then it stays where it was.</summary>
    private static async Task<Outcome<NotePlace>> PlaceAsync(StudyScope scope, Note? note, NotePlace.Named named)
    {
        var found = await NotePlace.FindAsync(scope, named);
        if (note is not null && found.Problem is Problem.NotFound && named.On == note.On && named.Target == note.TargetId?.ToString())
            return new NotePlace(note.On, note.TargetId, note.Start, note.End);
        return found;
    }

    private static void Write(Note note, Request request, NotePlace place, long now)
    {
        var (title, text) = (request.Title.Trim(), request.Text.ReplaceLineEndings("\n").TrimEnd());
        if (note.Title != title || note.Text != text || note.Kind != request.Kind) note.EditedAt = now;
        (note.Kind, note.Title, note.Text, note.At) = (request.Kind, title, text, request.At ?? note.At);
        (note.On, note.TargetId, note.Start, note.End) = (place.On, place.Target, place.Start, place.End);
    }
}

/// <summary>Takes a note away, with its links. Undo brings both back.</summary>
public sealed class RemoveNote(StudyStore store) : IVerb
{
    public Task<Outcome<Done<Nothing>>> DoAsync(StudyRef study, Actor actor, Guid id, CancellationToken cancel) =>
        store.ChangeAsync<Nothing>(study, actor, Right.WriteNotes, async scope =>
        {
            if (await scope.Notes.FirstOrDefaultAsync(n => n.Id == id, cancel) is not { } note) return default(Nothing);
            scope.Record(nameof(RemoveNote), WriteNote.ToldOf("removed", await WriteNote.LineAsync(scope, note)));
            foreach (var link in await scope.NoteLinks.Where(l => l.NoteId == id || l.TargetId == id).ToListAsync(cancel)) scope.Remove(link);
            scope.Remove(note);
            return default(Nothing);
        }, cancel);
}
