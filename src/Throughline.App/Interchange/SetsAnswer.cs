using Throughline.App.Coding;
using Throughline.Workbench.Interchange;

namespace Throughline.App.Interchange;

/// <summary>Sets, links and drawings of other programs as REST tells them, each with what it holds by name.</summary>
public sealed record SetsAnswer(IEnumerable<SetsAnswer.SetLine> Sets, IEnumerable<SetsAnswer.LinkLine> Links, IEnumerable<SetsAnswer.GraphLine> Graphs)
{
    public sealed record Thing(Guid Id, string Kind, string Name, Guid? Source, PlaceAnswer? Place);

    public sealed record SetLine(Guid Id, string Name, string Description, IEnumerable<Thing> Members);

    public sealed record LinkLine(Guid Id, string Name, string Direction, Thing? From, Thing? To);

    public sealed record GraphLine(Guid Id, string Name, IEnumerable<Thing> Points, int Edges);

    public static SetsAnswer Of(SetsOfStudy.Answer found) => new(
        found.Sets.Select(s => new SetLine(s.Id, s.Name, s.Description, s.Members.Select(One))),
        found.Links.Select(l => new LinkLine(l.Id, l.Name, l.Direction, l.From is { } from ? One(from) : null, l.To is { } to ? One(to) : null)),
        found.Graphs.Select(g => new GraphLine(g.Id, g.Name, g.Points.Select(One), g.Edges)));

    private static Thing One(SetsOfStudy.Thing thing) => new(thing.Id, thing.Kind, thing.Name, thing.Source, thing.Source is null ? null : PlaceAnswer.Of(thing.Place));
}
