using Microsoft.EntityFrameworkCore;
using Throughline.Workbench.Access;
using Throughline.Workbench.Coding;
using Throughline.Workbench.Notes;
using Throughline.Workbench.Shared;

namespace Throughline.Workbench.Interchange;

/// <summary>The sets, links and drawings that other programs brought, with what they hold by name.</summary>
public sealed class SetsOfStudy(StudyStore store) : IQuestion
{
    /// <param name="Kind">code, source, note, participant, segment, selection, coder, or nothing where it is not here.</param>
    /// <param name="Source">Of a segment or selection: where it stands.</param>
    public sealed record Thing(Guid Id, string Kind, string Name, Guid? Source = null, SelectionPlace Place = default);

    public sealed record SetLine(Guid Id, string Name, string Description, IReadOnlyList<Thing> Members);

    /// <param name="Direction">Associative, OneWay or Bidirectional; empty where it is not said.</param>
    public sealed record LinkLine(Guid Id, string Name, string Direction, Thing? From, Thing? To);

    /// <param name="Edges">How many lines run between its points.</param>
    public sealed record GraphLine(Guid Id, string Name, IReadOnlyList<Thing> Points, int Edges);

    public sealed record Answer(IReadOnlyList<SetLine> Sets, IReadOnlyList<LinkLine> Links, IReadOnlyList<GraphLine> Graphs)
    {
        public bool IsEmpty => Sets.Count + Links.Count + Graphs.Count == 0;
    }

    public Task<Outcome<Answer>> AskAsync(StudyRef study, Actor actor, CancellationToken cancel) =>
        store.AskAsync<Answer>(study, actor, async scope =>
        {
            var sets = await scope.NamedSets.AsNoTracking().ToListAsync(cancel);
            var links = await scope.Links.AsNoTracking().ToListAsync(cancel);
            var graphs = await scope.Graphs.AsNoTracking().ToListAsync(cancel);
            if (sets.Count + links.Count + graphs.Count == 0) return new Answer([], [], []);
            var members = (await scope.Memberships.AsNoTracking().Where(m => m.Of == Membership.Set).ToListAsync(cancel)).ToLookup(m => m.OfId);
            var things = await ThingsAsync(scope);
            Thing Of(Guid id) => things.GetValueOrDefault(id) ?? new(id, "", "not here");
            return new Answer(
                [.. sets.OrderBy(s => s.Name, NaturalOrder.Names).Select(s => new SetLine(s.Id, s.Name, s.Description, Sorted(members[s.Id].Select(m => Of(m.TargetId)))))],
                [.. links.Select(l => new LinkLine(l.Id, l.Name, l.Direction, l.OriginId is { } from ? Of(from) : null, l.TargetId is { } to ? Of(to) : null))
                    .OrderBy(l => l.Name, NaturalOrder.Names).ThenBy(l => l.From?.Name ?? "", NaturalOrder.Names)],
                [.. graphs.OrderBy(g => g.Name, NaturalOrder.Names).Select(g => Line(g, Of))]);
        }, cancel);

    private static GraphLine Line(Graph graph, Func<Guid, Thing> of)
    {
        var drawing = GraphDrawing.Read(graph);
        var points = drawing.Vertices.Select(v => v.Represented is { } id && of(id.Value) is { Kind.Length: > 0 } known ? known : new Thing(v.Guid.Value, "", v.Name ?? ""));
        return new(graph.Id, graph.Name, Sorted(points.Where(p => p.Name.Length > 0)), drawing.Edges.Count);
    }

    private static IReadOnlyList<Thing> Sorted(IEnumerable<Thing> things) => [.. things.OrderBy(t => t.Kind, StringComparer.Ordinal).ThenBy(t => t.Name, NaturalOrder.Names)];

    private static async Task<Dictionary<Guid, Thing>> ThingsAsync(StudyScope scope)
    {
        var things = new Dictionary<Guid, Thing>();
        void Add(IEnumerable<Thing> some)
        {
            foreach (var thing in some) things.TryAdd(thing.Id, thing);
        }
        var names = await SegmentNames.LoadAsync(scope);
        Add(names.Codes.Values.Select(c => new Thing(c.Told.Id, "code", c.Told.Name)));
        Add(names.Sources.Values.Select(s => new Thing(s.Id, "source", s.Name)));
        Add(names.People.Values.Select(p => new Thing(p.Id, "participant", p.Name)));
        Add(names.Coders.Select(c => new Thing(c.Key, "coder", c.Value)));
        Add((await scope.Notes.Select(n => new { n.Id, n.Title, n.Text }).ToListAsync(scope.Cancel)).Select(n => new Thing(n.Id, "note", n.Title.Length > 0 ? n.Title : Told.Words(n.Text))));
        var named = await NamedAsync(scope);
        Add((await scope.Selections.AsNoTracking().ToListAsync(scope.Cancel)).Select(s =>
            new Thing(s.Id, "selection", s.Name.Length > 0 ? s.Name : Where(names.Sources[s.SourceId].Name, s.Place), s.SourceId, s.Place)));
        foreach (var some in named.Where(id => !things.ContainsKey(id)).Chunk(500))
            Add((await scope.Segments.AsNoTracking().Where(s => some.Contains(s.Id)).ToListAsync(scope.Cancel)).Select(s =>
                new Thing(s.Id, "segment", $"{names.Codes[s.CodeId].Told.Name}, {Where(names.Sources[s.SourceId].Name, SelectionPlace.Of(s))}", s.SourceId, SelectionPlace.Of(s))));
        return things;
    }

    private static string Where(string source, SelectionPlace place) => place.Told() is { Length: > 0 } told ? $"{source}, {told}" : source;

    /// <summary>The ids that sets, links and drawings name; a study has too many segments to load them all.</summary>
    private static async Task<HashSet<Guid>> NamedAsync(StudyScope scope)
    {
        var named = (await scope.Memberships.Where(m => m.Of == Membership.Set).Select(m => m.TargetId).ToListAsync(scope.Cancel)).ToHashSet();
        foreach (var link in await scope.Links.Select(l => new { l.OriginId, l.TargetId }).ToListAsync(scope.Cancel))
            named.UnionWith(new[] { link.OriginId, link.TargetId }.OfType<Guid>());
        foreach (var graph in await scope.Graphs.AsNoTracking().ToListAsync(scope.Cancel))
            named.UnionWith(GraphDrawing.Read(graph).Vertices.Select(v => v.Represented?.Value).OfType<Guid>());
        return named;
    }
}
