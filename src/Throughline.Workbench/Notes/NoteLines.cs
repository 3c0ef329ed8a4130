using Microsoft.EntityFrameworkCore;
using Throughline.Workbench.Shared;

namespace Throughline.Workbench.Notes;

/// <summary>Turns rows into notes that say what they are on.</summary>
internal static class NoteLines
{
    public static async Task<IReadOnlyList<NoteLine>> OfAsync(
        StudyScope scope, IReadOnlyList<Note> notes, IReadOnlyList<NoteLink> links, Func<Guid, string> author)
    {
        var subjects = await NoteSubjects.LoadAsync(
            scope, notes.Select(n => (n.On, n.TargetId)).Concat(links.Select(l => (l.On, (Guid?)l.TargetId))));
        var byNote = links.OrderBy(l => l.Id).ToLookup(l => l.NoteId);
        var lines = new List<NoteLine>(notes.Count);
        foreach (var note in notes)
        {
            var place = new NotePlace(note.On, note.TargetId, note.Start, note.End);
            var linked = new List<NoteLinkLine>();
            foreach (var link in byNote[note.Id])
                linked.Add(new(link.Id, link.On, link.TargetId, await subjects.SayAsync(new(link.On, link.TargetId))));
            lines.Add(new(note.Id, note.Kind, place, await subjects.SayAsync(place), note.Title, note.Text, author(note.AuthorId), note.At, note.EditedAt, linked));
        }
        return lines;
    }

    /// <summary>The same, with their links and authors read too.</summary>
    public static async Task<IReadOnlyList<NoteLine>> WithLinksAsync(StudyScope scope, IReadOnlyList<Note> notes)
    {
        var links = new List<NoteLink>();
        foreach (var some in notes.Select(n => n.Id).Chunk(500))
            links.AddRange(await scope.NoteLinks.AsNoTracking().Where(l => some.Contains(l.NoteId)).ToListAsync(scope.Cancel));
        var authors = await scope.Coders.ToDictionaryAsync(c => c.Id, c => c.Name, scope.Cancel);
        return await OfAsync(scope, notes, links, id => authors.GetValueOrDefault(id, ""));
    }
}
