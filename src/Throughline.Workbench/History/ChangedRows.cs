using Microsoft.EntityFrameworkCore;
using Throughline.Methods.Anchors;
using Throughline.Workbench.Access;
using Throughline.Workbench.Codebook;
using Throughline.Workbench.Coding;
using Throughline.Workbench.Shared;
using Throughline.Workbench.Sources;

namespace Throughline.Workbench.History;

/// <summary>
/// Changes with the codes and segments that they touched, as these stand now: what a page needs to paint them. As they stand
/// now, not as they stood then, so that a page that hears late, twice or out of order still ends with what is true.
/// </summary>
public sealed class ChangedRows(StudyStore store) : IQuestion
{
    /// <summary>A change that touched more than this is better met by reading the page again.</summary>
    public const int Most = 200;

    public sealed record Segment(
        Guid Id, Guid Source, Guid Code, int Start, int End, string Coder, int DefinitionVersion, long At, TextPositions Positions);

    /// <param name="Reload">Too much for painting: nothing is listed.</param>
    /// <param name="Gone">Ids of codes and segments that are no longer there.</param>
    public sealed record Rows(bool Reload, IReadOnlyList<Segment> Segments, IReadOnlyList<Code> Codes, IReadOnlyList<Guid> Gone);

    public sealed record Line(ChangeLine Change, Rows? Rows);

    public sealed record Answer(Guid Study, IReadOnlyList<Line> Lines);

    public Task<Outcome<Answer>> AskAsync(StudyRef study, Actor actor, long after, int limit, CancellationToken cancel) =>
        store.AskAsync<Answer>(study, actor, async scope =>
        {
            var lines = await ChangesSince.LinesAsync(
                scope.Changes.Where(c => c.Number > after).OrderBy(c => c.Number).Take(Math.Clamp(limit, 1, ChangesSince.Most)), cancel);
            var touched = await TouchedAsync(scope, lines, after);
            var all = touched.Values.SelectMany(t => t).Distinct().ToList();
            var segments = await SegmentsAsync(scope, [.. all.Where(t => t.Kind == nameof(CodedSegment)).Select(t => t.Id)]);
            var codes = await CodesAsync(scope, [.. all.Where(t => t.Kind == nameof(Code)).Select(t => t.Id)]);
            Line Of(ChangeLine line) => new(line, !Paints(line) ? null
                : touched.TryGetValue(line.Number, out var ids) ? RowsOf(ids, segments, codes) : new(true, [], [], []));
            return new Answer(scope.StudyId, lines.ConvertAll(Of));
        }, cancel);

    private static bool Paints(ChangeLine line) =>
        line.Touches.Split(',').Any(t => t is nameof(CodedSegment) or nameof(Code));

    /// <summary>What the edits name, for the changes that are small enough; of a long run of changes only the beginning.</summary>
    private static async Task<Dictionary<long, IReadOnlyList<(string Kind, Guid Id)>>> TouchedAsync(StudyScope scope, List<ChangeLine> lines, long after)
    {
        var small = lines.Where(l => Paints(l) && l.EditCount <= Most).Take(500).ToList();
        if (small.Count == 0) return [];
        var last = small[^1].Number;
        var edits = await scope.Changes.Where(c => c.Number > after && c.Number <= last && c.EditCount <= Most)
            .Select(c => new { c.Number, c.Edits }).ToDictionaryAsync(c => c.Number, c => c.Edits, scope.Cancel);
        return small.ToDictionary(l => l.Number, l => (IReadOnlyList<(string, Guid)>)[.. RowEdit.Read(edits[l.Number]).Select(e => (e.Kind, e.Id))]);
    }

    private static Rows RowsOf(IReadOnlyList<(string Kind, Guid Id)> ids, Dictionary<Guid, Segment> segments, Dictionary<Guid, Code> codes)
    {
        var gone = ids.Where(t => (t.Kind == nameof(CodedSegment) && !segments.ContainsKey(t.Id)) || (t.Kind == nameof(Code) && !codes.ContainsKey(t.Id)));
        return new(false,
            [.. ids.Where(t => segments.ContainsKey(t.Id)).Select(t => segments[t.Id])],
            [.. ids.Where(t => codes.ContainsKey(t.Id)).Select(t => codes[t.Id])], [.. gone.Select(t => t.Id)]);
    }

    private static async Task<Dictionary<Guid, Segment>> SegmentsAsync(StudyScope scope, Guid[] ids)
    {
        if (ids.Length == 0) return [];
        var rows = new List<CodedSegment>();
        foreach (var some in ids.Chunk(900)) rows.AddRange(await scope.Segments.Where(s => some.Contains(s.Id)).ToListAsync(scope.Cancel));
        var coders = await scope.Coders.ToDictionaryAsync(c => c.Id, c => c.Name, scope.Cancel);
        var named = rows.Select(r => r.SourceId).Distinct().ToList();
        var positions = (await scope.Sources.Where(s => named.Contains(s.Id)).Select(s => new { s.Id, s.Astral, s.Length }).ToListAsync(scope.Cancel))
            .ToDictionary(s => s.Id, s => new Source { Astral = s.Astral, Length = s.Length }.Positions());
        return rows.ToDictionary(s => s.Id, s => new Segment(
            s.Id, s.SourceId, s.CodeId, s.Start, s.End, coders[s.CoderId], s.DefinitionVersion, s.At, positions[s.SourceId]));
    }

    private static async Task<Dictionary<Guid, Code>> CodesAsync(StudyScope scope, Guid[] ids)
    {
        var found = new Dictionary<Guid, Code>();
        foreach (var some in ids.Chunk(900))
            foreach (var code in await scope.Codes.Where(c => some.Contains(c.Id)).ToListAsync(scope.Cancel)) found[code.Id] = code;
        return found;
    }
}
