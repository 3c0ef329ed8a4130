using Microsoft.EntityFrameworkCore;
using Throughline.Workbench.Notes;
using Throughline.Workbench.Shared;
using Throughline.Workbench.Sources;

namespace Throughline.Workbench.Coding;

/// <summary>Reads the words, voices, themes and notes of the segments that a page of a list shows.</summary>
internal sealed class SegmentRows(StudyScope scope, SegmentNames names, Speaking speaking, SegmentSorting order)
{
    private Dictionary<Guid, List<SegmentStance>> stances = [];
    private Dictionary<Guid, int> notes = [];
    private readonly Dictionary<Guid, SelectionPlace> places = [];
    private ILookup<Guid, (Guid Code, int Start, int End)> beside = Array.Empty<(Guid Code, int Start, int End)>().ToLookup(_ => Guid.Empty);
    private ILookup<Guid, CodedSegment> besidePlaces = Array.Empty<CodedSegment>().ToLookup(_ => Guid.Empty);

    public async Task<IReadOnlyList<SegmentRow>> ReadAsync(List<SegmentKey> page, ContextWidth width, bool others)
    {
        await LoadStancesAsync(page);
        await LoadNotesAsync(page);
        await LoadPlacesAsync(page);
        if (others) await LoadBesideAsync(page);
        var rows = new List<SegmentRow>(page.Count);
        foreach (var key in page)
        {
            var source = names.Sources[key.Source];
            rows.Add(Row(key, source, await scope.ContentAsync(source.Id, source.Version), width));
        }
        return rows;
    }

    private SegmentRow Row(SegmentKey key, SegmentNames.SourceName source, SourceContent content, ContextWidth width)
    {
        var code = names.Codes[key.Code];
        var line = new SegmentLine(
            key.Id, key.Source, key.Code, Math.Min(key.Start, content.Text.Length), Math.Min(key.End, content.Text.Length), content.Words(key.Start, key.End), names.Coders[key.Coder], key.Version, key.At);
        var context = new ContextOf(content, n => Speaker(source.Id, n)).Read(key.Start, key.End, width);
        return new(
            line, source.Name, code.Told, code.Version, Voice(key, content), context, stances.GetValueOrDefault(key.Id) ?? [],
            notes.GetValueOrDefault(key.Id), Beside(key), order.GroupOf(key), source.Positions)
        {
            Place = places.GetValueOrDefault(key.Id, new(key.Start, key.End)),
        };
    }

    private SegmentVoice Voice(SegmentKey key, SourceContent content)
    {
        var turn = content.Layout.TurnAt(key.Start);
        var (name, role) = turn is { } index ? Speaker(key.Source, content.Layout.Turns[index].Speaker) : ("", "");
        var person = speaking.Of(key);
        return new(turn + 1, name, role, person, person is { } id ? names.People[id].Name : "", content.Layout.TimeAt(key.Start));
    }

    private (string Name, string Role) Speaker(Guid source, int number) =>
        names.Voices.TryGetValue((source, number), out var voice) ? (voice.Name, voice.Role) : ("", "");

    private List<SegmentCode> Beside(SegmentKey key) =>
    [
        .. beside[key.Source].Where(b => b.Start < key.End && b.End > key.Start).Select(b => b.Code)
            .Concat(places.TryGetValue(key.Id, out var place) ? besidePlaces[key.Source].Where(b => SelectionPlace.Of(b).Touches(place)).Select(b => b.CodeId) : [])
            .Where(c => c != key.Code).Distinct().Select(c => names.Codes[c]).OrderBy(c => c.Rank).Select(c => c.Told),
    ];

    private async Task LoadStancesAsync(List<SegmentKey> page)
    {
        var themes = await scope.Themes.Select(t => new { t.Id, t.Number, t.Label }).ToDictionaryAsync(t => t.Id, scope.Cancel);
        if (themes.Count == 0) return;
        foreach (var some in page.Select(k => k.Id).Chunk(1000))
            foreach (var row in await scope.ThemeSegments.Where(t => some.Contains(t.SegmentId)).Select(t => new { t.SegmentId, t.ThemeId, t.Stance }).ToListAsync(scope.Cancel))
            {
                if (!themes.TryGetValue(row.ThemeId, out var theme)) continue;
                if (!stances.TryGetValue(row.SegmentId, out var list)) stances[row.SegmentId] = list = [];
                list.Add(new(theme.Id, theme.Number, theme.Label, row.Stance));
            }
    }

    private async Task LoadNotesAsync(List<SegmentKey> page)
    {
        foreach (var some in page.Select(k => (Guid?)k.Id).Chunk(1000))
            foreach (var row in await scope.Notes.Where(n => n.On == NoteOn.Segment && some.Contains(n.TargetId))
                .GroupBy(n => n.TargetId!.Value).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(scope.Cancel))
                notes[row.Key] = row.Count;
    }

    private async Task LoadPlacesAsync(List<SegmentKey> page)
    {
        foreach (var some in page.Select(k => k.Id).Chunk(1000))
            foreach (var s in await scope.Segments.AsNoTracking().Where(s => some.Contains(s.Id) && (s.X1 != null || s.FromMs != null)).ToListAsync(scope.Cancel))
                places[s.Id] = SelectionPlace.Of(s);
    }

    private async Task LoadBesideAsync(List<SegmentKey> page)
    {
        if (page.Count == 0) return;
        var sources = page.Select(k => k.Source).Distinct().ToList();
        var (from, to) = (page.Min(k => k.Start), page.Max(k => k.End));
        var found = await scope.Segments.Where(s => sources.Contains(s.SourceId) && s.Start < to && s.End > from)
            .Select(s => new { s.SourceId, s.CodeId, s.Start, s.End }).ToListAsync(scope.Cancel);
        beside = found.ToLookup(s => s.SourceId, s => (s.CodeId, s.Start, s.End));
        var shown = page.Where(k => places.ContainsKey(k.Id)).Select(k => k.Source).Distinct().ToList();
        if (shown.Count == 0) return;
        besidePlaces = (await scope.Segments.AsNoTracking().Where(s => shown.Contains(s.SourceId) && (s.X1 != null || s.FromMs != null)).ToListAsync(scope.Cancel)).ToLookup(s => s.SourceId);
    }
}
