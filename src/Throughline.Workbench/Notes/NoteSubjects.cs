using Microsoft.EntityFrameworkCore;
using Throughline.Workbench.Coding;
using Throughline.Workbench.Shared;
using Throughline.Workbench.Sources;

namespace Throughline.Workbench.Notes;

/// <summary>Says what notes are on, for many notes with one query for each sort of thing.</summary>
public sealed class NoteSubjects
{
    private readonly StudyScope scope;
    private Dictionary<Guid, CodedSegment> segments = [];
    private Dictionary<Guid, Source> sources = [];
    private Dictionary<Guid, string> codes = [], participants = [], notes = [];
    private Dictionary<Guid, (int Number, string Label)> themes = [];
    private Dictionary<(Guid, int), string> speakers = [];

    private NoteSubjects(StudyScope scope) => this.scope = scope;

    public static async Task<NoteSubjects> LoadAsync(StudyScope scope, IEnumerable<(string On, Guid? Target)> places)
    {
        var found = new NoteSubjects(scope);
        var wanted = places.Where(p => p.Target is not null).ToLookup(p => p.On, p => p.Target!.Value);
        await found.LoadPlacesAsync(wanted);
        await found.LoadNamesAsync(wanted);
        return found;
    }

    public async Task<NoteSubject> SayAsync(NotePlace place)
    {
        if (place.On == NoteOn.Journal) return new("journal");
        if (place.On == NoteOn.Study) return new("the study");
        var id = place.Target ?? Guid.Empty;
        return place.On switch
        {
            NoteOn.Source => sources.TryGetValue(id, out var source) ? new(source.Name, Source: id, SourceName: source.Name) : Missing(place.On),
            NoteOn.Words => sources.TryGetValue(id, out var source) ? await StretchAsync(source, place.Start ?? 0, place.End ?? 0, null) : Missing(place.On),
            NoteOn.Segment => segments.TryGetValue(id, out var segment) && sources.TryGetValue(segment.SourceId, out var source)
                ? await StretchAsync(source, segment.Start, segment.End, segment.CodeId) : Missing(place.On),
            NoteOn.Code => codes.TryGetValue(id, out var name) ? new(name, Code: id, Label: name) : Missing(place.On),
            NoteOn.Theme => themes.TryGetValue(id, out var theme) ? new(theme.Number > 0 ? $"Theme {theme.Number}, {theme.Label}" : theme.Label, Label: theme.Label) : Missing(place.On),
            NoteOn.Note => Named(notes, place.On, id),
            _ => Named(participants, place.On, id),
        };
    }

    private static NoteSubject Named(Dictionary<Guid, string> names, string on, Guid id) =>
        names.TryGetValue(id, out var name) ? new(name, Label: on == NoteOn.Participant ? name : "") : Missing(on);

    private static NoteSubject Missing(string on) => new($"a {(on == NoteOn.Words ? "source" : on)} that was removed", Gone: true);

    private async Task<NoteSubject> StretchAsync(Source source, int start, int end, Guid? code)
    {
        var content = await scope.ContentAsync(source);
        var turn = content.Layout.TurnAt(start);
        var who = turn is { } at && speakers.TryGetValue((source.Id, content.Layout.Turns[at].Speaker), out var name) ? name : source.Name;
        var said = turn is { } index ? $"{who}, turn {index + 1}" : source.Name;
        return new(said, content.Words(start, end), source.Id, start, end, code, Positions: source.Positions(),
            SourceName: source.Name, Label: code is { } id ? codes.GetValueOrDefault(id, "") : "");
    }

    private async Task LoadPlacesAsync(ILookup<string, Guid> wanted)
    {
        var cancel = scope.Cancel;
        foreach (var some in wanted[NoteOn.Segment].Distinct().Chunk(500))
            foreach (var row in await scope.Segments.AsNoTracking().Where(s => some.Contains(s.Id)).ToListAsync(cancel)) segments[row.Id] = row;
        var inSources = wanted[NoteOn.Source].Concat(wanted[NoteOn.Words]).Concat(segments.Values.Select(s => s.SourceId)).Distinct().ToList();
        foreach (var some in inSources.Chunk(500))
            foreach (var row in await scope.Sources.AsNoTracking().Where(s => some.Contains(s.Id)).ToListAsync(cancel)) sources[row.Id] = row;
        if (inSources.Count == 0) return;
        var tied = await (from s in scope.Speakers
                          join p in scope.Participants on s.ParticipantId equals p.Id
                          select new { s.SourceId, s.Number, p.Name }).ToListAsync(cancel);
        speakers = tied.DistinctBy(s => (s.SourceId, s.Number)).ToDictionary(s => (s.SourceId, s.Number), s => s.Name);
    }

    private async Task LoadNamesAsync(ILookup<string, Guid> wanted)
    {
        var cancel = scope.Cancel;
        if (wanted.Contains(NoteOn.Code) || segments.Count > 0)
            codes = await scope.Codes.Select(c => new { c.Id, c.Name }).ToDictionaryAsync(c => c.Id, c => c.Name, cancel);
        if (wanted.Contains(NoteOn.Theme))
            themes = await scope.Themes.Select(t => new { t.Id, t.Number, t.Overarching, t.Label })
                .ToDictionaryAsync(t => t.Id, t => (t.Overarching ? 0 : t.Number, t.Label), cancel);
        if (wanted.Contains(NoteOn.Participant))
            participants = await scope.Participants.Select(p => new { p.Id, p.Name }).ToDictionaryAsync(p => p.Id, p => p.Name, cancel);
        foreach (var some in wanted[NoteOn.Note].Distinct().Chunk(500))
            foreach (var row in await scope.Notes.Where(n => some.Contains(n.Id)).Select(n => new { n.Id, n.Title, n.Text }).ToListAsync(cancel))
                notes[row.Id] = row.Title.Length > 0 ? row.Title : Told.Words(row.Text);
    }
}
