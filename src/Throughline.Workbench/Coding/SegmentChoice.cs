using Microsoft.EntityFrameworkCore;
using Throughline.Workbench.Shared;
using Throughline.Workbench.Themes;

namespace Throughline.Workbench.Coding;

/// <summary>Chooses segments: first by code, which is what the counts are of, then by all else that was asked.</summary>
internal sealed class SegmentChoice
{
    private readonly StudyScope scope;
    private readonly SegmentNames names;
    private readonly SegmentFilter filter;
    private readonly List<HashSet<Guid>> codes = [];
    private HashSet<Guid> sources = [], coders = [], participants = [];

    private SegmentChoice(StudyScope scope, SegmentNames names, SegmentFilter filter) => (this.scope, this.names, this.filter) = (scope, names, filter);

    /// <summary>The codes asked for, without those under them.</summary>
    public List<Guid> Asked { get; } = [];

    public static Outcome<SegmentChoice> Of(StudyScope scope, SegmentNames names, SegmentFilter filter)
    {
        var choice = new SegmentChoice(scope, names, filter);
        return choice.Resolve() is { } problem ? problem : choice;
    }

    /// <summary>Whether the base is not what the counts are of: no code was asked for, and sources, coders or dates narrow it in the database.</summary>
    public bool IsPartOfWhole => codes.Count == 0 && IsNarrowed;

    private bool IsNarrowed => sources.Count > 0 || coders.Count > 0 || filter.From is not null || filter.To is not null;

    /// <summary>All segments of the codes asked for; where none was, all that sources, coders and dates leave.</summary>
    public async Task<List<SegmentKey>> BaseAsync()
    {
        if (codes.Count == 0 && !IsNarrowed) return await scope.KeptAsync(() => ReadAsync(scope.Segments), all => all.Count);
        var wanted = codes.SelectMany(c => c).ToHashSet();
        var segments = codes.Count > 0 ? scope.Segments.Where(s => wanted.Contains(s.CodeId)) : Narrowed(scope.Segments);
        var keys = await ReadAsync(segments);
        return filter.AllCodes && codes.Count > 1 ? Overlapping(keys, await PlacesAsync(segments)) : keys;
    }

    private Task<List<SegmentKey>> ReadAsync(IQueryable<CodedSegment> segments) =>
        segments.Select(s => new SegmentKey(s.Id, s.SourceId, s.CodeId, s.CoderId, s.Start, s.End, s.FromMs ?? s.Page ?? 0L, s.DefinitionVersion, s.At)).ToListAsync(scope.Cancel);

    private IQueryable<CodedSegment> Narrowed(IQueryable<CodedSegment> segments)
    {
        if (sources.Count > 0) segments = segments.Where(s => sources.Contains(s.SourceId));
        if (coders.Count > 0) segments = segments.Where(s => coders.Contains(s.CoderId));
        if (filter.From is { } from) segments = segments.Where(s => s.At >= from);
        return filter.To is { } to ? segments.Where(s => s.At < to) : segments;
    }

    /// <summary>Of these, what answers to the rest of the filter.</summary>
    public async Task<Outcome<List<SegmentKey>>> NarrowAsync(List<SegmentKey> keys, Speaking speaking)
    {
        IEnumerable<SegmentKey> found = keys;
        if (sources.Count > 0) found = found.Where(k => sources.Contains(k.Source));
        if (coders.Count > 0) found = found.Where(k => coders.Contains(k.Coder));
        if (filter.From is { } from) found = found.Where(k => k.At >= from);
        if (filter.To is { } to) found = found.Where(k => k.At < to);
        if (filter.Older) found = found.Where(k => k.Version < names.Codes[k.Code].Version);
        if (participants.Count > 0) found = found.Where(k => speaking.Of(k) is { } person && participants.Contains(person));
        if (!(await ThemedAsync([.. found])).Is(out var narrowed, out var problem)) return problem;
        return string.IsNullOrWhiteSpace(filter.Text) ? narrowed : await HoldingAsync(narrowed, filter.Text.Trim());
    }

    private Problem? Resolve()
    {
        foreach (var named in filter.Codes)
        {
            if (!One("code", named, names.Codes.Values.Select(c => (c.Told.Id, c.Told.Name, c.Told.Path))).Is(out var id, out var problem)) return problem;
            Asked.Add(id);
            codes.Add(names.Within(id, filter.WithChildren));
        }
        return Several("source", filter.Sources, names.Sources.Values.Select(s => (s.Id, s.Name, s.Name)), out sources)
            ?? Several("coder", filter.Coders, names.Coders.Select(c => (c.Key, c.Value, c.Value)), out coders)
            ?? Several("participant", filter.Participants, names.People.Values.Select(p => (p.Id, p.Name, p.Name)), out participants);
    }

