using Microsoft.EntityFrameworkCore;
using Throughline.Workbench.Access;
using Throughline.Workbench.Shared;

namespace Throughline.Workbench.Notes;

/// <summary>Says that a note speaks of something besides what it is on. The same link twice is one.</summary>
public sealed class LinkNote(StudyStore store) : IVerb
{
    public sealed record Request(Guid Id, Guid Note, string On, string Target);

    public Task<Outcome<Done<NoteLine>>> DoAsync(StudyRef study, Actor actor, Request request, CancellationToken cancel) =>
        store.ChangeAsync<NoteLine>(study, actor, Right.WriteNotes, async scope =>
        {
            if (!NoteOn.Linkable.Contains(request.On))
                return new Problem.Invalid("on", $"A note is linked to one of: {string.Join(", ", NoteOn.Linkable)}. “{request.On}” is none of them.");
            if (await scope.Notes.FirstOrDefaultAsync(n => n.Id == request.Note, cancel) is not { } note) return new Problem.NotFound("note", request.Note.ToString());
            if (!(await NotePlace.TargetAsync(scope, request.On, request.Target ?? "")).Is(out var target, out var problem)) return problem;
            if (target == note.Id) return new Problem.Invalid("target", "A note is not linked to itself.");
            if (await scope.NoteLinks.AnyAsync(l => l.Id == request.Id && l.NoteId != note.Id, cancel))
                return new Problem.Conflict("This id is taken", $"The link {request.Id} belongs to another note.");
            if (await scope.NoteLinks.AnyAsync(l => l.Id == request.Id || (l.NoteId == note.Id && l.On == request.On && l.TargetId == target), cancel))
                return await WriteNote.LineAsync(scope, note);
            var link = scope.Add(new NoteLink { Id = request.Id, NoteId = note.Id, On = request.On, TargetId = target });
            var line = await WriteNote.LineAsync(scope, note);
            var subjects = await NoteSubjects.LoadAsync(scope, [(link.On, link.TargetId)]);
            var added = new NoteLinkLine(link.Id, link.On, target, await subjects.SayAsync(new(link.On, target)));
            scope.Record(nameof(LinkNote), $"linked the note ‘{Told.Words(line.Title.Length > 0 ? line.Title : line.Text, 40)}’ to {added.Subject.Said}");
            return line with { Links = [.. line.Links, added] };
        }, cancel);
}

/// <summary>Takes a link of a note away. Taking away what is already gone changes nothing.</summary>
public sealed class UnlinkNote(StudyStore store) : IVerb
{
    public Task<Outcome<Done<Nothing>>> DoAsync(StudyRef study, Actor actor, Guid note, Guid id, CancellationToken cancel) =>
        store.ChangeAsync<Nothing>(study, actor, Right.WriteNotes, async scope =>
        {
            if (await scope.NoteLinks.FirstOrDefaultAsync(l => l.NoteId == note && l.Id == id, cancel) is not { } link) return default(Nothing);
            var subjects = await NoteSubjects.LoadAsync(scope, [(link.On, link.TargetId)]);
            scope.Record(nameof(UnlinkNote), $"unlinked a note from {(await subjects.SayAsync(new(link.On, link.TargetId))).Said}");
            scope.Remove(link);
            return default(Nothing);
        }, cancel);
}
