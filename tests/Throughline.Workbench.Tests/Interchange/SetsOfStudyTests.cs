using Throughline.Formats.RefiQda;
using Throughline.Workbench.Interchange;

namespace Throughline.Workbench.Tests.Interchange;

public sealed class SetsOfStudyTests
{
    private static readonly RefiGuid Code = Id(1), Source = Id(2), Selection = Id(3), Coding = Id(4), Note = Id(5);

    [Theory, Engines]
    public async Task Sets_links_and_drawings_are_told_with_the_names_of_what_they_hold(Engine engine)
    {
        await using var desk = await Desk.OpenAsync(engine);
        var done = await desk.Get<ImportProject>().DoAsync(desk.Study, Desk.Maren, new(Guid.CreateVersion7(), new("kettle.qdpx", Project()), ExchangeChoices.None), default);
        Assert.True(done.Succeeded, done.Problem?.Detail);
        var code = Assert.Single(done.Value.Value.Kinds, k => k.Kind == "CodedSegment");
        Assert.Equal(("segment/segments", "added", 1, "Saying no in Kettle"), (code.What, code.Did, code.Count, code.Names.Single()));

        var found = (await desk.Get<SetsOfStudy>().AskAsync(desk.Study, Desk.Maren, default)).Value;
        var set = Assert.Single(found.Sets);
        Assert.Equal([("code", "Saying no"), ("source", "Kettle")], set.Members.Select(m => (m.Kind, m.Name)));
        var link = Assert.Single(found.Links);
        Assert.Equal(("explains", "code", "selection", "The spout"), (link.Name, link.From!.Kind, link.To!.Kind, link.To.Name));
        Assert.Equal("region 10,20–200,300", link.To.Place.Told());
        var graph = Assert.Single(found.Graphs);
        Assert.Equal((1, "Saying no", "only here"), (graph.Edges, graph.Points.Single(p => p.Kind == "code").Name, graph.Points.Single(p => p.Kind == "").Name));
    }

    private static RefiGuid Id(int number) => new(new Guid(number, 0, 0, [0, 0, 0, 0, 0, 0, 0, 7]));

    private static RefiProject Project() => new()
    {
        Name = "Kettle", Origin = "ATLAS.ti 8.4", Codes = [new(Code, "Saying no")],
        Sources = [new RefiPictureSource(Source) { Name = "Kettle", Selections = [new(Selection, 10, 20, 200, 300) { Name = "The spout", Codings = [new(Coding, Code, null, null)] }] }],
        Sets = [new(Note, "Refusals") { Codes = [Code], Sources = [Source] }],
        Links = [new(Id(6)) { Name = "explains", Origin = Code, Target = Selection }],
        Graphs = [new(Id(7)) { Name = "Net", Vertices = [new(Id(8)) { Represented = Code }, new(Id(9)) { Name = "only here" }], Edges = [new(Id(10), Id(8), Id(9))] }],
    };
}
