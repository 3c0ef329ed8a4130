using Throughline.Formats.RefiQda;
using Throughline.Workbench.Coding;
using Throughline.Workbench.Notes;
using Throughline.Workbench.Shared;
using Throughline.Workbench.Sources;

namespace Throughline.Workbench.Interchange;

/// <summary>Notes on what they are on, and the note of Throughline's own.</summary>
internal sealed partial class ProjectOfRows
{
    private readonly Dictionary<(string On, Guid Target), List<RefiGuid>> refs = [];
    private ILookup<Guid, (SelectionPlace Place, Guid Note)> noted = Enumerable.Empty<(Guid, SelectionPlace, Guid)>().ToLookup(n => n.Item1, n => (n.Item2, n.Item3));

    private IReadOnlyList<RefiGuid> NotesOn(string on, Guid target) => refs.GetValueOrDefault((on, target)) ?? [];

    private void FindNotes()
    {
        var links = rows.NoteLinks.ToLookup(l => l.NoteId);
        var ids = rows.NoteLinks.Select(l => l.Id).ToHashSet();
        noted = rows.Notes.Where(n => n is { On: NoteOn.Words, TargetId: not null, Start: not null } && n.End > n.Start)
            .ToLookup(n => n.TargetId!.Value, n => (new SelectionPlace(n.Start!.Value, n.End!.Value), n.Id));
        foreach (var note in rows.Notes)
        {
            if (note.On is NoteOn.Study or NoteOn.Source or NoteOn.Segment or NoteOn.Code) Refer(note.On, note.TargetId ?? Guid.Empty, note.Id);
            foreach (var link in links[note.Id].Where(l => l.On is NoteOn.Source or NoteOn.Segment or NoteOn.Code or NoteOn.Note)) Refer(link.On, link.TargetId, note.Id);
            if (links[note.Id].Any())
                foreach (var target in links[note.Id].Select(l => l.TargetId).Append(note.TargetId ?? Guid.Empty))
                    if (MadeId.Of("note link", note.Id, target) is var made && !ids.Contains(made)) derived.Add((nameof(NoteLink), made));
            if (note.Kind != Workbench.Notes.Note.Analytic || note.On is NoteOn.Theme or NoteOn.Participant || links[note.Id].Any()) told.Add((note, null));
            if (note.On is NoteOn.Theme or NoteOn.Participant) Outside.FreeNotes.Add(note.Title.Length > 0 ? note.Title : Told.Words(note.Text, 40));
        }
    }

    private void Refer(string on, Guid target, Guid note) => (refs.TryGetValue((on, target), out var list) ? list : refs[(on, target)] = []).Add(G(note));

    private RefiTextSource Note(Note note) => new(G(note.Id))
    {
        Name = Said(note.Title), Text = replacing.Of(note.Text), Stamp = new(G(note.AuthorId), At(note.At), null, At(note.EditedAt)), NoteRefs = NotesOn(NoteOn.Note, note.Id),
    };

    private OwnNote OwnNote()
    {
        told.Add((rows.Study, null));
        var unsaid = told.Where(t => t.Columns == OwnRows.Whole).Select(t => t.Row.Id).ToHashSet();
        foreach (var note in rows.Notes.Where(n => n is { On: NoteOn.Segment, TargetId: { } on } && unsaid.Contains(on))) told.Add((note, null));
        var versions = rows.Codes.ToDictionary(c => c.Id, c => c.DefinitionVersion);
        foreach (var older in rows.Segments.Where(s => s.DefinitionVersion != versions.GetValueOrDefault(s.CodeId))) told.Add((older, ["DefinitionVersion"]));
        return new(derived, [.. told, .. rows.Own.Select(r => (r, (string[]?)null))],
            [.. words.Where(w => w.Value.Layout.Turns.Count + w.Value.Layout.Pages.Count > 0).Select(w => (w.Key, TextFacts.Hash(w.Value.Text), w.Value.Layout.Write()))], replacing.OfKept);
    }
}

/// <summary>What the note of Throughline's own holds.</summary>
/// <param name="Derived">What reading the file makes and should not.</param>
/// <param name="Rows">Rows, each with the columns that are told; null for those that its kind always tells.</param>
/// <param name="Layouts">Turns and pages, with the words that they are of.</param>
/// <param name="Replace">How words are told.</param>
internal sealed record OwnNote(
    IReadOnlyList<(string Kind, Guid Id)> Derived, IReadOnlyList<(IRecorded Row, string[]? Columns)> Rows,
    IReadOnlyList<(Guid Source, string Hash, string Layout)> Layouts, Func<string, string> Replace);

/// <summary>What a study holds and the standard has no place for.</summary>
internal sealed class OutsideTheStandard
{
    /// <summary>Sources whose original stays here.</summary>
    public List<string> Originals { get; } = [];

    /// <summary>Codings and selections of parts that a source of that kind does not have, by source.</summary>
    public Dictionary<string, int> Selections { get; } = [];

    /// <summary>Links with an end that is not in the file.</summary>
    public int OpenLinks { get; set; }

    /// <summary>Members of sets and cases that are not in the file as such.</summary>
    public int Members { get; set; }

    /// <summary>Notes on themes and participants, which stand by themselves.</summary>
    public List<string> FreeNotes { get; } = [];
}
