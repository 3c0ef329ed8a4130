using Throughline.Formats.RefiQda;
using Throughline.Workbench.Notes;
using Throughline.Workbench.Shared;

namespace Throughline.Workbench.Interchange;

/// <summary>Notes, and what they are on: the first thing that names a note is where it stands, the others are linked.</summary>
internal sealed partial class ProjectRows
{
    private const string OnSelection = "selection";
    private readonly Dictionary<Guid, Guid> notes = [];
    private readonly Dictionary<Guid, List<(string On, Guid Target)>> subjects = [];

    private void Note(IReadOnlyList<RefiGuid> refs, string on, Guid target)
    {
        foreach (var note in refs) (subjects.TryGetValue(note.Value, out var list) ? list : subjects[note.Value] = []).Add((on, target));
    }

    private void Note(RefiTextSource note)
    {
        var id = notes[note.Guid.Value] = note.Guid.Value;
        if (note.Text is null && note.Name is null) Lose(note.Guid.Text, "This note has neither a name nor words. It was kept, empty.");
        var row = Rows.Of(nameof(Notes.Note), id);
        row["Title"] = Cut(note.Name ?? "", Notes.Note.TitleLength);
        if (note.Text is { } words) row["Text"] = Cut(words, Notes.Note.TextLength);
        if (note.Text?.Length > Notes.Note.TextLength) Lose(note.Name ?? note.Guid.Text, $"A note has at most {Notes.Note.TextLength:N0} characters here; it was cut.");
        row["+AuthorId"] = Coder(note.Stamp.CreatedBy ?? note.Stamp.ModifiedBy);
        row["+Kind"] = Notes.Note.Analytic;
        (row["+At"], row["+EditedAt"]) = (At(note.Stamp.CreatedAt), At(note.Stamp.ModifiedAt ?? note.Stamp.CreatedAt));
        Place(row, [.. Subjects(note.Guid.Value)]);
        if (note.Selections.Count + note.Codings.Count > 0)
            Lose(note.Name ?? note.Guid.Text, $"{Told.Count(note.Selections.Count + note.Codings.Count, "coding")} of the words of a note: notes are not coded here. They were left out.");
        if (note.NoteRefs.Count > 0) foreach (var other in note.NoteRefs) Linked(other.Value, (NoteOn.Note, id));
    }

    private IEnumerable<(string On, Guid Target)> Subjects(Guid note)
    {
        if (project.NoteRefs.Any(r => r.Value == note)) yield return (NoteOn.Study, Guid.Empty);
        foreach (var (code, _) in noted ??= [.. project.AllCodes().Where(c => c.Code.NoteRefs.Count > 0)])
            if (code.NoteRefs.Any(r => r.Value == note)) yield return (NoteOn.Code, codes[code.Guid.Value]);
        foreach (var subject in subjects.GetValueOrDefault(note) ?? []) yield return subject;
        foreach (var link in linking ??= project.Links.ToLookup(l => l.Target?.Value ?? Guid.Empty))
            foreach (var one in link.Key == note ? link : Enumerable.Empty<RefiLink>())
                if (one.Origin is { } origin && places.ContainsKey(origin.Value)) yield return (OnSelection, origin.Value);
    }

    private List<(RefiCode Code, RefiCode? Parent)>? noted;
    private ILookup<Guid, RefiLink>? linking;

    private void Place(SaidRow row, IReadOnlyList<(string On, Guid Target)> on)
    {
        if (on.Count == 0 && IsUnplaced(row.Id))
        {
            row["+On"] = NoteOn.Journal;
            return;
        }
        // Only a note that stands on words says which: a link leads to their source.
        var at = Math.Max(0, on.ToList().FindIndex(s => Place(s).On == NoteOn.Words));
        var first = on.Count == 0 ? (NoteOn.Journal, null, null, null) : Place(on[at]);
        (row["On"], row["TargetId"], row["Start"], row["End"]) = (first.On, first.Target, first.Start, first.End);
        foreach (var other in on.Where((_, i) => i != at)) Linked(row.Id, other);
        if (on.Count(s => Place(s).On == NoteOn.Words) is > 1 and var places)
            Lose((string?)row["Title"] is { Length: > 0 } title ? title : row.Id.ToString(), $"This note is on {Told.Count(places, "place")} in words. It stands on the first, and is linked to the source of the others.");
    }

    /// <summary>Whether it is on a place in words that the file lacks: where it stands here is not contradicted.</summary>
    private bool IsUnplaced(Guid note) => unplaced.Contains(note) || unplaced.Count > 0 && linking![note].Any(l => l.Origin is { } origin && unplaced.Contains(origin.Value));

    private (string On, Guid? Target, int? Start, int? End) Place((string On, Guid Target) subject)
    {
        if (subject.On == NoteOn.Study) return (NoteOn.Study, null, null, null);
        if (subject.On != OnSelection) return (subject.On, subject.Target, null, null);
        var (source, place, coding) = places[subject.Target];
        if (place.IsWords && place.End > place.Start) return (NoteOn.Words, source, place.Start, place.End);
        return coding is { } only ? (NoteOn.Segment, only, null, null) : (NoteOn.Source, source, null, null);
    }

    private void Linked(Guid note, (string On, Guid Target) subject)
    {
        var (on, target, _, _) = Place(subject);
        if (target is not { } id) return;
        if (on == NoteOn.Words) on = NoteOn.Source;
        var row = Rows.Of(nameof(NoteLink), MadeId.Of("note link", note, id));
        (row["NoteId"], row["On"], row["TargetId"]) = (note, on, id);
    }
}