    private static Problem? Several(string what, IReadOnlyList<string> named, IEnumerable<(Guid, string, string)> all, out HashSet<Guid> found)
    {
        found = [];
        if (named.Count == 0) return null;
        var known = all.ToList();
        foreach (var name in named)
        {
            if (!One(what, name, known).Is(out var id, out var problem)) return problem;
            found.Add(id);
        }
        return null;
    }

    private static Outcome<Guid> One(string what, string named, IEnumerable<(Guid Id, string Name, string Path)> all)
    {
        var id = Guid.TryParse(named, out var guid) ? guid : (Guid?)null;
        var key = NameKey.Of(named);
        var found = all.Where(r => id is not null ? r.Id == id : NameKey.Of(r.Name) == key || NameKey.Of(r.Path) == key).Take(2).ToList();
        return found.Count switch
        {
            1 => found[0].Id,
            0 => new Problem.NotFound(what, named),
            _ => Problem.Conflict.Several(named, what),
        };
    }

    /// <summary>Where those lie that are on regions or stretches of time.</summary>
    private async Task<Dictionary<Guid, SelectionPlace>> PlacesAsync(IQueryable<CodedSegment> segments) =>
        (await segments.AsNoTracking().Where(s => s.X1 != null || s.FromMs != null).ToListAsync(scope.Cancel)).ToDictionary(s => s.Id, SelectionPlace.Of);

    /// <summary>Those on whose words each of the other codes stands too.</summary>
    private List<SegmentKey> Overlapping(List<SegmentKey> keys, Dictionary<Guid, SelectionPlace> places)
    {
        var kept = new List<SegmentKey>();
        foreach (var source in keys.GroupBy(k => k.Source))
        {
            var stretches = codes.Select(c => new Stretches(source.Where(k => c.Contains(k.Code)))).ToList();
            var placed = source.Where(k => places.ContainsKey(k.Id)).ToList();
            bool Meets(SegmentKey key, HashSet<Guid> code) => placed.Exists(o => code.Contains(o.Code) && places[key.Id].Touches(places[o.Id]));
            kept.AddRange(source.Where(k => stretches.TrueForAll(s => s.Touches(k.Start, k.End)) || places.ContainsKey(k.Id) && codes.TrueForAll(c => Meets(k, c))));
        }
        return kept;
    }

    private async Task<Outcome<List<SegmentKey>>> ThemedAsync(List<SegmentKey> keys)
    {
        if (filter.Theme is null && !filter.Unthemed) return keys;
        var themeCodes = scope.ThemeCodes;
        var themeSegments = scope.ThemeSegments;
        if (filter.Theme is { } named)
        {
            if (!(await Notes.NotePlace.TargetAsync(scope, Notes.NoteOn.Theme, named)).Is(out var theme, out var problem)) return problem;
            (themeCodes, themeSegments) = (themeCodes.Where(t => t.ThemeId == theme), themeSegments.Where(t => t.ThemeId == theme));
            if (filter.Stance is { } stance) (themeCodes, themeSegments) = (themeCodes.Where(t => false), themeSegments.Where(t => t.Stance == stance));
        }
        var codesHeld = (await themeCodes.Select(t => t.CodeId).ToListAsync(scope.Cancel)).ToHashSet();
        var segmentsHeld = (await themeSegments.Select(t => t.SegmentId).ToListAsync(scope.Cancel)).ToHashSet();
        return keys.FindAll(k => (codesHeld.Contains(k.Code) || segmentsHeld.Contains(k.Id)) != filter.Unthemed);
    }

    private async Task<List<SegmentKey>> HoldingAsync(List<SegmentKey> keys, string sought)
    {
        var found = new List<SegmentKey>();
        foreach (var source in keys.GroupBy(k => k.Source))
        {
            var content = await scope.ContentAsync(source.Key, names.Sources[source.Key].Version);
            found.AddRange(source.Where(k => content.Words(k.Start, k.End).Contains(sought, StringComparison.OrdinalIgnoreCase)));
        }
        return found;
    }

    /// <summary>Answers in logarithmic time whether any of some stretches touches another.</summary>
    private sealed class Stretches
    {
        private readonly int[] starts, reach;

        public Stretches(IEnumerable<SegmentKey> keys)
        {
            var sorted = keys.OrderBy(k => k.Start).ToList();
            (starts, reach) = (new int[sorted.Count], new int[sorted.Count]);
            for (int i = 0, furthest = 0; i < sorted.Count; i++)
                (starts[i], reach[i]) = (sorted[i].Start, furthest = Math.Max(furthest, sorted[i].End));
        }

        public bool Touches(int start, int end)
        {
            int low = 0, high = starts.Length;
            while (low < high)
            {
                var middle = (low + high) / 2;
                if (starts[middle] < end) low = middle + 1;
                else high = middle;
            }
            return low > 0 && reach[low - 1] > start;
        }
    }
}
